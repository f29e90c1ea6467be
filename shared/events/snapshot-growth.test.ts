import { expect, test } from 'vitest';
import { parseModel } from '../model/parse-model.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { simulate } from '../timeline/simulate.ts';
import { outcomeOf } from './outcome-of.ts';
import { parseScenario } from './parse-scenario.ts';

const TB = 1e12;

function growing(pool: object, factor = 1) {
  const model = parseModel({
    schema: 'headroom.model/v1',
    asOf: '2026-01-01T00:00:00Z',
    storagePools: [{ id: 'p', ...pool }],
  });
  if (!model.ok) throw new Error(JSON.stringify(model.problems));
  const scenario = parseScenario(
    { schema: 'headroom.scenario/v1', name: 's', events: [{ type: 'snapshotGrowth', pool: 'p', factor }] },
    model.value,
  );
  if (!scenario.ok) throw new Error(JSON.stringify(scenario.problems));
  const result = simulate(model.value, POLICY_DEFAULTS, scenario.value);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const [event] = result.value.events;
  if (event === undefined) throw new Error('nothing happened');
  const snapshots = result.value.after.constraints.find(({ id }) => id === 'storage.snapshots@pool:p');
  return { verdict: snapshots?.verdict, outcome: outcomeOf(event, 'snapshotGrowth') };
}

const volumes = [{ id: 'v', changedBytesPerDay: TB, snapshotRetentionDays: 100 }];

test('a store exactly at its target meets it on that day, as its constraint says, and misses it the day after', () => {
  const full = { snapshotBackingBytes: 3 * TB, snapshotUsedBytes: 2.1 * TB };
  expect(full.snapshotUsedBytes).toBeGreaterThan(full.snapshotBackingBytes * 0.7); // in floating point only
  const { verdict, outcome } = growing({ ...full, volumes });
  expect(verdict).toBe('ok');
  expect(outcome?.targetCrossing).toBe('2026-01-02');
  const still = [{ ...volumes[0], changedBytesPerDay: 0 }];
  expect(growing({ ...full, volumes: still }).outcome).toMatchObject({ verdict: 'ok', targetCrossing: null });
});

test('it is full on the first day that exceeds it, or never where growth ends before', () => {
  const pool = { snapshotBackingBytes: 10 * TB, snapshotUsedBytes: 4 * TB, volumes };
  expect(growing(pool).outcome).toMatchObject({ targetCrossing: '2026-01-05', exhaustedOn: '2026-01-08' });
  expect(growing(pool, 2).outcome).toMatchObject({ targetCrossing: '2026-01-03', exhaustedOn: '2026-01-05' });
  const short = [{ ...volumes[0], snapshotRetentionDays: 8 }];
  expect(growing({ ...pool, volumes: short }).outcome).toMatchObject({
    steadyBytes: 8 * TB,
    targetCrossing: '2026-01-05',
    exhaustedOn: null,
  });
});

test('nothing is guessed where the store or a change is not measured; no store at all is missed by any byte', () => {
  expect(growing({ snapshotUsedBytes: TB, volumes }).outcome?.verdict).toBe('not-measured');
  expect(growing({ snapshotBackingBytes: TB, snapshotUsedBytes: 0 }).outcome?.growthBytesPerDay).toBeNull();
  expect(growing({ snapshotBackingBytes: 0, snapshotUsedBytes: TB, volumes }).outcome).toMatchObject({
    verdict: 'breach',
    targetCrossing: '2026-01-01',
  });
});
