import { describe, expect, it } from 'vitest';
import { assess } from '../assess/assess.ts';
import { studentTCdf } from '../forecast/student-t.ts';
import type { MeasuredHistory } from '../history/measured-history.ts';
import type { Policy } from '../model/policy.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { dailySeries, historyOfSeries } from './history.fixture.ts';
import { availableWithout, failingHosts, outagesOf, resourceNamed } from './host-outages.ts';
import { mergeOdds } from './merge-odds.ts';
import { outlookOf } from './outlook.ts';
import { prepareOdds, type OddsOptions } from './timeline-odds.ts';
import type { TimelineOdds } from './timeline-result.ts';
import { modelWith, scenarioWith, sideOf } from './two-clusters.fixture.ts';

const MEMORY = 'compute.memory@region:r';
const FIRST = '2026-01-30';
const noise = (day: number): number => [3, -4, 1, 5, -2, -3, 2, -5, 4, -1][(day * 7) % 10] ?? 0;
const memory = (start: number, slope = 1) =>
  historyOfSeries([
    dailySeries('region:r', 'memory_reserved_bytes', FIRST, 30, (day) => start + slope * day + noise(day)),
  ]);

function prepared(
  history: MeasuredHistory | null,
  events: readonly object[],
  options: Omit<OddsOptions, 'solver'>,
  policy: Partial<Policy> = {},
  changes = {},
) {
  const model = modelWith(changes);
  const made = prepareOdds(model, { ...POLICY_DEFAULTS, ...policy }, scenarioWith(model, events), history, {
    solver: null,
    ...options,
  });
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value;
}
function thrown(...args: Parameters<typeof prepared>): TimelineOdds {
  const ready = prepared(...args);
  return mergeOdds(ready, [ready.runs(0, args[2].runs)]);
}
const row = (odds: TimelineOdds, id = MEMORY) => {
  const found = odds.constraints.find((constraint) => constraint.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};
const onDay = (odds: TimelineOdds, day: string): number => odds.days.indexOf(day);

describe('the odds of a timeline', () => {
  it('are the same for the same seed, however the runs are cut, and others for another seed', () => {
    const ready = prepared(memory(190), [], { runs: 300 });
    const whole = mergeOdds(ready, [ready.runs(0, 300)]);
    const parts = mergeOdds(ready, [ready.runs(170, 300), ready.runs(0, 1), ready.runs(1, 170)]);
    expect(parts).toEqual(whole);
    expect(thrown(memory(190), [], { runs: 300 })).toEqual(whole);
    expect(row(thrown(memory(190), [], { runs: 300, seed: 2 })).holds).not.toEqual(row(whole).holds);
  });

  it('say what the prediction interval says: the share of runs above its edges', () => {
    const runs = 20_000;
    const odds = thrown(memory(190), [], { runs });
    const outlook = outlookOf(sideOf(modelWith(), memory(190)), MEMORY);
    const line = outlook?.line;
    if (line === undefined || line === null) throw new Error('no line');
    for (const day of ['2026-03-08', '2026-03-20', '2026-04-10']) {
      const number = Date.parse(`${day}T00:00:00Z`) / 86_400_000;
      const { value, high } = line.at(number);
      const deviation = (high - value) / 1.7011309342659309; // Student's t, 28 degrees, 0.95
      const expected = studentTCdf((240 - value) / deviation, 28);
      // The residual is normal and the line's error is Student's: between them the t of the whole, to a percent.
      expect(Math.abs((row(odds).holds?.[onDay(odds, day)] ?? 0) - expected)).toBeLessThan(0.015);
    }
  });

  it('has quantiles of headroom about the line’s', () => {
    const odds = thrown(memory(190), [], { runs: 4000 });
    const day = onDay(odds, '2026-03-20');
    const { p05, p50, p95 } = row(odds).headroom ?? { p05: [], p50: [], p95: [] };
    const line = outlookOf(sideOf(modelWith(), memory(190)), MEMORY)?.demandOn(
      Date.parse('2026-03-20') / 86_400_000,
    );
    expect(p50[day]).toBeCloseTo(1 - (line?.value ?? 0) / 300, 2);
    expect(p05[day]).toBeCloseTo(1 - (line?.high ?? 0) / 300, 2);
    expect(p95[day]).toBeCloseTo(1 - (line?.low ?? 0) / 300, 2);
  });

  it('are certain where nothing is uncertain, on the very limit too', () => {
    const flat = historyOfSeries([dailySeries('region:r', 'memory_reserved_bytes', FIRST, 30, () => 240)]);
    expect(new Set(row(thrown(flat, [], { runs: 50 })).holds)).toEqual(new Set([1]));
    const odds = thrown(null, [{ type: 'hostLoss', hosts: ['a3', 'b1'], on: '2026-03-20' }], { runs: 50 });
    const day = onDay(odds, '2026-03-20');
    expect(row(odds).holds?.slice(day - 1, day + 1)).toEqual([1, 0]);
    expect(row(odds).holdsThroughout).toBe(0);
    expect(odds.allHold.slice(day - 1, day + 1).at(-1)).toBe(0);
  });

  it('never rise from one day to the next for holding everything so far', () => {
    const { allHold } = thrown(memory(195), [], { runs: 500 });
    expect(allHold.every((share, day) => day === 0 || share <= (allHold[day - 1] ?? 0))).toBe(true);
    expect(allHold.at(-1)).toBeLessThan(0.5);
  });

  it('throw the dice on uncertain events, and leave the other draws as they were', () => {
    const maybe = {
      type: 'onboardCustomer',
      customer: 'n',
      cluster: 'a',
      fleet: [{ flavor: 'f', count: { low: 20, mid: 30, high: 40 } }],
      probability: 0.5,
      on: '2026-03-10',
    };
    const flat = historyOfSeries([dailySeries('region:r', 'memory_reserved_bytes', FIRST, 30, () => 215)]);
    const odds = thrown(flat, [maybe], { runs: 200 });
    const holds = row(odds).holds ?? [];
    const [before, after] = [holds[onDay(odds, '2026-03-09')], holds[onDay(odds, '2026-03-10')]];
    expect(before).toBe(1);
    // It comes in half of the runs, and in most of these it is more than the 25 that fit: mid 30, σ 10 ÷ 1.645.
    expect(after).toBeGreaterThan(0.5);
    expect(after).toBeLessThan(0.72);
    // Another event more changes no run's luck with this one.
    const other = { type: 'resizePostgres', postgres: 'p', cpuCores: 20, on: '2026-03-09' };
    expect(row(thrown(flat, [maybe, other], { runs: 200 })).holds).toEqual(holds);
  });

  it('say the same whatever runs were made before: nothing a run remembers is another run’s', () => {
    const unsure = {
      type: 'onboardCustomer',
      customer: 'n',
      region: 'r',
      connections: { low: 500, mid: 1000, high: 1500 },
      fleet: [{ flavor: 'f', count: { low: 20, mid: 30, high: 40 } }],
      ramp: { kind: 'linear', days: { low: 10, mid: 20, high: 30 } },
      probability: 0.7,
      on: '2026-03-05',
    };
    const together = prepared(memory(190), [unsure], { runs: 12 }).runs(0, 12);
    for (const run of [0, 3, 7, 11]) {
      const alone = prepared(memory(190), [unsure], { runs: 12 }).runs(run, run + 1);
      for (const [c, headroom] of alone.headroom.entries()) {
        const count = headroom?.length ?? 0;
        expect(together.headroom[c]?.slice(run * count, (run + 1) * count)).toEqual(headroom ?? undefined);
      }
    }
  });

  it('let hosts fail at the policy’s rate, and lower what is available while they are repaired', () => {
    const failing: Partial<Policy> = { hostFailuresPerYear: 2, hostRepairDays: 10 };
    const flat = historyOfSeries([dailySeries('region:r', 'memory_reserved_bytes', FIRST, 30, () => 200)]);
    const odds = thrown(flat, [], { runs: 2000 }, failing);
    // Five hosts, each out of order 2 × 10 ÷ 365 of the time or a little less; without one at most 160 … 0.8 × 200.
    const share = (20 / 365 / (1 + 20 / 365)) * 5;
    const mean = (row(odds).holds ?? []).reduce((sum, holds) => sum + holds, 0) / odds.days.length;
    expect(1 - mean).toBeGreaterThan(0.8 * share);
    expect(1 - mean).toBeLessThan(1.4 * share);
    expect(row(thrown(flat, [], { runs: 20 })).holdsThroughout).toBe(1);
  });

  it('let orders come late where that is given', () => {
    const orders = [{ sku: 's', cluster: 'b', count: 2, arrivesOn: '2026-03-10' }];
    const flat = historyOfSeries([dailySeries('region:r', 'memory_reserved_bytes', FIRST, 30, () => 300)]);
    const options = { runs: 300, orderDelayDays: { low: 0, mid: 10, high: 20 } };
    const odds = thrown(flat, [], options, {}, { orders });
    const holds = row(odds).holds ?? [];
    expect(holds[onDay(odds, '2026-03-09')]).toBe(0);
    expect(holds[onDay(odds, '2026-03-20')]).toBeGreaterThan(0.35);
    expect(holds[onDay(odds, '2026-03-20')]).toBeLessThan(0.65);
    expect(holds[onDay(odds, '2026-04-20')]).toBe(1);
    expect(row(thrown(flat, [], { runs: 5 }, {}, { orders })).holds?.[onDay(odds, '2026-03-10')]).toBe(1);
  });
});

describe('what is available while hosts are down', () => {
  it('is what the assessment says of the model with these hosts down, under any reserve', () => {
    const model = modelWith();
    const memoryResource = resourceNamed('memory');
    if (memoryResource === undefined) throw new Error('no memory');
    for (const reserveBasis of ['hosts', 'failureDomain', 'max'] as const) {
      for (const down of [[], ['a1'], ['a3'], ['a1', 'a3'], ['a1', 'a2', 'a3']]) {
        const policy = { ...POLICY_DEFAULTS, reserveBasis };
        const hosts = model.hosts.map((host) =>
          down.includes(host.id) ? { ...host, state: 'down' as const } : host,
        );
        const assessed = assess({ ...model, hosts }, policy).constraints.find(
          ({ id }) => id === 'compute.memory@cluster:a',
        );
        expect(availableWithout(model, policy, memoryResource, 'a', new Set(down))).toBe(assessed?.available);
      }
    }
  });

  it('lasts as long as the repair, as often as the rate says', () => {
    const policy = { ...POLICY_DEFAULTS, hostFailuresPerYear: 1, hostRepairDays: 5 };
    const failing = failingHosts(modelWith(), policy, 1);
    if (failing === null) throw new Error('nothing fails');
    const outages = Array.from({ length: 4000 }, (_, run) => outagesOf(failing, run, 0, 365)).flat();
    const perHost = outages.filter((outage) => outage.from > 0).length / 4000 / 5;
    expect(perHost).toBeGreaterThan(0.93);
    expect(perHost).toBeLessThan(1.02);
    expect(outages.every(({ from, to }) => to >= from && to - from <= 5)).toBe(true);
    expect(failingHosts(modelWith(), POLICY_DEFAULTS, 1)).toBeNull();
  });
});
