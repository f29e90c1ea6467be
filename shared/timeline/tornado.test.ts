import { describe, expect, it } from 'vitest';
import type { Scenario } from '../events/scenario.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { simulateAtOnce } from './simulate.ts';
import { tornado, type Tornado } from './tornado.ts';
import { modelWith, scenarioWith } from './two-clusters.fixture.ts';

const model = modelWith();
const side = { model, policy: POLICY_DEFAULTS, history: null, solver: null };

function of(scenario: Scenario, constraintId: string): Tornado {
  const search = tornado(side, scenario, constraintId);
  for (;;) {
    const { done, value } = search.next();
    if (done === true) return value;
  }
}

const customer = { type: 'onboardCustomer', customer: 'newco', region: 'r', cluster: 'a' };
const fleet = { flavor: 'f', count: { low: 10, mid: 20, high: 90 } };

describe('which assumption moves the verdict most', () => {
  const MEMORY = 'compute.memory@cluster:a';
  const scenario = scenarioWith(model, [{ ...customer, fleet: [fleet] }]);
  const { bars, mid, unmoved } = of(scenario, MEMORY);

  it('moves an interval to its ends, as the engine itself would answer there', () => {
    const bar = bars.find(({ path }) => path === 'fleet[0].count');
    expect(bar).toMatchObject({ range: 'interval', low: { input: 10 }, high: { input: 90 } });
    for (const end of [bar?.low, bar?.high]) {
      const changed = scenarioWith(model, [{ ...customer, fleet: [{ ...fleet, count: end?.input }] }]);
      const result = simulateAtOnce(model, POLICY_DEFAULTS, changed);
      if (!result.ok) throw new Error('refused');
      const memory = result.value.after.constraints.find(({ id }) => id === MEMORY);
      expect(end?.verdict).toBe(memory?.verdict);
      expect(end?.margin).toBeCloseTo((memory?.margin ?? NaN) / (memory?.available ?? NaN), 12);
    }
  });
  it('tries the policy, too, and keeps what moves nothing apart', () => {
    expect(bars.some(({ event, path }) => event === null && path === 'memoryHeadroomMinRatio')).toBe(true);
    expect(bars.some(({ path }) => path === 'postgresCpuMaxRatio')).toBe(false);
    expect(unmoved).toBeGreaterThan(0);
  });
  it('puts what flips the verdict first, then what moves it further', () => {
    expect(mid.verdict).toBe('ok');
    const firstCalm = bars.findIndex(({ flips }) => !flips);
    expect(bars.slice(firstCalm).every(({ flips }) => !flips)).toBe(true);
    const swings = bars.slice(firstCalm).map(({ swing }) => swing);
    expect(swings).toEqual([...swings].sort((a, b) => b - a));
  });
  it('lets an event with a chance happen or not', () => {
    const unsure = scenarioWith(model, [{ type: 'hostLoss', hosts: ['a3'], probability: 0.4 }]);
    const bar = of(unsure, MEMORY).bars.find(({ path }) => path === 'probability');
    expect(bar).toMatchObject({ range: 'chance', low: { input: false }, high: { input: true } });
    expect(bar?.low.margin).toBe(of(unsure, MEMORY).mid.margin);
    expect(bar?.high.margin).not.toBe(bar?.low.margin);
  });
});
