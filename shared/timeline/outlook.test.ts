import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recompute } from '../explain/recompute.ts';
import { dayNumber } from '../history/calendar.ts';
import { orderedSeries } from '../history/series.ts';
import { forecastDetail } from './forecast-detail.ts';
import { explainForecast, type ForecastNumber } from './forecast-explain.ts';
import { forecastSummary } from './forecast-summary.ts';
import { dailySeries, historyOfSeries } from './history.fixture.ts';
import { outlookOf, type Outlook, type Side } from './outlook.ts';
import { pastForecast } from './past-forecast.ts';
import { modelWith, sideOf } from './two-clusters.fixture.ts';

const ID = 'compute.memory@region:r';
const RESERVED = 'memory_reserved_bytes';
const USED = 'memory_used_bytes';
/** 30 complete days up to the day before `asOf`. */
const FIRST = '2026-01-30';
const LAST = '2026-02-28';

function outlook(side: Side, id = ID): Outlook {
  const found = outlookOf(side, id);
  if (found === null) throw new Error(`no ${id}`);
  return found;
}
const region = (value: (day: number) => number, days = 30, metric = RESERVED) =>
  dailySeries('region:r', metric, FIRST, days, value);
const summaryOf = (side: Side, id = ID) => forecastSummary(outlook(side, id), side);

