import { parseScenario } from '../events/parse-scenario.ts';
import type { Scenario } from '../events/scenario.ts';
import type { MeasuredHistory } from '../history/measured-history.ts';
import type { Model } from '../model/document.ts';
import { parseModel } from '../model/parse-model.ts';
import { POLICY_DEFAULTS, type Policy } from '../model/policy.ts';
import type { Side } from './outlook.ts';
import { sidesOf } from './sides.ts';

/** Whole units instead of bytes keep the sums of the tests readable. */
const host = (id: string, cluster: string, memoryBytes: number) => ({
  id,
  cluster,
  memoryBytes,
  systemReservedMemoryBytes: 10,
  cpuCores: 10,
  used: { memoryBytes: 30, cpuCores: 2 },
});

/**
 * Memory: cluster a 100, 100, 200 and b 100, 100 above the system reserve; available under N+1 200 + 100 = 300, so at most
 * 240 keeps 20% headroom. Edge: two nodes of 1000 connections, one of them in reserve: at most 700. One primary of 10 cores
 * (at most 6), one pool with a snapshot store of 1000 (at most 700).
 */
const TWO_CLUSTERS = {
  schema: 'headroom.model/v1',
  name: 'two clusters',
  asOf: '2026-03-01T00:00:00Z',
  regions: [{ id: 'r' }],
  clusters: [
    { id: 'a', region: 'r' },
    { id: 'b', region: 'r' },
  ],
  hosts: [
    host('a1', 'a', 110),
    host('a2', 'a', 110),
    host('a3', 'a', 210),
    host('b1', 'b', 110),
    host('b2', 'b', 110),
  ],
  flavors: [{ id: 'f', vcpus: 1, memoryBytes: 1 }],
  microvms: [
    { id: 'va', host: 'a1', flavor: 'f', count: 60 },
    { id: 'vb', host: 'b1', flavor: 'f', count: 40 },
  ],
  overhead: {
    memoryBytesPerVm: 0,
    cpuCoresPerVm: 0,
    fileDescriptorsPerVm: 0,
    processesPerVm: 0,
    source: 'assumed',
  },
  skus: [
    {
      id: 's',
      memoryBytes: 110,
      systemReservedMemoryBytes: 10,
      cpuCores: 10,
      unitCost: 5,
      currency: 'EUR',
      leadTimeDays: 4,
    },
  ],
  edgeNodes: [
    { id: 'e1', region: 'r', maxConnections: 1000, used: { connections: 200 } },
    { id: 'e2', region: 'r', maxConnections: 1000, used: { connections: 200 } },
  ],
  postgres: [
    {
      id: 'p',
      region: 'r',
      nodes: [
        {
          id: 'p1',
          role: 'primary',
          cpuCores: 10,
          maxConnections: 100,
          reservedConnections: 10,
          used: { cpuCores: 4, connections: 20 },
        },
      ],
    },
  ],
  storagePools: [
    {
      id: 'pool',
      region: 'r',
      snapshotBackingBytes: 1000,
      snapshotUsedBytes: 600,
      volumes: [
        { id: 'v1', allocatedBytes: 100, usedBytes: 50, changedBytesPerDay: 10, snapshotRetentionDays: 65 },
        { id: 'v2', allocatedBytes: 100, usedBytes: 50, changedBytesPerDay: 5, snapshotRetentionDays: 20 },
      ],
    },
  ],
};

export function modelWith(changes: object = {}): Model {
  const parsed = parseModel({ ...TWO_CLUSTERS, ...changes });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

export function scenarioWith(
  model: Model,
  events: readonly object[],
  policy: Partial<Policy> = {},
): Scenario {
  const parsed = parseScenario({ schema: 'headroom.scenario/v1', name: 'test', events, policy }, model);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

/** The side of a scenario (of the baseline without events), under the default policy with changes. */
export function sideOf(
  model: Model,
  history: MeasuredHistory | null,
  events: readonly object[] = [],
  policy: Partial<Policy> = {},
): Side {
  const scenario = events.length === 0 ? null : scenarioWith(model, events);
  const sides = sidesOf(model, { ...POLICY_DEFAULTS, ...policy }, scenario, history);
  if (!sides.ok) throw new Error(JSON.stringify(sides.problems));
  return sides.value.scenario;
}
