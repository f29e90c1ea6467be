import { describe, expect, it } from 'vitest';
import { evaluate, type ExplainNode } from '../explain/node.ts';
import { quantileSorted } from '../history/quantile.ts';
import { dayNumber, weekday } from '../history/calendar.ts';
import { qualityOf } from '../history/quality.ts';
import { forecastDetail } from '../timeline/forecast-detail.ts';
import { dailySeries, historyOfSeries } from '../timeline/history.fixture.ts';
import { outlookOf } from '../timeline/outlook.ts';
import { pastForecast } from '../timeline/past-forecast.ts';
import { modelWith, sideOf } from '../timeline/two-clusters.fixture.ts';
import {
  backtestFigures,
  dateFigure,
  fitFigures,
  pastFigures,
  peakFigure,
  type FigureExplained,
} from './figure-explain.ts';
import { FRAME } from './forecast.fixture.ts';
import { robustSentence, trustSentence } from './forecast-verdict.ts';
import { pastCame, pastSaid } from './past-forecast-words.ts';
import { qualityNotes } from './quality-notes.ts';
import { hourFigure, termFigures, weekdayFigure } from './season-explain.ts';

const MEMORY = 'compute.memory@region:r';
/** Ninety days up to the day before `asOf`: a weekly pattern, a step of 12 in the middle of the last sixty. */
const FIRST = '2025-12-01';
const valueOf = (day: number): number =>
  130 + 0.4 * day + [0, 3, 1, 4, 2, -5, -6][day % 7]! + (day >= 64 ? 12 : 0) + ((day * 13) % 5) / 10;
const history = historyOfSeries([dailySeries('region:r', 'memory_reserved_bytes', FIRST, 90, valueOf)]);
const side = sideOf(modelWith(), history);
const steps = [{ day: dayNumber('2026-02-03') ?? 0, label: 'acme arrived' }];
const outlooks = [outlookOf(side, MEMORY), outlookOf(side, MEMORY, { steps, weekdays: true })].filter(
  (outlook) => outlook !== null,
);
const details = outlooks.map((outlook) => forecastDetail(outlook, side));
const [plain, withTerms] = details;

/** Every node below and the node itself. */
const all = (node: ExplainNode): readonly ExplainNode[] => [node, ...(node.inputs ?? []).flatMap(all)];

/** A figure recomputes from its leaves, and each leaf names its source. */
function recomputes({ name, node }: FigureExplained): void {
  for (const one of all(node)) {
    if (one.formula === undefined) expect(one.source?.of, `${name}: ${one.label}`).toBeTruthy();
    else expect(one.value, `${name}: ${one.label}`).toBe(evaluate(one.formula, one.inputs ?? []));
  }
  expect(node.value, name).not.toBeNull();
}

describe('every figure of a forecast', () => {
  it('recomputes from what it names: backtest, line, dates, season, terms, quality, past', () => {
    if (plain === undefined || withTerms === undefined) throw new Error('two forecasts are made');
    const past = pastForecast(outlooks[0]!, side, 30);
    if (past === null) throw new Error('thirty days ago there was a forecast');
    const figures: (FigureExplained | null)[] = [
      ...Object.values(backtestFigures(plain.backtest)),
      ...Object.values(pastFigures(past)),
      ...details.flatMap((detail) => Object.values(fitFigures(detail))),
      ...details.flatMap((detail) => detail.days.day.map((day) => peakFigure(detail, day))),
      ...[0, 1, 2, 3, 4, 5, 6].flatMap((day) => [weekdayFigure(plain, day), hourFigure(plain, day, 12)]),
      ...Object.values(termFigures(withTerms)).flat(),
    ];
    const sentences = [
      trustSentence(plain, plain.backtest, FRAME),
      trustSentence({ ...plain, trust: 'untrusted', skill: -0.1 }, plain.backtest, FRAME),
      trustSentence({ ...plain, trust: 'unvalidated' }, plain.backtest, FRAME),
      robustSentence(plain, plain.robust?.crossing ?? null, FRAME, fitFigures(plain).robustCrossing) ?? [],
      pastSaid(past, plain, FRAME),
      pastCame(past),
      ...details.flatMap(qualityNotes).map(({ parts }) => parts),
    ];
    const told = sentences.flat().flatMap(({ figure }) => (figure === undefined ? [] : [figure]));
    expect(told.length).toBeGreaterThan(15);
    const known = [...figures, ...told].filter((figure) => figure !== null);
    expect(known.length).toBeGreaterThan(100);
    known.forEach(recomputes);
  });

  it('leaves no number of the trust sentence or of what came without its derivation', () => {
    if (plain === undefined) throw new Error('a forecast is made');
    const past = pastForecast(outlooks[0]!, side, 30);
    const bare = [trustSentence(plain, plain.backtest, FRAME), past === null ? [] : pastCame(past)]
      .flat()
      .filter(({ figure }) => figure === undefined)
      .map(({ text }) => text.replace('the 90% band', '').replace(/Over the \d+ days since/, ''));
    expect(bare.join(' ')).not.toMatch(/\d/);
  });

  it('finds the step inside the window, and says on which day and how high', () => {
    expect(plain?.levelShift?.day).toBe('2026-02-03');
    expect(plain?.levelShift?.step).toBeGreaterThan(8);
    expect(fitFigures(plain!).levelShiftDay?.node.value).toBe(plain?.levelShift?.statistic);
  });

  it('tells a weekday by the mean the chart draws, worked out here a second time', () => {
    for (let which = 0; which < 7; which += 1) {
      const fitted = plain!.days.day.filter(
        (day) => day >= plain!.fit!.firstDay && weekday(dayNumber(day)) === which,
      );
      const mean =
        fitted.reduce((sum, day) => {
          const x = dayNumber(day) - dayNumber(plain!.fit!.firstDay);
          const peak = plain!.days.peak[plain!.days.day.indexOf(day)]!;
          return sum + peak - plain!.fit!.intercept - plain!.fit!.slopePerDay * x;
        }, 0) / fitted.length;
      expect(weekdayFigure(plain!, which)?.node.value).toBeCloseTo(mean, 9);
      expect(plain!.season?.weekday[which]).toBeCloseTo(mean, 9);
    }
  });

  it('puts a date beyond its limit: on that day the line lies over it, the day before it does not', () => {
    const line = { firstDay: '2026-01-01', start: 100, slopePerDay: 2 };
    const day = ['2026-01-10', '2026-01-11', '2026-01-12'];
    const none = day.map(() => null);
    const limit = [119, 119, 119];
    const capacity = { day, capacity: none, reserve: none, available: none, limit };
    const over = day.map((date) => dateFigure('line', line, date, { unit: 'bytes', capacity })?.node.value);
    expect(over).toEqual([-1, 1, 3]);
  });
});

