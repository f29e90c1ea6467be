import { describe, expect, it } from 'vitest';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { simulate } from '../timeline/simulate.ts';
import { modelWith, scenarioWith } from '../timeline/two-clusters.fixture.ts';
import { scenarioDays } from './scenario-days.ts';

const model = modelWith();

function timelineOf(events: readonly object[]) {
  const result = simulate(model, POLICY_DEFAULTS, scenarioWith(model, events));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.timeline;
}

const baseline = timelineOf([]);
const onboarding = (on: string) => ({
  type: 'onboardCustomer',
  customer: 'newco',
  region: 'r',
  connections: 900,
  fleet: [],
  on,
});

describe('limits the scenario reaches on another day', () => {
  it('carry both lines, the same until the day of the event', () => {
    const timeline = timelineOf([onboarding('2026-03-11')]);
    const row = scenarioDays({ timeline }, () => null, baseline).rows.find(
      ({ id }) => id === 'edge.connections@region:r',
    );
    expect(row?.baseShares).toHaveLength(timeline.days.length);
    expect(row?.shares.slice(0, 10)).toEqual(row?.baseShares.slice(0, 10));
    expect(row?.shares[10]).toBeGreaterThan(row?.baseShares[10] ?? Infinity);
    expect(row?.moved).toBe('new');
  });
  it('say by how many days they move', () => {
    const faster = timelineOf([{ type: 'growthMultiplier', constraint: 'storage.snapshots', factor: 2 }]);
    const row = scenarioDays({ timeline: faster }, () => null, baseline).rows.find(
      ({ id }) => id === 'storage.snapshots@pool:pool',
    );
    const [was, is] = [row?.beforeAt ?? NaN, row?.at ?? NaN];
    expect(is).toBeLessThan(was);
    expect(row?.moved).toBe(`−${was - is} days`);
  });
  it('have no line of the baseline where its days are others', () => {
    const timeline = timelineOf([onboarding('2026-03-11')]);
    const shorter = { ...baseline, days: baseline.days.slice(1) };
    expect(scenarioDays({ timeline }, () => null, shorter).rows[0]?.baseShares).toEqual([]);
  });
});
