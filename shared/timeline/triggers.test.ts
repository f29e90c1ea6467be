import { describe, expect, it } from 'vitest';
import type { Series } from '../history/series.ts';
import { dailySeries, historyOfSeries } from './history.fixture.ts';
import { scenarioDays } from './scenario-days.ts';
import type { Trigger } from './trigger-result.ts';
import { triggersOf } from './triggers.ts';
import { modelWith, scenarioWith, sideOf } from './two-clusters.fixture.ts';

const FIRST = '2026-01-30';
const memory = (value: (day: number) => number, first = FIRST) =>
  dailySeries('region:r', 'memory_reserved_bytes', first, 30, value);
const edge = (value: (day: number) => number) =>
  dailySeries('region:r', 'edge_connections', FIRST, 30, value);
const snapshots = (value: (day: number) => number) =>
  dailySeries('pool', 'snapshot_used_bytes', FIRST, 30, value);

function trigger(
  id: string,
  history: readonly Series[],
  events: readonly object[] = [],
  changes = {},
): Trigger {
  const side = sideOf(modelWith(changes), historyOfSeries(history), events);
  const found = triggersOf(side).find((one) => one.id === id);
  if (found === undefined) throw new Error(`no trigger ${id}`);
  return found;
}
const MEMORY = 'memory-headroom@region:r';

