import { assess } from '../assess/assess.ts';
import type { Assessment } from '../assess/constraint.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { buildFleet } from '../placement/fleet.ts';
import { howManyMore } from '../placement/how-many.ts';
import { scaled, withCustomer, type CustomerLoad } from './customer-load.ts';
import type { HistoryOf } from './definition.ts';
import { violationsOf } from './violations.ts';

export interface HowManyFit {
  /** Largest number of such customers; `null` if nothing the model knows limits them. */
  readonly howManyFit: number | null;
  /** What refuses the next one: a constraint's id, or `placement@cluster:…` with the resource; `null` without a limit. */
  readonly binding: string | null;
}

/** More copies than this are not counted: then nothing the model knows limits them. */
const MOST_COPIES = 100_000;

/**
 * How many such customers fit (MODEL.md section 11): the largest k so that for 1 … k copies in all, at full ramp, no target
 * that held breaks, no missed one worsens, every microVM is placed and N+1 survival holds.
 *
 * Sums do not depend on which host runs what, so the targets on sums are asked with the copies pending — they count as
 * demand alike, and every one of them only gets worse with more copies, so the limit is found by bisection. Up to that
 * limit placement and survival decide (placement/how-many.ts). The binding constraint is what refuses copy k + 1.
 */
export function howManyFit(
  model: Model,
  policy: Policy,
  load: CustomerLoad,
  cluster: string | null,
  historyOf: HistoryOf = () => null,
): HowManyFit {
  const assessed = (now: Model): Assessment => assess(now, policy, historyOf(now));
  const before = assessed(model);
  const refusedAt = (copies: number): string | null => {
    const after = assessed(withCustomer(model, policy, scaled(load, copies), cluster).model);
    return violationsOf(before, after)[0]?.id ?? null;
  };
  const guess = extrapolated(before, assessed(withCustomer(model, policy, load, cluster).model));
  const bySums = largestHolding(MOST_COPIES, guess, (copies) => refusedAt(copies) === null);
  const bySumsAlone = () => answer(bySums, bySums < MOST_COPIES ? refusedAt(bySums + 1) : null);
  if (cluster === null || bySums === 0 || !load.fleet.some((row) => row.count > 0)) return bySumsAlone();
  const limit = bySums < MOST_COPIES ? { limit: bySums } : {};
  const placed = howManyMore(buildFleet(model, policy), cluster, load.fleet, limit);
  if (placed.refusedBy === 'limit')
    return placed.count === bySums ? bySumsAlone() : answer(placed.count, null);
  if (placed.refusedBy === 'survival' || placed.next?.loss !== undefined) {
    return answer(placed.count, `compute.survival@cluster:${cluster}`);
  }
  const resource = placed.next?.unplaced?.resource;
  return answer(placed.count, `placement${resource === undefined ? '' : `.${resource}`}@cluster:${cluster}`);
}

function answer(count: number, binding: string | null): HowManyFit {
  return { howManyFit: count >= MOST_COPIES ? null : count, binding };
}

/**
 * Where the first target would be missed if every margin went on shrinking as with the first copy. Sums do; what does not
 * (time to converge) makes this a guess to start from, never an answer.
 */
function extrapolated(before: Assessment, withOne: Assessment): number {
  const margins = new Map(before.constraints.map(({ id, margin }) => [id, margin]));
  let least = MOST_COPIES;
  for (const { id, margin } of withOne.constraints) {
    const then = margins.get(id) ?? null;
    if (then === null || margin === null || margin >= then) continue;
    least = Math.min(least, Math.floor(then / (then - margin)));
  }
  return Math.max(1, least);
}

/**
 * Largest k from 0 to `most` with `holds(k)`, for a condition that once false stays false; `holds(0)` is taken for true.
 * Looks around `guess` first, in steps that double, then halves the gap.
 */
function largestHolding(most: number, guess: number, holds: (k: number) => boolean): number {
  let good = 0;
  let bad = most + 1;
  let k = Math.min(most, Math.max(1, guess));
  for (let step = 1; k > good && k < bad; step *= 2) {
    if (holds(k)) {
      good = k;
      k = Math.min(most, k + step);
    } else {
      bad = k;
      k = Math.max(0, k - step);
    }
  }
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (holds(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
