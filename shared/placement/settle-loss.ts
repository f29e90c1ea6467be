import type { LinearSolver } from '../linear/program.ts';
import { certificateOf } from './certificate.ts';
import type { Displacement } from './displacement.ts';
import type { Certificate, SurvivalVerdict } from './outcome.ts';
import { lastResort, weightProof } from './last-resort.ts';
import { cheapProof } from './proof.ts';
import type { Scheduler } from './scheduler.ts';
import { checkedByHand, searchArrangement, type SearchLimits, type SearchResult } from './search.ts';

/** What is known of a displacement after the scheduler, the bounds and the search: indices, no texts. */
export interface Settled {
  readonly verdict: SurvivalVerdict;
  /** Where everything ends, for `survives` and `survives-repacked`; else the scheduler's partial placement. */
  readonly placements: ReadonlyMap<number, number>;
  readonly certify?: () => Certificate;
}

/** Whether an independent checker agrees with a certificate, within its effort. */
export type CertificateCheck = (certificate: Certificate) => boolean;

/** What settling a displacement may use; see `settleDisplacement`. */
export interface Settling {
  /** `null` searches nothing and asks no solver. */
  readonly limits: SearchLimits | null;
  readonly seed: number;
  /** Linear and integer programmes have the last word where there is one (last-resort.ts). */
  readonly solver: LinearSolver | null;
  readonly check: CertificateCheck;
  /** The certificate of a smaller loss contained in this one, if one is known to fail; asked before anything is searched. */
  readonly contained?: () => (() => Certificate) | null;
}

/**
 * Settles a displacement once the scheduler's placement is known (MODEL.md section 5): complete is `survives`; else a
 * cheap proof is `fails`; else a search finds an arrangement, proves there is none, or gives up; then a solver proves or
 * finds. What sums and counts prove is certified as it stands. What a search or weights prove is `fails` only if the
 * independent checker comes to the same within its effort, and stays `undecided` otherwise. Single placements and sweeps
 * both end here, so they cannot disagree.
 */
export function settleDisplacement(
  displacement: Displacement,
  scheduler: Scheduler,
  scheduled: ReadonlyMap<number, number>,
  unplaced: readonly number[],
  settling: Settling,
): Settled {
  const { limits, seed, solver } = settling;
  if (unplaced.length === 0) return { verdict: 'survives', placements: scheduled };
  const fails = (certify: () => Certificate): Settled => ({
    verdict: 'fails',
    placements: scheduled,
    certify,
  });
  const proof = cheapProof(displacement, unplaced);
  if (proof !== null) return fails(() => certificateOf(displacement, proof));
  if (limits === null) return { verdict: 'undecided', placements: scheduled };
  const contained = settling.contained?.() ?? null;
  if (contained !== null) return fails(contained);
  const found = searchArrangement(displacement, scheduler.counts, scheduled, limits, seed);
  if (found.kind === 'found') return { verdict: 'survives-repacked', placements: found.placements };
  if (found.kind === 'impossible') {
    const certify = searchedCertificate(displacement, found, limits, settling);
    return certify === null ? { verdict: 'undecided', placements: scheduled } : fails(certify);
  }
  const last = solver === null ? null : lastResort(displacement, solver, limits.patterns);
  if (last?.kind === 'found') return { verdict: 'survives-repacked', placements: last.placements };
  if (last?.kind === 'impossible') {
    const certificate = certificateOf(displacement, last.proof);
    if (settling.check(certificate)) return fails(() => certificate);
  }
  return { verdict: 'undecided', placements: scheduled };
}

/** The certificate of what the complete search proved; `null` where the checker can follow neither it nor any weights. */
function searchedCertificate(
  displacement: Displacement,
  found: Extract<SearchResult, { kind: 'impossible' }>,
  limits: SearchLimits,
  { solver, check }: Settling,
): (() => Certificate) | null {
  const searched = certificateOf(displacement, { ...found, kind: 'exhaustive' });
  const weighed = (): Certificate | null => {
    const weights = solver === null ? null : weightProof(displacement, solver, limits.patterns);
    const certificate = weights === null ? null : certificateOf(displacement, weights);
    return certificate !== null && check(certificate) ? certificate : null;
  };
  if (!check(searched)) {
    const weights = weighed();
    return weights === null ? null : () => weights;
  }
  // Made only when it is asked for: a proof that can be added up says more than one that must be searched again.
  return limits.readableProofs && !checkedByHand(found) ? () => weighed() ?? searched : () => searched;
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
