import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { mkdtempSync, rmSync } from 'node:fs';
import { sampleSteps } from '../../electron/import/sample-region.ts';
import { applyImport } from '../../electron/workspace/import-writer.ts';
import { ForecastAnswers } from '../../electron/workspace/forecast-answers.ts';
import { historyFacts, historyOf } from '../../electron/workspace/history-facts.ts';
import { Workspace } from '../../electron/workspace/workspace.ts';
import type { Scenario } from '../../shared/events/scenario.ts';
import { backtest } from '../../shared/forecast/backtest.ts';
import { fitLine, project } from '../../shared/forecast/linear-fit.ts';
import { mergeOdds } from '../../shared/timeline/merge-odds.ts';
import { simulate } from '../../shared/timeline/simulate.ts';
import { prepareOdds } from '../../shared/timeline/timeline-odds.ts';

const SERIES = 6000;
const DAYS = 365;
const WINDOW = 60;
const RUNS = 2000;

const megabytes = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

/** Time on the processor, all threads: what a quiet machine would take at most, on one that is busy with other things. */
function processorMs(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function medianMs(times: number, work: () => unknown): number {
  const taken = Array.from({ length: times }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return taken.toSorted((a, b) => a - b)[times >> 1] ?? 0;
}

const days = Int32Array.from({ length: DAYS }, (_, day) => 20_000 + day);
const all = Array.from({ length: SERIES }, (_, series) =>
  Float64Array.from(
    { length: DAYS },
    (_unused, day) => 1000 + series + day + ((day * 7919 + series * 31) % 97),
  ),
);

/** The reference: the textbook sums of a least-squares line over the same days, nothing else. */
function bareLines(): number {
  let total = 0;
  for (const peaks of all) {
    let [x, y, xx, xy] = [0, 0, 0, 0];
    for (let i = 0; i < DAYS; i += 1) {
      const value = peaks[i] ?? 0;
      x += i;
      y += value;
      xx += i * i;
      xy += i * value;
    }
    total += (DAYS * xy - x * y) / (DAYS * xx - x * x);
  }
  return total;
}

function forecasts(): number {
  let total = 0;
  for (const peaks of all) {
    const fit = fitLine(days, peaks, DAYS - WINDOW);
    total +=
      (fit === null ? 0 : project(fit, 20_455, 0.9).high) + (backtest(days, peaks, WINDOW, 0.9).mape ?? 0);
  }
  return total;
}

const bare = medianMs(5, bareLines);
const fitted = medianMs(3, forecasts);
console.table([
  {
    work: `${SERIES} series × ${DAYS} days: fit, interval, backtest`,
    ms: fitted.toFixed(0),
    goal: '< 1500 ms',
    'µs per series': ((fitted * 1000) / SERIES).toFixed(1),
    'bare least squares ms': bare.toFixed(1),
    ratio: (fitted / bare).toFixed(1),
    'peak MB': megabytes(),
  },
]);

const folder = mkdtempSync(join(tmpdir(), 'headroom forecast bench '));
const workspace = new Workspace(join(folder, 'sample.headroom'), Date.now, { create: true });
try {
  for await (const step of sampleSteps(join(process.cwd(), 'assets', 'sample'), () => workspace.model()))
    if (step.kind === 'batch') applyImport(workspace, step.batch);
  const model = workspace.model();
  const policy = workspace.policy();
  const baseline = { kind: 'baseline' } as const;
  const first = medianMs(1, () => new ForecastAnswers(workspace).list(baseline));
  const again = medianMs(5, () => new ForecastAnswers(workspace).list(baseline));
  const history = historyOf(historyFacts(workspace.history(), model, policy));
  const flavor = model.flavors[0]?.id;
  const region = model.regions[0]?.id;
  const ramp = { kind: 'linear', days: 60 };
  const newco = { id: 'o', type: 'onboardCustomer', customer: 'newco', region, connections: 9000, ramp };
  const scenario = (events: Scenario['events']): Scenario => ({
    schema: 'headroom.scenario/v1',
    name: 'bench',
    seed: 1,
    policy: {},
    events,
  });
  const empty = scenario([]);
  const onboarding = scenario([{ ...newco, fleet: [{ flavor, count: 300 }] }]);
  simulate(model, policy, onboarding, history);
  console.table([
    { work: 'sample region: list of forecasts, first', ms: first.toFixed(0) },
    { work: 'the same again, nothing remembered but daily peaks (goal < 300 ms)', ms: again.toFixed(0) },
    {
      work: 'simulate, 90 days, nothing happens',
      ms: medianMs(5, () => simulate(model, policy, empty, history)).toFixed(0),
    },
    {
      work: 'simulate, 90 days, a customer ramps up over 60',
      ms: medianMs(5, () => simulate(model, policy, onboarding, history)).toFixed(0),
    },
  ]);

  const odds =
    (rates: object, over = empty, runs = RUNS) =>
    () => {
      const prepared = prepareOdds(model, { ...policy, ...rates }, over, history, { runs, solver: null });
      if (!prepared.ok) throw new Error('refused');
      return mergeOdds(prepared.value, [prepared.value.runs(0, runs)]);
    };
  const constraints = odds({})().constraints.length;
  const draws = RUNS * 91 * constraints;
  const bareDraws = medianMs(3, () => {
    let sum = 0;
    for (let i = 0; i < draws; i += 1) sum += Math.random();
    return sum;
  });
  const rows = [
    { name: 'demand inside its interval', rates: {} },
    { name: 'and hosts that fail, 0.1 a year', rates: { hostFailuresPerYear: 0.1, hostRepairDays: 7 } },
  ].map(({ name, rates }) => {
    const ms = medianMs(3, odds(rates));
    return {
      work: `${RUNS} runs × 91 days × ${constraints} targets: ${name}`,
      ms: ms.toFixed(0),
      goal: '< 1000 ms',
      'processor ms': processorMs(odds(rates)).toFixed(0),
      'ms per run': (ms / RUNS).toFixed(3),
      'as many Math.random ms': bareDraws.toFixed(0),
      ratio: (ms / bareDraws).toFixed(1),
      'peak MB': megabytes(),
    };
  });
  console.table(rows);

  // Hardly two runs draw alike here, so each has a world of its own; plain runs of the same number are the reference, and
  // the same world made event by event, with a model for every day, as it must be where other events follow the customer.
  const about = (mid: number) => ({ low: mid * 0.7, mid, high: mid * 1.3, confidence: 0.9 });
  const unsure = {
    ...newco,
    probability: 0.6,
    connections: about(9000),
    fleet: [{ flavor, count: about(300) }],
    ramp: { kind: 'linear', days: about(60) },
  };
  const everywhere = {
    ...unsure,
    edgeThroughputBytesPerSecond: about(5e6),
    listenerPorts: 10,
    apiRequestsPerSecond: about(10),
    reconcileArrivalsPerSecond: about(2),
    postgresConnections: 10,
    postgresCpuCores: about(0.5),
    volumes: {
      allocatedBytes: about(4e12),
      usedBytes: about(1e12),
      changedBytesPerDay: about(3e10),
      snapshotRetentionDays: 7,
    },
  };
  const after = { id: 'after', type: 'cordonHosts', hosts: [], on: '2999-01-01' };
  const few = RUNS / 20;
  const timedOdds = (over: Scenario, runs: number): number => medianMs(1, odds({}, over, runs)) / runs;
  const plainMs = timedOdds(empty, RUNS);
  console.table(
    [
      { name: 'fleet, connections and ramp', event: unsure },
      { name: 'all it brings, and ramp', event: everywhere },
    ].map(({ name, event }) => {
      const ms = timedOdds(scenario([event]), RUNS);
      const slow = timedOdds(scenario([event, after]), few);
      return {
        work: `${RUNS} runs: an onboarding of 60% with intervals in ${name}`,
        ms: (ms * RUNS).toFixed(0),
        'ms per run': ms.toFixed(2),
        'without it': plainMs.toFixed(2),
        'event by event': slow.toFixed(2),
        'times faster': (slow / ms).toFixed(0),
        'peak MB': megabytes(),
      };
    }),
  );
} finally {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
}
