import type { SurvivalOf } from '../assess/row.ts';
import { survivalWith } from '../events/survival-of.ts';
import type { LinearSolver } from '../linear/program.ts';

/**
 * What `assess` needs for `compute.survival` (MODEL.md section 5): every loss of `hostLossesPerCluster` hosts within each
 * cluster, remembered per cluster, so that asking for a model again, or for one an event made of it, sweeps only what
 * changed. The sweep runs when the first constraint asks; for losses of more than one host on large clusters use the
 * sliced sweep of placement/survive.ts in a worker.
 */
export function survivalProvider(solver: LinearSolver | null = null): SurvivalOf {
  return survivalWith(solver);
}
