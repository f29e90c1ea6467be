import type { Unit } from '../units.ts';
import type { AxisUnit } from './axis-unit.ts';
import { axisText } from './axis-unit.ts';
import type { ChartTable } from './chart-table.ts';
import { counted, formatPercent } from './number-format.ts';
import { quantityText } from './quantity-format.ts';

/** How often values fall between bounds; the last bin holds its upper bound too. */
export interface Histogram {
  readonly bounds: readonly number[];
  /** One fewer than bounds. */
  readonly counts: readonly number[];
  readonly measured: number;
  readonly unmeasured: number;
}

/** Values without those that were not measured, rising. */
export function sortedKnown(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(Array.from(values).filter((value) => !Number.isNaN(value))).sort();
}

/** Bins are never narrower than what twelve digits of their bounds can tell apart, nor than a double can hold. */
const LEAST_SHARE = 1e-9;
const LEAST_WIDTH = 1e-300;

/** About `wanted` bins of a round width over all values; one bin around a single value. Empty without values. */
export function binBounds(sorted: readonly Float64Array[], wanted: number): readonly number[] {
  const ends = sorted.filter((list) => list.length > 0);
  if (ends.length === 0) return [];
  const low = Math.min(...ends.map((list) => list[0] ?? 0));
  const high = Math.max(...ends.map((list) => list.at(-1) ?? 0));
  const spread = high > low ? (high - low) / wanted : Math.max(Math.abs(high) * 0.1, 1e-9);
  const least = Math.max(spread, Math.max(Math.abs(low), Math.abs(high)) * LEAST_SHARE, LEAST_WIDTH);
  const power = 10 ** Math.floor(Math.log10(least));
  const width = power * ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= least * (1 - 1e-9)) ?? 10);
  const first = Math.floor(low / width + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / width - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * width).toPrecision(12)),
  );
}

export function histogram(values: ArrayLike<number>, bounds: readonly number[]): Histogram {
  const counts = new Array<number>(Math.max(0, bounds.length - 1)).fill(0);
  let measured = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    measured += 1;
    let bin = counts.length - 1;
    while (bin > 0 && value < (bounds[bin] ?? 0)) bin -= 1;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { bounds, counts, measured, unmeasured: values.length - measured };
}

/** How many of the rising values are at most `limit`. */
export function countUpTo(sorted: Float64Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The bins as rows. */
export function histogramTable(
  before: Histogram,
  after: Histogram | null,
  unit: AxisUnit,
  many: string,
): ChartTable {
  const label = unit.label === '' ? '' : ` (${unit.label})`;
  return {
    columns: [`from${label}`, `under${label}`, many, ...(after === null ? [] : [`${many} in the scenario`])],
    rows: before.counts.map((count, bin) => [
      (before.bounds[bin] ?? 0) / unit.factor,
      (before.bounds[bin + 1] ?? 0) / unit.factor,
      count,
      ...(after === null ? [] : [after.counts[bin] ?? 0]),
    ]),
  };
}

/** `54 hosts between 61.2% and 84.0%, half of them up to 71.5%.` */
export function describeSpread(label: string, values: ArrayLike<number>, unit: Unit, one: string): string {
  const sorted = sortedKnown(values);
  const missing = values.length - sorted.length;
  if (sorted.length === 0) return `${label}: not measured.`;
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  const text = (value: number | undefined): string => quantityText(value ?? null, unit);
  const rest = missing > 0 ? `; ${counted(missing, one)} not measured` : '';
  return `${label}: ${counted(sorted.length, one)} between ${text(sorted[0])} and ${text(sorted.at(-1))}, half of them up to ${text(middle)}${rest}.`;
}

/** What the crosshair reads at a value: the bin it stands in, and how many are at most that. */
export function readSpread(
  at: number,
  before: Histogram,
  sorted: Float64Array,
  unit: AxisUnit,
  one: string,
): { readonly bin: string; readonly inBin: string; readonly upTo: string; readonly spoken: string } {
  let index = before.counts.length - 1;
  while (index > 0 && at < (before.bounds[index] ?? 0)) index -= 1;
  const end = unit.label === '%' ? '%' : unit.label === '' ? '' : ` ${unit.label}`;
  const bin = `${axisText(before.bounds[index] ?? 0, unit)} – ${axisText(before.bounds[index + 1] ?? 0, unit)}${end}`;
  const inBin = counted(before.counts[index] ?? 0, one);
  const share = sorted.length === 0 ? 0 : countUpTo(sorted, before.bounds[index + 1] ?? at) / sorted.length;
  const upTo = `${formatPercent(share, 0, [0, 1])} are not above`;
  return { bin, inBin, upTo, spoken: `${bin}: ${inBin}, ${upTo}` };
}
