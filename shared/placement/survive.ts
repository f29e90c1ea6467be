import { byCodeUnits } from '../model/model-index.ts';
import type { LinearSolver } from '../linear/program.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { DOWN, type ClusterFleet } from './cluster-fleet.ts';
import { advance, combinationAt, combinationCount, sampleCombinations } from './combinations.ts';
import { buildFleet, type Fleet } from './fleet.ts';
import {
  VERDICT_CODES,
  type ClusterSurvival,
  type FailureDomainSurvival,
  type LossResult,
  type Survival,
  type SurvivalVerdict,
} from './outcome.ts';
import { FULL_LIMITS, SWEEP_LIMITS } from './search.ts';
import { ClusterSweep, type LossVerdict } from './sweep.ts';
import { compareLosses, WorstLosses } from './worst-losses.ts';

export interface SurviveOptions {
  /** How many of the worst combinations a cluster reports. Default 20. */
  readonly worst?: number;
  /**
   * Most combinations tried per cluster where more than two hosts are lost; beyond it a sample is drawn. Default 2000, fewer
   * where losses are so large that this many would displace more than 4 million microVMs, but at least 20.
   */
  readonly sample?: number;
  /** Seed of the sample and of shuffled orders in searches. Default 1. */
  readonly seed?: number;
  /** Only these clusters. */
  readonly clusters?: readonly string[];
  /** What is spent on one combination where the scheduler does not place everything; see `PlaceOptions`. Default `sweep`. */
  readonly effort?: 'none' | 'sweep' | 'full';
  /** Whether failure domains are lost too. Default true; a whole rack can cost a long search that N+1 does not ask for. */
  readonly failureDomains?: boolean;
  /** Whether each cluster also tells the verdict of every single combination, where all are tried. Default false. */
  readonly every?: boolean;
  /** Asked about combinations on which everything else has given up; without one they stay undecided. */
  readonly solver?: LinearSolver | null;
}

/** Work that can be cut anywhere: a cluster's combinations, or its failure domains, numbered 0 … `tried` − 1. */
export interface SurviveTask {
  readonly cluster: string;
  readonly kind: 'combinations' | 'failureDomains';
  readonly losses: number;
  readonly tried: number;
  /** How many there are; more than `tried` only where a sample is drawn. */
  readonly combinations: number;
  /** Ids of the hosts that can be lost; empty unless `every` is asked for. */
  readonly hosts: readonly string[];
}

/** The result of a range of a task; plain data, so that it may cross from a worker. */
export interface SurvivePart {
  readonly cluster: string;
  readonly kind: SurviveTask['kind'];
  /** Number of the first combination of the range. */
  readonly from: number;
  /** Of the range's combinations, see `EveryLoss`; empty unless asked for. */
  readonly verdicts: Uint8Array;
  readonly counts: Readonly<Record<SurvivalVerdict, number>>;
  readonly worst: readonly LossResult[];
  readonly domains: readonly FailureDomainSurvival[];
}

const DEFAULT_WORST = 20;
const DEFAULT_SAMPLE = 2000;
const LEAST_SAMPLE = 20;
const DEFAULT_SEED = 1;
const SAMPLED_MICROVMS = 4_000_000;

/** How many of a cluster's losses of `size` hosts are tried where not all are; see `SurviveOptions.sample`. */
function sampleSize(cluster: ClusterFleet, hosts: number, size: number): number {
  const displaced = (cluster.residents.length / Math.max(1, hosts)) * size;
  const affordable = Math.floor(SAMPLED_MICROVMS / Math.max(1, displaced));
  return Math.min(DEFAULT_SAMPLE, Math.max(LEAST_SAMPLE, affordable));
}

/**
 * Tries every combination of `losses` hosts within each cluster — one and two in full, more by a seeded sample where
 * there are more than `sample` — and every failure domain (MODEL.md sections 5 and 16). Every host that is not down can
 * be lost; a cluster with fewer hosts than `losses` loses all it has. The worst combinations come in the order fails, undecided,
 * survives-repacked, survives, then most unplaced memory, then ids. Clusters stand in the order of the model document, failure
 * domains of each by name.
 */
export function survive(
  model: Model,
  policy: Policy,
  losses: number,
  options: SurviveOptions = {},
): Survival {
  const fleet = buildFleet(model, policy);
  const tasks = surviveTasks(fleet, losses, options);
  return assembleSurvival(
    tasks,
    tasks.map((task) => surviveRange(fleet, task, 0, task.tried, options)),
    options,
  );
}

/** What a sweep consists of; hand ranges of these to `surviveRange`, in any order and anywhere. */
export function surviveTasks(fleet: Fleet, losses: number, options: SurviveOptions = {}): SurviveTask[] {
  const tasks: SurviveTask[] = [];
  for (const cluster of fleet.clusters) {
    if (options.clusters !== undefined && !options.clusters.includes(cluster.id)) continue;
    const hosts = losable(cluster);
    const size = Math.min(losses, hosts.length);
    const combinations = size === 0 ? 0 : combinationCount(hosts.length, size);
    const tried =
      size <= 2
        ? combinations
        : Math.min(combinations, options.sample ?? sampleSize(cluster, hosts.length, size));
    const named = options.every === true ? hosts.map((host) => cluster.hostIds[host] ?? '') : [];
    tasks.push({ cluster: cluster.id, kind: 'combinations', losses, tried, combinations, hosts: named });
    if (options.failureDomains === false) continue;
    const domains = domainsOf(cluster).length;
    tasks.push({
      cluster: cluster.id,
      kind: 'failureDomains',
      losses,
      tried: domains,
      combinations: domains,
      hosts: [],
    });
  }
  return tasks;
}

