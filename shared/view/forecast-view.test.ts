import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber } from '../model/instant.ts';
import { demandChart, monthTicks, stepped } from './demand-chart.ts';
import { dayReadout } from './day-readout.ts';
import {
  completeDays,
  movedEnd,
  windowBetween,
  windowBounds,
  windowLength,
  windowOf,
  type FitWindow,
} from './fit-window.ts';
import { AS_OF, crossingOf, detailOf, summaryOf, withDemand } from './forecast.fixture.ts';
import { rankForecasts, sameForecast, shareOfLimit } from './forecast-rows.ts';
import { forecastSpark } from './forecast-spark.ts';
import { dayAfter } from './forecast-words.ts';
import { gridKey, hourGrid, hourNumber, weekdayBars } from './season-view.ts';

describe('demandChart', () => {
  const chart = demandChart(detailOf(), null, AS_OF);

  it('ends where the horizon does and begins with the first peak', () => {
    expect(chart.firstDay).toBe(dayNumber('2026-02-28'));
    expect(chart.endDay).toBe(dayNumber('2026-06-27'));
    expect(chart.today - chart.lastDay).toBe(1);
  });

  it('keeps incomplete days, marked', () => {
    expect(chart.peaks.filter((peak) => !peak.complete)).toHaveLength(1);
    expect(chart.peaks).toHaveLength(30);
  });

  it('draws the interval only from the last complete day on', () => {
    expect(chart.baseline.band[0]?.day).toBe(chart.lastDay);
    expect(chart.baseline.fitted.at(-1)?.day).toBe(chart.lastDay);
  });

  it('places the crossing on the limit of its day', () => {
    expect(chart.baseline.crossing).toMatchObject({ day: chart.lastDay + 32, value: 160 });
  });

  it('lets the whisker of a crossing without a late edge reach the end of the axis', () => {
    const crossing = crossingOf(dayAfter('2026-03-29', 32), { late: null });
    const open = demandChart(detailOf({ crossing }), null, AS_OF);
    expect(open.baseline.crossing?.late).toBe(open.endDay);
  });

  it('holds every drawn value between its ends, the limit among them', () => {
    const values = [...chart.baseline.limit, ...chart.baseline.projected, ...chart.peaks].map(
      (point) => point.value,
    );
    expect(Math.min(...values)).toBeGreaterThanOrEqual(chart.low);
    expect(Math.max(...values)).toBeLessThanOrEqual(chart.high);
  });

  it('has no scenario where nothing differs, and draws it from the day before it does', () => {
    const baseline = detailOf();
    expect(demandChart(baseline, baseline, AS_OF).scenario).toBeNull();
    const moved = demandChart(baseline, withDemand(baseline, 20, 10), AS_OF).scenario;
    expect(moved?.projected[0]?.day).toBe(chart.lastDay + 9);
    expect(moved?.limit).toEqual([]);
    expect(moved?.crossing).toBeNull();
  });

  it('calls a marker the scenario’s where only the scenario has it', () => {
    const baseline = detailOf();
    const event = { day: '2026-04-20', kind: 'event' as const, label: 'onboard', event: 'onboard-1' };
    const both = demandChart(baseline, { ...baseline, markers: [event, ...baseline.markers] }, AS_OF);
    expect(both.markers.map(({ kind, isScenario }) => [kind, isScenario])).toEqual([
      ['event', true],
      ['order', false],
    ]);
  });

  it('shades below the limit where less is worse', () => {
    const below = detailOf({ target: { on: 'demand', op: '>=', value: 0.99 } });
    expect(demandChart(below, null, AS_OF).missedAbove).toBe(false);
    expect(chart.missedAbove).toBe(true);
  });

  it('can be drawn with nothing measured at all', () => {
    const empty = detailOf({
      days: { day: [], peak: [], samples: [], complete: [] },
      line: { day: [], value: [], low: [], high: [] },
      capacity: { day: [], capacity: [], reserve: [], available: [], limit: [] },
      crossing: null,
      lastDay: null,
    });
    const drawn = demandChart(empty, null, AS_OF);
    expect([drawn.low, drawn.high, drawn.firstDay]).toEqual([0, 1, dayNumber(AS_OF)]);
  });
});

describe('stepped', () => {
  it('turns a limit that rises once into two level pieces', () => {
    const corners = stepped(demandChart(detailOf(), null, AS_OF).baseline.limit);
    expect(corners.map(({ value }) => value)).toEqual([160, 160, 200, 200]);
    expect(corners[1]?.day).toBe(corners[2]?.day);
  });
});

