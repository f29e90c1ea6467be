import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../events/outcome-of.ts';
import { finished } from '../events/onboarding-remedy.ts';
import type { Scenario } from '../events/scenario.ts';
import { dayName, dayNumber } from '../history/calendar.ts';
import { assembleModel } from '../import/inventory/assemble.ts';
import { inventory } from '../import/read-text.fixture.ts';
import type { Model } from '../model/document.ts';
import { problemText } from '../model/problem.ts';
import { POLICY_DEFAULTS, type Policy } from '../model/policy.ts';
import { adoptScenario } from '../timeline/adopt-scenario.ts';
import { onboardingDetails } from '../timeline/onboarding-details.ts';
import { pipelineWorlds } from '../timeline/pipeline-worlds.ts';
import { settledCustomers } from '../timeline/settled-customers.ts';
import { sidesOf } from '../timeline/sides.ts';
import { simulate } from '../timeline/simulate.ts';
import { modelWith, scenarioWith } from '../timeline/two-clusters.fixture.ts';
import { circumstanceOf, drawRun } from '../timeline/uncertain-run.ts';
import { planBase } from './plan-base.ts';

const POLICY: Policy = { ...POLICY_DEFAULTS, forecastHorizonDays: 30, triggerHorizonDays: 20 };
const ASOF = dayNumber('2026-03-01');
const host = (id: string, cluster: string, memoryBytes: number) => ({
  id,
  cluster,
  memoryBytes,
  cpuCores: 40,
});
const noSolver = {
  solve: () => ({ status: 'limit' as const, objective: null, values: null, bound: null, duals: null }),
};

/** Clusters a customer's microVMs and pools its volumes are in, by a model. */
function placesOf(model: Model, customer: string): readonly string[] {
  const rows = model.microvms.filter((row) => row.customer === customer).map(({ cluster }) => cluster);
  const pools = model.storagePools.filter((pool) => pool.volumes.some((one) => one.customer === customer));
  return [...new Set([...rows, ...pools.map(({ id }) => id)])].sort();
}

interface Case {
  readonly model: Model;
  readonly scenario: Scenario;
}

const customers = (events: Scenario['events']) => events.filter(({ type }) => type === 'onboardCustomer');

