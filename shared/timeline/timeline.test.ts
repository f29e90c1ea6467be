import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../assess/assess.ts';
import { EVENT_DEFINITIONS } from '../events/event-registry.ts';
import { parseScenario } from '../events/parse-scenario.ts';
import { dayName } from '../history/calendar.ts';
import type { Model } from '../model/document.ts';
import { modelArbitrary } from '../model/model.arbitrary.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { buildTimeline } from './build-timeline.ts';
import { dailySeries, historyOfSeries } from './history.fixture.ts';
import { runEvents } from './run-events.ts';
import { sidesOf } from './sides.ts';
import { simulate } from './simulate.ts';
import type { Timeline, TimelineConstraint } from './timeline-result.ts';
import { modelWith, scenarioWith, sideOf } from './two-clusters.fixture.ts';

const FIRST = '2026-01-30';
const MEMORY = 'compute.memory@region:r';

function row(timeline: Timeline, id = MEMORY): TimelineConstraint {
  const found = timeline.constraints.find((constraint) => constraint.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}
function on(
  timeline: Timeline,
  day: string,
  key: 'demand' | 'available' | 'low',
  id = MEMORY,
): number | null {
  return row(timeline, id)[key][timeline.days.indexOf(day)] ?? null;
}
const timelineOf = (events: readonly object[], changes = {}) =>
  buildTimeline(sideOf(modelWith(changes), null, events));

/** Events that stay as they are, so that any day after them is the assessment of the model they lead to. */
const LASTING = new Set([
  'hostLoss',
  'edgeLoss',
  'addHosts',
  'addEdgeNodes',
  'addStorage',
  'resizePostgres',
  'cordonHosts',
  'postgresFailover',
]);

function lastingEvents(model: Model): readonly object[] {
  return EVENT_DEFINITIONS.flatMap((definition) => {
    const values = definition.defaults(model);
    return !LASTING.has(definition.type) || typeof values === 'string'
      ? []
      : [{ type: definition.type, ...values }];
  });
}

describe('a timeline without history', () => {
  it('is on every day the assessment of the model with the events due by then', () => {
    const cases = fc.tuple(
      modelArbitrary({ hosts: 5, microvms: 6 }),
      fc.array(fc.nat(99), { minLength: 1, maxLength: 3 }),
    );
    fc.assert(
      fc.property(cases, ([random, picks]) => {
        const model = { ...random, orders: [] };
        const pool = lastingEvents(model);
        if (pool.length === 0) return;
        const start = Math.floor(Date.parse(model.asOf) / 86_400_000);
        const events = picks.map((pick, i) => ({
          ...pool[pick % pool.length],
          on: dayName(start + 3 * (i + 1)),
        }));
        const parsed = parseScenario({ schema: 'headroom.scenario/v1', name: 'x', events }, model);
        if (!parsed.ok) return;
        const policy = { ...POLICY_DEFAULTS, forecastHorizonDays: 12, triggerHorizonDays: 5 };
        const sides = sidesOf(model, policy, parsed.value, null);
        const whole = runEvents(model, policy, parsed.value);
        expect(sides.ok).toBe(whole.ok);
        if (!sides.ok) return;
        const timeline = buildTimeline(sides.value.scenario);
        timeline.days.forEach((day, i) => {
          const due = {
            ...parsed.value,
            events: parsed.value.events.filter((event) => (event.on ?? '') <= day),
          };
          const run = runEvents(model, policy, due);
          if (!run.ok) throw new Error('what is refused early is refused late');
          const assessed = new Map(assess(run.value.model, policy).constraints.map((one) => [one.id, one]));
          for (const constraint of timeline.constraints) {
            const { capacity, reserve, available, demand, utilization } = assessed.get(constraint.id) ?? {};
            const grows = constraint.source === 'forecast'; // snapshots of volumes grow by themselves
            expect({ id: constraint.id, capacity, reserve, available }).toEqual({
              id: constraint.id,
              capacity: constraint.capacity[i],
              reserve: constraint.reserve[i],
              available: constraint.available[i],
            });
            if (grows) continue;
            expect(constraint.demand[i], constraint.id).toBe(demand);
            expect(constraint.utilization[i], constraint.id).toBe(utilization);
          }
        });
      }),
      { numRuns: 40 },
    );
  });

  it('has its crossing on the first day a verdict is a breach', () => {
    const timeline = timelineOf([{ type: 'hostLoss', hosts: ['a3', 'b1'], on: '2026-03-20' }]);
    // a: 100 + 100, one in reserve; b: 100, in reserve: 100 available, 100 demanded.
    expect(row(timeline).crossing).toEqual({ date: '2026-03-20', already: false, early: null, late: null });
    expect(row(timeline).crossingBefore?.date).toBeNull();
    expect(on(timeline, '2026-03-19', 'available')).toBe(300);
    expect(on(timeline, '2026-03-20', 'available')).toBe(100);
    expect(timeline.days).toHaveLength(91);
    expect(timeline.days[0]).toBe('2026-03-01');
  });

  it('lets a customer ramp up: ⌈count × f⌉ microVMs on each day', () => {
    const ramps = {
      linear: { kind: 'linear', days: 10 },
      curve: { kind: 's-curve', days: 10 },
      steps: {
        kind: 'steps',
        steps: [
          { day: 0, fraction: 0.5 },
          { day: 5, fraction: 1 },
        ],
      },
    };
    const after = (ramp: object, days: number) => {
      const event = {
        type: 'onboardCustomer',
        customer: 'n',
        cluster: 'a',
        fleet: [{ flavor: 'f', count: 33 }],
        ramp,
        on: '2026-03-10',
      };
      return (on(timelineOf([event]), `2026-03-${10 + days}`, 'demand') ?? 0) - 100;
    };
    expect([0, 1, 5, 9, 10, 12].map((days) => after(ramps.linear, days))).toEqual([0, 4, 17, 30, 33, 33]);
    // 3f² − 2f³ at 0.1, 0.5: 0.028, 0.5.
    expect([0, 1, 5, 10].map((days) => after(ramps.curve, days))).toEqual([0, 1, 17, 33]);
    expect([0, 4, 5].map((days) => after(ramps.steps, days))).toEqual([17, 17, 33]);
  });

  it('brings a customer’s snapshots one a day, each kept for its retention', () => {
    const volumes = { allocatedBytes: 100, usedBytes: 50, changedBytesPerDay: 4, snapshotRetentionDays: 3 };
    const event = {
      type: 'onboardCustomer',
      customer: 'n',
      region: 'r',
      fleet: [],
      volumes,
      on: '2026-03-10',
    };
    const used = (events: readonly object[], day: string) =>
      on(timelineOf(events), day, 'demand', 'storage.snapshots@pool:pool') ?? Number.NaN;
    const added = ['09', '10', '11', '12', '13', '20'].map(
      (day) => used([event], `2026-03-${day}`) - used([], `2026-03-${day}`),
    );
    expect(added).toEqual([0, 0, 4, 8, 12, 12]);
  });

  it('bleeds memory: every host’s allocatable falls by as much each day', () => {
    const timeline = timelineOf([{ type: 'memoryBleed', bytesPerHostPerDay: 2, on: '2026-03-05' }]);
    // Five hosts, two of them in reserve: three lose 2 a day.
    expect(on(timeline, '2026-03-05', 'available')).toBe(300);
    expect(on(timeline, '2026-03-06', 'available')).toBe(294);
    expect(on(timeline, '2026-03-15', 'available')).toBe(240);
    expect(on(timeline, '2026-03-15', 'demand')).toBe(100);
  });

  it('leaks connections by the hour', () => {
    const id = 'controlPlane.postgresConnections@postgres:p';
    const timeline = timelineOf([
      { type: 'connectionLeak', postgres: 'p', connectionsPerHour: 0.5, on: '2026-03-02' },
    ]);
    expect(on(timeline, '2026-03-02', 'demand', id)).toBe(20);
    expect(on(timeline, '2026-03-05', 'demand', id)).toBe(20 + 3 * 12);
    // 0.8 × 90 = 72 is met; over it after 4.33 days.
    expect(row(timeline, id).crossing?.date).toBe('2026-03-07');
  });

  it('scales how snapshots grow, and where that ends, from its day on', () => {
    const id = 'storage.snapshots@pool:pool';
    const plain = timelineOf([]);
    expect(['01', '02', '11', '12'].map((day) => on(plain, `2026-03-${day}`, 'demand', id))).toEqual([
      600, 615, 750, 750,
    ]);
    const twice = timelineOf([{ type: 'snapshotGrowth', pool: 'pool', factor: 2, on: '2026-03-03' }]);
    expect(['03', '04'].map((day) => on(twice, `2026-03-${day}`, 'demand', id))).toEqual([630, 660]);
    expect(on(twice, '2026-05-01', 'demand', id)).toBe(1500);
  });
});

describe('a timeline with history', () => {
  const history = historyOfSeries([
    dailySeries('region:r', 'memory_reserved_bytes', FIRST, 30, (day) => 150 + day),
    dailySeries('pool', 'snapshot_used_bytes', FIRST, 30, (day) => 500 + day),
  ]);
  const onboarding = {
    type: 'onboardCustomer',
    customer: 'n',
    cluster: 'a',
    fleet: [{ flavor: 'f', count: 30 }],
    on: '2026-03-10',
  };

  it('is the fitted line, not re-anchored to the model, plus what the events add from their days on', () => {
    const timeline = buildTimeline(sideOf(modelWith(), history, [onboarding]));
    expect(on(timeline, '2026-03-01', 'demand')).toBeCloseTo(180, 9);
    expect(on(timeline, '2026-03-09', 'demand')).toBeCloseTo(188, 9);
    expect(on(timeline, '2026-03-10', 'demand')).toBeCloseTo(189 + 30, 9);
    // Over 240 on day 91 without (2026-05-01), on day 61 with it (2026-04-01).
    expect(row(timeline).crossingBefore?.date).toBe('2026-05-01');
    expect(row(timeline).crossing?.date).toBe('2026-04-01');
    expect(row(timeline).source).toBe('forecast');
  });

  it('scales the slope, not the level, from the day growth changes', () => {
    const faster = { type: 'growthMultiplier', constraint: 'compute.memory', factor: 3, on: '2026-03-11' };
    const timeline = buildTimeline(sideOf(modelWith(), history, [faster]));
    expect(on(timeline, '2026-03-11', 'demand')).toBeCloseTo(190, 9);
    expect(on(timeline, '2026-03-21', 'demand')).toBeCloseTo(190 + 30, 9);
    const pool = buildTimeline(
      sideOf(modelWith(), history, [{ type: 'snapshotGrowth', pool: 'pool', factor: 2 }]),
    );
    const id = 'storage.snapshots@pool:pool';
    expect(on(pool, '2026-03-01', 'demand', id)).toBeCloseTo(530, 9);
    expect(on(pool, '2026-03-11', 'demand', id)).toBeCloseTo(540 + 10, 9);
  });

  it('multiplies growth that is scaled twice', () => {
    const both = [
      { type: 'growthMultiplier', constraint: MEMORY, factor: 2, on: '2026-03-03' },
      { type: 'growthMultiplier', constraint: 'compute', factor: 3, on: '2026-03-05' },
    ];
    const timeline = buildTimeline(sideOf(modelWith(), history, both));
    // 182 on 03-03, two days at 2 a day, then 6 a day.
    expect(on(timeline, '2026-03-05', 'demand')).toBeCloseTo(186, 9);
    expect(on(timeline, '2026-03-06', 'demand')).toBeCloseTo(192, 9);
  });

  it('comes with simulate: timeline, triggers before and after', () => {
    const model = modelWith();
    const late = { ...onboarding, fleet: [{ flavor: 'f', count: 60 }] };
    const result = simulate(model, POLICY_DEFAULTS, scenarioWith(model, [late]), history);
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    const { timeline, triggers, triggersBefore } = result.value;
    const memory = (list: typeof triggers) => list.find((one) => one.id === 'memory-headroom@region:r');
    expect(memory(triggersBefore)?.state).toBe('quiet');
    expect(memory(triggers)).toMatchObject({ state: 'firing', date: '2026-03-10' });
    expect(row(timeline).crossing?.date).toBe('2026-03-10');
    expect(timeline.markers.map(({ kind, event }) => [kind, event])).toEqual([
      ['event', 'onboardCustomer-1'],
    ]);
  });

  it('tells an onboarding alone in its scenario which dates it moves and which triggers it sets off', () => {
    const model = modelWith();
    const policy = { ...POLICY_DEFAULTS, cpuOvercommit: 40 }; // cores are not what this is about
    const outcome = (events: readonly object[]) => {
      const result = simulate(model, policy, scenarioWith(model, events), history);
      if (!result.ok) throw new Error(JSON.stringify(result.problems));
      return result.value.events.at(-1)?.outcome;
    };
    const spread = { ...onboarding, fleet: [{ flavor: 'f', count: 60 }] };
    expect(outcome([onboarding])).toMatchObject({
      newTriggers: [],
      movedCrossings: [{ id: MEMORY, before: '2026-05-01', after: '2026-04-01', days: -30 }],
    });
    // Everything fits today; by its day the line says 189 + 60 of the 240 that keep the target.
    expect(outcome([spread])).toMatchObject({
      verdict: 'accept-with-actions',
      newTriggers: ['memory-headroom@region:r'],
      actions: [{ text: 'Add 1 host of s to b', by: '2026-02-27', event: { type: 'addHosts' } }],
    });
    expect(outcome([{ type: 'addHosts', sku: 's', cluster: 'b', count: 1 }, spread])).toMatchObject({
      newTriggers: [],
    });
  });

  it('is the same without a scenario as before one that changes nothing', () => {
    const model = modelWith();
    const empty = simulate(model, POLICY_DEFAULTS, scenarioWith(model, []), history);
    const far = simulate(
      model,
      POLICY_DEFAULTS,
      scenarioWith(model, [{ ...onboarding, on: '2027-03-10' }]),
      history,
    );
    if (!empty.ok || !far.ok) throw new Error('refused');
    expect(far.value.timeline.constraints).toEqual(empty.value.timeline.constraints);
    expect(far.value.triggers).toEqual(empty.value.triggers);
  });
});
