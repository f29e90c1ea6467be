import { loadSolver } from '../../electron/solver/lazy-solver.ts';
import { assess } from '../../shared/assess/assess.ts';
import type { Scenario } from '../../shared/events/scenario.ts';
import type { Model, Sku } from '../../shared/model/document.ts';
import { POLICY_DEFAULTS } from '../../shared/model/policy.ts';
import { buildPlan } from '../../shared/plan/build-plan.ts';
import { PLAN_SETTINGS_DEFAULTS } from '../../shared/plan/plan-settings.ts';
import { PLAIN } from '../../shared/timeline/apply-event.ts';
import { scenarioDays } from '../../shared/timeline/scenario-days.ts';
import { survivalProvider } from '../../shared/timeline/survival-provider.ts';
import { GIB } from '../../shared/units.ts';
import { seededFleet } from './seeded-fleet.ts';

// What a purchase plan costs by hosts, machine types and days: a customer ramps up in every other cluster, each day of the
// ramp with another model. The reference is the assessment of every day's model once, survival included, without any plan;
// the plan itself must do as much to check its answer. Every run has models of its own, so that nothing is remembered.

const POLICY = { ...POLICY_DEFAULTS, forecastHorizonDays: 90 };

const SIZES: readonly (readonly [gib: number, cores: number, cost: number, leadTimeDays: number])[] = [
  [512, 64, 14_500, 42],
  [1024, 96, 31_200, 49],
  [384, 128, 22_800, 49],
  [768, 96, 21_900, 35],
  [256, 48, 8_900, 28],
  [1536, 128, 44_000, 56],
];

function skus(count: number): readonly Sku[] {
  return SIZES.slice(0, count).map(([gib, cpuCores, unitCost, leadTimeDays], i) => ({
    id: `sku-${i}`,
    cpuCores,
    memoryBytes: gib * GIB,
    systemReservedMemoryBytes: 8 * GIB,
    osDiskBytes: null,
    iops: 400_000,
    diskThroughputBytesPerSecond: null,
    fileDescriptors: 1_048_576,
    processes: 131_072,
    unitCost,
    currency: 'EUR',
    leadTimeDays,
    leadTimeLowDays: null,
    leadTimeHighDays: null,
    powerWatts: 650,
    rackUnits: 1,
  }));
}

interface Case {
  readonly clusters: number;
  readonly hostsPerCluster: number;
  readonly types: number;
  readonly days: number;
}

const CASES: readonly Case[] = [
  { clusters: 4, hostsPerCluster: 24, types: 1, days: 90 },
  { clusters: 4, hostsPerCluster: 24, types: 3, days: 90 },
  { clusters: 4, hostsPerCluster: 24, types: 6, days: 90 },
  { clusters: 4, hostsPerCluster: 24, types: 3, days: 365 },
  { clusters: 10, hostsPerCluster: 50, types: 3, days: 90 },
  { clusters: 20, hostsPerCluster: 50, types: 3, days: 90 },
];

function scenarioFor({ clusters, hostsPerCluster, days }: Case): Scenario {
  const events = Array.from({ length: Math.ceil(clusters / 2) }, (_, i) => ({
    id: `onboard-${i}`,
    type: 'onboardCustomer',
    customer: `new-${i}`,
    region: 'r',
    cluster: `c${i * 2}`,
    on: '2026-02-01',
    fleet: [{ flavor: 'f4', count: hostsPerCluster * 14, spreadGroup: null, maxPerHost: 1 }],
    connections: 0,
    ramp: { kind: 'linear', days: days - 40 },
  }));
  return { schema: 'headroom.scenario/v1', name: 'bench', seed: 1, policy: {}, events };
}

const fleetOf = ({ clusters, hostsPerCluster, types }: Case): Model => ({
  ...seededFleet({ clusters, hostsPerCluster, microvmsPerHost: 60, fill: [0.5, 0.7], seed: 7 }),
  skus: skus(types),
});

function timed<T>(work: () => T): { readonly ms: number; readonly value: T } {
  const start = performance.now();
  const value = work();
  return { ms: performance.now() - start, value };
}

/** Assesses the model of every day that differs from the one before, and counts them. */
function assessDays(entry: Case, solver: Awaited<ReturnType<typeof loadSolver>>): number {
  const model = fleetOf(entry);
  const days = scenarioDays(model, POLICY, scenarioFor(entry), {
    asOfDay: 20_454,
    circumstance: { ...PLAIN, solver },
  });
  if (!days.ok) throw new Error(JSON.stringify(days.problems));
  let assessed = 0;
  let previous: Model | null = null;
  for (let day = days.value.asOfDay; day <= days.value.asOfDay + entry.days; day += 1) {
    const state = days.value.stateOn(day);
    if (state.model === previous) continue;
    previous = state.model;
    assess(state.model, POLICY, null, survivalProvider(solver));
    assessed += 1;
  }
  return assessed;
}

const solver = await loadSolver();
const rows = CASES.map((entry) => {
  const reference = timed(() => assessDays(entry, solver));
  const input = {
    model: fleetOf(entry),
    policy: POLICY,
    history: null,
    scenario: scenarioFor(entry),
    horizonDays: entry.days,
    solver,
  };
  const plan = timed(() => buildPlan(input, PLAN_SETTINGS_DEFAULTS, { alternatives: false }));
  const whole = timed(() => buildPlan(input, PLAN_SETTINGS_DEFAULTS, { alternatives: true }));
  if (!plan.value.ok) throw new Error(JSON.stringify(plan.value.problems));
  const { lines, optimal, verified, totalCost } = plan.value.value;
  return {
    hosts: entry.clusters * entry.hostsPerCluster,
    types: entry.types,
    days: entry.days,
    'days assessed': reference.value,
    'assess them ms': reference.ms.toFixed(0),
    'plan ms': plan.ms.toFixed(0),
    ratio: (plan.ms / reference.ms).toFixed(1),
    'with alternatives ms': whole.ms.toFixed(0),
    lines: lines.length,
    cost: totalCost ?? 0,
    proved: optimal && verified ? 'yes' : 'no',
  };
});
console.table(rows);
