import { byCodeUnits } from '../model/model-index.ts';
import { assess } from '../assess/assess.ts';
import type { Assessment, Constraint } from '../assess/constraint.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { scaled, withCustomer, type CustomerLoad } from './customer-load.ts';
import type { HistoryOf } from './definition.ts';
import { violationsOf } from './violations.ts';

/** How many such customers one target alone would let in. */
export interface FitCount {
  readonly id: string;
  readonly count: number;
}

/** Copies are not counted further than this: what lets in so many does not decide. */
const MOST_COUNTED = 1000;

/**
 * Per target how many copies of a customer fit, if it were the only one: the largest k up to `MOST_COUNTED` for which it
 * neither breaks nor worsens with k copies at full ramp, fewest first. Only targets on numbers that a copy brings nearer to
 * their limit, and that stop within `MOST_COUNTED` copies, are listed; N+1 survival and placement are questions of which host runs what and are answered by
 * `howManyFit`. Copies are counted as pending, which is the same demand as placed ones.
 */
export function* fitCounts(
  model: Model,
  policy: Policy,
  load: CustomerLoad,
  cluster: string | null,
  historyOf: HistoryOf,
): Generator<number, readonly FitCount[]> {
  const before = assess(model, policy, historyOf(model));
  const known = new Map<number, ReadonlySet<string>>();
  const assessed = (copies: number): Assessment => {
    const grown = withCustomer(model, policy, scaled(load, copies), cluster).model;
    return assess(grown, policy, historyOf(grown));
  };
  const refusedAt = (copies: number): ReadonlySet<string> => {
    let ids = known.get(copies);
    if (ids === undefined)
      known.set(copies, (ids = new Set(violationsOf(before, assessed(copies)).map(({ id }) => id))));
    return ids;
  };
  const was = new Map(before.constraints.map((constraint) => [constraint.id, constraint]));
  const found: FitCount[] = [];
  for (const constraint of assessed(1).constraints) {
    const guess = guessOf(was.get(constraint.id), constraint);
    if (guess === null) continue;
    let good = 0;
    let bad = MOST_COUNTED + 1;
    // A sum breaks where the guess says it does, which two probes show; anything else is found by halving.
    const first = [guess, guess + 1, guess - 1].filter((k) => k >= 1 && k <= MOST_COUNTED);
    while (bad - good > 1) {
      const k = first.shift() ?? Math.floor((good + bad) / 2);
      if (k <= good || k >= bad) continue;
      if (refusedAt(k).has(constraint.id)) bad = k;
      else good = k;
      yield found.length;
    }
    found.push({ id: constraint.id, count: good });
  }
  return found.sort((a, b) => a.count - b.count || byCodeUnits(a.id, b.id));
}

/** Where the target is missed if its margin goes on shrinking as with the first copy; `null`: too far away to decide. */
function guessOf(then: Constraint | undefined, now: Constraint): number | null {
  const [margin, left] = [then?.margin ?? null, now.margin];
  if (now.target === null || now.target.on === 'outcome') return null;
  if (margin === null || left === null || left >= margin) return null;
  const guess = Math.floor(margin / (margin - left));
  return guess > MOST_COUNTED ? null : Math.max(1, guess);
}
