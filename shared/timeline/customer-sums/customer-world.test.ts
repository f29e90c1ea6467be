import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_DEFINITIONS } from '../../events/event-registry.ts';
import { parseScenario } from '../../events/parse-scenario.ts';
import type { Scenario } from '../../events/scenario.ts';
import type { MeasuredHistory } from '../../history/measured-history.ts';
import type { Model } from '../../model/document.ts';
import { modelArbitrary, policyArbitrary } from '../../model/model.arbitrary.ts';
import type { Policy } from '../../model/policy.ts';
import { PLAIN } from '../apply-event.ts';
import { dailySeries, historyOfSeries } from '../history.fixture.ts';
import { oddsWorld, type OddsWorld } from '../odds-world.ts';
import { runWorlds, worldByEvents, type RunWorldsQuestion } from '../run-worlds.ts';
import { settledCustomers } from '../settled-customers.ts';
import { sidesOf } from '../sides.ts';
import { circumstanceOf } from '../uncertain-run.ts';
import { customersAtTheEnd } from './customer-world.ts';

const DAYS = 24;
const SEED = 7;

const day = fc.integer({ min: 1, max: 30 }).map((n) => `2026-04-${String(n).padStart(2, '0')}`);
/** 0, a number, or an interval about it, whole or not. */
const amount = (most: number) =>
  fc
    .tuple(
      fc.constantFrom('none', 'sure', 'unsure', 'unsure'),
      fc.integer({ min: 1, max: 9999 }).map((part) => (most * part) / 10_007),
    )
    .map(([kind, mid]) =>
      kind === 'none' ? 0 : kind === 'sure' ? mid : { low: mid * 0.6, mid, high: mid * 1.7 },
    );
const count = fc.integer({ min: 0, max: 60 }).map((mid) => ({ low: mid >> 1, mid, high: mid * 2 }));
const ramp = fc.oneof(
  fc.constant({ kind: 'immediate' }),
  fc.record({
    kind: fc.constantFrom('linear', 's-curve'),
    days: fc.constantFrom(7, { low: 5, mid: 9, high: 20 }),
  }),
  fc.constant({
    kind: 'steps',
    steps: [
      { day: 2, fraction: 0.3 },
      { day: 9, fraction: 1 },
    ],
  }),
);

const customerOf = (model: Model) => {
  const flavors = model.flavors.map(({ id }) => id);
  const clusters = model.clusters.map(({ id }) => id);
  return fc
    .record({
      type: fc.constant('onboardCustomer'),
      customer: fc.constantFrom('acme', 'vm-1', 'newco'),
      probability: fc.constantFrom(0.3, 0.8, 1),
      on: fc.option(day, { nil: undefined }),
      cluster: fc.constantFrom(undefined, ...clusters),
      pool: fc.constantFrom(
        undefined,
        ...model.storagePools.filter(({ region }) => region !== null).map(({ id }) => id),
      ),
      fleet: fc.array(fc.record({ flavor: fc.constantFrom(...flavors), count }), { maxLength: 3 }),
      connections: amount(900),
      edgePacketsPerSecond: amount(3000),
      edgeThroughputBytesPerSecond: amount(3e8),
      listenerPorts: amount(10),
      apiRequestsPerSecond: amount(300),
      reconcileArrivalsPerSecond: amount(20),
      postgresConnections: amount(60),
      postgresCpuCores: amount(3),
      volumes: fc.option(
        fc.record({
          allocatedBytes: amount(1e12),
          usedBytes: amount(1e12),
          changedBytesPerDay: amount(1e10),
          snapshotRetentionDays: amount(9),
        }),
        { nil: undefined },
      ),
      ramp,
    })
    .map(({ cluster, ...event }) => {
      const pool = model.storagePools.find(({ id }) => id === event.pool);
      const home = model.clusters.find(({ id }) => id === cluster);
      const region = pool?.region ?? home?.region ?? model.regions[0]?.id;
      return { ...event, region, ...(home?.region === region ? { cluster } : {}) };
    });
};

/** An event of any other type that can happen to the model, on a day before the customers. */
function otherEvents(model: Model): readonly object[] {
  return EVENT_DEFINITIONS.filter(({ type }) => type !== 'onboardCustomer').flatMap((definition) => {
    const values = definition.defaults(model);
    return typeof values === 'string' ? [] : [{ type: definition.type, ...values }];
  });
}

