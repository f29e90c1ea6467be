import { describe, expect, it } from 'vitest';
import type { Answer } from './answers.ts';
import { assessmentOf, atUtilization, constraintOf } from './constraint.fixture.ts';
import { datedAnswers } from './dated-answers.ts';
import { domainVerdict } from './domain-verdict.ts';
import { crossingOf, FRAME, summaryOf, triggerOf } from './forecast.fixture.ts';
import { everyTarget } from '../plan/unmeasured-targets.ts';
import { nothingBought } from './plan-words.ts';
import { foldHosts } from './region-constraints.ts';
import { regionOutlook } from './region-outlook.ts';
import { scenarioVerdict, type ScenarioPlacement } from './scenario-verdict.ts';
import { sentenceText, type Sentence } from './sentence.ts';

const unmeasured = constraintOf({
  scope: 'cluster:b',
  demand: null,
  utilization: null,
  headroom: null,
  verdict: 'not-measured',
});
const text = (sentence: Sentence | undefined): string => sentenceText(sentence ?? []);

describe('a verdict on targets of which some are not measured', () => {
  it('speaks for the measured ones and counts the others, in a scenario', () => {
    const side = assessmentOf([atUtilization(0.5), unmeasured]);
    expect(text(scenarioVerdict(side, side, []).sentence)).toBe(
      'Holds. Every measured target holds; 1 is not measured.',
    );
    const missed = assessmentOf([atUtilization(0.9), unmeasured]);
    expect(text(scenarioVerdict(missed, missed, []).sentence)).toBe(
      'Holds. No further target is missed; 1 target was missed before; 1 is not measured.',
    );
  });

  it('is undecided where the scenario takes the measurement away, and where there is none at all', () => {
    const before = assessmentOf([atUtilization(0.5, { scope: 'cluster:b' }), atUtilization(0.5)]);
    const after = assessmentOf([unmeasured, atUtilization(0.5)]);
    const said = scenarioVerdict(before, after, []);
    expect([said.mark, text(said.sentence)]).toEqual([
      'unknown',
      'Undecided: 1 target that holds today is not measured in it.',
    ]);
    const none = assessmentOf([unmeasured]);
    expect(scenarioVerdict(none, none, []).mark).toBe('unknown');
  });

  it('does not say that all microVMs find a host where that is undecided', () => {
    const outcome = {
      verdict: 'undecided',
      displaced: 9,
      unplaced: [{ microvm: 'v', resource: 'memory' }],
    } as const;
    const placement: ScenarioPlacement = { where: 'a', outcome };
    const said = scenarioVerdict(assessmentOf([atUtilization(0.5)]), assessmentOf([atUtilization(0.9)]), [
      placement,
    ]);
    expect(text(said.detail)).toBe('Of 9 displaced microVMs no place is found for 1, and none ruled out. ');
  });

  it('speaks for the measured ones of a part of a region', () => {
    expect(text(domainVerdict([atUtilization(0.5), unmeasured], 'compute').sentence)).toMatch(
      /^Every measured compute target holds\..* 1 target not measured\.$/,
    );
    const counted = constraintOf({ domain: 'edge', resource: 'resets', target: null, verdict: 'no-target' });
    expect(text(domainVerdict([counted], 'edge').sentence)).toBe(
      'Not measured. No target of this region’s edge can be judged.',
    );
  });

  it('tells nothing to buy from nothing that helps', () => {
    const plan = { feasible: true, missed: [], notMeasured: [{ id: 'compute.cpu@cluster:a', reason: 'x' }] };
    expect(nothingBought(plan)).toBe('Nothing to buy: every measured target is kept; 1 is not measured.');
    expect(nothingBought({ ...plan, feasible: false })).toBe(
      'Nothing that can be bought keeps every target.',
    );
    expect(everyTarget(0)).toBe('every target');
  });

  it('does not count hosts that are left out and not measured among those that hold', () => {
    const disk = (scope: string, verdict: 'ok' | 'not-measured') =>
      constraintOf({
        resource: 'osDisk',
        scope,
        verdict,
        ...(verdict === 'ok' ? {} : { utilization: null }),
      });
    const folded = foldHosts([disk('host:h1', 'ok'), disk('host:h2', 'not-measured'), disk('host:h3', 'ok')]);
    expect(folded).toMatchObject({ hidden: 2, hiddenUnmeasured: 1 });
  });
});

describe('forecasts that end on different days', () => {
  const clear = { state: 'clear', crossing: crossingOf(null), daysLeft: null } as const;
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
  const today: Answer = {
    question: 'What breaks first?',
    figure: 'Memory',
    unit: '',
    state: 'close',
    line: '',
    scenario: null,
    constraintId: null,
  };
  const short = pair({ ...clear, scope: 'cluster:z', lastDay: '2026-03-20' });

  it('all hold only to where the first of them ends', () => {
    const outlook = regionOutlook([pair(clear), short], [], new Set(), FRAME);
    expect(text(outlook?.clauses)).toBe(' Every forecast holds to 18 June.');
    const [runOut] = datedAnswers([pair(clear), short], [], FRAME, today) ?? [];
    expect(runOut).toMatchObject({ figure: 'None to 18 Jun', line: 'memory of the hosts holds' });
  });

  it('say nothing of hosts where nothing hosts give is forecast', () => {
    const store = pair({ ...clear, domain: 'storage', resource: 'snapshots', scope: 'pool:p' });
    expect(datedAnswers([store], [], FRAME, today)?.[0]).toMatchObject({
      figure: 'Not measured',
      state: 'not-measured',
    });
  });

  it('are no longer reached in a scenario that reaches none', () => {
    const moved = pair({}, clear);
    expect(datedAnswers([moved], [], FRAME, today)?.[1]?.scenario).toBe('none to 27 Jun');
  });

  it('are reached at once, not on it', () => {
    const now = pair({ crossing: crossingOf(FRAME.asOf.slice(0, 10)), daysLeft: 0 });
    expect(datedAnswers([now], [], FRAME, today)?.[1]?.line).toBe('under 20% at once');
  });

  it('and triggers nobody measured do not stand for quiet ones', () => {
    const blind = { baseline: triggerOf({ state: 'not-measured', action: null }), scenario: null };
    const quiet = { baseline: triggerOf({ state: 'quiet', action: null }), scenario: null };
    expect(datedAnswers([pair(clear)], [blind], FRAME, today)?.[2]).toMatchObject({
      figure: 'Not measured',
      line: '1 trigger is not measured',
    });
    expect(datedAnswers([pair(clear)], [blind, quiet], FRAME, today)?.[2]?.line).toBe(
      'no measured trigger fires within 30 days; 1 is not measured',
    );
  });
});
