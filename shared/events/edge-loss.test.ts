import { expect, test } from 'vitest';
import { parseModel } from '../model/parse-model.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { simulate } from '../timeline/simulate.ts';
import { outcomeOf } from './outcome-of.ts';
import { parseScenario } from './parse-scenario.ts';

const node = (id: string, used: object) => ({
  id,
  region: 'r',
  maxConnections: 1000,
  memoryBytes: 1000,
  baseMemoryBytes: 0,
  memoryBytesPerConnection: 1,
  packetsPerSecond: 1000,
  throughputBytesPerSecond: 1000,
  listenerPorts: 100,
  used: { connections: 300, packetsPerSecond: 300, throughputBytesPerSecond: 300, ...used },
});

function verdictWithout(lost: string, nodes: readonly object[]): string | undefined {
  const model = parseModel({
    schema: 'headroom.model/v1',
    asOf: '2026-01-01T00:00:00Z',
    regions: [{ id: 'r' }],
    edgeNodes: nodes,
  });
  if (!model.ok) throw new Error(JSON.stringify(model.problems));
  const scenario = parseScenario(
    { schema: 'headroom.scenario/v1', name: 's', events: [{ type: 'edgeLoss', nodes: [lost] }] },
    model.value,
  );
  if (!scenario.ok) throw new Error(JSON.stringify(scenario.problems));
  const result = simulate(model.value, POLICY_DEFAULTS, scenario.value);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const [event] = result.value.events;
  return event === undefined ? undefined : outcomeOf(event, 'edgeLoss')?.verdict;
}

test('a loss holds only when every resource of every survivor is known and within the limit', () => {
  const known = { listenerPorts: 10 };
  expect(verdictWithout('a', [node('a', known), node('b', known)])).toBe('ok');
  expect(verdictWithout('a', [node('a', known), node('b', {})])).toBe('not-measured');
});

test('a known overload is a breach whatever else is unknown', () => {
  expect(verdictWithout('a', [node('a', {}), node('b', { connections: 500 })])).toBe('breach');
});

test('without a survivor a loss is a breach', () => {
  expect(verdictWithout('a', [node('a', { listenerPorts: 10 })])).toBe('breach');
});