describe('the forecast of a constraint', () => {
  it('of used memory leaves a host that came later out of the days before it, its system reserve too', () => {
    // Each host holds 30, its system 10 of it. b2 comes on day 15: cluster b uses 20, then 40.
    const from = (host: string, first: string, days: number) =>
      dailySeries(host, USED, first, days, () => 30);
    const history = historyOfSeries([from('b1', FIRST, 30), from('b2', '2026-02-14', 15)]);
    const side = sideOf(modelWith(), history, [], { memoryBasis: 'used' });
    const found = outlook(side, 'compute.memory@cluster:b');
    expect([...(found.measured?.complete ?? [])]).toEqual(
      Array.from({ length: 30 }, (_, day) => (day < 15 ? 20 : 40)),
    );
    expect(forecastDetail(found, side).origin?.less).toBe(20);
  });

  it('of used memory takes no host below nothing', () => {
    const flat = (host: string, used: number) => dailySeries(host, USED, FIRST, 30, () => used);
    const history = historyOfSeries([flat('b1', 30), flat('b2', 4)]);
    const side = sideOf(modelWith(), history, [], { memoryBasis: 'used' });
    expect(outlook(side, 'compute.memory@cluster:b').now).toBe(20);
  });

  it('of a perfect line has an interval of no width and the exact day it misses its target', () => {
    // 201, 203 … 259 would miss before; slope 1: 200 + day. On 2026-02-28 (day 29): 229. Over 240 on day 41, 2026-03-12.
    const side = sideOf(modelWith(), historyOfSeries([region((day) => 200 + day)]));
    const found = summaryOf(side);
    expect(found).toMatchObject({
      state: 'crosses',
      basis: 'reserved',
      metric: RESERVED,
      slopePerDay: 1,
      now: { day: LAST, demand: 229 },
      crossing: { date: '2026-03-12', already: false, early: '2026-03-12', late: '2026-03-12' },
      daysLeft: 11,
      trust: 'trusted', // three cut-offs, 7, 14 and 21 days back
      stale: false,
    });
    expect(found.atTriggerHorizon).toMatchObject({ day: '2026-03-31', value: 260, low: 260, high: 260 });
    expect(found.now?.shown).toBeCloseTo(1 - 229 / 300, 12);
  });

  it('meets the target on the very limit and misses it one above, by the verdict’s own comparison', () => {
    const side = sideOf(modelWith(), historyOfSeries([region((day) => 200 + day)]));
    const line = outlook(side);
    const day = dayNumber('2026-03-11');
    expect(line.demandOn(day)?.value).toBe(240);
    expect(line.targetOn(day)?.misses(240)).toBe(false);
    expect(line.targetOn(day)?.misses(241)).toBe(true);
  });

  it('says since when a target is missed already', () => {
    const side = sideOf(modelWith(), historyOfSeries([region((day) => 230 + day)]));
    expect(summaryOf(side)).toMatchObject({
      state: 'missing',
      daysLeft: 0,
      crossing: { date: LAST, already: true, early: LAST },
    });
  });

  it('shifts with a constant, scales with a factor, and does not depend on the order of the samples', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 30, maxLength: 30 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.constantFrom(2, 4, 0.5),
        fc.integer({ min: 1, max: 719 }),
        (noise, shift, factor, turn) => {
          const plain = region((day) => day + (noise[day] ?? 0));
          const of = (series: ReturnType<typeof region>) => {
            const line = outlook(sideOf(modelWith(), historyOfSeries([series])));
            return line.demandOn(dayNumber('2026-04-01'));
          };
          const base = of(plain);
          const moved = of({ ...plain, values: plain.values.map((value) => value + shift) });
          const scaled = of({ ...plain, values: plain.values.map((value) => value * factor) });
          const turned = (list: Float64Array) => [...list.subarray(turn), ...list.subarray(0, turn)];
          const shuffled = of(orderedSeries('region:r', RESERVED, turned(plain.times), turned(plain.values)));
          expect(shuffled).toEqual(base);
          for (const edge of ['value', 'low', 'high'] as const) {
            const [then, by] = [base?.[edge] ?? NaN, moved?.[edge] ?? NaN];
            expect(by - then).toBeCloseTo(shift, 6);
            expect(scaled?.[edge]).toBeCloseTo(then * factor, 6);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is raised by nothing but what arrives: an order moves the day it misses its target', () => {
    // Two hosts of 100 in b on 2026-03-10: available 200 + (400 − 100) = 500, at most 400; 200 + day > 400 on day 201.
    const orders = [{ sku: 's', cluster: 'b', count: 2, arrivesOn: '2026-03-10' }];
    const history = historyOfSeries([region((day) => 200 + day)]);
    const side = sideOf(modelWith({ orders }), history);
    const detail = forecastDetail(outlook(side), side);
    expect(detail.state).toBe('clear');
    const at = (day: string) => detail.capacity.day.indexOf(day);
    expect(detail.capacity.available[at('2026-03-09')]).toBe(300);
    expect(detail.capacity.available[at('2026-03-10')]).toBe(500);
    expect(detail.capacity.limit[at('2026-03-10')]).toBe(400);
    expect(detail.markers).toEqual([
      { day: '2026-03-10', kind: 'order', label: '2 × s arrive in b', event: null },
    ]);
    // Too late, it changes nothing before it comes.
    const late = sideOf(modelWith({ orders: [{ ...orders[0], arrivesOn: '2026-03-13' }] }), history);
    expect(summaryOf(late).crossing?.date).toBe('2026-03-12');
  });

  it('recomputes the reserve of the day: a larger machine than any brings its own', () => {
    const skus = [{ id: 'big', memoryBytes: 1010, systemReservedMemoryBytes: 10 }];
    const orders = [{ sku: 'big', cluster: 'a', count: 1, arrivesOn: '2026-03-05' }];
    const side = sideOf(modelWith({ skus, orders }), historyOfSeries([region((day) => 200 + day)]));
    const target = outlook(side).targetOn(dayNumber('2026-03-05'));
    // a: 100 + 100 + 200 + 1000, the 1000 in reserve; b: 100 of 200.
    expect(target).toMatchObject({ capacity: 1600, reserve: 1100, available: 500 });
  });

  it('fits the used series while the reserved one has fewer than 7 complete days, and says so', () => {
    const reserved = region((day) => 100 + day, 6);
    const used = region((day) => 250 + day, 30, USED);
    const found = summaryOf(sideOf(modelWith(), historyOfSeries([reserved, used])));
    // Used memory includes what the system keeps, 5 × 10.
    expect(found).toMatchObject({ basis: 'used', metric: USED, now: { demand: 250 + 29 - 50 } });
    expect(found.notes).toEqual(['memory_reserved_bytes has 6 complete days: the used series is fitted']);
    const whole = historyOfSeries([region((day) => 100 + day, 7), used]);
    expect(summaryOf(sideOf(modelWith(), whole))).toMatchObject({ basis: 'reserved' });
  });

  it('takes the larger of both each day where the policy’s basis is max', () => {
    const history = historyOfSeries([region(() => 150), region((day) => 190 + day, 30, USED)]);
    const side = sideOf(modelWith(), history, [], { memoryBasis: 'max' });
    expect(outlook(side).measured?.basis).toBe('max');
    expect([...(outlook(side).measured?.complete ?? [])]).toEqual(
      Array.from({ length: 30 }, (_, day) => Math.max(150, 190 + day - 50)),
    );
  });

  it('counts nothing twice: a region’s own series, else its clusters’, else their hosts’', () => {
    const constant = (entity: string, value: number) => dailySeries(entity, RESERVED, FIRST, 30, () => value);
    const hosts = ['a1', 'a2', 'a3', 'b1', 'b2'].map((id) => constant(id, 1));
    const clusters = [constant('cluster:a', 20), constant('cluster:b', 30)];
    const now = (all: Parameters<typeof historyOfSeries>[0]) => {
      const side = sideOf(modelWith(), historyOfSeries(all));
      return { now: outlook(side).now, kind: forecastDetail(outlook(side), side).origin?.kind };
    };
    expect(now([...hosts, ...clusters, constant('region:r', 7)])).toEqual({ now: 7, kind: 'stored' });
    expect(now([...hosts, ...clusters])).toEqual({ now: 50, kind: 'sum' });
    expect(now([...hosts, clusters[0] ?? constant('x', 0)])).toEqual({ now: 22, kind: 'sum' });
    expect(now(hosts)).toEqual({ now: 5, kind: 'sum' });
    // Most of cluster b is not measured: the sum would say too little, so there is none.
    expect(outlook(sideOf(modelWith(), historyOfSeries(hosts.slice(0, 3)))).reason).toMatch(/^no samples/);
  });

  it('turns to the parts once the whole’s own series is not kept up any more, if the parts’ are', () => {
    const old = dailySeries('region:r', RESERVED, '2026-01-01', 45, () => 7); // ends on 2026-02-14
    const hosts = ['a1', 'a2', 'a3', 'b1', 'b2'].map((id) => dailySeries(id, RESERVED, FIRST, 30, () => 1));
    const now = (all: Parameters<typeof historyOfSeries>[0]) =>
      outlook(sideOf(modelWith(), historyOfSeries(all))).now;
    expect(now([old, ...hosts])).toBe(5);
    const single = ['cluster:a', 'cluster:b'].map((id) =>
      dailySeries(id, RESERVED, '2026-02-28', 1, () => 50),
    );
    expect(now([old, ...single])).toBe(7);
  });

  it('says why where there is none', () => {
    expect(summaryOf(sideOf(modelWith(), null))).toMatchObject({
      state: 'not-measured',
      reason: 'there is no history',
    });
    const few = summaryOf(sideOf(modelWith(), historyOfSeries([region((day) => day, 3)])));
    expect(few.reason).toBe(`a fit needs 7 complete days; ${RESERVED} has 3`);
    const edge = summaryOf(sideOf(modelWith(), historyOfSeries([])), 'edge.connections@region:r');
    expect(edge.reason).toBe('no samples of edge_connections for region:r');
  });

  it('fits recorded steps along, so that an onboarding is not taken for growth', () => {
    const stepped = region((day) => 100 + day + (day >= 15 ? 50 : 0));
    const side = sideOf(modelWith(), historyOfSeries([stepped]));
    const steps = [{ day: dayNumber(FIRST) + 15, label: 'newco' }];
    const plain = outlookOf(side, ID)?.line;
    const told = outlookOf(side, ID, { steps })?.line;
    expect(plain?.fit.slopePerDay).toBeGreaterThan(2);
    expect(told?.fit.slopePerDay).toBeCloseTo(1, 9);
    expect(told?.steps).toMatchObject([{ label: 'newco' }]);
    expect(told?.steps[0]?.height).toBeCloseTo(50, 7);
    expect(told?.at(dayNumber('2026-03-11')).value).toBeCloseTo(190, 7);
    const detail = forecastDetail(outlook(side), side);
    expect(detail.levelShift).toMatchObject({ day: '2026-02-14' });
    expect(detail.levelShift?.after?.fit.slopePerDay).toBeCloseTo(1, 9);
  });

  it('fits the days of a window that was chosen', () => {
    const side = sideOf(
      modelWith(),
      historyOfSeries([region((day) => (day < 15 ? 100 : 100 + 3 * (day - 15)))]),
    );
    const window = { from: dayNumber(FIRST) + 15, to: dayNumber(LAST) };
    expect(outlookOf(side, ID, { window })?.line?.fit).toMatchObject({ n: 15, slopePerDay: 3 });
    const short = outlookOf(side, ID, { window: { from: window.from, to: window.from + 5 } });
    expect(short?.reason).toContain('in the window chosen');
  });

  it('says what would have been said earlier, and how that compares with what came', () => {
    const side = sideOf(modelWith(), historyOfSeries([region((day) => (day < 20 ? 100 + day : 119))]));
    const past = pastForecast(outlook(side), side, 10);
    // On day 19 the line was exact; ten days later it says 129, and 119 came.
    expect(past).toMatchObject({ cutoff: '2026-02-18', daysScored: 10, coverage: 0, naiveMape: 0 });
    expect(past?.line.value[past.line.day.indexOf('2026-02-28')]).toBeCloseTo(129, 9);
    expect(past?.mape).toBeCloseTo(55 / 10 / 119, 9);
    expect(past?.bias).toBe(past?.mape);
    expect(pastForecast(outlook(side), side, 25)).toBeNull();
  });

  it('explains every number, each node recomputed from its inputs, the root being the number shown', () => {
    const noisy = region((day) => 100 + day + ((day * 7) % 5));
    const onboarding = {
      type: 'onboardCustomer',
      customer: 'n',
      cluster: 'a',
      fleet: [{ flavor: 'f', count: 20 }],
    };
    const side = sideOf(modelWith(), historyOfSeries([noisy]), [onboarding]);
    const line = outlook(side);
    const summary = forecastSummary(line, side);
    const shown: Record<ForecastNumber, number | null | undefined> = {
      demand: summary.atTriggerHorizon?.value,
      low: summary.atTriggerHorizon?.low,
      high: summary.atTriggerHorizon?.high,
      shown: summary.atTriggerHorizon?.shown,
      shownLow: summary.atTriggerHorizon?.shownLow,
      shownHigh: summary.atTriggerHorizon?.shownHigh,
      slope: summary.slopePerDay,
    };
    for (const what of Object.keys(shown) as ForecastNumber[]) {
      const tree = explainForecast(line, side, dayNumber('2026-03-31'), what);
      expect(tree?.value, what).toBeCloseTo(shown[what] ?? Number.NaN, 12);
      expect(tree === null ? ['no tree'] : recompute(tree), what).toEqual([]);
    }
  });
});
