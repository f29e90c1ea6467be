import { describe, expect, it } from 'vitest';
import { axisText, axisUnit, tickText } from './axis-unit.ts';
import { AS_OF, crossingOf, detailOf, FRAME, summaryOf, triggerOf } from './forecast.fixture.ts';
import { forecastVerdict, robustSentence, trustSentence } from './forecast-verdict.ts';
import { crossingWords, forecastStatus, intervalText, shownText } from './forecast-words.ts';
import { pastCame, pastSaid } from './past-forecast-words.ts';
import { qualityNotes } from './quality-notes.ts';
import { sentenceText } from './sentence.ts';
import { actionText, triggerRow, triggersOfRegion } from './trigger-rows.ts';

const verdict = (change: Parameters<typeof summaryOf>[0]): string =>
  sentenceText(forecastVerdict(summaryOf(change), FRAME));

describe('crossingWords', () => {
  it('gives a date with its interval, the month once where it is the same', () => {
    expect(crossingWords(summaryOf(), FRAME)).toEqual({ text: '14 May', range: '6 – 23 May', isDate: true });
    const wide = crossingOf('2026-05-14', { early: '2026-04-28', late: null });
    expect(intervalText(wide, '2026-06-27', AS_OF)).toBe('28 Apr – after 27 Jun');
    const point = crossingOf('2026-05-14');
    expect(intervalText(point, '2026-06-27', AS_OF)).toBe('14 May');
  });

  it('never says none without the horizon, and names the interval’s edge where only that is missed', () => {
    expect(crossingWords(summaryOf({ state: 'clear', crossing: crossingOf(null) }), FRAME)).toMatchObject({
      text: 'none to 27 Jun',
      range: null,
    });
    const watch = summaryOf({ state: 'watch', crossing: crossingOf(null, { early: '2026-06-10' }) });
    expect(crossingWords(watch, FRAME).range).toBe('earliest 10 Jun');
  });

  it('says missed now for what is missed already', () => {
    const already = crossingOf('2026-03-29', { already: true });
    expect(crossingWords(summaryOf({ state: 'missing', crossing: already }), FRAME)).toMatchObject({
      text: 'missed now',
      range: 'on 29 Mar',
    });
  });

  it('says at once for today, and the interval only where it is one', () => {
    const now = crossingOf(AS_OF, { early: AS_OF, late: AS_OF });
    expect(crossingWords(summaryOf({ crossing: now }), FRAME)).toEqual({
      text: 'at once',
      range: null,
      isDate: true,
    });
    const open = crossingOf(AS_OF, { early: AS_OF, late: null });
    expect(crossingWords(summaryOf({ crossing: open }), FRAME)).toMatchObject({
      text: 'at once',
      range: expect.stringContaining('after 27 Jun'),
    });
  });

  it('shows the year where it is another one', () => {
    expect(crossingWords(summaryOf({ crossing: crossingOf('2027-01-02') }), FRAME).text).toBe('2 Jan 2027');
  });
});

describe('forecastStatus', () => {
  it('is solid within the trigger horizon and a triangle beyond it', () => {
    expect(forecastStatus(summaryOf({ daysLeft: 30 }), FRAME).mark).toBe('breach');
    expect(forecastStatus(summaryOf({ daysLeft: 31 }), FRAME).mark).toBe('watch');
    expect(forecastStatus(summaryOf({ state: 'not-measured' }), FRAME).mark).toBe('unknown');
  });
});

