import { describe, expect, it } from 'vitest';
import type { Ramp } from '../events/ramp.ts';
import { rampFraction } from '../events/ramp.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { dailySeries, historyOfSeries } from '../timeline/history.fixture.ts';
import { simulate } from '../timeline/simulate.ts';
import { modelWith, scenarioWith } from '../timeline/two-clusters.fixture.ts';
import { ordersAsideWords } from './cluster-choice-words.ts';
import { actionRows } from './onboarding-actions-view.ts';
import { refusedSentence } from './onboarding-fits.ts';
import { onboardingMoves } from './onboarding-moves.ts';
import { onboardingSummary } from './onboarding-summary.ts';
import { onlyOnboarding } from './placement-view.ts';
import { inOrder, movedStep, rampAs, rampOf, rampPoints } from './ramp-view.ts';

const history = historyOfSeries([
  dailySeries('region:r', 'memory_reserved_bytes', '2026-01-30', 30, (day) => 100 + day * 0.5),
]);

function resultOf(fields: object) {
  const model = modelWith();
  const scenario = scenarioWith(model, [
    { type: 'onboardCustomer', customer: 'new', region: 'r', ...fields },
  ]);
  const result = simulate(model, POLICY_DEFAULTS, scenario, history);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const outcome = onlyOnboarding(result.value);
  if (outcome === null) throw new Error('no onboarding');
  return { result: result.value, outcome, model };
}

describe('what an onboarding moves', () => {
  it('lists a crossing that comes sooner with both days and how far it moved, and leaves out what stays', () => {
    // 114.5 on the last day, at most 240; 0.5 a day. With 100 more from 10 March on the line is there within the horizon.
    const { result } = resultOf({ fleet: [{ flavor: 'f', count: 100 }], on: '2026-03-10' });
    const { rows, unmoved } = onboardingMoves(result);
    const memory = rows.find(({ id }) => id === 'compute.memory@region:r');
    expect(memory).toMatchObject({ reachedBefore: 'none', moved: 'new' });
    expect(memory?.reachedAfter).toMatch(/^\d+ \w{3}$/);
    expect(memory?.crossingOn).toBe(
      result.timeline.constraints.find(({ id }) => id === 'compute.memory@region:r')?.crossing?.date,
    );
    expect(rows.every(({ scenario, moved }) => scenario !== null || moved !== '')).toBe(true);
    expect(unmoved).toBeGreaterThan(0);
  });

  it('says the same as text', () => {
    const { result, outcome } = resultOf({ fleet: [{ flavor: 'f', count: 2 }] });
    const text = onboardingSummary(result, outcome, '2026-03-01');
    expect(text).toContain('Accept.');
    expect(text).toContain(refusedSentence(outcome));
    expect(text).toContain('inventory of 1 Mar 2026');
  });
});

describe('the actions of an onboarding', () => {
  it('are ordered so long before they are needed as the machine takes to come', () => {
    const { result, outcome, model } = resultOf({ fleet: [{ flavor: 'f', count: 120 }], on: '2026-04-10' });
    expect(outcome.verdict).toBe('accept-with-actions');
    const [action] = outcome.actions;
    expect(action?.event.type).toBe('addHosts');
    const first = result.timeline.constraints
      .filter(({ id }) => outcome.newBreaches.includes(id) && id.startsWith('compute.'))
      .flatMap(({ crossing }) => crossing?.date ?? [])
      .sort()[0];
    expect(action?.inServiceBy).toBe(first ?? '2026-04-10');
    const days = (Date.parse(action?.inServiceBy ?? '') - Date.parse(action?.by ?? '')) / 86_400_000;
    expect(days).toBe(4 + POLICY_DEFAULTS.provisioningDays);
    const [row] = actionRows(outcome.actions, '2026-03-01', model);
    expect(row?.cost?.node.value).toBe(5 * Number(action?.event['count']));
    expect(row?.when).toMatch(/^by \d/);
  });
});

describe('a ramp', () => {
  const ramps: readonly Ramp[] = [
    { kind: 'immediate' },
    { kind: 'linear', days: 20 },
    { kind: 's-curve', days: 20 },
    {
      kind: 'steps',
      steps: [
        { day: 5, fraction: 0.4 },
        { day: 12, fraction: 1 },
      ],
    },
  ];

  it('is drawn through what the engine computes', () => {
    for (const ramp of ramps)
      for (const { day, fraction } of rampPoints(ramp, 30))
        expect(
          [rampFraction(ramp, day), rampFraction(ramp, day - 1e-9)].some(
            (f) => Math.abs(f - fraction) < 1e-9,
          ),
        ).toBe(true);
  });

  it('keeps its steps in order and rising, however far one is dragged', () => {
    const steps = [
      { day: 0, fraction: 0.2 },
      { day: 10, fraction: 0.5 },
      { day: 20, fraction: 1 },
    ];
    for (const to of [
      { day: -50, fraction: -1 },
      { day: 500, fraction: 3 },
      { day: 10.4, fraction: 0.505 },
    ]) {
      const moved = movedStep(steps, 1, to);
      expect(inOrder(moved)).toEqual(moved);
      expect(moved[1]?.day).toBeGreaterThan(0);
      expect(moved[1]?.day).toBeLessThan(20);
      expect(moved[1]?.fraction).toBeGreaterThanOrEqual(0.2);
      expect(moved[1]?.fraction).toBeLessThanOrEqual(1);
    }
  });

  it('reads what a document holds, intervals by their middle, and nothing that is not complete', () => {
    for (const ramp of ramps) expect(rampOf(ramp)).toEqual(ramp);
    expect(rampOf({ kind: 'linear', days: { low: 10, mid: 20, high: 40 } })).toEqual({
      kind: 'linear',
      days: 20,
    });
    expect(rampOf({ kind: 'linear' })).toBeNull();
    expect(rampOf(undefined)).toBeNull();
    expect(rampAs('steps', { kind: 'linear', days: 30 })).toMatchObject({ kind: 'steps' });
  });
});

describe('a cluster that orders on their way would lead to', () => {
  it('is named with the orders and the rule, and why it is not chosen', () => {
    const order = { sku: 's', cluster: 'b', count: 3, arrivesOn: '2026-03-05' };
    const words = ordersAsideWords({ cluster: 'b', reason: 'most room', orders: [order] }, '2026-03-01');
    expect(words).toBe(
      'With the ordered 3 × s of 5 Mar it would be b: most room. Orders may come late: they count in the dates, not in this choice.',
    );
  });
});
