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

test('a survivor exactly at the limit holds, also where the halves of a decimal load make it look a hair above', () => {
  expect((1.9 + 0.4 / 2) / 3).toBeGreaterThan(0.7);
  const loads = (connections: number) => ({
    connections,
    packetsPerSecond: 0,
    throughputBytesPerSecond: 0,
    listenerPorts: 0,
  });
  const small = (id: string, connections: number) => ({ ...node(id, loads(connections)), maxConnections: 3 });
  expect(verdictWithout('a', [small('a', 0.4), small('b', 1.9), small('c', 1)])).toBe('ok');
});

test('says how few there are to lose, one as one', () => {
  const model = parseModel({
    schema: 'headroom.model/v1',
    asOf: '2026-01-01T00:00:00Z',
    regions: [{ id: 'r' }],
    clusters: [{ id: 'c', region: 'r' }],
    hosts: [{ id: 'h', cluster: 'c' }],
    edgeNodes: [node('a', {})],
  });
  if (!model.ok) throw new Error(JSON.stringify(model.problems));
  const refusal = (type: string) => {
    const events = [{ type, count: 2 }];
    const scenario = parseScenario({ schema: 'headroom.scenario/v1', name: 's', events }, model.value);
    if (!scenario.ok) throw new Error(JSON.stringify(scenario.problems));
    const result = simulate(model.value, POLICY_DEFAULTS, scenario.value);
    return result.ok ? [] : result.problems.map(({ message }) => message);
  };
  expect(refusal('edgeLoss')).toEqual(['only 1 edge node is in service there']);
  expect(refusal('hostLoss')).toEqual(['only 1 host is up there']);
});
