import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LinearSolver } from '../shared/linear/program.ts';
import { dayName, dayNumber } from '../shared/history/calendar.ts';
import { hostTargets } from '../shared/plan/host-targets.ts';
import { planBase, type PlanInput } from '../shared/plan/plan-base.ts';
import { buildPlan } from '../shared/plan/build-plan.ts';
import { POLICY_DEFAULTS, type Policy } from '../shared/model/policy.ts';
import { PLAN_SETTINGS_DEFAULTS, type PlanSettings } from '../shared/plan/plan-settings.ts';
import { outlookOf } from '../shared/timeline/outlook.ts';
import { scenarioDays, type Arrival } from '../shared/timeline/scenario-days.ts';
import type { Model } from '../shared/model/document.ts';
import { applyMoves } from '../shared/placement/apply-moves.ts';
import { buildFleet } from '../shared/placement/fleet.ts';
import { placePending } from '../shared/placement/place.ts';
import { survive } from '../shared/placement/survive.ts';
import { modelWith, scenarioWith } from '../shared/timeline/two-clusters.fixture.ts';
import { loadSolver } from './solver/lazy-solver.ts';

let solver: LinearSolver;
beforeAll(async () => {
  solver = await loadSolver();
});

interface Instance {
  readonly input: Omit<PlanInput, 'solver'>;
  readonly settings: PlanSettings;
}

const ASOF = '2026-03-01';
const HORIZON = 5;

