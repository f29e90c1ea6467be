import { describe, expect, it } from 'vitest';
import { atUtilization, assessmentOf, constraintOf, survivalConstraint } from './constraint.fixture.ts';
import { regionAnswers } from './answers.ts';
import { regionVerdict } from './region-verdict.ts';
import { scenarioVerdict } from './scenario-verdict.ts';
import type { OnboardingVerdict } from './onboarding-verdict.ts';
import { sentenceText } from './sentence.ts';

const placement = (
  verdict: 'survives' | 'survives-repacked' | 'fails' | 'undecided',
  displaced: number,
  left: number,
) => ({
  where: 'a',
  outcome: {
    verdict,
    displaced,
    unplaced: Array.from({ length: left }, (_, at) => ({ microvm: `vm-${at}`, resource: 'memory' as const })),
  },
});

describe('regionVerdict', () => {
  it('says first whether N+1 holds, then what is closest', () => {
    const verdict = regionVerdict([survivalConstraint('ok'), atUtilization(0.7)], 1);
    expect(sentenceText(verdict.sentence)).toBe(
      'N+1 holds. Every target holds. Closest is memory in a: 30% (target 20%).',
    );
    expect(verdict.mark).toBe('ok');
  });

  it('names the clusters in which a loss fails and the worst missed number', () => {
    const verdict = regionVerdict(
      [
        survivalConstraint('breach', 'cluster:b'),
        survivalConstraint('breach', 'cluster:c'),
        atUtilization(0.818),
        atUtilization(0.9, { scope: 'cluster:b' }),
        atUtilization(0.95, { scope: 'cluster:c' }),
      ],
      1,
    );
    expect(sentenceText(verdict.sentence)).toBe(
      'N+1 fails in b and c. Memory in c is 5% (target 20%). Memory in b is 10% (target 20%). 1 more target missed.',
    );
    expect(verdict).toMatchObject({ mark: 'breach', missed: 5 });
  });

  it('does not say that an undecided loss holds', () => {
    const verdict = regionVerdict([survivalConstraint('not-measured'), atUtilization(0.5)], 2);
    expect(sentenceText(verdict.sentence)).toMatch(/^N\+2 is undecided in a\./);
    expect(verdict.mark).toBe('unknown');
  });

  it('shows a close limit as such although every target holds', () => {
    expect(regionVerdict([survivalConstraint('ok'), atUtilization(0.79)], 1).mark).toBe('watch');
  });

  it('never writes a date or a score', () => {
    const text = sentenceText(
      regionVerdict([atUtilization(0.9), atUtilization(0.4, { scope: 'region:r' })], 1).sentence,
    );
    expect(text).not.toMatch(/\d{4}-|January|May|score|risk/);
  });

  it('says what is needed when nothing is measured', () => {
    expect(sentenceText(regionVerdict([], 1).sentence)).toMatch(/Nothing is measured yet/);
  });
});

describe('scenarioVerdict of an onboarding whose dates are not known yet', () => {
  const onboarding = {
    verdict: 'accept',
    cluster: 'a',
    survivesAfter: true,
    unplaced: [],
    requested: 3,
    actions: [],
    howManyFit: null,
  } as const;
  const words = (awaitsDates: boolean, more: Partial<OnboardingVerdict> = {}): string =>
    scenarioVerdict(assessmentOf([]), assessmentOf([]), [], { ...onboarding, awaitsDates, ...more })
      .sentence.map(({ text }) => text)
      .join('');

  it('says that it fits, and accepts only once the days are known', () => {
    expect(words(true)).toBe('It fits in a. N+1 survives. Whether it makes a trigger fire follows.');
    expect(words(false)).toBe('Accept. It fits in a and N+1 survives.');
  });

  it('neither accepts nor declines while what makes room is searched, and says how much is left over', () => {
    const unplaced = [{ microvm: 'n#1', resource: 'memory' } as const];
    const awaiting = { verdict: 'decline', awaitsActions: true } as const;
    expect(words(true, awaiting)).toBe('Not as things are. What makes room is still open.');
    expect(words(false, { ...awaiting, unplaced })).toBe(
      'Not as things are. 1 of 3 microVMs find no host. What makes room is still open.',
    );
  });

  it('says by how many days what is bought comes too late, and that targets are missed until then', () => {
    const bought = (more: object): Partial<OnboardingVerdict> => ({
      verdict: 'accept-with-actions',
      actions: [
        {
          text: 'Add 5 hosts',
          by: '2026-10-31',
          inServiceBy: '2026-12-26',
          event: { type: 'addHosts' },
          ...more,
        },
      ],
    });
    expect(words(false, bought({ late: false }))).toBe(
      'Accept, with 1 action. It fits in a once it is done.',
    );
    expect(words(false, bought({ late: true, earliest: '2027-01-11' }))).toBe(
      'Accept, with 1 action. It fits in a once it is done, 16 days too late: until then targets are missed.',
    );
  });
});

