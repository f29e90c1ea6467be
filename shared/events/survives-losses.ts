import type { LinearSolver } from '../linear/program.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { buildFleet } from '../placement/fleet.ts';
import { VERDICT_CODES } from '../placement/outcome.ts';
import { surviveRange, surviveTasks, type SurviveOptions } from '../placement/survive.ts';
import { clusterSlice } from './cluster-slice.ts';

const SURVIVES = VERDICT_CODES.indexOf('survives');
const FAILS = VERDICT_CODES.indexOf('fails');

/**
 * Whether a cluster is known to survive every loss its policy asks for: what `compute.survival` being met says, asked for a
 * yes or a no. The scheduler alone goes first over all losses; only those it leaves stuck are searched, and the first that
 * does not survive ends it, where the sweep behind a verdict goes on to count them all.
 */
export function survivesLosses(
  model: Model,
  policy: Policy,
  cluster: string,
  solver: LinearSolver | null,
): boolean {
  const fleet = buildFleet(clusterSlice(model, new Set([cluster])), policy);
  const options: SurviveOptions = { clusters: [cluster], failureDomains: false, solver, worst: 1 };
  if (policy.hostLossesPerCluster === 0) return true;
  return surviveTasks(fleet, policy.hostLossesPerCluster, { ...options, every: true }).every((task) => {
    // A sample without a failure proves nothing.
    if (task.tried === 0 || task.tried < task.combinations) return false;
    const { verdicts } = surviveRange(fleet, task, 0, task.tried, {
      ...options,
      effort: 'none',
      every: true,
    });
    if (verdicts.includes(FAILS)) return false;
    for (let at = 0; at < verdicts.length; at += 1) {
      if (verdicts[at] === SURVIVES) continue;
      const { counts } = surviveRange(fleet, task, at, at + 1, options);
      if (counts.fails + counts.undecided > 0) return false;
    }
    return true;
  });
}