describe('forecastVerdict', () => {
  it('says what falls under which limit when, early to late', () => {
    expect(verdict({})).toBe('Memory in euw-b falls under 20% on 14 May (6\u00a0–\u2060\u00a023\u00a0May).');
    expect(
      verdict({
        domain: 'edge',
        resource: 'connections',
        scope: 'region:r',
        target: { on: 'utilization', op: '<=', value: 0.7 },
      }),
    ).toBe('The region’s edge connections pass 70% on 14 May (6\u00a0–\u2060\u00a023\u00a0May).');
  });

  it('says to when it holds, and what only the interval’s edge does', () => {
    expect(verdict({ state: 'clear', crossing: crossingOf(null) })).toBe(
      'Memory in euw-b holds to 27 June: 23% now (target 20%).',
    );
    expect(verdict({ state: 'watch', crossing: crossingOf(null, { early: '2026-06-10' }) })).toMatch(
      /Only the interval’s edge falls under 20%, on 10 June\.$/,
    );
  });

  it('says what was measured where it is missed already', () => {
    expect(
      verdict({
        state: 'missing',
        crossing: crossingOf('2026-03-29', { already: true }),
        now: { day: '2026-03-29', demand: 1, shown: 0.182 },
      }),
    ).toBe('Memory in euw-b was 18% on 29 March (target 20%).');
  });

  it('gives the reason where nothing is forecast, and no date without a target', () => {
    expect(
      verdict({ state: 'not-measured', crossing: null, reason: 'it needs 7 complete days; there are 3' }),
    ).toBe('Memory in euw-b is not forecast: it needs 7 complete days; there are 3.');
    expect(verdict({ state: 'no-target', target: null, crossing: null })).toBe(
      'Memory in euw-b has no target; demand now 768 B.',
    );
  });
});

describe('trust', () => {
  it('names the figures that decide', () => {
    const { backtest } = detailOf();
    expect(sentenceText(trustSentence(summaryOf(), backtest, FRAME))).toBe(
      'off by 0.4% on average over 6 past forecasts; repeating the last peak 1.0%; 92% of days fell inside the 90% band.',
    );
    expect(
      sentenceText(trustSentence(summaryOf({ trust: 'untrusted', skill: -0.21 }), backtest, FRAME)),
    ).toMatch(/^worse than repeating the last peak \(skill −0\.21\);/);
    expect(
      sentenceText(trustSentence(summaryOf({ trust: 'unvalidated' }), { ...backtest, cutoffs: 1 }, FRAME)),
    ).toBe('only 1 past forecast could be checked against what came; it takes 3.');
  });

  it('puts the robust date beside an untrusted one', () => {
    expect(sentenceText(robustSentence(summaryOf(), '2026-06-03', FRAME) ?? [])).toBe(
      'A robust fit says 3 June, not 14 May.',
    );
    expect(sentenceText(robustSentence(summaryOf(), null, FRAME) ?? [])).toBe(
      'A robust fit says none to 27 June, not 14 May.',
    );
  });
});

describe('what we would have said', () => {
  const past = {
    id: 'x',
    cutoff: '2026-02-27',
    fit: detailOf().fit,
    line: detailOf().line,
    crossing: crossingOf('2026-05-12', { early: '2026-05-02', late: '2026-05-20' }),
    daysScored: 30,
    mape: 0.004,
    bias: 0.003,
    coverage: 0.92,
    naiveMape: 0.021,
  };

  it('says the date of then and how the days since bore it out', () => {
    expect(sentenceText(pastSaid(past, detailOf(), FRAME))).toBe(
      'On 27 February we would have said 12 May (2 – 20 May).',
    );
    expect(sentenceText(pastCame(past))).toBe('Over the 30 days since it was 0.3% too high on average.');
  });

  it('says so where there was too little history, or nothing came since', () => {
    expect(sentenceText(pastSaid({ ...past, fit: null }, detailOf(), FRAME))).toMatch(
      /takes 7 complete days/,
    );
    expect(sentenceText(pastCame({ ...past, daysScored: 0 }))).toMatch(/^No complete day has come/);
  });
});

describe('qualityNotes', () => {
  it('warns of missing entities and says what was kept', () => {
    const notes = qualityNotes(
      detailOf({
        origin: {
          metric: 'memory_used_bytes',
          scope: 'cluster:a',
          kind: 'sum',
          entities: ['h1', 'h2'],
          expected: 3,
          less: 0,
        },
      }),
    );
    const said = notes.map(({ text, isWarning }) => ({ text, isWarning }));
    expect(said).toContainEqual({ text: 'memory_used_bytes: sum of 2 of 3 entities', isWarning: true });
    expect(said).toContainEqual({ text: '1 incomplete day shown, not fitted', isWarning: false });
  });
});

