import { certificateOf } from './certificate.ts';
import type { Displacement } from './displacement.ts';
import type { Certificate, SurvivalVerdict } from './outcome.ts';
import { cheapProof } from './proof.ts';
import type { Scheduler } from './scheduler.ts';
import { searchArrangement, type SearchLimits } from './search.ts';

/** What is known of a displacement after the scheduler, the bounds and the search: indices, no texts. */
export interface Settled {
  readonly verdict: SurvivalVerdict;
  /** Where everything ends, for `survives` and `survives-repacked`; else the scheduler's partial placement. */
  readonly placements: ReadonlyMap<number, number>;
  readonly certify?: () => Certificate;
}

/**
 * Settles a displacement once the scheduler's placement is known (MODEL.md section 5): complete is `survives`; else a
 * cheap proof is `fails`; else a search finds an arrangement, proves there is none, or leaves it `undecided`. `limits` of
 * `null` searches nothing. Single placements and sweeps both end here, so they cannot disagree.
 */
export function settleDisplacement(
  displacement: Displacement,
  scheduler: Scheduler,
  scheduled: ReadonlyMap<number, number>,
  unplaced: readonly number[],
  limits: SearchLimits | null,
  seed: number,
): Settled {
  if (unplaced.length === 0) return { verdict: 'survives', placements: scheduled };
  const proof = cheapProof(displacement, unplaced);
  if (proof !== null)
    return { verdict: 'fails', placements: scheduled, certify: () => certificateOf(displacement, proof) };
  if (limits === null) return { verdict: 'undecided', placements: scheduled };
  const found = searchArrangement(displacement, scheduler.counts, scheduled, limits, seed);
  if (found.kind === 'found') return { verdict: 'survives-repacked', placements: found.placements };
  if (found.kind === 'nothing') return { verdict: 'undecided', placements: scheduled };
  const certify = (): Certificate => certificateOf(displacement, { ...found, kind: 'exhaustive' });
  return { verdict: 'fails', placements: scheduled, certify };
}

/** The scheduler's placement by instance, after `place` and before `undo`. */
export function scheduledMap(scheduler: Scheduler, items: Int32Array): Map<number, number> {
  const scheduled = new Map<number, number>();
  items.forEach((item, n) => {
    const host = scheduler.targets[n] ?? -1;
    if (host >= 0) scheduled.set(item, host);
  });
  return scheduled;
}
