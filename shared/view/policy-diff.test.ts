import { describe, expect, it } from 'vitest';
import { POLICY_DEFAULTS, type Policy, type PolicyKey } from '../model/policy.ts';
import { policyDiff } from './policy-diff.ts';
import { POLICY_LABELS } from './policy-labels.ts';

const now = new Map<PolicyKey, Policy[PolicyKey]>(
  POLICY_LABELS.map(({ key }) => [key, POLICY_DEFAULTS[key]]),
);

describe('a policy document held against the workspace', () => {
  it('lists what differs in the units of the screen, and counts what stands so already', () => {
    const { changed, same } = policyDiff(now, {
      hostFailuresPerYear: 0.05,
      memoryHeadroomMinRatio: 0.25,
      cpuOvercommit: POLICY_DEFAULTS.cpuOvercommit,
      scheduler: 'worst-fit',
    });
    expect(changed.map(({ key, now: was, given }) => [key, was, given])).toEqual([
      ['memoryHeadroomMinRatio', '20%', '25%'],
      ['scheduler', 'best-fit', 'worst-fit'],
      ['hostFailuresPerYear', 'none', expect.stringMatching(/^0\.05/)],
    ]);
    expect(same).toBe(1);
  });
  it('takes a null for a value: none instead of a number', () => {
    const held = new Map(now).set('hostRepairDays', 3);
    expect(policyDiff(held, { hostRepairDays: null }).changed[0]).toMatchObject({
      now: '3 days',
      given: 'none',
    });
  });
  it('has a label for every assumption, so that no difference is lost', () => {
    expect(Object.keys(POLICY_DEFAULTS).filter((key) => !now.has(key as PolicyKey))).toEqual([]);
  });
});
