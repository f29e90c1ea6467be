import { describe, expect, it } from 'vitest';
import { assessmentOf } from './constraint.fixture.ts';
import { expectedEffect } from './decision-effect.ts';
import { crossingOf, summaryOf } from './forecast.fixture.ts';

describe('what a decision is expected to change', () => {
  const side = (...of: Parameters<typeof summaryOf>) => ({
    assessment: assessmentOf([]),
    forecasts: [summaryOf(...of)],
  });
  const day = { early: '2026-05-06', late: '2026-05-23' };
  const dates = (before: ReturnType<typeof side>, after: ReturnType<typeof side>) =>
    expectedEffect(before, after, '2026-06-28').dates.map((date) => [date.before, date.after]);

  it('keeps a date of which only an end of the interval moves', () => {
    const was = side({ crossing: crossingOf('2026-05-14', day) });
    const is = side({ crossing: crossingOf('2026-05-14', { ...day, late: '2026-06-20' }) });
    expect(dates(was, is)).toEqual([
      [
        { state: 'crosses', date: '2026-05-14', ...day },
        { state: 'crosses', date: '2026-05-14', ...day, late: '2026-06-20' },
      ],
    ]);
    expect(dates(was, was)).toEqual([]);
  });

  it('leaves out what is missed on both sides, of which no interval is told', () => {
    const missed = (early: string) =>
      side({ state: 'missing', crossing: crossingOf('2026-03-29', { already: true, early }) });
    expect(dates(missed('2026-03-28'), missed('2026-03-29'))).toEqual([]);
  });
});