describe('a projected trigger', () => {
  it('fires on the day the line misses the target within the horizon; days count from asOf', () => {
    // 200 + day > 240 on day 41 = 2026-03-12, 11 days after 2026-03-01.
    expect(trigger(MEMORY, [memory((day) => 200 + day)])).toMatchObject({
      state: 'firing',
      date: '2026-03-12',
      daysLeft: 11,
      horizonDays: 30,
      now: { day: '2026-02-28', demand: 229 },
      atHorizon: { day: '2026-03-31', value: 260 },
      constraintId: 'compute.memory@region:r',
    });
  });

  it('fires on the last day of the horizon and no longer on the day after it', () => {
    // Day 60 is 2026-03-31, 30 days after asOf: 180 + 60 = 240 meets the target, 180.5 + 60 misses it.
    expect(trigger(MEMORY, [memory((day) => 180.5 + day)])).toMatchObject({ state: 'firing', daysLeft: 30 });
    expect(trigger(MEMORY, [memory((day) => 180 + day)])).toMatchObject({
      state: 'quiet',
      date: '2026-04-01',
      daysLeft: 31,
      action: null,
    });
  });

  it('fires now where the target is missed already, and watches where only the pessimistic side misses it', () => {
    expect(trigger(MEMORY, [memory(() => 250)])).toMatchObject({
      state: 'firing',
      daysLeft: 0,
      date: '2026-02-28',
    });
    const noisy = trigger(MEMORY, [memory((day) => 225 + (day % 2 === 0 ? 12 : -12))]);
    expect(noisy.state).toBe('watch');
    expect(noisy.atHorizon?.shown).toBeGreaterThan(0.2);
    expect(noisy.atHorizon?.shownHigh).toBeLessThan(0.2);
  });

  it('is not measured with a history that ended more than 7 days before asOf', () => {
    const ending = (first: string) => trigger(MEMORY, [memory((day) => 200 + day, first)]);
    expect(ending('2026-01-24').state).toBe('firing'); // ends on 2026-02-22, 7 days before
    expect(ending('2026-01-23')).toMatchObject({ state: 'not-measured', date: null, now: null });
    expect(trigger(MEMORY, [])).toMatchObject({ state: 'not-measured' });
  });

  it('names the smallest action: one host less leaves it firing, and the event it names silences it', () => {
    // By 2026-03-31 the line says 290: 290 ≤ 0.8 × available needs 362.5, so one host of 100 on top of 300.
    const steep = [memory((day) => 230 + day)];
    const found = trigger(MEMORY, steep);
    expect(found.action).toMatchObject({
      text: 'Add 1 host of s to b', // b has less headroom than a: 0.6 and 0.7
      event: { type: 'addHosts', sku: 's', count: 1 },
      cost: 5,
      currency: 'EUR',
      inServiceBy: null, // missed already on the last day
      late: true,
    });
    const steeper = trigger(MEMORY, [memory((day) => 200 + 4 * day)]);
    // 200 + 4 × 60 = 440 needs 550: three hosts; two give 500.
    expect(steeper.action?.event).toMatchObject({ count: 3 });
    const event = steeper.action?.event;
    const host = (count: number) => trigger(MEMORY, [memory((day) => 200 + 4 * day)], [{ ...event, count }]);
    // A scenario's hosts come on asOf and cannot mend what was missed before; from then on they do.
    expect(host(3).atHorizon?.shown).toBeGreaterThanOrEqual(0.2);
    expect(host(2).atHorizon?.shown).toBeLessThan(0.2);
  });

  it('says by when to order: the day the target would be missed less lead time and provisioning', () => {
    // Missed on 2026-03-12; lead time 4, provisioning 7.
    expect(trigger(MEMORY, [memory((day) => 200 + day)]).action).toMatchObject({
      inServiceBy: '2026-03-12',
      orderBy: '2026-03-01',
      late: false,
    });
  });

  it('adds edge nodes, and room for snapshots, as many as it takes', () => {
    // At most 0.7 × 1000 with one of two nodes in reserve; by 2026-03-31 the line says 400 + 8 × 60 = 880, one more gives 1400.
    const edges = trigger('edge-connections@region:r', [edge((day) => 400 + 8 * day)]);
    expect(edges).toMatchObject({ state: 'firing', date: '2026-03-09' });
    expect(edges.action?.event).toMatchObject({ type: 'addEdgeNodes', count: 1 });
    const store = trigger('snapshot-store@pool:pool', [snapshots((day) => 640 + 2 * day)]);
    expect(store).toMatchObject({ state: 'firing', date: '2026-03-02' });
    expect(store.action?.event).toMatchObject({
      type: 'addStorage',
      pool: 'pool',
      snapshotBackingBytes: 1e9,
    });
  });

  it('names no less room in words than it takes', () => {
    // 0.7 × (1 TB + 1234 GB) is the first to hold 1.5637 TB; 1.23 TB would not.
    const storagePools = [{ id: 'pool', region: 'r', snapshotBackingBytes: 1e12, snapshotUsedBytes: 6e11 }];
    const { action } = trigger('snapshot-store@pool:pool', [snapshots(() => 1.5637e12)], [], {
      storagePools,
    });
    expect(action).toMatchObject({
      text: 'Add 1.24 TB for snapshots to pool',
      event: { snapshotBackingBytes: 1.234e12 },
    });
  });

  it('without any history of snapshots goes by what the volumes change, up to where that ends', () => {
    // 600 + 15 a day; ends at 10 × 65 + 5 × 20 = 750. Over 700 on day 7, 2026-03-08.
    const found = trigger('snapshot-store@pool:pool', []);
    expect(found).toMatchObject({
      state: 'firing',
      date: '2026-03-08',
      basis: 'changed bytes',
      trust: null,
      atHorizon: { value: 750, low: null },
    });
    // 10 × 60 + 5 × 20 = 700 is met; 61 days are not.
    expect(found.alternatives.map(({ text }) => text)).toContain(
      'Keep snapshots of pool for at most 60 days',
    );
    const unknown = modelWith({
      storagePools: [
        { id: 'pool', region: 'r', snapshotBackingBytes: 1000, snapshotUsedBytes: 600, volumes: [] },
      ],
    });
    const side = sideOf(unknown, historyOfSeries([]));
    expect(triggersOf(side).find((one) => one.kind === 'snapshot-store')?.state).toBe('not-measured');
  });

  it('names no store of infinite size where nothing of one may be used', () => {
    const history = historyOfSeries([snapshots((day) => 640 + 2 * day)]);
    const side = sideOf(modelWith({}), history, [], { snapshotUtilizationMaxRatio: 0 });
    const found = triggersOf(side).find((one) => one.kind === 'snapshot-store');
    expect(found).toMatchObject({ state: 'firing', action: null, alternatives: [] });
  });

  it('sees what a scenario adds from its day on', () => {
    const onboarding = {
      type: 'onboardCustomer',
      customer: 'n',
      cluster: 'a',
      fleet: [{ flavor: 'f', count: 30 }],
      on: '2026-03-10',
    };
    const flat = [memory(() => 220)];
    expect(trigger(MEMORY, flat).state).toBe('quiet');
    expect(trigger(MEMORY, flat, [onboarding])).toMatchObject({
      state: 'firing',
      date: '2026-03-10',
      daysLeft: 9,
    });
  });
});