/** Up to three clusters of two or three hosts, up to three machine types, customers who come at once or ramp up. */
const instances: fc.Arbitrary<Instance> = fc
  .record({
    clusters: fc.array(
      fc.record({
        hosts: fc.array(fc.constantFrom(60, 80, 100, 140), { minLength: 1, maxLength: 3 }),
        load: fc.integer({ min: 0, max: 12 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    skus: fc.array(
      fc.record({
        memoryBytes: fc.constantFrom(50, 80, 120, 200),
        cpuCores: fc.constantFrom(4, 8, 16),
        unitCost: fc.constantFrom(3, 5, 7, 11),
        leadTimeDays: fc.constantFrom(0, 1, 2, 3),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    customers: fc.array(
      fc.record({
        cluster: fc.nat(2),
        count: fc.integer({ min: 1, max: 16 }),
        on: fc.integer({ min: 0, max: 4 }),
        days: fc.constantFrom(0, 0, 3, 5),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    hostLossesPerCluster: fc.constantFrom(0, 1, 1, 1),
    provisioningDays: fc.constantFrom(0, 1),
    reserveBasis: fc.constantFrom<Policy['reserveBasis']>('hosts', 'hosts', 'failureDomain', 'max'),
    ordered: fc.boolean(),
  })
  .map((drawn) => {
    const clusters = drawn.clusters.map((_, i) => ({ id: `c${i}`, region: 'r' }));
    const hosts = drawn.clusters.flatMap(({ hosts: sizes }, c) =>
      sizes.map((memoryBytes, i) => ({
        id: `h${c}-${i}`,
        cluster: `c${c}`,
        failureDomain: `rack-${i % 2}`,
        memoryBytes,
        cpuCores: 8,
        used: { memoryBytes: 10, cpuCores: 1 },
      })),
    );
    const model = modelWith({
      asOf: `${ASOF}T00:00:00Z`,
      clusters,
      hosts,
      flavors: [{ id: 'f', vcpus: 1, memoryBytes: 10 }],
      microvms: drawn.clusters.flatMap(({ load }, c) =>
        load === 0 ? [] : [{ id: `v${c}`, cluster: `c${c}`, flavor: 'f', count: load }],
      ),
      skus: drawn.skus.map((sku, i) => ({ id: `s${i}`, currency: 'EUR', ...sku })),
      orders: drawn.ordered ? [{ sku: 's0', cluster: 'c0', count: 1, arrivesOn: dayName(dayNumber(ASOF) + 2) }] : [],
      edgeNodes: [],
      postgres: [],
      storagePools: [],
    });
    const events = drawn.customers.map(({ cluster, count, on, days }, i) => ({
      type: 'onboardCustomer',
      customer: `k${i}`,
      region: 'r',
      cluster: `c${cluster % clusters.length}`,
      on: dayName(dayNumber(ASOF) + on),
      fleet: [{ flavor: 'f', count }],
      ...(days === 0 ? {} : { ramp: { kind: 'linear', days } }),
    }));
    const { hostLossesPerCluster, provisioningDays, reserveBasis } = drawn;
    return {
      input: {
        model,
        policy: { ...POLICY_DEFAULTS, hostLossesPerCluster, provisioningDays, reserveBasis, cpuOvercommit: 2 },
        history: null,
        scenario: scenarioWith(model, events),
        horizonDays: HORIZON,
      },
      settings: PLAN_SETTINGS_DEFAULTS,
    };
  });

/** Whether every target that something bought could keep is kept, day by day, asked of the engine alone. */
function keeps({ input }: Instance, arrivals: readonly Arrival[]): boolean {
  const base = planBase({ ...input, solver });
  if (!base.ok) throw new Error('refused');
  const { side, lastDay, targets } = base.value;
  const { policy, asOfDay } = side.days;
  const days = scenarioDays(input.model, input.policy, input.scenario, { asOfDay, arrivals });
  if (!days.ok) throw new Error('refused');
  const planned = { days: days.value, base: side.base, history: null };
  expect(hostTargets(planned).targets.length).toBe(targets.targets.length);
  const earliest = Math.min(
    ...input.model.skus.map(({ leadTimeDays }) => asOfDay + (leadTimeDays ?? 0) + policy.provisioningDays),
  );
  for (let day = earliest; day <= lastDay; day += 1) {
    for (const { id } of targets.targets) {
      const outlook = outlookOf(planned, id);
      const demand = outlook?.demandOn(day)?.value ?? null;
      if (demand === null || outlook === null) continue;
      if (outlook.targetOn(day)?.misses(demand) === true) return false;
    }
    if (!survives(planned.days.stateOn(day).model, policy)) return false;
  }
  return true;
}

/** Everything has a host, and every loss the policy asks about finds places on the others. */
function survives(model: Model, policy: Policy): boolean {
  if (policy.hostLossesPerCluster === 0) return true;
  const pending = model.microvms.filter((row) => row.host === null).map(({ id }) => id);
  const placed = placePending(buildFleet(model, policy), pending, { solver });
  if (placed.verdict === 'fails' || placed.verdict === 'undecided') return false;
  const settled = applyMoves(model, placed.moves);
  return survive(settled, policy, policy.hostLossesPerCluster, { solver, failureDomains: false }).clusters.every(
    ({ counts }) => counts.fails + counts.undecided === 0,
  );
}

const MOST_COST = 21;

/** The least cost of any purchase up to `MOST_COST`, everything as early as it can come; `null` if none keeps the targets. */
function cheapest(instance: Instance): number | null {
  const { model, policy } = instance.input;
  const places = model.clusters.flatMap(({ id }) => model.skus.map((sku) => ({ sku, cluster: id })));
  const all: { cost: number; counts: number[] }[] = [];
  const choose = (at: number, counts: number[], cost: number): void => {
    const place = places[at];
    if (place === undefined) {
      all.push({ cost, counts: [...counts] });
      return;
    }
    for (let n = 0; cost + n * (place.sku.unitCost ?? 0) <= MOST_COST; n += 1)
      choose(at + 1, [...counts, n], cost + n * (place.sku.unitCost ?? 0));
  };
  choose(0, [], 0);
  all.sort((a, b) => a.cost - b.cost);
  const asOfDay = dayNumber(ASOF);
  for (const { cost, counts } of all) {
    const arrivals = places.flatMap(({ sku, cluster }, n): Arrival[] => {
      const count = counts[n] ?? 0;
      const day = asOfDay + (sku.leadTimeDays ?? 0) + policy.provisioningDays;
      return count === 0 ? [] : [{ sku, cluster, count, day, failureDomain: null }];
    });
    if (keeps(instance, arrivals)) return cost;
  }
  return null;
}

describe('a plan', () => {
  it('costs what brute force over all purchases finds to be the least', () => {
    let compared = 0;
    fc.assert(
      fc.property(instances, (instance) => {
        const plan = buildPlan({ ...instance.input, solver }, instance.settings, { alternatives: false });
        if (!plan.ok) throw new Error(JSON.stringify(plan.problems));
        const { totalCost, optimal, feasible, verified } = plan.value;
        if (!feasible) {
          expect(cheapest(instance)).toBeNull();
          return;
        }
        expect(verified).toBe(true);
        expect(optimal).toBe(true);
        if (totalCost === null || totalCost > MOST_COST) return;
        compared += 1;
        expect(cheapest(instance)).toBe(totalCost);
      }),
      { numRuns: 300 },
    );
    expect(compared).toBeGreaterThan(150);
  });
});
