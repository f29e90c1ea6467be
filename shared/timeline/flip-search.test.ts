import { describe, expect, it } from 'vitest';
import { withFieldAt } from '../events/field-path.ts';
import type { Scenario } from '../events/scenario.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { flipSearch, type FlipAnswer, type FlipQuestion } from './flip-search.ts';
import { simulateAtOnce } from './simulate.ts';
import { modelWith, scenarioWith } from './two-clusters.fixture.ts';

const model = modelWith();
const side = { model, policy: POLICY_DEFAULTS, history: null, solver: null };

const scenarioOf = (events: readonly object[]): Scenario => scenarioWith(model, events);

function found(scenario: Scenario, question: FlipQuestion): FlipAnswer {
  const search = flipSearch(side, scenario, question);
  for (;;) {
    const { done, value } = search.next();
    if (done === true) return value;
  }
}

/** What the plain engine says is missed with a value. */
function missedAt(scenario: Scenario, { event, path }: FlipQuestion, value: number): readonly string[] {
  const result = simulateAtOnce(model, POLICY_DEFAULTS, {
    ...scenario,
    events: scenario.events.map((other) => (other.id === event ? withFieldAt(other, path, value) : other)),
  });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.after.constraints.filter(({ verdict }) => verdict === 'breach').map(({ id }) => id);
}

const onboarding = scenarioOf([
  { type: 'onboardCustomer', customer: 'newco', region: 'r', connections: 10, fleet: [] },
]);
const connections = { event: 'onboardCustomer-1', path: 'connections', min: 0, max: 1000, step: 1 };

describe('where a slider flips the verdict', () => {
  it('is exact: the value before holds every target, the value itself misses the one it names', () => {
    const { stretches, always } = found(onboarding, connections);
    expect(stretches.map(({ isBad }) => isBad)).toEqual([false, true]);
    const [good, bad] = stretches;
    expect(bad?.from).toBe((good?.to ?? 0) + 1);
    const base = always.map((cause) => (cause.kind === 'target' ? cause.constraint.id : cause.kind));
    expect(missedAt(onboarding, connections, good?.to ?? -1)).toEqual(base);
    const missed = missedAt(onboarding, connections, bad?.from ?? -1);
    expect(missed.length).toBeGreaterThan(base.length);
    const cause = bad?.causes[0];
    expect(cause?.kind === 'target' && missed.includes(cause.constraint.id)).toBe(true);
  });
  it('tries far fewer values than the range has', () => {
    expect(found(onboarding, { ...connections, max: 100_000 }).tried).toBeLessThan(40);
  });
  it('has no flip where the number changes nothing, and says what is missed at every value', () => {
    const lost = scenarioOf([
      { type: 'hostLoss', hosts: ['a1', 'a2', 'a3'] },
      { type: 'onboardCustomer', customer: 'newco', region: 'r', connections: 1, fleet: [] },
    ]);
    const { stretches, always } = found(lost, { ...connections, max: 10 });
    expect(stretches).toEqual([{ from: 0, to: 10, isBad: false, causes: [] }]);
    expect(always.length).toBeGreaterThan(0);
  });
  it('is bad first and good then where the number mends: too few hosts bought', () => {
    const bought = scenarioOf([
      { type: 'hostLoss', hosts: ['b1'] },
      { type: 'addHosts', cluster: 'b', sku: model.skus[0]?.id, count: 1 },
    ]);
    const question = { event: 'addHosts-1', path: 'count', min: 1, max: 12, step: 1 };
    const { stretches } = found(bought, question);
    for (const { from, to, isBad } of stretches) {
      const least = Math.min(...stretches.map((stretch) => missedAt(bought, question, stretch.to).length));
      expect(missedAt(bought, question, from).length > least).toBe(isBad);
      expect(missedAt(bought, question, to).length > least).toBe(isBad);
    }
    expect(stretches[0]?.from).toBe(1);
    expect(stretches[stretches.length - 1]?.to).toBe(12);
  });
  it('counts values a scenario cannot be applied with as bad, with the reason', () => {
    const many = scenarioOf([{ type: 'hostLoss', count: 1, select: 'largest', cluster: 'b' }]);
    const question = { event: 'hostLoss-1', path: 'count', min: 1, max: 9, step: 1 };
    const { stretches } = found(many, question);
    const last = stretches[stretches.length - 1];
    expect(last?.isBad).toBe(true);
    expect(last?.to).toBe(9);
  });
});
