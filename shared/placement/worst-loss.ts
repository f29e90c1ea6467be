import type { LinearSolver } from '../linear/program.ts';
import { remember } from '../model/model-index.ts';
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
  readonly watch?: Watch;
}

/**
 * Hears now and then how far a long search has come. `true`: that is enough, the worst found so far is the answer. What it
 * throws ends the search, and nothing of it stays.
 */
export interface Watch {
  (cluster: string, what: 'losses tried' | 'repackings searched', done: number, total: number): boolean;
  /** A search that was stopped before is made again; else what it found by then is the answer. */
  readonly anew?: boolean;
}

/** The loss that is hardest to place, and how far it was looked for. */
export interface WorstLoss {
  /** Empty where there is no host to lose. */
  readonly lost: readonly string[];
  /** Combinations tried and how many there are; fewer are tried where a sample is drawn with the seed, or the search was stopped. */
  readonly tried: number;
  readonly combinations: number;
  readonly seed: number;
  /** Of those tried, losses the scheduler does not place and for which no repacking was searched any more. */
  readonly unsearched: number;
  /** The search was ended before its end: the worst loss is this one or a worse one. */
  readonly stopped: boolean;
}

const DEFAULT_SEARCHES = 200;
/** Losses the scheduler tries between two words about them. */
const TOLD_EVERY = 500;

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
 *
 * A search that its watch stopped is found again as it was left, so that all answers about a scenario are about one loss,
 * until somebody asks for it anew.
 */
export function worstLoss(
  fleet: Fleet,
  count: number,
  cluster: string | null,
  options: WorstLossOptions = {},
): WorstLoss {
  const { solver = null, watch, ...rest } = options;
  const known = found(fleet);
  const key = JSON.stringify([count, cluster, rest]);
  const before = known.get(key);
  const isEnough = before !== undefined && !(before.worst.stopped && watch?.anew === true);
  if (isEnough && before.solver === solver) return before.worst;
  const worst = worstAnew(fleet, count, cluster, options);
  known.set(key, { solver, worst });
  return worst;
}

/** The result and the days of a scenario ask for the same loss of the same fleet. */
const found = remember(
  (_fleet: Fleet) => new Map<string, { readonly solver: LinearSolver | null; readonly worst: WorstLoss }>(),
);

function worstAnew(
  fleet: Fleet,
  count: number,
  cluster: string | null,
  options: WorstLossOptions,
): WorstLoss {
  const seed = options.seed ?? 1;
  const clusters = cluster === null ? options.clusters : [cluster];
  const scope = { failureDomains: false, ...(clusters === undefined ? {} : { clusters }) };
  const clustersSearched: (Searched & { readonly combinations: number })[] = [];
  for (const task of surviveTasks(fleet, count, scope)) {
    const { combinations } = task;
    const isOver = clustersSearched.some(({ stopped, loss }) => stopped && loss !== null);
    clustersSearched.push({ ...(isOver ? NOT_TRIED : worstOf(fleet, task, seed, options)), combinations });
  }
  const worst = clustersSearched.flatMap(({ loss }) => loss ?? []).sort(compareLosses)[0];
  const sum = (of: (one: (typeof clustersSearched)[number]) => number): number =>
    clustersSearched.reduce((total, one) => total + of(one), 0);
  return {
    lost: worst?.lost ?? [],
    tried: sum(({ tried }) => tried),
    combinations: sum(({ combinations }) => combinations),
    seed,
    unsearched: sum(({ unsearched }) => unsearched),
    stopped: clustersSearched.some(({ stopped }) => stopped),
  };
}

/** What the search of one cluster came to. */
interface Searched {
  readonly loss: LossResult | null;
  readonly tried: number;
  readonly unsearched: number;
  readonly stopped: boolean;
}

const NOT_TRIED: Searched = { loss: null, tried: 0, unsearched: 0, stopped: true };

function worstOf(
  fleet: Fleet,
  task: SurviveTask,
  seed: number,
  { solver = null, searches = DEFAULT_SEARCHES, watch = () => false }: WorstLossOptions,
): Searched {
  const cluster = fleet.byCluster.get(task.cluster);
  if (cluster === undefined) throw new Error(`no cluster ${task.cluster} in the fleet`);
  const quick = new ClusterSweep(fleet, cluster, null, seed, null);
  const worst = new WorstLosses(1);
  const doubtful: Doubtful[] = [];
  let tried = 0;
  let stopped = false;
  for (const lost of combinationsOf(cluster, task, 0, task.tried, seed)) {
    // One loss at least is tried, so that there is something to say.
    if (tried % TOLD_EVERY === 0 && watch(task.cluster, 'losses tried', tried, task.tried) && tried > 0) {
      stopped = true;
      break;
    }
    tried += 1;
    const verdict = quick.settle(lost);
    if (verdict.verdict === 'undecided')
      doubtful.push({ lost: [...lost], unplacedMemoryBytes: verdict.unplacedMemoryBytes });
    else worst.offer(lost, verdict);
  }
  // Stable: losses of equal weight stay in the order of their ids.
  doubtful.sort((a, b) => b.unplacedMemoryBytes - a.unplacedMemoryBytes);
  const thorough = new ClusterSweep(fleet, cluster, SWEEP_LIMITS, seed, solver);
  let reached = 0;
  for (; reached < doubtful.length && reached < searches; reached += 1) {
    const next = doubtful[reached];
    if (next === undefined || isBeyond(next, worst.list()[0]?.verdict)) break;
    stopped ||= watch(task.cluster, 'repackings searched', reached, Math.min(searches, doubtful.length));
    // The heaviest of those in doubt is searched in any case: what leaves most unplaced says most.
    if (stopped && reached > 0) break;
    worst.offer(next.lost, thorough.settle(next.lost));
  }
  const [first] = worst.list();
  const next = doubtful[reached];
  const isSettled = next === undefined || isBeyond(next, first?.verdict);
  return {
    loss: first === undefined ? null : thorough.report(first.lost, first.verdict),
    tried,
    unsearched: isSettled ? 0 : doubtful.length - reached,
    stopped,
  };
}

/** Whether a loss in doubt cannot come before one that fails: it leaves less, though one as heavy may have earlier ids. */
function isBeyond(next: Doubtful, worst: LossVerdict | undefined): boolean {
  return worst?.verdict === 'fails' && next.unplacedMemoryBytes < worst.unplacedMemoryBytes;
}