/** Tries the combinations (or failure domains) `from` … `to` − 1 of a task. */
export function surviveRange(
  fleet: Fleet,
  task: SurviveTask,
  from: number,
  to: number,
  options: SurviveOptions = {},
): SurvivePart {
  const cluster = fleet.byCluster.get(task.cluster);
  if (cluster === undefined) throw new Error(`no cluster ${task.cluster} in the fleet`);
  const effort = options.effort ?? 'sweep';
  const limits = effort === 'none' ? null : effort === 'sweep' ? SWEEP_LIMITS : FULL_LIMITS;
  const sweep = new ClusterSweep(
    fleet,
    cluster,
    limits,
    options.seed ?? DEFAULT_SEED,
    options.solver ?? null,
  );
  const counts = { survives: 0, 'survives-repacked': 0, fails: 0, undecided: 0 };
  const worst = new WorstLosses(options.worst ?? DEFAULT_WORST);
  const domains: FailureDomainSurvival[] = [];
  const verdicts = new Uint8Array(tellsEvery(task, options) ? to - from : 0);
  const take = (lost: readonly number[]): LossVerdict => {
    const verdict = sweep.settle(lost);
    counts[verdict.verdict] += 1;
    return verdict;
  };
  if (task.kind === 'failureDomains') {
    for (const { failureDomain, hosts } of domainsOf(cluster).slice(from, to))
      domains.push({ cluster: cluster.id, failureDomain, ...sweep.report(hosts, take(hosts)) });
  } else {
    let at = 0;
    for (const lost of combinationsOf(cluster, task, from, to, options.seed ?? DEFAULT_SEED)) {
      const verdict = take(lost);
      worst.offer(lost, verdict);
      if (at < verdicts.length) verdicts[at] = VERDICT_CODES.indexOf(verdict.verdict);
      at += 1;
    }
  }
  const reports = worst.list().map(({ lost, verdict }) => sweep.report(lost, verdict));
  return { cluster: cluster.id, kind: task.kind, from, verdicts, counts, worst: reports, domains };
}

/** Puts the parts of all tasks together; ranges of one task may come in any order. */
export function assembleSurvival(
  tasks: readonly SurviveTask[],
  parts: readonly SurvivePart[],
  options: SurviveOptions = {},
): Survival {
  const clusters: ClusterSurvival[] = [];
  const failureDomains: FailureDomainSurvival[] = [];
  for (const task of tasks) {
    const { kind, cluster, losses, tried, combinations } = task;
    const own = parts.filter((part) => part.cluster === cluster && part.kind === kind);
    if (kind === 'failureDomains') {
      const domains = own.flatMap((part) => part.domains);
      failureDomains.push(...domains.sort((a, b) => byCodeUnits(a.failureDomain, b.failureDomain)));
      continue;
    }
    const counts = { survives: 0, 'survives-repacked': 0, fails: 0, undecided: 0 };
    for (const part of own) for (const verdict of VERDICT_CODES) counts[verdict] += part.counts[verdict];
    const worst = own.flatMap((part) => part.worst).sort(compareLosses);
    clusters.push({
      cluster,
      losses,
      tried,
      combinations,
      ...(tried < combinations ? { seed: options.seed ?? DEFAULT_SEED } : {}),
      counts,
      worst: worst.slice(0, options.worst ?? DEFAULT_WORST),
      ...(tellsEvery(task, options)
        ? { every: { hosts: task.hosts, verdicts: joinedVerdicts(task, own) } }
        : {}),
    });
  }
  return { schema: 'headroom.survival/v1', clusters, failureDomains };
}

/** Only where all are tried: a sample's combinations have no numbers a reader could go by. */
function tellsEvery(task: SurviveTask, options: SurviveOptions): boolean {
  return options.every === true && task.kind === 'combinations' && task.tried === task.combinations;
}

function joinedVerdicts(task: SurviveTask, parts: readonly SurvivePart[]): Uint8Array {
  const all = new Uint8Array(task.tried);
  for (const part of parts) all.set(part.verdicts, part.from);
  return all;
}

function losable(cluster: ClusterFleet): number[] {
  const hosts: number[] = [];
  cluster.hostState.forEach((state, host) => {
    if (state !== DOWN) hosts.push(host);
  });
  return hosts;
}

/** Failure domains that have a host to lose, by name. */
function domainsOf(cluster: ClusterFleet): { failureDomain: string; hosts: number[] }[] {
  const domains = new Map<string, number[]>();
  for (const host of losable(cluster)) {
    const domain = cluster.failureDomains[host] ?? null;
    if (domain === null) continue;
    const hosts = domains.get(domain);
    if (hosts === undefined) domains.set(domain, [host]);
    else hosts.push(host);
  }
  return [...domains]
    .map(([failureDomain, hosts]) => ({ failureDomain, hosts }))
    .sort((a, b) => byCodeUnits(a.failureDomain, b.failureDomain));
}

/** The combinations of a range, as ascending host indices; the array given is reused. */
export function* combinationsOf(
  cluster: ClusterFleet,
  task: SurviveTask,
  from: number,
  to: number,
  seed: number,
): Generator<readonly number[]> {
  const hosts = losable(cluster);
  const size = Math.min(task.losses, hosts.length);
  if (from >= to) return;
  if (task.tried < task.combinations) {
    for (const chosen of sampleCombinations(hosts.length, size, task.tried, seed).slice(from, to))
      yield chosen.map((i) => hosts[i] ?? 0);
    return;
  }
  const chosen = combinationAt(hosts.length, size, from);
  const lost = new Array<number>(size).fill(0);
  for (let n = from; n < to; n += 1) {
    for (let i = 0; i < size; i += 1) lost[i] = hosts[chosen[i] ?? 0] ?? 0;
    yield lost;
    if (!advance(chosen, hosts.length)) return;
  }
}
