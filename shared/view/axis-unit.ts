import { GB, GIB, MB, MIB, TB, TIB, type Unit } from '../units.ts';
import { formatDecimal, formatPercent, formatPlain, ratioDigits } from './number-format.ts';
import { quantityText } from './quantity-format.ts';

/** The one unit of an axis, named once in the pane's note. */
export interface AxisUnit {
  /** `GiB`, `%`, `connections`; empty for plain counts. */
  readonly label: string;
  /** Base units per shown unit. */
  readonly factor: number;
}

const NAMES: Readonly<Record<Unit, string>> = {
  bytes: 'B',
  diskBytes: 'B',
  cores: 'cores',
  iops: 'IOPS',
  bytesPerSecond: 'MB/s',
  count: '',
  perSecond: 'per second',
  ratio: '%',
  seconds: 's',
  days: 'days',
  connections: 'connections',
  packetsPerSecond: 'packets/s',
  microvms: 'microVMs',
  hosts: 'hosts',
  verdict: '',
};

/** Counts beyond ten million: `M packets/s`, `G` from ten thousand million up. */
function inMillions(name: string, size: number): AxisUnit {
  const isGiga = size >= 1e10;
  return { label: `${isGiga ? 'G' : 'M'} ${name}`.trim(), factor: isGiga ? 1e9 : 1e6 };
}

/** The unit in which values up to `largest` read well: GiB, TiB from 10 TiB up, GB, TB from 10 TB up, ms under 1 s. */
export function axisUnit(unit: Unit, largest: number): AxisUnit {
  const size = Math.abs(largest);
  switch (unit) {
    case 'bytes':
      if (size >= 10 * TIB) return { label: 'TiB', factor: TIB };
      return size >= GIB ? { label: 'GiB', factor: GIB } : { label: 'MiB', factor: MIB };
    case 'diskBytes':
      if (size >= 10 * TB) return { label: 'TB', factor: TB };
      return size >= GB ? { label: 'GB', factor: GB } : { label: 'MB', factor: MB };
    case 'bytesPerSecond':
      return { label: 'MB/s', factor: MB };
    case 'ratio':
      return { label: '%', factor: 0.01 };
    case 'seconds':
      return size < 1 ? { label: 'ms', factor: 0.001 } : { label: 's', factor: 1 };
    default:
      return size >= 1e7 ? inMillions(NAMES[unit], size) : { label: NAMES[unit], factor: 1 };
  }
}

/** A tick's figure, with as many decimals as the distance between ticks needs. */
export function tickText(shown: number, step: number): string {
  const digits = Math.max(0, Math.min(6, -Math.floor(Math.log10(step) + 1e-9)));
  return formatDecimal(shown, digits);
}

/** A value in the axis's unit, with it: `98.4%`, `18.9 TiB`, `9,018.6 G packets/s`. */
export function axisQuantity(value: number, unit: AxisUnit): string {
  if (unit.label === '%') return quantityText(value, 'ratio');
  const text = axisText(value, unit);
  return unit.label === '' ? text : `${text} ${unit.label}`;
}

/** Units that are words: the pane's title and note say them, the end of a line need not again. */
const SAID_BEFORE: ReadonlySet<string> = new Set(['connections', 'per second']);

/**
 * Values at the ends of lines, alike in precision so that they compare: shares with as many decimals as the one that needs
 * most, to be told from nothing and from everything.
 */
export function endTexts(values: readonly number[], unit: AxisUnit): readonly string[] {
  if (unit.label === '%') {
    const digits = ratioDigits(values);
    return values.map((value) => formatPercent(value, digits));
  }
  return values.map((value) =>
    SAID_BEFORE.has(unit.label) ? axisText(value, unit) : axisQuantity(value, unit),
  );
}

/**
 * A value in the axis's unit, without the unit: one decimal under 1,000, none above; two significant digits of what would else
 * read as nothing.
 */
export function axisText(value: number, { factor }: AxisUnit): string {
  const shown = value / factor;
  const size = Math.abs(shown);
  if (size > 0 && size < 0.01) return formatPlain(shown, Math.min(12, 1 - Math.floor(Math.log10(size))));
  return Math.abs(shown) >= 1000 ? formatDecimal(shown, 0) : formatPlain(shown, Math.abs(shown) < 10 ? 2 : 1);
}