describe('monthTicks', () => {
  it('names the firsts of months in between, also over a new year', () => {
    const [from, to] = [dayNumber('2025-12-15') ?? 0, dayNumber('2026-02-01') ?? 0];
    expect(monthTicks(from, to).map(({ month, year }) => `${year}-${month}`)).toEqual(['2026-1', '2026-2']);
  });
});

describe('forecastSpark', () => {
  it('shows demand as a share of the limit, which is 1', () => {
    const spark = forecastSpark(detailOf(), null, AS_OF);
    expect(spark.past.at(-1)?.value).toBeCloseTo(129 / 160, 12);
    expect(spark.baseline.line.at(-1)?.value).toBeCloseTo(219 / 200, 12);
    expect(spark.hasLimit).toBe(true);
    expect(spark.past).toHaveLength(29);
  });

  it('turns the share round where less is worse, so that up is still worse', () => {
    const target = { on: 'demand', op: '>=', value: 160 } as const;
    expect(forecastSpark(detailOf({ target }), null, AS_OF).past.at(-1)?.value).toBeCloseTo(160 / 129, 12);
  });
});

describe('dayReadout', () => {
  it('says what is known of a past day, of a coming one, and of one outside', () => {
    const detail = detailOf();
    expect(dayReadout(detail, '2026-03-07')).toMatchObject({ peak: 107, isComplete: false, demand: 107 });
    expect(dayReadout(detail, dayAfter('2026-03-29', 10))).toMatchObject({
      peak: null,
      demand: 139,
      low: 134,
      high: 144,
      limit: 160,
      shown: (200 - 139) / 200,
    });
    expect(dayReadout(detail, '2030-01-01')).toMatchObject({ peak: null, demand: null, limit: null });
  });
});

describe('rankForecasts', () => {
  const pair = (
    change: Parameters<typeof summaryOf>[0],
    scenario: Parameters<typeof summaryOf>[0] | null = null,
  ) => {
    const baseline = summaryOf(change);
    return {
      id: baseline.id,
      baseline,
      scenario: scenario === null ? null : summaryOf({ ...change, ...scenario }),
    };
  };
  const everywhere = () => 'r';

  it('puts missed first, then by date, then what only its interval misses, then what holds', () => {
    const ranked = rankForecasts(
      [
        pair({ scope: 'cluster:clear', state: 'clear', crossing: crossingOf(null) }),
        pair({ scope: 'cluster:watch', state: 'watch', crossing: crossingOf(null, { early: '2026-04-01' }) }),
        pair({ scope: 'cluster:late', crossing: crossingOf('2026-06-01') }),
        pair({ scope: 'cluster:soon', crossing: crossingOf('2026-04-09') }),
        pair({
          scope: 'cluster:now',
          state: 'missing',
          crossing: crossingOf('2026-03-29', { already: true }),
        }),
        pair({ scope: 'cluster:none', state: 'not-measured', crossing: null, reason: 'no series' }),
      ],
      'r',
      everywhere,
    );
    expect(ranked.rows.map(({ baseline }) => baseline.scope.slice(8))).toEqual([
      'now',
      'soon',
      'late',
      'watch',
      'clear',
    ]);
    expect(ranked.unmeasured).toHaveLength(1);
  });

  it('ranks by the scenario where it is the worse side', () => {
    const ranked = rankForecasts(
      [
        pair({ scope: 'cluster:a', crossing: crossingOf('2026-04-09') }),
        pair({ scope: 'cluster:b', state: 'clear', crossing: crossingOf(null) }, { state: 'missing' }),
      ],
      'r',
      everywhere,
    );
    expect(ranked.rows[0]?.baseline.scope).toBe('cluster:b');
  });

  it('folds hosts that hold to the first of each resource and keeps every one that does not', () => {
    const host = (id: string, state: 'clear' | 'crosses') =>
      pair({
        scope: `host:${id}`,
        resource: 'osDisk',
        state,
        crossing: crossingOf(state === 'clear' ? null : '2026-05-01'),
      });
    const ranked = rankForecasts(
      [host('a', 'clear'), host('b', 'clear'), host('c', 'clear')],
      'r',
      everywhere,
    );
    expect([ranked.rows.length, ranked.hiddenHosts]).toEqual([1, 2]);
    const urgent = rankForecasts(
      [host('a', 'crosses'), host('b', 'clear'), host('c', 'crosses')],
      'r',
      everywhere,
    );
    expect([urgent.rows.length, urgent.hiddenHosts]).toEqual([2, 1]);
  });

  it('leaves other regions out', () => {
    expect(rankForecasts([pair({})], 'elsewhere', everywhere).rows).toEqual([]);
  });

  it('calls a scenario the same only with the same state and date', () => {
    expect(sameForecast(pair({}, {}))).toBe(true);
    expect(sameForecast(pair({}, { crossing: crossingOf('2026-05-13') }))).toBe(false);
  });

  it('does not call a scenario the same that moves an end of the interval', () => {
    const was = { crossing: crossingOf('2026-05-14', { early: '2026-05-06', late: '2026-05-23' }) };
    const moved = (change: object) => sameForecast(pair(was, { crossing: { ...was.crossing, ...change } }));
    expect([moved({}), moved({ early: '2026-05-02' }), moved({ late: null })]).toEqual([true, false, false]);
  });

  it('takes the share of the limit the same way for headroom and utilization', () => {
    expect(shareOfLimit(summaryOf())).toBeCloseTo(0.768 / 0.8, 12);
    const target = { on: 'utilization', op: '<=', value: 0.8 } as const;
    expect(shareOfLimit(summaryOf({ target, now: { day: AS_OF, demand: 1, shown: 0.768 } }))).toBeCloseTo(
      0.96,
      12,
    );
    expect(shareOfLimit(summaryOf({ target: null }))).toBeNull();
  });
});