/** Hourly CPU: `calm` all day but from 9 to 13 o'clock (UTC) what `peak` says of the day. */
function cpu(days: number, peak: (day: number) => number, calm = 2): Series {
  const base = dailySeries('p1', 'postgres_cpu_cores', FIRST, days, () => calm);
  const values = base.values.map((value, i) =>
    i % 24 >= 9 && i % 24 < 13 ? peak(Math.floor(i / 24)) : value,
  );
  return { ...base, values };
}
const CPU = 'postgres-cpu@postgres:p';

describe('the trigger on Postgres CPU', () => {
  it('fires when every one of the last 7 days missed the target in peak hours, which it finds itself', () => {
    expect(trigger(CPU, [cpu(30, () => 6.5)])).toMatchObject({
      state: 'firing',
      date: '2026-02-22',
      daysLeft: 0,
      peakHours: '09-13',
      streakDays: 7,
      sustainedDays: 7,
      now: { day: '2026-02-28', demand: 6.5 },
      peakDays: [22, 23, 24, 25, 26, 27, 28].map((day) => ({ day: `2026-02-${day}`, peak: 6.5 })),
      atHorizon: null,
      action: { event: { type: 'resizePostgres', postgres: 'p', cpuCores: 11 } },
    });
  });

  it('is quiet with one day that meets it, on the very limit too, and is not moved by other hours', () => {
    expect(trigger(CPU, [cpu(30, (day) => (day === 25 ? 6 : 9))])).toMatchObject({
      state: 'quiet',
      streakDays: 4,
    });
    expect(trigger(CPU, [cpu(30, () => 6)])).toMatchObject({ state: 'quiet', streakDays: 0 });
    expect(trigger(CPU, [cpu(30, () => 5)]).state).toBe('quiet');
  });

  it('is not measured while a day among those that miss has no samples, and quiet where the rest tells', () => {
    const whole = cpu(30, () => 7);
    const without = (day: number, series: Series): Series => {
      const kept = [...series.times.keys()].filter((i) => Math.floor(i / 24) !== day);
      return {
        ...series,
        times: Float64Array.from(kept, (i) => series.times[i] ?? 0),
        values: Float64Array.from(kept, (i) => series.values[i] ?? 0),
      };
    };
    expect(trigger(CPU, [without(26, whole)]).state).toBe('not-measured');
    expect(
      trigger(CPU, [
        without(
          26,
          cpu(30, (day) => (day === 28 ? 3 : 7)),
        ),
      ]).state,
    ).toBe('quiet');
    expect(trigger(CPU, [without(20, whole)]).state).toBe('firing');
  });

  it('takes the policy’s hours where they are given', () => {
    const history = historyOfSeries([cpu(30, () => 9, 4)]);
    const at = (peakHours: string) =>
      triggersOf(sideOf(modelWith(), history, [], { peakHours })).find((one) => one.id === CPU);
    expect(at('14-20')).toMatchObject({ state: 'quiet', peakHours: '14-20', now: { demand: 4 } });
    expect(at('22-02')).toMatchObject({ state: 'quiet', now: { demand: 4 } });
    expect(at('10-12')).toMatchObject({ state: 'firing', now: { demand: 9 } });
  });

  it('is silenced by a scenario with as many cores as it asks for', () => {
    const history = [cpu(30, () => 6.5)];
    const resize = (cpuCores: number) => [{ type: 'resizePostgres', postgres: 'p', cpuCores }];
    expect(trigger(CPU, history, resize(11)).state).toBe('quiet');
    expect(trigger(CPU, history, resize(10.5)).state).toBe('firing');
  });

  it('speaks of one core as one', () => {
    const half = [{ type: 'resizePostgres', postgres: 'p', cpuCores: 0.5 }];
    expect(trigger(CPU, [cpu(30, () => 0.5, 0.1)], half).action?.text).toBe('Resize p to 1 core per node');
  });

  it('counts hours by the clock on the wall', () => {
    const series = cpu(30, () => 9);
    const history = historyOfSeries([series], 'Europe/Berlin');
    const found = triggersOf(sideOf(modelWith(), history)).find((one) => one.id === CPU);
    expect(found?.peakHours).toBe('10-14');
  });
});

describe('the days of a scenario', () => {
  it('refuse what simulate refuses', () => {
    const model = modelWith();
    const lost = scenarioWith(model, [{ type: 'hostLoss', hosts: ['a1'] }]);
    const [event] = lost.events;
    const twice = { ...lost, events: event === undefined ? [] : [event, { ...event, id: 'again' }] };
    const days = scenarioDays(model, sideOf(model, null).days.policy, twice, { asOfDay: 20_513 });
    expect(days).toMatchObject({ ok: false });
  });
});
