import { describe, expect, it } from 'vitest';
import type { Answer } from './answers.ts';
import { atUtilization, survivalConstraint } from './constraint.fixture.ts';
import { datedAnswers } from './dated-answers.ts';
import { crossingOf, detailOf, FRAME, summaryOf, triggerOf } from './forecast.fixture.ts';
import { backtestFigures, fitFigures } from './figure-explain.ts';
import { regionOutlook } from './region-outlook.ts';
import { missedIds, regionVerdict } from './region-verdict.ts';
import { sentenceText } from './sentence.ts';

type Change = Parameters<typeof summaryOf>[0];
const pair = (change: Change, scenario: Change | null = null) => {
  const baseline = summaryOf(change);
  return {
    id: baseline.id,
    baseline,
    scenario: scenario === null ? null : summaryOf({ ...change, ...scenario }),
  };
};
const memory = {
  crossing: crossingOf('2026-05-14', { early: '2026-05-06', late: '2026-05-23' }),
  daysLeft: 45,
};
const snapshots: Change = {
  domain: 'storage',
  resource: 'snapshots',
  scope: 'pool:pool-1',
  target: { on: 'utilization', op: '<=', value: 0.7 },
  crossing: crossingOf('2026-04-16', { early: '2026-04-14', late: '2026-04-19' }),
  daysLeft: 17,
};
const order = {
  text: 'Order 3 × std-64',
  event: { type: 'addHosts' },
  cost: 101_500,
  currency: 'EUR',
  inServiceBy: '2026-05-14',
  orderBy: '2026-04-02',
  late: false,
};
const none: ReadonlySet<string> = new Set();
const text = (outlook: ReturnType<typeof regionOutlook>): string =>
  sentenceText(outlook?.clauses ?? [])
    .replaceAll('\u00a0', ' ')
    .replaceAll('\u2060', '');

describe('regionOutlook', () => {
  it('names the first two dates in their order, whatever the order of the rows, then the deed', () => {
    const outlook = regionOutlook(
      [pair(memory), pair(snapshots)],
      [triggerOf({ action: order })],
      none,
      FRAME,
    );
    expect(text(outlook)).toBe(
      ' Snapshot store of pool-1 passes 70% on 16 April (14 – 19 Apr). Memory in euw-b falls under 20% on 14 May (6 – 23 May). Order 3 × std-64 by 2 April.',
    );
    expect(outlook).toMatchObject({ isSoon: true, hasDates: true });
  });

  it('counts what it does not name, up to the last day looked at', () => {
    const rows = ['a', 'b', 'c', 'd'].map((id) => pair({ ...memory, scope: `cluster:${id}` }));
    expect(text(regionOutlook(rows, [], none, FRAME))).toMatch(/2 more limits by 27 June\.$/);
  });

  it('says to when everything holds, and does not repeat what is missed today', () => {
    const clear = pair({ state: 'clear', crossing: crossingOf(null) });
    expect(text(regionOutlook([clear], [], none, FRAME))).toBe(' Every forecast holds to 27 June.');
    const missed = new Set([pair(memory).id]);
    expect(text(regionOutlook([pair(memory)], [], missed, FRAME))).toBe(
      ' Every other forecast holds to 27 June.',
    );
  });

  it('says beside "holds" what the edge of an interval reaches first, and how many others do', () => {
    const edge = pair({ ...snapshots, state: 'watch', crossing: crossingOf(null, { early: '2026-05-20' }) });
    expect(text(regionOutlook([edge], [], none, FRAME))).toBe(
      ' Every forecast holds to 27 June. Only the interval’s edge of snapshot store of pool-1 passes 70%, on 20 May.',
    );
    const other = pair({ ...memory, state: 'watch', crossing: crossingOf(null, { early: '2026-06-01' }) });
    expect(text(regionOutlook([other, edge], [], none, FRAME))).toMatch(
      /20 May\. 1 more limit at its edge\.$/,
    );
  });

  it('says that a deed is late, and names none for quiet triggers', () => {
    const late = { ...order, orderBy: '2026-03-02', late: true };
    expect(text(regionOutlook([pair(memory)], [triggerOf({ action: late })], none, FRAME))).toMatch(
      /Order 3 × std-64 at once; it was due on 2 March\.$/,
    );
    const quiet = triggerOf({ state: 'quiet', action: order });
    expect(text(regionOutlook([pair(memory)], [quiet], none, FRAME))).not.toMatch(/Order/);
  });

  it('is null where nothing is forecast', () => {
    expect(regionOutlook([], [], none, FRAME)).toBeNull();
  });
});

