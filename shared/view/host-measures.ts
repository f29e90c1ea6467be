import type { HostColumn, HostFigures } from '../assess/host-figures.ts';
import type { Unit } from '../units.ts';
import { digitsApart, formatPlain } from './number-format.ts';
import { quantityText } from './quantity-format.ts';

export type HostMeasure = 'memory' | 'cpu' | 'disk' | 'packetLoss' | 'microvms';
export type HostBasis = 'reserved' | 'used';

interface MeasureInfo {
  readonly id: HostMeasure;
  readonly title: string;
  readonly unit: Unit;
  /** Whether there is a reserved side beside the used one. */
  readonly hasBasis: boolean;
}

/** What a map of hosts can be coloured by, in the order of the buttons. */
export const HOST_MEASURES: readonly MeasureInfo[] = [
  { id: 'memory', title: 'Memory', unit: 'ratio', hasBasis: true },
  { id: 'cpu', title: 'CPU', unit: 'ratio', hasBasis: true },
  { id: 'disk', title: 'Disk', unit: 'ratio', hasBasis: false },
  { id: 'packetLoss', title: 'Packet loss', unit: 'ratio', hasBasis: false },
  { id: 'microvms', title: 'MicroVMs', unit: 'microvms', hasBasis: false },
];

export function measureInfo(id: HostMeasure): MeasureInfo {
  return HOST_MEASURES.find((info) => info.id === id) ?? { id, title: id, unit: 'count', hasBasis: false };
}

/** Numerator and denominator by measure and basis. */
const COLUMNS: Readonly<Record<string, readonly [HostColumn, HostColumn | null]>> = {
  'memory reserved': ['memoryReservedBytes', 'memoryAllocatableBytes'],
  'memory used': ['memoryUsedBytes', 'memoryAllocatableBytes'],
  'cpu reserved': ['cpuReservedCores', 'cpuCores'],
  'cpu used': ['cpuUsedCores', 'cpuCores'],
  disk: ['osDiskUsedBytes', 'osDiskBytes'],
  packetLoss: ['packetLossRatio', null],
  microvms: ['microvms', null],
};

/** A measure of every host in the order of the figures; `NaN` where it was not measured or there is nothing to be full. */
export function measureValues(figures: HostFigures, measure: HostMeasure, basis: HostBasis): Float64Array {
  const pair = COLUMNS[measureInfo(measure).hasBasis ? `${measure} ${basis}` : measure];
  if (pair === undefined) return new Float64Array(figures.ids.length).fill(Number.NaN);
  const [part, whole] = pair;
  const values = Float64Array.from(figures.columns[part]);
  if (whole === null) return values;
  const limits = figures.columns[whole];
  return values.map((value, index) => {
    const limit = limits[index] ?? Number.NaN;
    return limit > 0 ? value / limit : Number.NaN;
  });
}

/** Eight rising bounds between nine steps of colour. */
export type StepBounds = readonly number[];
const BOUNDS = 8;

function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 2.5, 5, 10].find((one) => one * power >= least - power * 1e-9) ?? 10;
  return factor * power;
}

/**
 * Bounds at round numbers that spread the middle 90% of the values over the nine steps; outliers fall in the first or last.
 * Of the baseline, so that a scenario never recolours what it does not touch. `null` where nothing is measured.
 */
export function stepBounds(values: ArrayLike<number>, unit: 'ratio' | 'count'): StepBounds | null {
  const known = Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b);
  if (known.length === 0) return null;
  const at = (share: number): number => known[Math.round(share * (known.length - 1))] ?? 0;
  const [low, high] = [at(0.05), at(0.95)];
  const least = Math.max((high - low) / (BOUNDS - 1), Math.abs(high) * 1e-3, unit === 'count' ? 1 : 1e-7);
  const step = niceStep(least);
  const rounded = Math.max(step, Math.ceil((low - step * 1e-9) / step) * step);
  // Nothing is fuller than full: shares that reach so far end one step below.
  const full = 1 - step * BOUNDS;
  const first = unit === 'ratio' && high <= 1 && rounded > full && full > 0 ? full : rounded;
  return Array.from({ length: BOUNDS }, (_, index) => Number((first + index * step).toPrecision(12)));
}

/** 1 … 9; 0 = not measured. */
function stepOf(value: number, bounds: StepBounds | null): number {
  if (bounds === null || Number.isNaN(value)) return 0;
  let step = 1;
  while (step <= bounds.length && value >= (bounds[step - 1] ?? Number.POSITIVE_INFINITY)) step += 1;
  return step;
}

export function stepsOf(values: ArrayLike<number>, bounds: StepBounds | null): Uint8Array {
  return Uint8Array.from(values, (value) => stepOf(value, bounds));
}

/** A measure's value in words: shares to a tenth, small losses with the digits they need, and those that tell it from its limit. */
export function measureText(value: number, unit: Unit, limit: number | null = null): string {
  const size = Math.abs(value);
  if (unit !== 'ratio' || size >= 0.02 || size === 0 || Number.isNaN(value))
    return quantityText(Number.isNaN(value) ? null : value, unit, limit);
  const digits = digitsApart(value * 100, limit === null ? [0] : [0, limit * 100], size < 0.01 ? 4 : 2);
  return `${formatPlain(value * 100, digits)}%`;
}

/** The ends of the colour scale: `under 55%`, `90% and over`. */
export function scaleEnds(bounds: StepBounds, unit: Unit): readonly [string, string] {
  const text = (value: number): string =>
    unit === 'ratio' ? `${formatPlain(value * 100, 4)}%` : formatPlain(value, 0);
  return [`under ${text(bounds[0] ?? 0)}`, `${text(bounds[bounds.length - 1] ?? 0)} and over`];
}
