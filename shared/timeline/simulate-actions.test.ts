import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../events/outcome-of.ts';
import { finished } from '../events/onboarding-remedy.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { dailySeries, historyOfSeries } from './history.fixture.ts';
import type { EventOutcome } from './result.ts';
import { simulateActions } from './simulate-actions.ts';
import { simulate, simulateAtOnce, simulateDays } from './simulate.ts';
import { modelWith, scenarioWith } from './two-clusters.fixture.ts';

const model = modelWith();
const withoutTypes = modelWith({ skus: [] });
const modelOf = (name: string) => (name === NO_TYPE ? withoutTypes : model);
const NO_TYPE = 'one nothing makes room for, since no machine type is known';
const history = historyOfSeries([
  dailySeries('region:r', 'memory_reserved_bytes', '2026-01-30', 30, (day) => 100 + day),
]);
const customer = (count: number, more: object = {}) => ({
  type: 'onboardCustomer',
  customer: 'newco',
  region: 'r',
  on: '2026-03-10',
  fleet: [{ flavor: 'f', count }],
  ...more,
});
const cases: Readonly<Record<string, readonly object[]>> = {
  'one who fits': [customer(5)],
  'one who needs hosts': [customer(400)],
  'one who needs hosts in a cluster that is given': [customer(300, { cluster: 'b' })],
  'one who fits in another cluster than the given one': [customer(70, { cluster: 'b' })],
  'one who needs edge nodes and a larger Postgres': [customer(5, { connections: 700, postgresCpuCores: 4 })],
  [NO_TYPE]: [customer(400)],
  'two behind a lost host': [
    { type: 'hostLoss', hosts: ['a3'] },
    customer(150),
    { ...customer(260, { customer: 'other', on: '2026-03-20' }), id: 'second' },
  ],
};
const outcomes = (events: readonly EventOutcome[]) =>
  events.map((entry) => outcomeOf(entry, 'onboardCustomer'));

describe('actions searched apart', () => {
  it.each(Object.entries(cases))(
    'are those of the whole simulation, day and cost included: %s',
    (name, events) => {
      const own = modelOf(name);
      const scenario = scenarioWith(own, events);
      const whole = simulate(own, POLICY_DEFAULTS, scenario, history);
      const apart = finished(
        simulateActions({ model: own, policy: POLICY_DEFAULTS, history, solver: null }, scenario),
      );
      if (!whole.ok || !apart.ok) throw new Error('refused');
      expect(apart.value).toEqual(whole.value.events);
    },
  );

  it('leave everything else as it is at once, and say that they are awaited just where they are', () => {
    for (const [name, events] of Object.entries(cases)) {
      const own = modelOf(name);
      const scenario = scenarioWith(own, events);
      const whole = simulateAtOnce(own, POLICY_DEFAULTS, scenario, history);
      const quick = simulateAtOnce(own, POLICY_DEFAULTS, scenario, history, null, { remedies: false });
      if (!whole.ok || !quick.ok) throw new Error('refused');
      expect({ ...quick.value, events: [] }).toEqual({ ...whole.value, events: [] });
      for (const [i, outcome] of outcomes(quick.value.events).entries()) {
        const full = outcomes(whole.value.events)[i];
        if (outcome === null || full == null) continue;
        expect(outcome.awaitsActions === true).toBe(full.verdict !== 'accept');
        const { awaitsActions: _awaits, ...known } = outcome;
        expect({ ...known, verdict: full.verdict, actions: full.actions, unmended: full.unmended }).toEqual(
          full,
        );
      }
    }
  });

  it('still await the search once the days are known', () => {
    const scenario = scenarioWith(model, cases['one who needs hosts'] ?? []);
    const quick = simulateAtOnce(model, POLICY_DEFAULTS, scenario, history, null, { remedies: false });
    if (!quick.ok) throw new Error('refused');
    const days = simulateDays(model, POLICY_DEFAULTS, scenario, quick.value.events, history);
    if (!days.ok) throw new Error('refused');
    expect(outcomes(days.value.events)[0]).toMatchObject({ awaitsActions: true, actions: [] });
    expect(outcomes(days.value.events)[0]?.movedCrossings).not.toEqual([]);
  });

  it('count the trials while they search', () => {
    const scenario = scenarioWith(model, [customer(5, { connections: 6000 })]);
    const search = simulateActions({ model, policy: POLICY_DEFAULTS, history, solver: null }, scenario);
    const counts: number[] = [];
    for (let step = search.next(); step.done !== true; step = search.next()) counts.push(step.value);
    expect(counts.length).toBeGreaterThan(2);
    expect(counts).toEqual(counts.map((_, i) => i + 1));
  });
});