describe('regionVerdict with forecasts', () => {
  it('puts dates in place of what is closest, and warns of what comes soon', () => {
    const constraints = [survivalConstraint('ok'), atUtilization(0.7)];
    const outlook = regionOutlook([pair(snapshots)], [], missedIds(constraints), FRAME);
    const verdict = regionVerdict(constraints, 1, outlook);
    expect(sentenceText(verdict.sentence)).toMatch(
      /^N\+1 holds\. Snapshot store of pool-1 passes 70% on 16 April/,
    );
    expect(sentenceText(verdict.sentence)).not.toMatch(/Closest/);
    expect(verdict.mark).toBe('watch');
  });
});

describe('datedAnswers', () => {
  const today: Answer = {
    question: 'What breaks first?',
    figure: 'Memory',
    unit: '',
    state: 'close',
    line: '',
    scenario: null,
    constraintId: null,
  };
  const asked = (...args: Parameters<typeof datedAnswers>) => datedAnswers(...args) ?? [];

  it('keeps running out of hosts apart from what breaks first', () => {
    const [runOut, breaks] = asked([pair(memory), pair(snapshots)], [], FRAME, today);
    expect(runOut).toMatchObject({
      figure: '14 May',
      unit: 'in 45 days',
      line: 'host memory, euw-b; 6 – 23 May',
    });
    expect(breaks).toMatchObject({ figure: 'Snapshot store', line: 'over 70% on 16 Apr; 14 – 19 Apr' });
  });

  it('answers with what is missed today before any date', () => {
    const missed: Answer = { ...today, state: 'missed', figure: 'OS disk' };
    expect(asked([pair(memory)], [], FRAME, missed)[1]?.figure).toBe('OS disk');
  });

  it('never says none without the horizon', () => {
    const clear = pair({ state: 'clear', crossing: crossingOf(null) });
    expect(asked([clear], [], FRAME, today)[0]?.figure).toBe('None to 27 Jun');
  });

  it('calls hosts close, with the first day, where only the edge of an interval runs out', () => {
    const edge: Change = {
      state: 'watch',
      daysLeft: null,
      crossing: crossingOf(null, { early: '2026-04-20' }),
    };
    const [runOut] = asked(
      [pair({ state: 'clear', crossing: crossingOf(null) }), pair(edge)],
      [],
      FRAME,
      today,
    );
    expect(runOut).toMatchObject({
      figure: 'None to 27 Jun',
      state: 'close',
      line: 'host memory, euw-b; earliest 20 Apr',
    });
    expect(asked([pair(edge, {})], [], FRAME, today)[0]?.scenario).toBe('same');
    const sooner = pair(edge, { crossing: crossingOf(null, { early: '2026-04-02' }) });
    expect(asked([sooner], [], FRAME, today)[0]?.scenario).toBe(
      'none to 27 Jun, host memory, euw-b, earliest 2 Apr',
    );
  });

  it('puts the date of the smallest action large and the deed below it, nothing where nothing fires', () => {
    const triggers = [{ baseline: triggerOf({ action: order }), scenario: null }];
    expect(asked([pair(memory)], triggers, FRAME, today)[2]).toMatchObject({
      figure: 'by 2 Apr',
      line: 'Order 3 × std-64; in service by 14 May, €101,500',
    });
    expect(asked([pair(memory)], [], FRAME, today)[2]).toMatchObject({
      figure: 'Nothing yet',
      line: 'no trigger fires within 30 days',
    });
  });

  it('counts the trusted and calls all of them so only where all are', () => {
    const doubtful = pair({ scope: 'cluster:b', trust: 'untrusted', coverage: 0.5 });
    expect(asked([pair(memory), doubtful], [], FRAME, today)[3]).toMatchObject({
      figure: '1 of 2',
      line: '1 untrusted; 50 – 92% inside the band',
    });
    expect(asked([pair(memory)], [], FRAME, today)[3]?.figure).toBe('Trusted');
  });

  it('says same only where the scenario moves neither the constraint nor its date', () => {
    expect(asked([pair(memory, {})], [], FRAME, today)[0]?.scenario).toBe('same');
    const moved = pair(memory, { crossing: crossingOf('2026-04-20') });
    expect(asked([moved], [], FRAME, today)[0]?.scenario).toBe('20 Apr, host memory, euw-b');
  });

  it('is null where nothing is forecast', () => {
    const unmeasured = pair({ state: 'not-measured', crossing: null });
    expect(datedAnswers([unmeasured], [], FRAME, today)).toBeNull();
  });
});

describe('figures that carry their own derivation', () => {
  it('derives the skill from both errors', () => {
    const { skill } = backtestFigures(detailOf().backtest);
    expect(skill.node.value).toBeCloseTo(0.6, 12);
    expect(skill.node.inputs).toHaveLength(2);
  });

  it('says of which days the line’s figures are', () => {
    expect(fitFigures(detailOf()).spread?.node.source?.of).toBe(
      '29 complete daily peaks, 2026-02-28 to 2026-03-29',
    );
    expect(fitFigures(detailOf({ fit: null })).r2).toBeNull();
  });
});
