import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { sharedSweep } from '../../electron/workers/shared-sweep.ts';
import { startSweepHelpers } from '../../electron/workers/sweep-helpers.ts';
import type { Model } from '../../shared/model/document.ts';
import { POLICY_DEFAULTS } from '../../shared/model/policy.ts';
import { buildFleet } from '../../shared/placement/fleet.ts';
import type { Survival } from '../../shared/placement/outcome.ts';
import { placeDisplaced } from '../../shared/placement/place.ts';
import { survive } from '../../shared/placement/survive.ts';
import { naivePlacement } from './naive-placement.ts';
import { seededFleet, type FleetShape } from './seeded-fleet.ts';

// What a sweep costs beside placing from scratch for every loss, measured in the same run. Losses settled by the
// sufficient condition and those that ran the scheduler are both exact; the counts printed are of all combinations.

const USUAL = [0.6, 0.85] as const;
const TIGHT = [0.96, 0.995] as const;
const NAIVE_LOSSES = 12;

function shape(clusters: number, hosts: number, fill: readonly [number, number], perHost = 100): FleetShape {
  return { clusters, hostsPerCluster: hosts, microvmsPerHost: perHost, fill, seed: 7 };
}

function milliseconds(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Median over runs, each on a model object of its own, so that nothing remembered from the last run helps. */
function median(runs: number, model: Model, work: (model: Model) => void): number {
  const times = Array.from({ length: runs }, () => {
    const copy = { ...model };
    return milliseconds(() => work(copy));
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
}

const megabytes = (): number => process.memoryUsage().rss / 2 ** 20;

function print(label: string, size: string, ms: number, note: string): void {
  const time =
    ms < 10 ? `${ms.toFixed(2)} ms` : ms < 10_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`;
  console.log(
    `${label.padEnd(34)} ${size.padEnd(26)} ${time.padStart(10)} ${`${megabytes().toFixed(0)} MB`.padStart(9)}  ${note}`,
  );
}

function countsText(survival: Survival): string {
  const total = { tried: 0, survives: 0, repacked: 0, fails: 0, undecided: 0 };
  for (const cluster of survival.clusters) {
    total.tried += cluster.tried;
    total.survives += cluster.counts.survives;
    total.repacked += cluster.counts['survives-repacked'];
    total.fails += cluster.counts.fails;
    total.undecided += cluster.counts.undecided;
  }
  const { tried, survives, repacked, fails, undecided } = total;
  return `${tried} tried: ${survives} survive, ${repacked} repacked, ${fails} fail, ${undecided} undecided`;
}

const sizeText = (model: Model): string => `${model.hosts.length} hosts, ${model.microvms.length} VMs`;

function oneLoss(): void {
  const model = seededFleet(shape(1, 100, USUAL));
  const lost = [model.hosts[3]?.id ?? ''];
  const lose = (copy: Model): void => void placeDisplaced(buildFleet(copy, POLICY_DEFAULTS), lost);
  // The first run in a process pays for compiling as it goes; the note says how much of it each half takes.
  const start = performance.now();
  const fleet = buildFleet({ ...model }, POLICY_DEFAULTS);
  const built = performance.now() - start;
  placeDisplaced(fleet, lost);
  const whole = performance.now() - start;
  print(
    'one host loss, first run',
    sizeText(model),
    whole,
    `cold code: fleet ${built.toFixed(1)} ms, placing ${(whole - built).toFixed(1)} ms; goal < 10 ms`,
  );
  print(
    'one host loss, from the model',
    sizeText(model),
    median(61, model, lose),
    'median of 61, fleet built and witness checked each time; goal < 10 ms',
  );
}

function sweep(label: string, model: Model, losses: number, goal: string, runs: number): number {
  let survival: Survival | undefined;
  const ms = median(runs, model, (copy) => (survival = survive(copy, POLICY_DEFAULTS, losses)));
  print(label, sizeText(model), ms, survival === undefined ? '' : `${countsText(survival)}; ${goal}`);
  return ms;
}

/** The same sweep with a thread per core, as the window and the command line do it. */
async function sharedSweeps(model: Model, aloneMs: number): Promise<void> {
  const copy = { ...model };
  const start = performance.now();
  const survival = await sharedSweep(
    buildFleet(copy, POLICY_DEFAULTS),
    2,
    { failureDomains: true },
    {
      helpers: () => startSweepHelpers(join(import.meta.dirname, 'workers', 'sweep-worker.js')),
    },
  );
  const ms = performance.now() - start;
  const note = `${countsText(survival)}; ${(aloneMs / ms).toFixed(2)} times as fast on ${availableParallelism()} cores`;
  print('  the same, shared by threads', sizeText(model), ms, note);
}

/** Naive reference: every loss from scratch, all hosts looked at for every microVM; a few losses, scaled to all. */
function naive(model: Model, sweepMs: number): void {
  const hosts = model.hosts.slice(0, NAIVE_LOSSES);
  const ms = milliseconds(() => {
    for (const host of hosts) naivePlacement(model, POLICY_DEFAULTS, host.id);
  });
  const all = (ms / hosts.length) * model.hosts.length;
  print(
    '  naive, from scratch per loss',
    sizeText(model),
    all,
    `from ${hosts.length} losses; sweep is 1/${(all / sweepMs).toFixed(0)} of it (goal ≤ 1/20)`,
  );
}

function growth(times: readonly (readonly [number, number])[]): void {
  const exponents = times.slice(1).map(([size, ms], i) => {
    const [before, beforeMs] = times[i] ?? [size, ms];
    return (Math.log(ms / beforeMs) / Math.log(size / before)).toFixed(2);
  });
  console.log(
    `growth of every single loss when hosts double: time ∝ hosts^${exponents.join(', ')} (1 = linear)`,
  );
}

oneLoss();
const thousand = seededFleet(shape(1, 1000, USUAL));
naive(thousand, sweep('every single loss', thousand, 1, 'goal < 400 ms', 5));
sweep('every double loss', thousand, 2, 'goal < 20 s', 1);
const nearlyFull = seededFleet(shape(1, 100, TIGHT, 50));
sweep('every single loss, 98% full', nearlyFull, 1, 'every one searched', 3);
await sharedSweeps(nearlyFull, sweep('every double loss, 98% full', nearlyFull, 2, 'bound or search', 1));
growth(
  [250, 500, 1000, 2000].map((hosts) => {
    const model = seededFleet(shape(1, hosts, USUAL));
    return [hosts, median(5, model, (copy) => void survive(copy, POLICY_DEFAULTS, 1))] as const;
  }),
);
const million = seededFleet(shape(10, 1000, USUAL));
sweep('every single loss', million, 1, 'goal < 6 s with assess, < 1.5 GB', 1);
