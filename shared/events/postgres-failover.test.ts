import { describe, expect, it } from 'vitest';
import { parseModel } from '../model/parse-model.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { postgresFailover, type PostgresFailoverOutcome } from './postgres-failover.ts';

const primary = { id: 'p', role: 'primary', used: { cpuCores: 6, iops: 9000, connections: 240 } };
const replica = (id: string, more: object = {}, used: object = {}) => ({
  id,
  role: 'replica',
  cpuCores: 16,
  iops: 40_000,
  maxConnections: 500,
  reservedConnections: 20,
  used: { cpuCores: 2, iops: 6000, connections: 60, ...used },
  ...more,
});
const plane = (id: string, more: object = {}) => ({
  id,
  region: 'r',
  postgres: 'pg',
  reconcileWorkers: 40,
  reconcileServiceSeconds: 0.5,
  reconcileArrivalsPerSecond: 30,
  reconcileQueueDepth: 10,
  timeToConvergeSloSeconds: 120,
  ...more,
});

function failover(
  nodes: readonly object[],
  more: object = {},
  planes: readonly object[] = [],
): PostgresFailoverOutcome {
  const parsed = parseModel({
    schema: 'headroom.model/v1',
    asOf: '2026-05-04',
    regions: [{ id: 'r' }],
    postgres: [
      {
        id: 'pg',
        detectionSeconds: 30,
        promotionSeconds: 8,
        replayBytesPerSecond: 100,
        walBytesPerSecond: 50,
        rtoSeconds: 60,
        rpoSeconds: 5,
        clientPools: [{ name: 'api', instances: 10, poolSize: 20 }],
        nodes: [primary, ...nodes],
        ...more,
      },
    ],
    controlPlanes: planes,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const applied = postgresFailover.apply(
    {
      model: parsed.value,
      policy: POLICY_DEFAULTS,
      id: 'x',
      path: 'events[0]',
      day: '2026-05-04',
      solver: null,
      historyOf: () => null,
    },
    { postgres: 'pg' },
  );
  if (!applied.ok) throw new Error(JSON.stringify(applied.problems));
  return applied.outcome;
}

const lag = (seconds?: number, bytes?: number) => ({
  replicationLagSeconds: seconds,
  replicationLagBytes: bytes,
});

describe('which replica a failover promotes', () => {
  it.each<[string, object[], string]>([
    [
      'a synchronous one before one with less lag',
      [replica('a', {}, lag(0, 0)), replica('b', { synchronous: true }, lag(9, 9))],
      'b',
    ],
    [
      'the least lag in seconds before the least in bytes',
      [replica('a', {}, lag(2, 1)), replica('b', {}, lag(1, 9))],
      'b',
    ],
    ['a measured lag before an unknown one', [replica('a'), replica('b', {}, lag(9, 9))], 'b'],
    ['then the least lag in bytes', [replica('a', {}, lag(1, 9)), replica('b', {}, lag(1, 8))], 'b'],
    ['then the most cores', [replica('a', {}, lag(1, 9)), replica('b', { cpuCores: 32 }, lag(1, 9))], 'b'],
    ['then the first id', [replica('b', {}, lag(1, 9)), replica('a', {}, lag(1, 9))], 'a'],
  ])('%s', (_, nodes, promoted) => {
    expect(failover(nodes).promoted).toBe(promoted);
  });
});

describe('postgresFailover', () => {
  it('adds up outage, backlog and drain; the slowest of several control planes drains last', () => {
    const outcome = failover([replica('a', {}, lag(4, 700))], {}, [
      plane('cp1'),
      plane('cp2', { reconcileWorkers: 20, reconcileQueueDepth: 0 }),
      plane('elsewhere', { postgres: null }),
    ]);
    // 700 ÷ 100 = 7; 30 + 7 + 8 = 45. Backlogs 10 + 30 × 45 = 1360 and 1350; drains 1360 ÷ 50 and 1350 ÷ 10.
    expect(outcome).toMatchObject({
      replaySeconds: 7,
      outageSeconds: 45,
      dataLossSeconds: 4,
      dataLossBytes: 700,
      backlog: 2710,
      drainSeconds: 135,
      reconnectingClients: 200,
      connectionLimit: 480,
      verdicts: { rto: 'ok', rpo: 'ok', connections: 'ok', cpu: 'ok', converge: 'breach' },
    });
  });
  it('gives the only replica the load of both, and spreads its own over the others where there are some', () => {
    expect(failover([replica('a')]).newPrimary).toEqual({
      cpuUtilization: 8 / 16,
      iopsUtilization: 15_000 / 40_000,
      connectionUtilization: 300 / 480,
    });
    expect(failover([replica('a'), replica('b')]).newPrimary).toEqual({
      cpuUtilization: 6 / 16,
      iopsUtilization: 9000 / 40_000,
      connectionUtilization: 240 / 480,
    });
  });
  it('takes the lag in bytes from its seconds and the WAL rate, and loses nothing from a synchronous replica', () => {
    const outcome = failover([replica('a', { synchronous: true }, lag(4))]);
    expect(outcome).toMatchObject({
      replaySeconds: 2,
      outageSeconds: 40,
      dataLossSeconds: 0,
      dataLossBytes: 0,
    });
    expect(failover([replica('a')])).toMatchObject({
      replaySeconds: null,
      outageSeconds: null,
      verdicts: { rto: 'not-measured', rpo: 'not-measured' },
    });
  });
  it('never converges where arrivals reach the capacity', () => {
    const outcome = failover([replica('a', {}, lag(0, 0))], {}, [plane('cp', { reconcileWorkers: 15 })]);
    expect(outcome).toMatchObject({ backlog: 1150, drainSeconds: null, verdicts: { converge: 'breach' } });
  });
  it('misses the targets of a limit that leaves nothing, whatever the load', () => {
    const full = replica('a', { cpuCores: 0, maxConnections: 20 }, lag(0, 0));
    expect(failover([full], { clientPools: [] })).toMatchObject({
      connectionLimit: 0,
      newPrimary: { cpuUtilization: null, connectionUtilization: null },
      verdicts: { connections: 'breach', cpu: 'breach' },
    });
  });
  it('has nothing to promote without a replica', () => {
    expect(failover([])).toMatchObject({
      promoted: null,
      outageSeconds: null,
      verdicts: { rto: 'breach', rpo: 'breach' },
      remainingReplicas: 0,
    });
  });
});
