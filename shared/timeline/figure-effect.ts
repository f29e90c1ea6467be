import type { Constraint } from '../assess/constraint.ts';
import type { Projection } from '../forecast/linear-fit.ts';
import { addedDemand, extraSlopeDays, type Growth } from './growth.ts';

/** What of a constraint may be the figure a line stands for. */
export type FigureParts = Pick<
  Constraint,
  'domain' | 'resource' | 'capacity' | 'reserved' | 'used' | 'demand' | 'beside'
>;

/** The figure a line stands for, as the model of a day has it. */
export function modelFigure(constraint: FigureParts | null, basis: string, seconds: boolean): number | null {
  if (constraint === null) return null;
  if (seconds) {
    const { capacity, demand, beside } = constraint;
    const time = beside?.['timeToConvergeSeconds'];
    if (typeof time === 'number') return time;
    return capacity !== null && demand !== null && demand >= capacity ? Infinity : null;
  }
  const memory = constraint.domain === 'compute' && constraint.resource === 'memory';
  if (memory && basis === 'reserved') return constraint.reserved;
  if (memory && basis === 'used') return constraint.used;
  return constraint.demand;
}

/** A constraint's figure, and the slope of its line a day. */
export interface Figure {
  readonly id: string;
  readonly basis: string;
  readonly seconds: boolean;
  readonly slope: number;
}

/**
 * What the events add to the model's demand of a day, plus growth that is scaled, leaks, and snapshots still to come. Where
 * the model's figure is measured neither with nor without the scenario, nothing can be added.
 */
export function effectOnFigure(
  growths: readonly Growth[],
  figure: Figure,
  now: Constraint | null,
  then: Constraint | null,
  day: number,
): number | null {
  const grown = grownBy(growths, figure, day);
  if (now === then) return grown;
  const { basis, seconds } = figure;
  return effectOfFigures(modelFigure(now, basis, seconds), modelFigure(then, basis, seconds), grown);
}

/** What growth that is scaled, leaks, and snapshots still to come add by a day. */
export const grownBy = (growths: readonly Growth[], { id, slope }: Figure, day: number): number =>
  growths.length === 0 ? 0 : slope * extraSlopeDays(growths, id, day) + addedDemand(growths, id, day);

export function effectOfFigures(after: number | null, before: number | null, grown: number): number | null {
  if (after === null && before === null) return grown;
  if (after === null || before === null) return null;
  return after === before ? grown : after - before + grown;
}

export function shifted(point: Projection, by: number | null): Projection | null {
  if (by === null) return null;
  return by === 0 ? point : { value: point.value + by, low: point.low + by, high: point.high + by };
}
