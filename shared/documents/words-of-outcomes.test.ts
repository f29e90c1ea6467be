import { describe, expect, it } from 'vitest';
import { modelWith } from '../timeline/two-clusters.fixture.ts';
import { sidesOf } from '../timeline/sides.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { queryBook } from './alerts/query-book.ts';
import { ruleSetOf } from './alerts/rule-set.ts';
import { decisionText } from './decisions/decision-text.ts';
import { monthsSheet } from './onboarding/months-sheet.ts';
import { fitSentence, whereSentence } from './onboarding/onboarding-sentences.ts';
import { dayNumber } from '../history/calendar.ts';
import { dayNumber as dayOfInstant } from '../model/instant.ts';
import { MIB } from '../units.ts';
import { survivalName } from '../view/constraint-name.ts';
import { assessmentOf, atUtilization, survivalConstraint } from '../view/constraint.fixture.ts';
import { crossingText } from '../view/decision-words.ts';
import { domainVerdict } from '../view/domain-verdict.ts';
import { outcomeLine } from '../view/event-outcome-line.ts';
import { FRAME, summaryOf, triggerOf, crossingOf } from '../view/forecast.fixture.ts';
import { overheadRow } from '../view/overhead-rows.ts';
import { edgePassing } from '../view/passing-figures.ts';
import { rampText } from '../view/ramp-view.ts';
import { rangeText } from '../view/scenario-days.ts';
import { scenarioVerdict } from '../view/scenario-verdict.ts';
import { sentenceText } from '../view/sentence.ts';
import { triggerRow } from '../view/trigger-rows.ts';

const entry = (type: string, outcome: object) =>
  ({ event: { id: 'e', type }, outcome, transients: [], figures: [] }) as never;

describe('the line under an event', () => {
  it('calls nothing stranded of which it is undecided', () => {
    const loss = {
      lost: ['h'],
      displaced: 9,
      placed: 7,
      unplaced: [{}, {}],
      moves: [],
      verdict: 'undecided',
    };
    expect(outcomeLine(entry('hostLoss', loss)).text).toBe('9 displaced, 2 with no place found');
  });

  it('is not fine while an objective is not measured', () => {
    const verdicts = {
      rto: 'ok',
      rpo: 'not-measured',
      connections: 'ok',
      cpu: 'ok',
      converge: 'not-measured',
    };
    const outcome = { promoted: 'pg-2', outageSeconds: 40, verdicts };
    expect(outcomeLine(entry('postgresFailover', outcome))).toMatchObject({
      mark: 'unknown',
      beside: 'outage 40 s; 2 objectives not measured',
    });
  });

  it('does not say that no host runs out of memory where none was measured', () => {
    const outcome = { firstHost: null, firstHostOutOfMemoryOn: null, regionCrossing: null };
    expect(outcomeLine(entry('memoryBleed', outcome)).text).toMatch(/^not measured/);
  });

  it('says of one thing that it is one', () => {
    const flap = { droppedConnectionsPerHour: 1, failedConnectRatio: 0.0003, verdict: 'ok' };
    expect(outcomeLine(entry('edgeFlap', flap))).toMatchObject({
      text: 'drops 1 connection an hour',
      beside: '0.03% of connects fail',
    });
    expect(rampText({ kind: 'linear', days: 2 })).toBe('half after 1 day, all after 2');
  });
});

describe('connections that drop', () => {
  const lost = (node: string, connections: number | null) =>
    entry('edgeLoss', { lost: [node], reconnect: { connections } });

  it('are at least those that are known', () => {
    const events = [lost('e1', 300), lost('e2', null)];
    expect(edgePassing(events, ['e1', 'e2']).resets.text).toBe(
      'At least 300 connections drop at once; a rate after that is not known.',
    );
  });
});

describe('dates', () => {
  it('keep an interval that is open, and the edge where only that reaches the limit', () => {
    const open = crossingOf('2026-05-14', { early: '2026-05-06', late: null });
    expect(rangeText(open, '2026-06-28', FRAME.asOf)).toBe('6 May – after 28 Jun');
    const edge = crossingOf(null, { early: '2026-06-10' });
    expect(rangeText(edge, '2026-06-28', FRAME.asOf)).toBe('earliest 10 Jun');
    expect(crossingText({ state: 'watch', date: null, early: '2026-06-10', late: null }, FRAME.asOf)).toBe(
      'none in sight, earliest 10 Jun',
    );
    expect(crossingText({ state: 'missing', date: '2026-03-29', early: null, late: null }, FRAME.asOf)).toBe(
      'missed on 29 Mar',
    );
  });

  it('of a trigger that only watches are the interval’s, not the line’s', () => {
    const watch = triggerOf({ state: 'watch', date: '2026-04-20', daysLeft: 21 });
    const forecast = summaryOf({ state: 'watch', crossing: crossingOf(null, { early: '2026-04-20' }) });
    expect(triggerRow(watch, null, forecast, FRAME)).toMatchObject({
      missedOn: 'none to 27 Jun',
      missedRange: 'earliest 20 Apr',
    });
  });

  it('are counted alike everywhere', () => {
    for (const day of ['2026-03-29', '2024-02-29', '1969-12-31'])
      expect(dayNumber(day)).toBe(dayOfInstant(day));
    expect(dayNumber('2026-02-30')).toBeNaN();
  });
});

