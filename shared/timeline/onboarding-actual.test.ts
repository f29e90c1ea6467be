import { describe, expect, it } from 'vitest';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { dailySeries, historyOfSeries } from './history.fixture.ts';
import { onboardingActual, type OnboardingActual } from './onboarding-actual.ts';
import { modelWith, scenarioWith } from './two-clusters.fixture.ts';

const MEMORY = 'compute.memory@region:r';
const EDGE = 'edge.connections@region:r';
const FIRST = '2026-01-01';
const ON = '2026-02-10'; // day 40
const noise = (day: number): number =>
  [0.3, -0.4, 0.1, 0.5, -0.2, -0.3, 0.2, -0.5, 0.4, -0.1][(day * 7) % 10] ?? 0;
const came = (day: number, load: number): number => load * Math.min(1, Math.max(0, day - 40) / 10);

const model = modelWith({
  microvms: [
    { id: 'va', host: 'a1', flavor: 'f', count: 60 },
    { id: 'new-f', host: 'b1', flavor: 'f', customer: 'new', count: 20 },
  ],
});

function compared(memory: (day: number) => number, edge: ((day: number) => number) | null): OnboardingActual {
  const series = [dailySeries('region:r', 'memory_reserved_bytes', FIRST, 59, memory)];
  if (edge !== null) series.push(dailySeries('region:r', 'edge_connections', FIRST, 59, edge));
  const [event] = scenarioWith(model, [
    {
      type: 'onboardCustomer',
      customer: 'new',
      region: 'r',
      fleet: [{ flavor: 'f', count: 20 }],
      connections: 100,
      ramp: { kind: 'linear', days: 10 },
    },
  ]).events;
  if (event === undefined) throw new Error('no event');
  const search = onboardingActual(
    { model, policy: POLICY_DEFAULTS, history: historyOfSeries(series) },
    event,
    ON,
  );
  for (;;) {
    const { done, value } = search.next();
    if (done === true) return value;
  }
}
const target = (actual: OnboardingActual, id: string) => {
  const found = actual.targets.find((entry) => entry.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};

describe('predicted against actual', () => {
  it('stands where what came is what was said, day by day along the ramp', () => {
    const actual = compared(
      (day) => 100 + 0.5 * day + noise(day) + came(day, 20),
      (day) => 300 + day + noise(day) + came(day, 100),
    );
    const memory = target(actual, MEMORY);
    expect(memory.verdict).toBe('as-predicted');
    expect(memory.ratio).toBeCloseTo(1, 2);
    expect(memory.ownRatio).toBeCloseTo(1, 1);
    const half = memory.days.find(({ day }) => day === '2026-02-15');
    expect(half?.load).toBe(10); // half of 20 microVMs of 1 byte
    expect(half?.without).toBeCloseTo(100 + 0.5 * 45, 0);
    expect(half?.predicted).toBeCloseTo((half?.without ?? 0) + 10, 9);
    expect(memory.days[0]?.day).toBe(ON);
    expect(target(actual, EDGE).verdict).toBe('as-predicted');
    expect(target(actual, EDGE).own).toBeCloseTo(100, 0);
  });

  it('is above where twice as much came, and says how many times', () => {
    const actual = compared(
      (day) => 100 + 0.5 * day + noise(day) + came(day, 20),
      (day) => 300 + day + noise(day) + came(day, 200),
    );
    const edge = target(actual, EDGE);
    expect(edge.verdict).toBe('above');
    expect(edge.ownRatio).toBeCloseTo(2, 1);
    expect(edge.inside).toBeLessThan(0.5);
    expect(actual.targets[0]?.id).toBe(EDGE); // what is off stands first
    expect(target(actual, MEMORY).verdict).toBe('as-predicted');
  });

  it('is below where nothing came', () => {
    const actual = compared(
      (day) => 100 + 0.5 * day + noise(day),
      (day) => 300 + day + noise(day),
    );
    expect(target(actual, EDGE)).toMatchObject({ verdict: 'below' });
    expect(target(actual, EDGE).ownRatio).toBeCloseTo(0, 1);
  });

  it('is not measured where no series is, and with fewer than 7 days before', () => {
    const actual = compared((day) => 100 + noise(day), null);
    expect(target(actual, EDGE)).toMatchObject({ verdict: 'not-measured', ratio: null, days: [] });
    expect(target(actual, EDGE).reason).toMatch(/edge_connections/);
    const late = historyOfSeries([
      dailySeries('region:r', 'memory_reserved_bytes', '2026-02-06', 23, () => 100),
    ]);
    const [event] = scenarioWith(model, [
      { type: 'onboardCustomer', customer: 'new', region: 'r', fleet: [{ flavor: 'f', count: 20 }] },
    ]).events;
    if (event === undefined) throw new Error('no event');
    const search = onboardingActual({ model, policy: POLICY_DEFAULTS, history: late }, event, ON);
    let step = search.next();
    while (step.done !== true) step = search.next();
    expect(target(step.value, MEMORY)).toMatchObject({ verdict: 'not-measured' });
    expect(target(step.value, MEMORY).reason).toMatch(/fewer than 7/);
  });

  it('compares the cluster that runs the customer, where the record names none', () => {
    const actual = compared((day) => 100 + noise(day), null);
    const ids = actual.targets.map(({ id }) => id);
    expect(ids).toContain('compute.memory@cluster:b');
    expect(ids).not.toContain('compute.memory@cluster:a');
  });
});
