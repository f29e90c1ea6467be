import { describe, expect, it } from 'vitest';
import { POLICY_DEFAULTS } from '../../model/policy.ts';
import { planBase } from '../../plan/plan-base.ts';
import type { PlanResult } from '../../plan/plan-result.ts';
import { PLAN_SETTINGS_DEFAULTS } from '../../plan/plan-settings.ts';
import { modelWith } from '../../timeline/two-clusters.fixture.ts';
import { procurementFacts } from './procurement-facts.ts';

/** Facts of a plan that buys one host of a type for cluster a. */
function factsBuying(sku: string) {
  const model = modelWith({
    skus: [
      { id: 's', memoryBytes: 110, systemReservedMemoryBytes: 10, cpuCores: 10 },
      { id: 'unsized', memoryBytes: 110, systemReservedMemoryBytes: 10 },
    ],
  });
  const base = planBase({
    model,
    policy: { ...POLICY_DEFAULTS, cpuOvercommit: 100 },
    history: null,
    scenario: null,
    horizonDays: 40,
    solver: () => {
      throw new Error('nothing is solved here');
    },
  } as never);
  if (!base.ok) throw new Error(JSON.stringify(base.problems));
  const line = { sku, cluster: 'a', count: 1, failureDomain: null, inServiceBy: '2026-03-10' };
  const plan = { asOf: '2026-03-01', until: '2026-04-10', lines: [line] };
  return procurementFacts(base.value, PLAN_SETTINGS_DEFAULTS, plan as unknown as PlanResult, {} as never);
}

describe('procurementFacts', () => {
  it('has every bought host in the figures of its cluster from its day on', () => {
    const memory = factsBuying('s').rows.filter(
      ({ resource, scope }) => resource.name === 'memory' && scope === 'cluster:a',
    );
    expect(memory.map(({ day, clusters }) => [day, clusters[0]?.bought])).toEqual([
      ['2026-03-01', []],
      ['2026-03-31', [{ size: 100, count: 1, failureDomain: null }]],
      ['2026-04-10', [{ size: 100, count: 1, failureDomain: null }]],
    ]);
  });

  it('throws for a plan of hosts it cannot count, and leaves none of them out in silence', () => {
    expect(() => factsBuying('gone')).toThrow('the plan buys gone, which is not among what can be bought');
    expect(() => factsBuying('unsized')).toThrow('the plan buys unsized');
  });
});
