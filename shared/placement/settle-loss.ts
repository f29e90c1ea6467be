import type { LinearSolver } from '../linear/program.ts';
import { certificateOf } from './certificate.ts';
import type { Displacement } from './displacement.ts';
import type { Certificate, SurvivalVerdict } from './outcome.ts';
import { lastResort, weightProof } from './last-resort.ts';
import { cheapProof, type Proof } from './proof.ts';
import type { Scheduler } from './scheduler.ts';
import { checkedByHand, searchArrangement, type SearchLimits } from './search.ts';

/** What is known of a displacement after the scheduler, the bounds and the search: indices, no texts. */
export interface Settled {
  readonly verdict: SurvivalVerdict;
  /** Where everything ends, for `survives` and `survives-repacked`; else the scheduler's partial placement. */
  readonly placements: ReadonlyMap<number, number>;
  readonly certify?: () => Certificate;
}

/**
 * Settles a displacement once the scheduler's placement is known (MODEL.md section 5): complete is `survives`; else a
 * cheap proof is `fails`; else a search finds an arrangement, proves there is none, or gives up. Then a solver, where there is one, has the last
 * word: linear and integer programmes (last-resort.ts) prove or find, or leave it `undecided`. `limits` of `null` searches
 * nothing and asks no solver. Single placements and sweeps both end here, so they cannot disagree.
 */
export function settleDisplacement(
  displacement: Displacement,
  scheduler: Scheduler,
  scheduled: ReadonlyMap<number, number>,
  unplaced: readonly number[],
  limits: SearchLimits | null,
  seed: number,
  solver: LinearSolver | null,
): Settled {
  if (unplaced.length === 0) return { verdict: 'survives', placements: scheduled };
  const fails = (proof: Proof): Settled => ({
    verdict: 'fails',
    placements: scheduled,
    certify: () => certificateOf(displacement, proof),
  });
  const proof = cheapProof(displacement, unplaced);
  if (proof !== null) return fails(proof);
  if (limits === null) return { verdict: 'undecided', placements: scheduled };
  const found = searchArrangement(displacement, scheduler.counts, scheduled, limits, seed);
  if (found.kind === 'found') return { verdict: 'survives-repacked', placements: found.placements };
  if (found.kind === 'impossible') {
    const searched: Proof = { ...found, kind: 'exhaustive' };
    if (solver === null || !limits.readableProofs || checkedByHand(found)) return fails(searched);
    // Made only when it is asked for: a proof that can be added up says more than one that must be searched again.
    const certify = (): Certificate => {
      const weights = weightProof(displacement, solver, limits.patterns);
      return certificateOf(displacement, weights ?? searched);
    };
    return { verdict: 'fails', placements: scheduled, certify };
  }
  const last = solver === null ? null : lastResort(displacement, solver, limits.patterns);
  if (last?.kind === 'found') return { verdict: 'survives-repacked', placements: last.placements };
  if (last?.kind === 'impossible') return fails(last.proof);
  return { verdict: 'undecided', placements: scheduled };
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
