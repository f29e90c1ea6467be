import { expect, test } from 'vitest';
import { parseModel } from '../model/parse-model.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { simulateAtOnce } from '../timeline/simulate.ts';
import { outcomeOf } from './outcome-of.ts';
import { parseScenario } from './parse-scenario.ts';

function firstOut(used: Readonly<Record<string, number>>): unknown {
  const model = parseModel({
    schema: 'headroom.model/v1',
    asOf: '2026-03-01T00:00:00Z',
    regions: [{ id: 'r' }],
    clusters: [{ id: 'c', region: 'r' }],
    hosts: Object.entries(used).map(([id, memoryBytes]) => ({
      id,
      cluster: 'c',
      memoryBytes: 100,
      used: { memoryBytes },
    })),
  });
  if (!model.ok) throw new Error(JSON.stringify(model.problems));
  const events = [{ type: 'memoryBleed', bytesPerHostPerDay: 10 }];
  const scenario = parseScenario({ schema: 'headroom.scenario/v1', name: 's', events }, model.value);
  if (!scenario.ok) throw new Error(JSON.stringify(scenario.problems));
  const result = simulateAtOnce(model.value, POLICY_DEFAULTS, scenario.value);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const [event] = result.value.events;
  return event === undefined ? undefined : outcomeOf(event, 'memoryBleed');
}

test('the first host out of memory is the one with the least left, on the day it is gone', () => {
  expect(firstOut({ a: 40, b: 75, c: 75 })).toMatchObject({
    firstHost: 'b',
    daysToFirstHost: 2.5,
    firstHostOutOfMemoryOn: '2026-03-03',
  });
});

test('of hosts that use more than they have it is the one furthest over, on the first day', () => {
  expect(firstOut({ a: 101, b: 130, c: 120 })).toMatchObject({
    firstHost: 'b',
    daysToFirstHost: 0,
    firstHostOutOfMemoryOn: '2026-03-01',
  });
});
