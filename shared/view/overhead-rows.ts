import { leaf, type ExplainNode } from '../explain/node.ts';
import type { OverheadKey, OverheadOffer } from '../timeline/overhead-offer.ts';
import { counted, formatPercent, formatPlain, NOT_MEASURED } from './number-format.ts';
import { formatQuantity, quantityText } from './quantity-format.ts';

const NAMES: Readonly<Record<OverheadKey, string>> = {
  memoryBytesPerVm: 'Memory per microVM',
  cpuCoresPerVm: 'CPU per microVM',
  fileDescriptorsPerVm: 'File descriptors per microVM',
  processesPerVm: 'Processes per microVM',
};

/** One measured overhead as a row: what the model counts with, what was measured, from what. */
export interface OverheadRow {
  readonly key: OverheadKey;
  readonly name: string;
  readonly current: string;
  readonly measured: string;
  /** Interval of the estimate; `null` where nothing was estimated. */
  readonly range: string | null;
  /** What data it came from, or why there is no estimate. */
  readonly from: string;
  /** Can be taken: there is an estimate, and the model counts with another value. */
  readonly isOffered: boolean;
  readonly node: ExplainNode | null;
}

/** Overheads are small: a hundredth of a core is said, not rounded to nothing. */
function smallText(value: number, unit: OverheadOffer['unit'], bare = false): string {
  if (unit === 'bytes') return bare ? formatQuantity(value, unit).text : quantityText(value, unit);
  const text = formatPlain(value, 3);
  return bare || unit !== 'cores' ? text : `${text} cores`;
}

export function overheadRow(offer: OverheadOffer, level: number): OverheadRow {
  const { key, unit, current, estimate, reason } = offer;
  const common = { key, name: NAMES[key], current: current === null ? 'none' : smallText(current, unit) };
  if (estimate === null)
    return {
      ...common,
      measured: NOT_MEASURED,
      range: null,
      from: reason ?? '',
      isOffered: false,
      node: null,
    };
  const { perMicrovm, low, high, observations, hosts, days, inUseRatio } = estimate;
  const data = `${counted(observations, 'peak')} of ${counted(hosts, 'host')} over ${counted(days, 'day')}`;
  // A microVM gives nothing back: an estimate below 0 is taken as 0.
  const taken = Math.max(0, perMicrovm);
  return {
    ...common,
    measured: smallText(perMicrovm, unit),
    range: `${smallText(low, unit, unit !== 'bytes' || formatQuantity(low, unit).unit === formatQuantity(high, unit).unit)} – ${smallText(high, unit)}`,
    from:
      key === 'memoryBytesPerVm' || key === 'cpuCoresPerVm'
        ? `${data}; ${formatPercent(inUseRatio, 0)} of the flavors’ own figure in use`
        : data,
    isOffered: taken !== current,
    node: leaf(
      `Overhead per microVM, least squares, ${formatPercent(level, 0)} interval beside it`,
      perMicrovm,
      unit,
      {
        origin: 'measured',
        of: data,
      },
    ),
  };
}