describe('triggerRow', () => {
  it('says state, numbers, date and interval', () => {
    const row = triggerRow(
      triggerOf(),
      null,
      summaryOf({ crossing: crossingOf('2026-04-16', { early: '2026-04-14', late: '2026-04-19' }) }),
      FRAME,
    );
    expect(row).toMatchObject({
      now: '66.5%',
      target: '≤ 70%',
      ahead: '72.6%',
      aheadRange: '72.1 – 73.1%',
      missedOn: '16 Apr',
      missedRange: '14 – 19 Apr',
      scenario: null,
    });
  });

  it('says same only where the scenario changes neither state nor date', () => {
    expect(triggerRow(triggerOf(), triggerOf(), null, FRAME).scenario).toBe('same');
    expect(
      triggerRow(triggerOf(), triggerOf({ date: '2026-04-10', daysLeft: 11 }), null, FRAME).scenario,
    ).toBe('10 Apr');
    expect(triggerRow(triggerOf(), triggerOf({ date: AS_OF, daysLeft: 0 }), null, FRAME).scenario).toBe(
      'at once',
    );
  });

  it('counts days in a row for what is measured, not projected', () => {
    const row = triggerRow(
      triggerOf({
        kind: 'postgres-cpu',
        atHorizon: null,
        streakDays: 0,
        sustainedDays: 7,
        date: null,
        daysLeft: null,
        state: 'quiet',
      }),
      null,
      null,
      FRAME,
    );
    expect([row.ahead, row.missedOn]).toEqual(['0 of 7 days', 'not in a row']);
  });

  it('puts the date before the deed, and says when it is late', () => {
    const action = {
      text: 'Order 2 × std-64',
      event: { type: 'addHosts' },
      cost: 29000,
      currency: 'EUR',
      inServiceBy: '2026-06-07',
      orderBy: '2026-04-26',
      late: false,
    };
    expect(actionText(action, AS_OF)).toEqual({
      by: 'by 26 Apr',
      deed: 'Order 2 × std-64',
      beside: 'in service by 7 Jun, €29,000',
    });
    expect(actionText({ ...action, orderBy: '2026-03-02', late: true }, AS_OF).by).toBe(
      'late, was due 2 Mar',
    );
  });

  it('lists a region’s triggers most urgent first', () => {
    const pairs = [
      { baseline: triggerOf({ state: 'quiet' }) },
      { baseline: triggerOf({ state: 'firing', date: '2026-04-20' }) },
      { baseline: triggerOf({ state: 'firing', date: '2026-04-10' }) },
    ];
    const ordered = triggersOfRegion(pairs, 'r', () => 'r').map(
      ({ baseline }) => `${baseline.state} ${baseline.date ?? ''}`,
    );
    expect(ordered).toEqual(['firing 2026-04-10', 'firing 2026-04-20', 'quiet 2026-04-16']);
  });
});

describe('axisUnit', () => {
  it('picks one unit for the whole axis', () => {
    expect(axisUnit('bytes', 20 * 2 ** 40).label).toBe('TiB');
    expect(axisUnit('diskBytes', 3e12).label).toBe('GB');
    expect(axisUnit('seconds', 0.3)).toEqual({ label: 'ms', factor: 0.001 });
    expect(axisText(1536 * 2 ** 30, axisUnit('bytes', 2 ** 40))).toBe('1,536');
  });

  it('gives ticks as many decimals as their distance needs', () => {
    expect([tickText(0.25, 0.05), tickText(1200, 200), tickText(2, 0.5)]).toEqual(['0.25', '1,200', '2.0']);
  });
});

describe('shownText', () => {
  it('is what the target is on', () => {
    expect(shownText(summaryOf(), 0.2)).toBe('20.0%');
    expect(shownText({ target: { on: 'timeToConverge', op: '<=', value: 120 }, unit: 'perSecond' }, 66)).toBe(
      '66 s',
    );
    expect(shownText({ target: null, unit: 'connections' }, 4477)).toBe('4,477 connections');
    expect(shownText(summaryOf(), null)).toBe('not measured');
  });
});