/** Up to three clusters and two pools nearly alike, orders on their way to any, and customers who name no cluster. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    hosts: fc.array(fc.array(fc.constantFrom(60, 80, 100), { minLength: 1, maxLength: 3 }), {
      minLength: 2,
      maxLength: 3,
    }),
    orders: fc.array(
      fc.record({
        cluster: fc.nat(2),
        count: fc.integer({ min: 1, max: 3 }),
        day: fc.integer({ min: 0, max: 25 }),
      }),
      { maxLength: 3 },
    ),
    customers: fc.array(
      fc.record({
        count: fc.oneof(
          fc.integer({ min: 1, max: 60 }),
          fc.integer({ min: 5, max: 30 }).map((mid) => ({ low: mid - 4, mid, high: mid * 3 })),
        ),
        on: fc.option(fc.integer({ min: 0, max: 20 })),
        ramp: fc.constantFrom(0, 0, 5, 12),
        used: fc.constantFrom(null, 10, 40),
        probability: fc.constantFrom(undefined, 0.3, 0.5, 0.9),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    others: fc.uniqueArray(fc.constantFrom('loss', 'hosts', 'storage'), { maxLength: 2 }),
    first: fc.boolean(),
  })
  .map((drawn) => {
    const names = drawn.hosts.map((_, i) => `c${i}`);
    const model = modelWith({
      clusters: names.map((id) => ({ id, region: 'r' })),
      hosts: drawn.hosts.flatMap((sizes, c) => sizes.map((size, i) => host(`h${c}-${i}`, `c${c}`, size))),
      microvms: [],
      orders: drawn.orders.map(({ cluster, count, day }) => ({
        sku: 's',
        cluster: names[cluster % names.length],
        count,
        arrivesOn: dayName(ASOF + day),
      })),
      storagePools: ['left', 'right'].map((id) => ({
        id,
        region: 'r',
        backingBytes: 1000,
        snapshotUsedBytes: 0,
      })),
    });
    const coming = drawn.customers.map(({ count, on, ramp, used, probability }, i) => ({
      type: 'onboardCustomer',
      customer: `customer-${i}`,
      region: 'r',
      fleet: [{ flavor: 'f', count }],
      volumes: used === null ? undefined : { allocatedBytes: used, usedBytes: used },
      ...(on === null ? {} : { on: dayName(ASOF + on) }),
      ...(ramp === 0 ? {} : { ramp: { kind: 'linear', days: ramp } }),
      ...(probability === undefined ? {} : { probability }),
    }));
    const more = drawn.others.map((what) =>
      what === 'loss'
        ? { type: 'hostLoss', cluster: 'c0', count: 1, select: 'largest' }
        : what === 'hosts'
          ? { type: 'addHosts', cluster: 'c1', sku: 's', count: 1 }
          : { type: 'addStorage', pool: 'right', backingBytes: 25, on: dayName(ASOF + 6) },
    );
    const events = drawn.first ? [...more, ...coming] : [...coming, ...more];
    return { model, scenario: scenarioWith(model, JSON.parse(JSON.stringify(events)) as object[]) };
  });

const sampleModel = (): Model => {
  const folder = new URL('../../assets/sample/', import.meta.url);
  const tables = readdirSync(folder)
    .filter((file) => file.endsWith('.csv'))
    .map((file) => inventory(readFileSync(new URL(file, folder), 'utf8'), file).table);
  const model = assembleModel(tables, { base: null, asOf: '2000-01-01', name: 'Sample region' });
  if (!model.ok) throw new Error(model.problems.map(problemText).join('\n'));
  return model.value;
};

function modelOnLastDay(sides: ReturnType<typeof sidesOf>): Model {
  if (!sides.ok) throw new Error(JSON.stringify(sides.problems));
  const { days } = sides.value.scenario;
  return days.stateOn(days.asOfDay + 100).model;
}

describe('a customer who names no cluster', () => {
  it('goes where there is room today, in the outcome and in the days, though an order arrives elsewhere before', () => {
    // Under N+1 cluster a has 300 of memory, b has 100 and, from 5 March, 400 with three hosts of 100 more.
    const model = modelWith({
      microvms: [],
      orders: [{ sku: 's', cluster: 'b', count: 3, arrivesOn: '2026-03-05' }],
    });
    const customer = { type: 'onboardCustomer', customer: 'new', region: 'r', on: '2026-03-08' };
    const scenario = scenarioWith(model, [
      { ...customer, fleet: [{ flavor: 'f', count: 20 }], ramp: { kind: 'linear', days: 10 } },
    ]);
    const result = simulate(model, POLICY, scenario);
    if (!result.ok) throw new Error('refused');
    expect(result.value.events[0]?.outcome).toMatchObject({ cluster: 'a' });
    const demand = (cluster: string) => {
      const row = result.value.timeline.constraints.find(
        ({ id }) => id === `compute.memory@cluster:${cluster}`,
      );
      return [0, 7, 12, 25].map((day) => row?.demand[day]);
    };
    // ⌈20 × 5 ÷ 10⌉ = 10 on the fifth day of the ramp.
    expect(demand('a')).toEqual([0, 0, 10, 20]);
    expect(demand('b')).toEqual([0, 0, 0, 0]);
  });

  it('is told where the order would have led, and only where the choice was left open', () => {
    const model = modelWith({
      microvms: [],
      orders: [{ sku: 's', cluster: 'b', count: 3, arrivesOn: '2026-03-05' }],
    });
    const asideOf = (more: object) => {
      const customer = {
        type: 'onboardCustomer',
        customer: 'new',
        region: 'r',
        fleet: [{ flavor: 'f', count: 20 }],
      };
      const [event] = scenarioWith(model, [{ ...customer, ...more }]).events;
      if (event === undefined) throw new Error('no event');
      const world = { model, policy: POLICY, history: null };
      return finished(onboardingDetails(world, event, 'a', null)).ordersAside;
    };
    expect(asideOf({ on: '2026-03-08' })).toMatchObject({ cluster: 'b', orders: model.orders });
    expect(asideOf({ on: '2026-03-04' })).toBeNull();
    expect(asideOf({})).toBeNull();
    expect(asideOf({ on: '2026-03-08', cluster: 'a' })).toBeNull();
  });

  it('has figures and dates of one cluster in the sample region, where an order comes to another three weeks before', () => {
    const model = sampleModel();
    const scenario = scenarioWith(model, [
      {
        type: 'onboardCustomer',
        customer: 'newco',
        region: 'eu-west',
        on: '2026-12-24',
        fleet: [{ flavor: 'm4', count: 420 }],
        ramp: { kind: 'linear', days: 60 },
      },
    ]);
    expect(model.orders).toContainEqual(
      expect.objectContaining({ cluster: 'euw-a', arrivesOn: '2026-12-03' }),
    );
    const result = simulate(model, POLICY_DEFAULTS, scenario);
    if (!result.ok) throw new Error('refused');
    const { before, after, timeline, events } = result.value;
    const cluster =
      events[0] === undefined ? null : (outcomeOf(events[0], 'onboardCustomer')?.cluster ?? null);
    const added = model.clusters
      .filter(({ region }) => region === 'eu-west')
      .map(({ id }) => {
        const name = `compute.memory@cluster:${id}`;
        const reserved = (of: typeof before) => of.constraints.find((one) => one.id === name)?.demand ?? 0;
        const demand = timeline.constraints.find((one) => one.id === name)?.demand ?? [];
        const atOnce = reserved(after) - reserved(before);
        return { id, atOnce, inDays: (demand[demand.length - 1] ?? 0) - (demand[0] ?? 0) };
      });
    for (const { id, atOnce, inDays } of added) {
      expect(atOnce > 0, id).toBe(id === cluster);
      // The horizon ends on the 52nd of the 60 days of the ramp: ⌈420 × 52 ÷ 60⌉ = 364 of 420.
      expect(inDays, id).toBeCloseTo((atOnce * 364) / 420, 3);
    }
  });

  it('goes to the same cluster and pool in the outcome, the days, every draw, the plan and the pipeline', () => {
    let elsewhere = 0;
    fc.assert(
      fc.property(cases, ({ model, scenario }) => {
        const result = simulate(model, POLICY, scenario);
        if (!result.ok) throw new Error(JSON.stringify(result.problems));
        const settled = settledCustomers(model, POLICY, scenario, null);
        const said = new Map<string, readonly string[]>();
        for (const event of customers(scenario.events)) {
          const { cluster = null, pool = null } = settled.get(event.id) ?? {};
          said.set(String(event['customer']), [cluster?.id, pool].flatMap((id) => id ?? []).sort());
        }
        for (const entry of result.value.events) {
          const outcome = outcomeOf(entry, 'onboardCustomer');
          if (outcome !== null) expect(said.get(String(entry.event['customer']))).toContain(outcome.cluster);
        }
        const agree = (other: Model) => {
          for (const [customer, places] of said) {
            const found = placesOf(other, customer);
            if (found.length > 0) expect(found).toEqual(places);
          }
        };
        const days = sidesOf(model, POLICY, scenario, null);
        agree(modelOnLastDay(days));
        const lastly = simulate(modelOnLastDay(sidesOf(model, POLICY, null, null)), POLICY, scenario);
        if (lastly.ok && JSON.stringify(clusters(lastly.value)) !== JSON.stringify(clusters(result.value)))
          elsewhere += 1;
        for (let run = 0; run < 6; run += 1) {
          const { circumstance } = circumstanceOf(scenario, 7, run, settled);
          const drawn = sidesOf(model, POLICY, scenario, null, circumstance);
          if (drawn.ok) agree(modelOnLastDay(drawn));
          const end = drawRun(model, POLICY, scenario, { seed: 7, run, settled }).finish();
          if (end !== null) agree(end.model);
        }
        const base = planBase({
          model,
          policy: POLICY,
          history: null,
          scenario,
          horizonDays: 30,
          solver: noSolver,
        });
        if (!base.ok) throw new Error('refused');
        const { side, lastDay } = base.value;
        agree(side.days.stateOn(lastDay).model);
        const adopted = adoptScenario(model, POLICY, scenario);
        if (adopted.ok) agree(adopted.value.model);
        const worlds = pipelineWorlds(
          { model, policy: POLICY, history: null, solver: null },
          scenario,
          scenario.seed,
        );
        for (;;) {
          const { done, value } = worlds.next();
          if (done !== true) continue;
          if (!value.ok) throw new Error(JSON.stringify(value.problems));
          for (const { event, cluster } of value.value.customers)
            expect(said.get(String(event['customer']))).toContain(cluster);
          break;
        }
      }),
      { numRuns: 20 },
    );
    // Orders matter often enough for the agreement to mean something.
    expect(elsewhere).toBeGreaterThan(1);
  });
});

const clusters = (result: { readonly events: readonly Parameters<typeof outcomeOf>[0][] }) =>
  result.events.map((entry) => outcomeOf(entry, 'onboardCustomer')?.cluster ?? null);
