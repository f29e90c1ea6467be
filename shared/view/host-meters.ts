import type { HostColumn, HostFigures } from '../assess/host-figures.ts';
import type { HostNodes } from '../assess/host-nodes.ts';
import type { ExplainNode } from '../explain/node.ts';
import type { Unit } from '../units.ts';
import { measureText } from './host-measures.ts';
import type { HostUnion } from './host-union.ts';
import { formatPlain, NOT_MEASURED } from './number-format.ts';
import { formatQuantity } from './quantity-format.ts';

/** A row of a host's headline figures. */
export interface HostMeter {
  readonly key: string;
  readonly name: string;
  readonly isMeasured: boolean;
  /** 0 … 1 and beyond; `null` where there is no bar to draw. */
  readonly share: number | null;
  readonly limit: number | null;
  readonly text: string;
  /** `null`: the same in the scenario, or none. */
  readonly after: string | null;
  /** What is left: `27 GiB free`. */
  readonly rest: string;
  readonly node: ExplainNode | null;
  readonly nodeAfter: ExplainNode | null;
}

interface Limits {
  readonly disk: number | null;
  readonly loss: number | null;
}

interface Row {
  readonly key: keyof HostNodes;
  readonly name: string;
  readonly part: HostColumn;
  readonly whole: HostColumn | null;
  readonly unit: Unit;
}

const ROWS: readonly Row[] = [
  { key: 'memoryReserved', name: 'Memory reserved', part: 'memoryReservedBytes', whole: 'memoryAllocatableBytes', unit: 'bytes' },
  { key: 'memoryUsed', name: 'Memory used', part: 'memoryUsedBytes', whole: 'memoryAllocatableBytes', unit: 'bytes' },
  { key: 'cpuReserved', name: 'CPU reserved', part: 'cpuReservedCores', whole: 'cpuCores', unit: 'cores' },
  { key: 'cpuUsed', name: 'CPU used', part: 'cpuUsedCores', whole: 'cpuCores', unit: 'cores' },
  { key: 'osDisk', name: 'OS disk', part: 'osDiskUsedBytes', whole: 'osDiskBytes', unit: 'diskBytes' },
  { key: 'packetLoss', name: 'Packet loss', part: 'packetLossRatio', whole: null, unit: 'ratio' },
]; // prettier-ignore

function numberOf(node: ExplainNode | null | undefined): number | null {
  return typeof node?.value === 'number' ? node.value : null;
}

/** Before the derivations are there the figures of the map stand in; they are the same but for CPU, of which the page knows the peak. */
function shareOf(figures: HostFigures, place: number, { part, whole }: Row): number | null {
  const value = figures.columns[part][place] ?? Number.NaN;
  const limit = whole === null ? 1 : (figures.columns[whole][place] ?? Number.NaN);
  const share = value / limit;
  return Number.isFinite(share) ? share : null;
}

function restText(
  figures: HostFigures,
  place: number,
  row: Row,
  share: number | null,
  limits: Limits,
): string {
  if (row.key === 'packetLoss')
    return limits.loss === null ? '' : `at most ${formatPlain(limits.loss * 100, 4)}%`;
  const whole = row.whole === null ? Number.NaN : (figures.columns[row.whole][place] ?? Number.NaN);
  if (share === null || Number.isNaN(whole)) return '';
  const { text, unit } = formatQuantity(whole * (1 - share), row.unit);
  // Beside the exact share a rest to three figures is enough.
  return `${/^\d{3,}\.\d$/.test(text) ? text.slice(0, -2) : text} ${unit} free`;
}

/** The headline figures of the host at a place of the union, on both sides. */
export function hostMeters(
  { before, after, changes }: HostUnion,
  place: number,
  nodes: HostNodes | null,
  nodesAfter: HostNodes | null,
  limits: Limits,
): readonly HostMeter[] {
  const isAdded = changes.get(before.ids[place] ?? '') === 'added';
  const isGone = before.states[place] === 'down';
  return ROWS.map((row) => {
    const node = nodes?.[row.key] ?? null;
    const share = isAdded || isGone ? null : (numberOf(node) ?? shareOf(before, place, row));
    const nodeAfter = nodesAfter?.[row.key] ?? null;
    const then = after === null ? null : (numberOf(nodeAfter) ?? shareOf(after, place, row));
    const limit = row.key === 'osDisk' ? limits.disk : row.key === 'packetLoss' ? limits.loss : null;
    const text = share === null ? (isAdded ? 'none yet' : NOT_MEASURED) : measureText(share, 'ratio', limit);
    const thenText = then === null ? null : measureText(then, 'ratio', limit);
    return {
      key: row.key,
      name: node?.label === 'CPU peak' ? 'CPU peak' : row.name,
      isMeasured: share !== null,
      share: row.whole === null ? null : share,
      limit: row.whole === null ? null : limit,
      text,
      after: thenText === text ? null : thenText,
      rest: restText(before, place, row, share, limits),
      node,
      nodeAfter,
    };
  });
}
