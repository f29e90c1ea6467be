import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../events/parse-scenario.ts';
import type { Scenario } from '../events/scenario.ts';
import { parseModelText } from '../model/parse-model.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { keyedUniform } from './keyed-random.ts';
import { mergeRuns, monteCarlo, prepareMonteCarlo, type MonteCarloResult } from './monte-carlo.ts';
import { drawInterval } from './split-normal.ts';
import { NOBODY } from './settled-customers.ts';
import { brokenHosts, drawRun } from './uncertain-run.ts';

const parsedModel = parseModelText(readFileSync(join(import.meta.dirname, 'golden/model.json'), 'utf8'));
if (!parsedModel.ok) throw new Error('the golden model is broken');
const model = parsedModel.value;
const policy = POLICY_DEFAULTS;

function scenarioOf(events: readonly object[], seed = 1): Scenario {
  const parsed = parseScenario({ schema: 'headroom.scenario/v1', name: 'dice', seed, events }, model);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

function thrown(events: readonly object[], runs: number, changed = policy): MonteCarloResult {
  const result = monteCarlo(model, changed, scenarioOf(events), { runs, solver: null });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

const holdsOf = (result: MonteCarloResult, id: string) => result.constraints.find((entry) => entry.id === id);

describe('keyedUniform', () => {
  it('depends on its key alone, lies in [0, 1), and is spread evenly over runs, fields, events and seeds', () => {
    expect(keyedUniform(1, 'a', 'b', 3)).toBe(keyedUniform(1, 'a', 'b', 3));
    const keys: ((i: number) => [number, string, string, number])[] = [
      (i) => [1, 'e', 'f', i],
      (i) => [1, 'e', `f${i}`, 0],
      (i) => [1, `e${i}`, 'f', 0],
      (i) => [i, 'e', 'f', 0],
    ];
    for (const key of keys) {
      const values = Array.from({ length: 4000 }, (_, i) => keyedUniform(...key(i)));
      expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
      for (let tenth = 0; tenth < 10; tenth += 1) {
        const share = values.filter((value) => Math.floor(value * 10) === tenth).length / values.length;
        expect(Math.abs(share - 0.1)).toBeLessThan(0.02);
      }
    }
  });
  it('does not mix up where one part of the key ends and the next begins', () => {
    expect(keyedUniform(1, 'a', 'bc', 0)).not.toBe(keyedUniform(1, 'ab', 'c', 0));
  });
});

describe('drawInterval', () => {
  const wide = { min: -Infinity, max: Infinity };
  it('puts the stated confidence between low and high, each side by its own spread', () => {
    const interval = { low: 90, mid: 100, high: 140, confidence: 0.8 };
    const values = Array.from({ length: 20_000 }, (_, i) => drawInterval(interval, (i + 0.5) / 20_000, wide));
    const share = (from: number, to: number) =>
      values.filter((value) => value >= from && value < to).length / values.length;
    expect(share(90, 140)).toBeCloseTo(0.8, 3);
    expect(share(-Infinity, 100)).toBeCloseTo(10 / 50, 3); // σ below ÷ (σ below + σ above)
    expect(share(-Infinity, 90)).toBeCloseTo(0.2 * (10 / 50), 3);
  });
  it('rises with its uniform number and stays within bounds', () => {
    const interval = fc.tuple(fc.nat(100), fc.nat(100), fc.nat(100)).map((parts) => {
      const [low, mid, high] = parts.sort((a, b) => a - b);
      return { low, mid, high };
    });
    fc.assert(
      fc.property(
        interval,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (given, a, b) => {
          const bounds = { min: 0, max: 120 };
          const [x, y] = [
            drawInterval(given, Math.min(a, b), bounds),
            drawInterval(given, Math.max(a, b), bounds),
          ];
          expect(x).toBeLessThanOrEqual(y + 1e-9);
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
          expect(Math.max(x, y)).toBeLessThanOrEqual(120);
        },
      ),
      { numRuns: 300 },
    );
  });
  it('truncates instead of clamping: no pile at 0', () => {
    const values = Array.from({ length: 2000 }, (_, i) =>
      drawInterval({ low: -5, mid: 1, high: 6 }, (i + 0.5) / 2000, { min: 0, max: Infinity }),
    );
    expect(values.filter((value) => value === 0)).toEqual([]);
    expect(new Set(values).size).toBe(2000);
  });
  it('is the middle where there is nothing to draw', () => {
    expect(drawInterval({ low: 3, mid: 3, high: 3 }, 0.2, wide)).toBe(3);
  });
});

describe('monteCarlo', () => {
  const loss = { type: 'edgeLoss', nodes: ['e3'], probability: 0.3, id: 'loss' };
  const customer = {
    type: 'onboardCustomer',
    id: 'newco',
    customer: 'newco',
    region: 'r',
    connections: { low: 10, mid: 30, high: 60 },
  };

  it('counts how often a target holds: an event of 0.3 misses its target in about 3 of 10 runs', () => {
    const result = thrown([loss], 2000);
    expect(holdsOf(result, 'edge.connections@region:r')?.holds).toBeCloseTo(0.7, 1);
    expect(Math.abs((holdsOf(result, 'edge.connections@region:r')?.holds ?? 0) - 0.7)).toBeLessThan(0.03);
    expect(holdsOf(result, 'compute.memory@region:r')?.holds).toBe(1);
    expect(holdsOf(result, 'compute.fit@cluster:a')?.holds).toBeNull();
    expect(holdsOf(result, 'compute.osDisk@host:a1')).toMatchObject({
      holds: 0,
      notMeasured: 1,
      headroom: null,
    });
  });

  it('gives quantiles of headroom that follow the drawn interval', () => {
    const result = thrown([customer], 400);
    const headroom = holdsOf(result, 'edge.connections@region:r')?.headroom;
    if (headroom === undefined || headroom === null) throw new Error('no headroom');
    // 200 available, 100 + x used: low 10 … high 60 is the 90 % interval of x.
    expect(headroom.p95).toBeCloseTo(1 - 110 / 200, 1);
    expect(headroom.p05).toBeCloseTo(1 - 160 / 200, 1);
    const ordered = [headroom.p05, headroom.p25, headroom.p50, headroom.p75, headroom.p95];
    expect(ordered).toEqual([...ordered].sort((a, b) => a - b));
  });

  it('is deterministic, and does not depend on how the runs are cut', () => {
    const prepared = prepareMonteCarlo(model, policy, scenarioOf([loss, customer]), {
      runs: 60,
      solver: null,
    });
    if (!prepared.ok) throw new Error('refused');
    const { value } = prepared;
    const whole = mergeRuns(value, [value.runs(0, 60)]);
    expect(mergeRuns(value, [value.runs(40, 60), value.runs(0, 7), value.runs(7, 40)])).toEqual(whole);
    expect(thrown([loss, customer], 60)).toEqual(whole);
    expect(whole.runs).toBe(60);
  });

  it('shares its luck: another event leaves the draws of the first ones as they were', () => {
    const more = {
      type: 'retryStorm',
      controlPlane: 'cp',
      failureRatio: { low: 0, mid: 0.5, high: 1 },
      durationSeconds: 60,
      probability: 0.5,
    };
    for (let run = 0; run < 50; run += 1) {
      const alone = drawRun(model, policy, scenarioOf([loss, customer]), {
        seed: 1,
        run,
        settled: NOBODY,
      }).finish();
      const together = drawRun(model, policy, scenarioOf([more, loss, customer]), {
        seed: 1,
        run,
        settled: NOBODY,
      }).finish();
      expect(together?.model).toEqual(alone?.model);
    }
    expect(
      drawRun(model, policy, scenarioOf([loss, customer]), { seed: 2, run: 0, settled: NOBODY }).key,
    ).not.toBe(
      drawRun(model, policy, scenarioOf([loss, customer]), { seed: 1, run: 0, settled: NOBODY }).key,
    );
  });

  it('counts runs whose events cannot follow each other as not holding, and says so', () => {
    const events = [
      { type: 'addHosts', cluster: 'a', sku: 'std', count: 1, probability: 0.6 },
      { type: 'cordonHosts', hosts: ['std-1'] },
    ];
    const result = thrown(events, 200);
    expect(result.refusedRuns).toBeGreaterThan(40);
    expect(result.refusedRuns).toBeLessThan(120);
    expect(result.notes).toHaveLength(1);
    expect(holdsOf(result, 'compute.memory@region:r')?.holds).toBe((200 - result.refusedRuns) / 200);
    expect(
      prepareMonteCarlo(model, policy, scenarioOf([{ ...events[0], probability: 0.4 }, events[1] ?? {}]), {
        runs: 10,
        solver: null,
      }).ok,
    ).toBe(false);
  });

  it('breaks hosts as often as the policy says, each by its own luck, and none without rates', () => {
    expect(brokenHosts(model, policy, 1, 0)).toEqual([]);
    const failing = { ...policy, hostFailuresPerYear: 4, hostRepairDays: 365 / 12 }; // 1/3 ÷ 4/3 = a quarter of the time
    const broken = Array.from({ length: 2000 }, (_, run) => brokenHosts(model, failing, 1, run));
    const share = broken.reduce((sum, hosts) => sum + hosts.length, 0) / (2000 * model.hosts.length);
    expect(Math.abs(share - 0.25)).toBeLessThan(0.02);
    expect(new Set(broken.flat()).size).toBe(model.hosts.length);
    const run = broken.findIndex((hosts) => hosts.includes('a1'));
    const after = drawRun(model, failing, scenarioOf([]), { seed: 1, run, settled: NOBODY }).finish();
    expect(after?.model.hosts.find((host) => host.id === 'a1')?.state).toBe('down');
    expect(thrown([], 50, failing).allHold).toBeLessThan(1);
  });
});
