import { describe, expect, it } from 'vitest';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import type { MeasuredHistory } from '../history/measured-history.ts';
import { keyedUniform } from './keyed-random.ts';
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

function pipeline(
  events: readonly object[],
  options: { runs?: number; seed?: number } = {},
  measured: MeasuredHistory | null = history,
): PipelineOdds {
  const scenario = scenarioWith(model, events);
  const question = { model, policy: POLICY_DEFAULTS, history: measured, solver: null };
  const search = pipelineOdds(question, scenario, {
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
function engine(events: readonly object[], runs = RUNS) {
  const ready = prepareOdds(model, POLICY_DEFAULTS, scenarioWith(model, events), history, {
    runs,
    solver: null,
  });
  if (!ready.ok) throw new Error(JSON.stringify(ready.problems));
  const odds = mergeOdds(ready.value, [ready.value.runs(0, runs)]);
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

  it('draws each amount that is an interval once a run, and holds where the draw does: no more than 300 of 700 − 400', () => {
    const unsure = {
      id: 'unsure',
      type: 'onboardCustomer',
      customer: 'unsure',
      region: 'r',
      connections: { low: 200, mid: 300, high: 400 },
    };
    const odds = pipeline([unsure], { runs: 1000 }, null);
    // Symmetric about 300, so that a draw is below it where its uniform number is below one half.
    let below = 0;
    for (let run = 0; run < 1000; run += 1)
      if (keyedUniform(1, 'unsure', 'connections', run) <= 0.5) below += 1;
    const edge = target(odds, EDGE);
    expect(edge?.holdsThroughout).toBe(below / 1000);
    expect(below).toBeGreaterThan(450);
    expect(below).toBeLessThan(550);
    // 90% of the draws lie from 200 to 400: σ = 100 ÷ 1.6449, and 90% of them below 300 + 1.2816 σ.
    expect(edge?.p50[0]).toBeGreaterThan(690);
    expect(edge?.p50[0]).toBeLessThan(710);
    expect(Math.abs((edge?.p90[0] ?? 0) - (700 + (1.2816 * 100) / 1.6449))).toBeLessThan(12);
    expect(edge?.expected[0]).toBe(700);
    expect(odds.drawn).toEqual([{ customer: 'unsure', amounts: ['connections'] }]);
  });

  it('holds each target in just the runs of the engine’s Monte Carlo with fleets, loads and ramps as intervals, too', () => {
    const about = (mid: number) => ({ low: mid * 0.6, mid, high: mid * 1.5 });
    const unsure = [NORTH, SOUTH].map((event) => ({
      ...event,
      fleet: [{ flavor: 'f', count: about(40) }],
      connections: about(event.connections),
      ramp: { kind: 'linear', days: about(20) },
    }));
    const few = { runs: 120 };
    const odds = pipeline([...unsure, TINY], few);
    const other = engine([...unsure, TINY], few.runs);
    const sure = pipeline([NORTH, SOUTH, TINY], few);
    for (const id of [MEMORY, EDGE]) {
      expect(target(odds, id)?.holds, id).toEqual(other(id)?.holds);
      expect(target(odds, id)?.holds, id).not.toEqual(target(sure, id)?.holds);
    }
    expect(pipeline([...unsure, TINY], few)).toEqual(odds);
    expect(pipeline([...unsure, TINY], { ...few, seed: 7 }).targets).not.toEqual(odds.targets);
    expect(odds.drawn.map(({ amounts }) => amounts)).toEqual(
      Array.from({ length: 2 }, () => ['fleet[0].count', 'connections', 'ramp.days']),
    );
  });

  it('says of an interval without width what it says of the number', () => {
    const sure = [NORTH, SOUTH];
    const flat = (mid: number) => ({ low: mid, mid, high: mid });
    const narrow = sure.map((event) => ({
      ...event,
      fleet: [{ flavor: 'f', count: flat(40) }],
      connections: flat(event.connections),
    }));
    const { drawn: _drawn, ...odds } = pipeline(narrow);
    const { drawn: none, ...plain } = pipeline(sure);
    expect(odds).toEqual(plain);
    expect(none).toEqual([]);
  });

  it('counts a load that is nothing by its middle and something at its upper end', () => {
    const maybe = { ...NORTH, fleet: [], probability: 1, connections: { low: 0, mid: 0, high: 900 } };
    const odds = pipeline([maybe], {}, null);
    expect(target(odds, EDGE)?.holdsThroughout).toBeLessThan(0.9);
  });

  it('with nobody in it touches nothing', () => {
    expect(pipeline([])).toMatchObject({ targets: [], effects: [], customers: [], signFirst: [] });
  });
});