function historyOfModel(model: Model, slope: number): MeasuredHistory {
  const of = (entity: string, metric: string, level: number) =>
    dailySeries(entity, metric, '2026-03-10', 21, (at) => level * (1 + slope * at) + ((at * 7) % 5));
  const [region] = model.regions;
  return historyOfSeries([
    of(`region:${region?.id ?? ''}`, 'memory_reserved_bytes', 1e10),
    of(`region:${region?.id ?? ''}`, 'edge_connections', 700),
    ...model.controlPlanes.map(({ id }) => of(id, 'time_to_converge_seconds', 40)),
    ...model.postgres.flatMap(({ nodes }) => nodes.map(({ id }) => of(id, 'postgres_connections', 90))),
    ...model.storagePools.slice(0, 1).map(({ id }) => of(id, 'snapshot_used_bytes', 4e11)),
  ]);
}

interface Case {
  readonly model: Model;
  readonly policy: Policy;
  readonly scenario: Scenario;
  readonly history: MeasuredHistory | null;
}

const cases = (customers: number): fc.Arbitrary<Case> =>
  fc
    .tuple(
      modelArbitrary({ regions: 2, hosts: 5, microvms: 8 }),
      policyArbitrary(),
      fc.constantFrom(-1, 0, 0.02),
    )
    .chain(([model, policy, slope]) => {
      const pool = otherEvents(model);
      return fc
        .tuple(
          fc.array(fc.nat(1000), { maxLength: 2 }),
          fc.array(customerOf(model), { minLength: 1, maxLength: customers }),
        )
        .map(([picks, coming]) => {
          const others = picks.map((pick) => pool[pick % pool.length] ?? {});
          const document = { schema: 'headroom.scenario/v1', name: 'random', events: [...others, ...coming] };
          const parsed = parseScenario(JSON.parse(JSON.stringify(document)), model);
          if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
          const history = slope < 0 ? null : historyOfModel(model, slope);
          return {
            model,
            policy: { ...policy, forecastHorizonDays: DAYS - 1 },
            scenario: parsed.value,
            history,
          };
        });
    });

function questionOf({ model, policy, scenario, history }: Case): RunWorldsQuestion | null {
  const settled = settledCustomers(model, policy, scenario, null);
  const plain = sidesOf(model, policy, scenario, history, { ...PLAIN, settled, sumsOnly: true });
  if (!plain.ok) return null;
  const like = oddsWorld(plain.value.scenario, DAYS);
  return {
    model,
    policy,
    scenario,
    history,
    seed: SEED,
    settled,
    orderDelayDays: undefined,
    days: DAYS,
    like,
  };
}

/** Bits of every number: not a number and −0 are told apart from everything else. */
const bits = (world: OddsWorld | null) =>
  world?.series.map(({ demand, limit, available, lineStd, ...rest }) => ({
    ...rest,
    numbers: [demand, limit, available, lineStd].map((list) =>
      [...list].map((value) => (Object.is(value, -0) ? '-0' : value)),
    ),
  }));

describe('a world with customers on top', () => {
  it('is, bit by bit, the world made event by event, over random models, customers, ramps and events before them', () => {
    let [summed, touched] = [0, 0];
    fc.assert(
      fc.property(cases(3), (given) => {
        const question = questionOf(given);
        fc.pre(question !== null);
        if (question === null) return;
        const { scenario, settled } = question;
        expect(customersAtTheEnd(scenario).length).toBeGreaterThan(0);
        const worldOf = runWorlds(question);
        for (let run = 0; run < 2; run += 1) {
          const { circumstance } = circumstanceOf(scenario, SEED, run, settled);
          const expected = worldByEvents(question, scenario, circumstance, []);
          const world = worldOf(run);
          expect(bits(world)).toEqual(bits(expected));
          if (world === null) continue;
          summed += 1;
          touched += world.series.filter((series) => !question.like.series.includes(series)).length;
        }
      }),
      { numRuns: 60 },
    );
    expect(summed).toBeGreaterThan(60);
    expect(touched).toBeGreaterThan(300);
  });
});
