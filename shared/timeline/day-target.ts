import type { Constraint } from '../assess/constraint.ts';
import { meets } from '../assess/verdict.ts';
import { headroomOf, utilizationOf } from '../explain/formulas.ts';

/** What a constraint asks of its demand on one day. */
export interface DayTarget {
  readonly capacity: number | null;
  readonly reserve: number | null;
  readonly available: number | null;
  /** Most demand that meets the target; `null` without a target. */
  readonly limit: number | null;
  /** The verdict's own comparison (MODEL.md section 4); never true without a target. */
  misses(demand: number): boolean;
  /** What the target is on, of a demand: headroom, utilization, or the demand; without a target the utilization, else the demand. */
  shown(demand: number): number | null;
}

/**
 * The target of a constraint as a question about any demand, with that day's capacity. `null` where the capacity the target
 * needs is not measured, or the target is not a number.
 */
export function dayTarget(constraint: Constraint): DayTarget | null {
  const { target, capacity, reserve, available } = constraint;
  const parts = { capacity, reserve, available };
  const limited = constraint.capacity !== null;
  if (target === null) {
    const shown = (demand: number) => (available === null ? demand : utilizationOf(demand, available));
    return { ...parts, limit: null, misses: () => false, shown };
  }
  const { on, op, value } = target;
  if (typeof value !== 'number') return null;
  if (on === 'timeToConverge') {
    return {
      capacity: null,
      reserve: null,
      available: null,
      limit: value,
      misses: (seconds) => !meets(seconds, op, value, false),
      shown: (seconds) => seconds,
    };
  }
  if (on === 'demand') {
    const whole = available === null || Number.isSafeInteger(available);
    const exhausted = limited && available !== null && available <= 0;
    return {
      ...parts,
      limit: value,
      misses: (demand) =>
        (exhausted && demand > 0) || !meets(demand, op, value, whole && Number.isSafeInteger(demand)),
      shown: (demand) => demand,
    };
  }
  if (available === null) return null;
  const ratioOf = on === 'headroom' ? headroomOf : utilizationOf;
  const whole = Number.isSafeInteger(available);
  return {
    ...parts,
    limit: (on === 'headroom' ? 1 - value : value) * Math.max(0, available),
    misses(demand) {
      const ratio = ratioOf(demand, available);
      if (ratio === null) return demand > 0;
      return !meets(ratio, op, value, whole && Number.isSafeInteger(demand));
    },
    shown: (demand) => ratioOf(demand, available),
  };
}
