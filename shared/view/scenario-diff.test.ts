import { describe, expect, it } from 'vitest';
import { scenarioDifferences, type ComparedScenario } from './scenario-diff.ts';

const onboarding = {
  id: 'onboardCustomer-1',
  type: 'onboardCustomer',
  customer: 'newco',
  region: 'r',
  fleet: [{ flavor: 's', count: 120 }],
};
const loss = { id: 'hostLoss-1', type: 'hostLoss', count: 1, select: 'largest', cluster: 'a' };
const before: ComparedScenario = { name: 'A', seed: 1, policy: {}, events: [loss, onboarding] };

describe('differences between two scenarios', () => {
  it('has none between equals', () => {
    expect(scenarioDifferences(before, structuredClone(before))).toEqual([]);
  });
  it('tells the smallest part that changed in the words of the form', () => {
    const after = {
      ...before,
      events: [
        loss,
        { ...onboarding, fleet: [{ flavor: 's', count: 210 }], on: '2026-05-01', probability: 0.4 },
      ],
    };
    expect(scenarioDifferences(before, after)).toEqual([
      {
        of: 'Onboard newco in r',
        kind: 'changed',
        field: 'MicroVMs 1, how many',
        before: '120',
        after: '210',
      },
      { of: 'Onboard newco in r', kind: 'changed', field: 'On', before: 'at once', after: '2026-05-01' },
      { of: 'Onboard newco in r', kind: 'changed', field: 'Likely', before: 'not given', after: '40%' },
    ]);
  });
  it('writes an interval as low, likely and high with how sure it is', () => {
    const count = { low: 1, mid: 2, high: 4, confidence: 0.9 };
    const [change] = scenarioDifferences(before, { ...before, events: [{ ...loss, count }, onboarding] });
    expect(change).toMatchObject({ before: '1', after: '1 / 2 / 4 (90%)' });
  });
  it('tells events that came, went, moved and were disabled, each once', () => {
    const failover = { id: 'postgresFailover-1', type: 'postgresFailover', postgres: 'p' };
    const kinds = (events: ComparedScenario['events']) =>
      scenarioDifferences(before, { ...before, events }).map(({ kind, of, field }) => [kind, of, field]);
    expect(kinds([loss])).toEqual([['removed', 'Onboard newco in r', '']]);
    expect(kinds([loss, onboarding, failover])).toEqual([['added', 'Fail over p', '']]);
    expect(kinds([onboarding, loss])).toHaveLength(1);
    expect(kinds([onboarding, loss])[0]?.[0]).toBe('moved');
    expect(kinds([{ ...loss, disabled: true }, onboarding])).toEqual([
      ['changed', 'Lose the largest host in a', 'Disabled'],
    ]);
  });
  it('tells seed, name and assumptions', () => {
    const after = { ...before, name: 'B', seed: 7, policy: { memoryHeadroomMinRatio: 0.1 } };
    expect(
      scenarioDifferences(before, after).map(({ field, before: was, after: is }) => [field, was, is]),
    ).toEqual([
      ['Name', 'A', 'B'],
      ['Seed', '1', '7'],
      ['Memory headroom, at least', 'the workspace’s', '10%'],
    ]);
  });
});