describe('losses to be survived', () => {
  const two = { ...survivalConstraint('breach'), beside: { outcome: 'fails', tried: 12, losses: 2 } };

  it('are as many as the policy says', () => {
    const [held, lost] = [assessmentOf([survivalConstraint('ok')]), assessmentOf([two])];
    expect(survivalName(two)).toBe('N+2');
    expect(sentenceText(scenarioVerdict(held, lost, []).sentence)).toBe('Misses 1 target: N+2 fails in a.');
    expect(sentenceText(domainVerdict([two, atUtilization(0.5)], 'compute').sentence)).toBe(
      '1 target missed. N+2 fails in a.',
    );
    const outcome = {
      cluster: 'a',
      requested: 2,
      placed: 1,
      unplaced: [{}],
      survivesBefore: true,
      survivesAfter: false,
    };
    expect(whereSentence({ ...outcome, clusterReason: null } as never, 'N+2')).toBe(
      'Cluster a. 1 of 2 microVMs placed. 1 microVM finds no host. N+2 survives now and fails with it.',
    );
    const fits = { howManyFit: 1, binding: 'compute.survival@cluster:a' } as never;
    expect(fitSentence(fits, () => null, 'N+2')).toMatch(/The second is refused by N\+2 in a\.$/);
  });
});

describe('documents', () => {
  it('do not call a limit of 0, or connections of 0, not measured', () => {
    const node = (id: string, connections: number) => ({
      id,
      region: 'r',
      maxConnections: 1000,
      used: { connections },
    });
    const model = modelWith({ edgeNodes: [node('e1', 0), node('e2', 5)] });
    const sides = sidesOf(model, { ...POLICY_DEFAULTS, edgeLossesPerRegion: 2 }, null, null);
    if (!sides.ok) throw new Error('refused');
    const { gaps } = ruleSetOf({ side: sides.value.baseline, book: queryBook([]) });
    const reasons = (alert: string) => gaps.filter((gap) => gap.alert === alert).map(({ reason }) => reason);
    expect(reasons('HeadroomEdgeFlap')).toEqual(['e1 has no connections that a fall could drop']);
    expect(reasons('HeadroomEdgeConnections')).toEqual(['there is nothing to warn before: its limit is 0']);
  });

  it('tell a limit of nothing from one that is not measured', () => {
    const curve = { id: 'edge.connections@region:r', unit: 'connections', low: [], high: [] };
    const timeline = {
      days: ['2026-03-30', '2026-03-31'],
      constraints: [{ ...curve, demand: [5, 0], limit: [0, 10] }],
    };
    const limits = { rows: [{ id: curve.id, name: 'Edge connections', where: 'region' }] };
    const { sheet } = monthsSheet({ result: { timeline } } as never, limits as never);
    const words = sheet.rows
      .slice(3)
      .map((row) => row.map(({ content }) => ('text' in content ? content.text : '')));
    expect(words.map((row) => [row[4], row[6]])).toEqual([
      ['nothing allowed', 'Missed'],
      ['', 'Holds'],
    ]);
  });

  it('say of a decision’s constraint that it is gone, not that it was measured', () => {
    const crossing = { state: 'crosses', date: '2026-05-14', early: null, late: null };
    const decision = {
      id: 1,
      atMs: 0,
      kind: 'note',
      title: 't',
      reason: 'r',
      by: null,
      scenario: null,
      cost: null,
      data: { asOf: '2026-03-30', modelHash: 'h' },
      effect: {
        figures: [],
        dates: [{ id: 'compute.memory@cluster:a', before: crossing, after: crossing }],
        more: 0,
      },
    };
    const outcome = {
      state: 'measured',
      figures: [],
      dates: [{ id: 'compute.memory@cluster:a', actual: null }],
    };
    const text = decisionText([{ decision, revertedBy: null, purchase: null, outcome }] as never, 'md');
    expect(text).toContain('| not in the model |');
  });

  it('keep the unit of each end of an interval', () => {
    const estimate = {
      perMicrovm: 3 * MIB,
      low: 1000,
      high: 5 * MIB,
      observations: 9,
      hosts: 3,
      days: 3,
      inUseRatio: 0.5,
    };
    const offer = { key: 'memoryBytesPerVm', unit: 'bytes', current: null, estimate, reason: null };
    expect(overheadRow(offer as never, 0.9).range).toBe('1,000 B – 5 MiB');
  });
});
