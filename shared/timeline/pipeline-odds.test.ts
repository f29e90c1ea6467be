import { describe, expect, it } from 'vitest';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { dailySeries, historyOfSeries } from './history.fixture.ts';
import { mergeOdds } from './merge-odds.ts';
import { pipelineOdds } from './pipeline-odds.ts';
import type { PipelineOdds } from './pipeline-result.ts';
import { prepareOdds } from './timeline-odds.ts';
import { modelWith, scenarioWith } from './two-clusters.fixture.ts';

const MEMORY = 'compute.memory@region:r';
const EDGE = 'edge.connections@region:r';
const noise = (day: number): number => [3, -4, 1, 5, -2, -3, 2, -5, 4, -1][(day * 7) % 10] ?? 0;
const history = historyOfSeries([
  dailySeries('region:r', 'memory_reserved_bytes', '2026-01-30', 30, (day) => 150 + 0.4 * day + noise(day)),
  dailySeries('region:r', 'edge_connections', '2026-01-30', 30, (day) => 400 + day + 3 * noise(day)),
]);
const model = modelWith();
const RUNS = 400;

const NORTH = {
  id: 'north',
  type: 'onboardCustomer',
  customer: 'north',
  region: 'r',
  cluster: 'a',
  on: '2026-03-10',
  probability: 0.5,
  fleet: [{ flavor: 'f', count: 40 }],
  connections: 90,
  ramp: { kind: 'linear', days: 20 },
};
const SOUTH = {
  ...NORTH,
  id: 'south',
  customer: 'south',
  on: '2026-04-01',
  probability: 0.3,
  connections: 140,
};
const TINY = { ...NORTH, id: 'tiny', customer: 'tiny', fleet: [], connections: 1, probability: 0.9 };

function pipeline(events: readonly object[], options: { runs?: number; seed?: number } = {}): PipelineOdds {
  const scenario = scenarioWith(model, events);
  const search = pipelineOdds({ model, policy: POLICY_DEFAULTS, history, solver: null }, scenario, {
    runs: RUNS,
    ...options,
  });
  for (;;) {
    const { done, value } = search.next();
    if (done !== true) continue;
    if (!value.ok) throw new Error(JSON.stringify(value.problems));
    return value.value;
  }
}

/** The engine's own Monte Carlo of the same scenario. */
function engine(events: readonly object[]) {
  const ready = prepareOdds(model, POLICY_DEFAULTS, scenarioWith(model, events), history, {
    runs: RUNS,
    solver: null,
  });
  if (!ready.ok) throw new Error(JSON.stringify(ready.problems));
  const odds = mergeOdds(ready.value, [ready.value.runs(0, RUNS)]);
  return (id: string) => odds.constraints.find((constraint) => constraint.id === id);
}
const target = (odds: PipelineOdds, id: string) => odds.targets.find((entry) => entry.id === id);
const certain = ({ probability: _probability, ...event }: typeof NORTH) => event;

describe('a pipeline', () => {
  it('holds each target in just the runs in which the engine’s Monte Carlo holds it', () => {
    const odds = pipeline([NORTH, SOUTH, TINY]);
    const other = engine([NORTH, SOUTH, TINY]);
    for (const id of [MEMORY, EDGE]) {
      expect(target(odds, id)?.holds, id).toEqual(other(id)?.holds);
      expect(target(odds, id)?.holdsThroughout).toBe(other(id)?.holdsThroughout);
    }
    expect(target(odds, MEMORY)?.holdsThroughout).toBeGreaterThan(0.05);
    expect(target(odds, MEMORY)?.holdsThroughout).toBeLessThan(0.95);
  });

  it('says what one signature does as the engine does where it is certain, and where it is not made', () => {
    const odds = pipeline([NORTH, SOUTH]);
    const [signed, lost] = [engine([certain(NORTH), SOUTH]), engine([SOUTH])];
    for (const id of [MEMORY, EDGE]) {
      const effect = odds.effects.find(({ customer, target: of }) => customer === 'north' && of === id);
      expect(effect?.missIfSigned).toBeCloseTo(1 - (signed(id)?.holdsThroughout ?? 0), 12);
      expect(effect?.missIfLost).toBeCloseTo(1 - (lost(id)?.holdsThroughout ?? 0), 12);
      // With common random numbers a load that only adds can break and never mend: the difference is the share it breaks.
      expect(effect?.breaks).toBeCloseTo((effect?.missIfSigned ?? 0) - (effect?.missIfLost ?? 0), 12);
    }
  });

  it('expects the line and each customer by their probability, ramp included', () => {
    const odds = pipeline([NORTH, SOUTH]);
    const edge = target(odds, EDGE);
    const at = odds.days.indexOf('2026-03-20'); // ten days into a ramp of twenty
    expect(edge?.expected[at]).toBeCloseTo((edge?.base[at] ?? 0) + 0.5 * 45, 9);
    const late = odds.days.indexOf('2026-04-25');
    expect(edge?.expected[late]).toBeCloseTo((edge?.base[late] ?? 0) + 0.5 * 90 + 0.3 * 140, 9);
    for (const { p10, p50, p90 } of odds.targets)
      for (let day = 0; day < odds.days.length; day += 1) {
        expect(p10[day]).toBeLessThanOrEqual(p50[day] ?? Infinity);
        expect(p50[day]).toBeLessThanOrEqual(p90[day] ?? Infinity);
      }
  });

  it('leaves the draws of others alone when a customer comes to it, and another seed draws others', () => {
    const [two, three] = [pipeline([NORTH, SOUTH]), pipeline([NORTH, SOUTH, { ...TINY, connections: 0 }])];
    expect(three.targets).toEqual(two.targets);
    expect(pipeline([NORTH, SOUTH])).toEqual(two);
    expect(pipeline([NORTH, SOUTH], { seed: 7 }).targets).not.toEqual(two.targets);
  });

  it('signs first who moves no date', () => {
    const odds = pipeline([NORTH, SOUTH, TINY]);
    expect(odds.signFirst[0]).toBe('tiny');
    const moved = new Map(odds.customers.map(({ customer, daysMoved }) => [customer, daysMoved]));
    for (const [at, id] of odds.signFirst.entries())
      expect(moved.get(id)).toBeGreaterThanOrEqual(moved.get(odds.signFirst[at - 1] ?? id) ?? 0);
    expect(
      odds.customers.every(({ allHoldIfSigned, allHoldIfLost }) => allHoldIfSigned <= allHoldIfLost),
    ).toBe(true);
  });

  it('with nobody in it touches nothing', () => {
    expect(pipeline([])).toMatchObject({ targets: [], effects: [], customers: [], signFirst: [] });
  });
});
