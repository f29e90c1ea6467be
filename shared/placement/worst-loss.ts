import type { LinearSolver } from '../linear/program.ts';
import type { Fleet } from './fleet.ts';
import type { LossResult } from './outcome.ts';
import { SWEEP_LIMITS } from './search.ts';
import { combinationsOf, surviveTasks, type SurviveTask } from './survive.ts';
import { ClusterSweep, type LossVerdict } from './sweep.ts';
import { compareLosses, WorstLosses } from './worst-losses.ts';

export interface WorstLossOptions {
  /** Only these clusters. */
  readonly clusters?: readonly string[];
  /** Seed of the sample and of shuffled orders in searches. Default 1. */
  readonly seed?: number;
  readonly solver?: LinearSolver | null;
  /** Most losses of a cluster a repacking is searched for. Default 200. */
  readonly searches?: number;
}

/** The loss that is hardest to place, and how far it was looked for. */
export interface WorstLoss {
  /** Empty where there is no host to lose. */
  readonly lost: readonly string[];
  /** Combinations tried and how many there are; fewer are tried only where a sample is drawn with the seed. */
  readonly tried: number;
  readonly combinations: number;
  readonly seed: number;
  /** Of those tried, losses the scheduler does not place and for which no repacking was searched any more. */
  readonly unsearched: number;
}

const DEFAULT_SEARCHES = 200;

interface Doubtful {
  readonly lost: readonly number[];
  readonly unplacedMemoryBytes: number;
}

/**
 * The hosts whose loss together is the worst, of one cluster or of the worst cluster (MODEL.md section 5, selector
 * `worst`): the first of `survive`'s worst combinations, found with few searches. Every combination goes through the
 * scheduler and the cheap bounds. What they leave in doubt is searched from the most unplaced memory downwards, until a
 * loss fails: all that follow have less unplaced and come later in the order, whatever a search says of them. Where nothing fails,
 * up to `searches` are searched; `unsearched` tells how many were left then, and the worst is that of the others.
 */
export function worstLoss(
  fleet: Fleet,
  count: number,
  cluster: string | null,
  options: WorstLossOptions = {},
): WorstLoss {
  const seed = options.seed ?? 1;
  const clusters = cluster === null ? options.clusters : [cluster];
  const scope = { failureDomains: false, ...(clusters === undefined ? {} : { clusters }) };
  const found = surviveTasks(fleet, count, scope).map((task) => ({
    task,
    ...worstOf(fleet, task, seed, options),
  }));
  const worst = found.flatMap(({ loss }) => loss ?? []).sort(compareLosses)[0];
  const sum = (of: (one: (typeof found)[number]) => number): number =>
    found.reduce((total, one) => total + of(one), 0);
  return {
    lost: worst?.lost ?? [],
    tried: sum(({ task }) => task.tried),
    combinations: sum(({ task }) => task.combinations),
    seed,
    unsearched: sum(({ unsearched }) => unsearched),
  };
}

function worstOf(
  fleet: Fleet,
  task: SurviveTask,
  seed: number,
  { solver = null, searches = DEFAULT_SEARCHES }: WorstLossOptions,
): { loss: LossResult | null; unsearched: number } {
  const cluster = fleet.byCluster.get(task.cluster);
  if (cluster === undefined) throw new Error(`no cluster ${task.cluster} in the fleet`);
  const quick = new ClusterSweep(fleet, cluster, null, seed, null);
  const worst = new WorstLosses(1);
  const doubtful: Doubtful[] = [];
  for (const lost of combinationsOf(cluster, task, 0, task.tried, seed)) {
    const verdict = quick.settle(lost);
    if (verdict.verdict === 'undecided')
      doubtful.push({ lost: [...lost], unplacedMemoryBytes: verdict.unplacedMemoryBytes });
    else worst.offer(lost, verdict);
  }
  // Stable: losses of equal weight stay in the order of their ids.
  doubtful.sort((a, b) => b.unplacedMemoryBytes - a.unplacedMemoryBytes);
  const thorough = new ClusterSweep(fleet, cluster, SWEEP_LIMITS, seed, solver);
  let searched = 0;
  let reached = 0;
  for (; reached < doubtful.length && searched < searches; reached += 1) {
    const next = doubtful[reached];
    if (next === undefined || isBeyond(next, worst.list()[0]?.verdict)) break;
    worst.offer(next.lost, thorough.settle(next.lost));
    searched += 1;
  }
  const [first] = worst.list();
  const next = doubtful[reached];
  const isSettled = next === undefined || isBeyond(next, first?.verdict);
  return {
    loss: first === undefined ? null : thorough.report(first.lost, first.verdict),
    unsearched: isSettled ? 0 : doubtful.length - reached,
  };
}

/** Whether a loss in doubt cannot come before one that fails: it leaves less, though one as heavy may have earlier ids. */
function isBeyond(next: Doubtful, worst: LossVerdict | undefined): boolean {
  return worst?.verdict === 'fails' && next.unplacedMemoryBytes < worst.unplacedMemoryBytes;
}
