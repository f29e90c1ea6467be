import { describe, expect, it } from 'vitest';
import type { History } from '../history/history.ts';
import type { OnboardOutcome } from '../events/onboarding-preview.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { simulateAtOnce } from './simulate.ts';
import { modelWith, scenarioWith } from './two-clusters.fixture.ts';

/**
 * Cluster a: 30 cores, 10 of them in reserve, so at most 15 keeps 25% headroom. Its hosts use 6 by the inventory; measured
 * peaks may be higher. A microVM reserves 1 ÷ 4 core.
 */
const peaks = (peak: number): History => ({
  latestDailyPeak: (metric, scope) =>
    metric === 'cpu_used_cores' && scope === 'cluster:a' ? { day: '2026-02-28', peak } : null,
});

function onboarded(count: number, history: History | null) {
  const model = modelWith();
  const event = {
    type: 'onboardCustomer',
    customer: 'newco',
    region: 'r',
    cluster: 'a',
    fleet: [{ flavor: 'f', count }],
  };
  const run = simulateAtOnce(model, POLICY_DEFAULTS, scenarioWith(model, [event]), history);
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  const outcome = run.value.events[0]?.outcome as OnboardOutcome;
  const broken = run.value.changes
    .filter(({ before, after }) => before?.verdict === 'ok' && after?.verdict === 'breach')
    .map(({ id }) => id);
  return { outcome, broken };
}

describe('an onboarding judged with measured history', () => {
  it('is not accepted where the measured peak leaves no room, though the inventory alone would', () => {
    expect(onboarded(6, null).outcome.verdict).toBe('accept');
    const { outcome, broken } = onboarded(6, peaks(14));
    expect(outcome.verdict).not.toBe('accept');
    expect(outcome.newBreaches).toEqual(['compute.cpu@cluster:a']);
    expect(broken).toEqual(outcome.newBreaches);
  });

  it('counts how many fit by the peak: 14 + k ÷ 4 stays within 15 for four microVMs', () => {
    const { outcome } = onboarded(1, peaks(14));
    expect(outcome).toMatchObject({ verdict: 'accept', howManyFit: 4, binding: 'compute.cpu@cluster:a' });
  });

  it('names the same breaches as the result beside it, whatever the peak and the size', () => {
    for (const peak of [3, 10, 13, 14, 15, 18])
      for (const count of [1, 2, 5, 14, 40]) {
        const { outcome, broken } = onboarded(count, peaks(peak));
        const named = outcome.newBreaches.filter((id) => broken.includes(id));
        expect(named).toEqual(outcome.newBreaches);
        expect(outcome.verdict === 'accept' && broken.length > 0).toBe(false);
      }
  });
});