describe('what is odd in a series', () => {
  const HOUR = 3_600_000;
  const told = (times: readonly number[], values: readonly number[], asOf: number): readonly string[] => {
    const quality = qualityOf(Float64Array.from(times), Float64Array.from(values), asOf);
    const notes = qualityNotes({
      ...plain!,
      days: { day: [], peak: [], samples: [], complete: [] },
      quality,
      notes: [],
    });
    return notes.filter(({ isWarning }) => isWarning).map(({ text }) => text);
  };
  const hours = Array.from({ length: 100 }, (_, at) => at * HOUR);
  const wave = hours.map((_, at) => 10 + (at % 5));

  it('is nothing for a whole, fresh series', () => expect(told(hours, wave, 100 * HOUR)).toEqual([]));

  it('is staleness from more than ten steps on, not at ten', () => {
    expect(told(hours, wave, 109 * HOUR)).toEqual([]);
    expect(told(hours, wave, 109 * HOUR + 1)).toEqual(['stale: the last sample is more than 10 steps old']);
  });

  it('is a hole of more than two steps with its length: samples 39 and 45, six hours apart', () => {
    const [times, values] = [hours, wave].map((list) => list.filter((_, at) => at < 40 || at >= 45));
    expect(told(times ?? [], values ?? [], 100 * HOUR)).toEqual([
      expect.stringMatching(/^1 gap, the longest 6\.?0? ?h from /),
    ]);
  });

  it('is a clock that jumped by half a step, once', () =>
    expect(
      told(
        hours.map((time, at) => (at < 50 ? time : time + HOUR / 2)),
        wave,
        100 * HOUR,
      ),
    ).toEqual(['1 clock jump']));

  it('is a counter that fell to nothing, once', () =>
    expect(
      told(
        hours,
        hours
          .map((_, at) => 1000 + (at < 60 ? at * 10 : at))
          .map((value, at) => (at === 60 ? 1 : at > 60 ? at - 59 : value)),
        100 * HOUR,
      ).filter((text) => text.includes('counter')),
    ).toEqual(['1 counter reset']));

  it('is a value that never changes', () =>
    expect(
      told(
        hours,
        hours.map(() => 7),
        100 * HOUR,
      ),
    ).toEqual(['every sample has the same value']));

  it('is a sample over 5 × 1.4826 × MAD from the median: median 12, MAD 1, so from 19.413 on', () => {
    expect(quantileSorted(Float64Array.from(wave).sort(), 0.5)).toBe(12);
    const withOne = (value: number) => wave.map((own, at) => (at === 50 ? value : own));
    expect(told(hours, withOne(19.4), 100 * HOUR)).toEqual([]);
    expect(told(hours, withOne(19.5), 100 * HOUR)).toEqual(['1 outlier marked, kept']);
  });
});