describe('scenarioVerdict', () => {
  const before = assessmentOf([
    survivalConstraint('ok'),
    atUtilization(0.6),
    atUtilization(0.9, { scope: 'cluster:z' }),
  ]);

  it('begins with what stays stranded', () => {
    const after = assessmentOf([
      survivalConstraint('breach'),
      atUtilization(0.867),
      atUtilization(0.9, { scope: 'cluster:z' }),
    ]);
    const verdict = scenarioVerdict(before, after, [placement('fails', 54, 2)]);
    expect(sentenceText(verdict.sentence)).toBe('Fails at once: 2 of 54 microVMs stay stranded in a.');
    expect(sentenceText(verdict.detail)).toBe('Memory in a is 13% (target 20%).');
    expect(verdict).toMatchObject({ mark: 'breach', newlyMissed: 2, missedAfter: 3 });
  });

  it('names newly missed targets and not those missed already', () => {
    const after = assessmentOf([
      survivalConstraint('ok'),
      atUtilization(0.9),
      atUtilization(0.9, { scope: 'cluster:z' }),
    ]);
    const verdict = scenarioVerdict(before, after, [placement('survives', 9, 0)]);
    expect(sentenceText(verdict.sentence)).toBe('Misses 1 target: memory in a is 10% (target 20%).');
    expect(sentenceText(verdict.detail)).toMatch(/^All 9 displaced microVMs find a host\. /);
  });

  it('holds when no further target is missed, and says so beside the old misses', () => {
    const verdict = scenarioVerdict(before, before, [placement('survives-repacked', 9, 0)]);
    expect(sentenceText(verdict.sentence)).toBe(
      'Holds. No further target is missed; 1 target was missed before.',
    );
    expect(sentenceText(verdict.detail)).toMatch(/once others make room/);
  });

  it('is undecided where a placement is', () => {
    expect(scenarioVerdict(before, before, [placement('undecided', 9, 1)]).mark).toBe('unknown');
  });
});

describe('regionAnswers', () => {
  const memory = constraintOf({ scope: 'region:r', margin: 50 * 1024 ** 3 });
  const cpu = constraintOf({ scope: 'region:r', resource: 'cpu', unit: 'cores', margin: 12 });
  const before = [memory, cpu, survivalConstraint('ok'), atUtilization(0.79)];

  it('answers four questions from what is known today', () => {
    const answers = regionAnswers({ before, after: null, region: 'r' }, 1);
    expect(answers.map(({ question, figure, unit }) => [question, `${figure} ${unit}`.trim()])).toEqual([
      ['What breaks first?', 'Memory'],
      ['Does N+1 hold?', 'Yes'],
      ['How much is left?', '25.0% of memory'],
      ['How much memory still fits?', '50.0 GiB more'],
    ]);
    expect(answers.every((answer) => answer.scenario === null)).toBe(true);
  });

  it('says "same" where the scenario changes nothing and what it is where it does', () => {
    const after = [memory, cpu, survivalConstraint('breach'), atUtilization(0.79)];
    const answers = regionAnswers({ before, after, region: 'r' }, 1);
    expect(answers.map((answer) => answer.scenario)).toEqual([
      'Survives the loss a, fails',
      'No, fails in a',
      'same',
      'same',
    ]);
  });

  it('shows what is not known as not measured', () => {
    const answers = regionAnswers({ before: [], after: null, region: 'r' }, 1);
    expect(answers.map((answer) => answer.figure)).toEqual([
      'not measured',
      'Not tried',
      'not measured',
      'not measured',
    ]);
  });
});