describe('the window', () => {
  const bounds = windowBounds(detailOf().days) ?? { from: '', to: '' };
  const anyDay = fc.integer({ min: -400, max: 400 }).map((by) => dayAfter(AS_OF, by));
  const isInside = ({ from, to }: FitWindow): boolean => from >= bounds.from && to <= bounds.to;

  it('counts only complete days', () => {
    expect(completeDays(detailOf().days)).toBe(29);
  });

  it('stays inside the history and a week long, whatever two days are named', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        const window = windowBetween(a, b, bounds);
        expect(window.from >= bounds.from).toBe(true);
        expect(window.to <= bounds.to).toBe(true);
        expect(windowLength(window)).toBeGreaterThanOrEqual(7);
      }),
    );
  });

  it('never lets one end come nearer than a week to the other, nor leave the history', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -60, max: 60 }),
        fc.constantFrom('from' as const, 'to' as const),
        (by, end) => {
          const start = windowOf(14, 5, bounds);
          const moved = movedEnd(start, end, by, bounds);
          expect(isInside(moved)).toBe(true);
          expect(windowLength(moved)).toBeGreaterThanOrEqual(7);
        },
      ),
    );
  });

  it('has the length and the end that were asked for where there is room', () => {
    expect(windowOf(14, 5, bounds)).toEqual({ from: '2026-03-11', to: '2026-03-24' });
    expect(windowOf(400, 0, bounds)).toEqual(bounds);
  });
});

describe('the week', () => {
  const season = {
    weekday: [2, 1, 0, -1, -4, null, 0],
    hours: [
      Array.from({ length: 24 }, (_, hour) => hour),
      ...Array.from({ length: 6 }, () => Array<null>(24).fill(null)),
    ],
    withWeekdays: null,
  };

  it('scales bars to the largest distance and leaves unknown weekdays unknown', () => {
    expect(weekdayBars(season).map(({ share }) => share)).toEqual([0.5, 0.25, 0, -0.25, -1, null, 0]);
  });

  it('spreads nine steps from the least to the most, unmeasured hours apart', () => {
    const grid = hourGrid(season);
    expect(grid.cells).toHaveLength(168);
    expect([grid.cells[0]?.step, grid.cells[23]?.step, grid.cells[24]?.step]).toEqual([1, 9, null]);
    expect(grid.peak).toMatchObject({ weekday: 0, hour: 23 });
  });
});

describe('the keys of the hours of the week', () => {
  const go = (key: string, weekday: number, hour: number, isWhole = false) =>
    gridKey(key, isWhole, hourNumber(weekday, hour));
  it('step by hour and by day, and stop at the edges', () => {
    expect(go('ArrowRight', 1, 5)).toBe(hourNumber(1, 6));
    expect(go('ArrowLeft', 1, 5)).toBe(hourNumber(1, 4));
    expect(go('ArrowDown', 1, 5)).toBe(hourNumber(2, 5));
    expect(go('ArrowUp', 1, 5)).toBe(hourNumber(0, 5));
    expect(go('ArrowRight', 1, 23)).toBe(hourNumber(1, 23));
    expect(go('ArrowLeft', 1, 0)).toBe(hourNumber(1, 0));
    expect(go('ArrowUp', 0, 9)).toBe(hourNumber(0, 9));
    expect(go('ArrowDown', 6, 9)).toBe(hourNumber(6, 9));
  });
  it('jump to the ends of the day, with Ctrl of the week, and leave other keys alone', () => {
    expect([go('Home', 3, 9), go('End', 3, 9)]).toEqual([hourNumber(3, 0), hourNumber(3, 23)]);
    expect([go('Home', 3, 9, true), go('End', 3, 9, true)]).toEqual([0, 167]);
    expect(go('Enter', 3, 9)).toBeNull();
  });
});
