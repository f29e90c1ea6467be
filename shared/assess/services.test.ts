import { describe, expect, it } from 'vitest';
import { parseModel } from '../model/parse-model.ts';
import { POLICY_DEFAULTS, type Policy } from '../model/policy.ts';
import { problemText } from '../model/problem.ts';
import { GIB } from '../units.ts';
import type { ClusterSurvival } from '../placement/outcome.ts';
import { assess } from './assess.ts';
import type { Constraint } from './constraint.ts';
import type { SurvivalOf } from './row.ts';

function constraint(
  document: object,
  id: string,
  policy: Partial<Policy> = {},
  survival: SurvivalOf | null = null,
): Constraint {
  const parsed = parseModel({
    schema: 'headroom.model/v1',
    asOf: '2026-03-31T00:00:00Z',
    regions: [{ id: 'r' }],
    ...document,
  });
  if (!parsed.ok) throw new Error(parsed.problems.map(problemText).join('\n'));
  const { constraints } = assess(parsed.value, { ...POLICY_DEFAULTS, ...policy }, null, survival);
  const found = constraints.find((entry) => entry.id === id);
  if (found === undefined)
    throw new Error(`no ${id} among ${constraints.map((entry) => entry.id).join(' ')}`);
  return found;
}

const edge = (id: string, connections: number, maxConnections: number, more: object = {}) => ({
  id,
  region: 'r',
  maxConnections,
  memoryBytes: 10 * GIB,
  baseMemoryBytes: 2 * GIB,
  memoryBytesPerConnection: GIB / 1000,
  packetsPerSecond: 1000,
  throughputBytesPerSecond: 1000,
  listenerPorts: 100,
  ...more,
  used: {
    connections,
    packetsPerSecond: 10,
    throughputBytesPerSecond: 10,
    listenerPorts: 20,
    ...(more as { used?: object }).used,
  },
});

describe('edge', () => {
  const nodes = [
    edge('e1', 400, 1000),
    edge('e2', 600, 2000),
    edge('e3', 500, 1000),
    edge('e4', 900, 5000, { state: 'down' }),
  ];

  it('sums the nodes in service and reserves the largest of each resource', () => {
    expect(constraint({ edgeNodes: nodes }, 'edge.connections@region:r')).toMatchObject({
      capacity: 4000,
      reserve: 2000,
      demand: 1500,
      utilization: 0.75,
      verdict: 'breach',
      margin: 0.7 * 2000 - 1500,
    });
    expect(
      constraint({ edgeNodes: nodes }, 'edge.connections@region:r', { edgeLossesPerRegion: 3 }),
    ).toMatchObject({ available: 0, utilization: null, verdict: 'breach' });
  });

  it('takes memory as what the base leaves free against connections × memory each', () => {
    expect(constraint({ edgeNodes: nodes }, 'edge.memory@region:r')).toMatchObject({
      capacity: 24 * GIB,
      reserve: 8 * GIB,
      demand: 1500 * (GIB / 1000),
    });
  });

  it('judges listeners by the fullest node, without reserve', () => {
    const full = [...nodes, edge('e5', 1, 1, { used: { listenerPorts: 71 } })];
    expect(constraint({ edgeNodes: full }, 'edge.listeners@region:r')).toMatchObject({
      demand: 0.71,
      utilization: 0.71,
      reserve: 0,
      verdict: 'breach',
    });
    expect(constraint({ edgeNodes: nodes }, 'edge.listeners@region:r')).toMatchObject({
      demand: 0.2,
      margin: 0.7 - 0.2,
      verdict: 'ok',
    });
    const noPorts = [edge('e5', 1, 1, { listenerPorts: 0 })];
    expect(constraint({ edgeNodes: noPorts }, 'edge.listeners@region:r').verdict).toBe('breach');
    const unmeasured = edge('e6', 1, 1, { listenerPorts: undefined });
    expect(constraint({ edgeNodes: [...full, unmeasured] }, 'edge.listeners@region:r').verdict).toBe(
      'breach',
    );
    expect(constraint({ edgeNodes: [...nodes, unmeasured] }, 'edge.listeners@region:r').verdict).toBe(
      'not-measured',
    );
  });

  it('shows connect success of the worst node and the sum of resets, without a target', () => {
    const shown = [
      edge('e1', 1, 1, { used: { connectSuccessRatio: 0.99, resetsPerSecond: 2 } }),
      edge('e2', 1, 1, { used: { connectSuccessRatio: 0.9, resetsPerSecond: 3 } }),
    ];
    expect(constraint({ edgeNodes: shown }, 'edge.connectSuccess@region:r')).toMatchObject({
      demand: 0.9,
      verdict: 'no-target',
    });
    expect(constraint({ edgeNodes: shown }, 'edge.resets@region:r')).toMatchObject({
      demand: 5,
      verdict: 'no-target',
    });
    expect(constraint({ edgeNodes: nodes }, 'edge.resets@region:r').verdict).toBe('not-measured');
  });

  it('finds the worst survivor after the worst loss', () => {
    // Losing e2 (600) leaves 300 more on e1 and e3 each: e3 has (500 + 300) / 1000 connections, memory (2 + 0.8) / 10.
    expect(constraint({ edgeNodes: nodes }, 'edge.survival@region:r')).toMatchObject({
      utilization: 0.8,
      verdict: 'breach',
      beside: { worstLoss: 'e2', survivor: 'e3', resource: 'connections' },
    });
    // In proportion to maxConnections, losing e2 is still worst: e3 takes half of 600.
    expect(
      constraint({ edgeNodes: nodes }, 'edge.survival@region:r', { edgeRebalance: 'by-capacity' })
        .utilization,
    ).toBe(0.8);
    expect(
      constraint({ edgeNodes: nodes }, 'edge.survival@region:r', { edgeLossesPerRegion: 0 }),
    ).toMatchObject({ utilization: 0.5, verdict: 'ok' });
  });

  it('is a breach without a survivor', () => {
    expect(
      constraint({ edgeNodes: nodes }, 'edge.survival@region:r', { edgeLossesPerRegion: 3 }),
    ).toMatchObject({ verdict: 'breach', utilization: null });
    expect(
      constraint({ edgeNodes: [edge('e', 0, 1, { state: 'down' })] }, 'edge.survival@region:r').verdict,
    ).toBe('breach');
  });

  it('takes what is measured as a lower bound where something is missing', () => {
    const partly = [edge('e1', 100, 1000, { packetsPerSecond: null }), edge('e2', 100, 1000)];
    expect(constraint({ edgeNodes: partly }, 'edge.survival@region:r')).toMatchObject({
      verdict: 'not-measured',
      notes: ['not measured on every node: packets'],
    });
    const full = [edge('e1', 400, 1000, { packetsPerSecond: null }), edge('e2', 400, 1000)];
    expect(constraint({ edgeNodes: full }, 'edge.survival@region:r').verdict).toBe('breach');
  });
});

describe('control plane', () => {
  const node = (id: string, role: string, used: object, more: object = {}) => ({
    id,
    role,
    cpuCores: 16,
    iops: 40_000,
    maxConnections: 500,
    reservedConnections: 13,
    ...more,
    used,
  });
  const postgres = [
    {
      id: 'pg',
      nodes: [
        node('p', 'primary', { cpuCores: 9.6, iops: 9000, connections: 390, slowQueriesPerSecond: 0.4 }),
        node('q', 'replica', { replicationLagSeconds: 0.8 }),
        node('s', 'replica', { replicationLagSeconds: 5 }),
      ],
    },
  ];

  it('judges the primary’s CPU and connections, and shows its IOPS', () => {
    expect(constraint({ postgres }, 'controlPlane.postgresCpu@postgres:pg')).toMatchObject({
      capacity: 16,
      demand: 9.6,
      utilization: 0.6,
      verdict: 'ok',
      margin: 0,
    });
    expect(constraint({ postgres }, 'controlPlane.postgresConnections@postgres:pg')).toMatchObject({
      capacity: 487,
      demand: 390,
      verdict: 'breach',
    });
    expect(constraint({ postgres }, 'controlPlane.postgresIops@postgres:pg')).toMatchObject({
      utilization: 0.225,
      verdict: 'no-target',
    });
    expect(constraint({ postgres }, 'controlPlane.slowQueries@postgres:pg')).toMatchObject({
      demand: 0.4,
      verdict: 'no-target',
    });
  });

  it('judges the largest replica lag: one unknown replica hides no breach of another, and lets nothing hold', () => {
    const lagging = (...seconds: readonly (number | undefined)[]) => [
      {
        id: 'pg',
        nodes: [
          node('p', 'primary', {}),
          ...seconds.map((lag, at) => node(`r${at}`, 'replica', { replicationLagSeconds: lag })),
        ],
      },
    ];
    const lagRow = (...seconds: readonly (number | undefined)[]) =>
      constraint({ postgres: lagging(...seconds) }, 'controlPlane.replicationLag@postgres:pg');
    expect(lagRow(8, undefined)).toMatchObject({
      verdict: 'breach',
      demand: 8,
      notes: ['1 of 2 not measured: the largest of the others is a lower bound'],
    });
    expect(lagRow(2, undefined)).toMatchObject({ verdict: 'not-measured', demand: 2 });
    expect(lagRow(undefined, undefined)).toMatchObject({ verdict: 'not-measured', demand: null });
  });

  it('judges the largest replica lag, and measures nothing without a replica', () => {
    expect(constraint({ postgres }, 'controlPlane.replicationLag@postgres:pg')).toMatchObject({
      demand: 5,
      verdict: 'ok',
      margin: 0,
    });
    expect(
      constraint({ postgres }, 'controlPlane.replicationLag@postgres:pg', { replicationLagMaxSeconds: 4 })
        .verdict,
    ).toBe('breach');
    const alone = [{ id: 'pg', nodes: [node('p', 'primary', {})] }];
    expect(constraint({ postgres: alone }, 'controlPlane.replicationLag@postgres:pg').verdict).toBe(
      'not-measured',
    );
    expect(constraint({ postgres: [{ id: 'pg' }] }, 'controlPlane.postgresCpu@postgres:pg')).toMatchObject({
      verdict: 'not-measured',
      notes: ['no primary'],
    });
  });

  const plane = {
    id: 'cp',
    apiConcurrencyLimit: 400,
    apiRequestsPerSecond: 2800,
    apiMeanLatencySeconds: 0.1,
    reconcileWorkers: 32,
    reconcileServiceSeconds: 0.4,
    reconcileArrivalsPerSecond: 30,
    reconcileQueueDepth: 100,
    timeToConvergeSloSeconds: 2,
    timeToConvergeSecondsP95: 38,
  };
  const id = 'controlPlane.reconcile@controlPlane:cp';

  it('takes API concurrency by Little’s law, a tie in decimals for a tie', () => {
    expect(
      constraint({ controlPlanes: [plane] }, 'controlPlane.apiConcurrency@controlPlane:cp'),
    ).toMatchObject({ demand: 280, utilization: 0.7, verdict: 'ok' });
    // 1.1 × 0.1 is 0.11000000000000001 in floating point.
    const decimal = { ...plane, apiConcurrencyLimit: 0.11, apiRequestsPerSecond: 1.1 };
    expect(
      constraint({ controlPlanes: [decimal] }, 'controlPlane.apiConcurrency@controlPlane:cp', {
        apiConcurrencyMaxRatio: 1,
      }).verdict,
    ).toBe('ok');
  });

  it('judges the time to converge against the SLO, with waiting time and measured p95 beside it', () => {
    const found = constraint({ controlPlanes: [plane] }, id);
    expect(found).toMatchObject({ capacity: 80, demand: 30, verdict: 'ok', margin: 80 - 100 / 2 - 30 });
    expect(found.beside).toMatchObject({ timeToConvergeSeconds: 2, measuredTimeToConvergeSecondsP95: 38 });
    // Erlang C for 12 workers' worth of work on 32, computed with exact fractions elsewhere.
    expect(found.beside?.['waitingSeconds']).toBeCloseTo(2.5541376985131625e-8, 20);
    expect(constraint({ controlPlanes: [{ ...plane, reconcileQueueDepth: 101 }] }, id)).toMatchObject({
      verdict: 'breach',
      margin: -0.5,
    });
  });

  it('is a breach once arrivals reach the capacity, whatever else is unknown', () => {
    const flooded = {
      ...plane,
      reconcileArrivalsPerSecond: 80,
      reconcileQueueDepth: null,
      timeToConvergeSloSeconds: null,
    };
    expect(constraint({ controlPlanes: [flooded] }, id).verdict).toBe('breach');
  });

  it('has no verdict without depth and no target without SLO', () => {
    expect(constraint({ controlPlanes: [{ ...plane, reconcileQueueDepth: null }] }, id).verdict).toBe(
      'not-measured',
    );
    expect(constraint({ controlPlanes: [{ ...plane, timeToConvergeSloSeconds: null }] }, id).verdict).toBe(
      'no-target',
    );
  });
});

describe('storage', () => {
  const pool = {
    id: 's',
    backingBytes: 1000,
    snapshotBackingBytes: 1000,
    snapshotUsedBytes: 701,
    backupBackingBytes: 1000,
    backupUsedBytes: 800,
    backupUsedByKind: { volumes: 700, postgres: 100 },
    restoreBytesPerSecond: 10,
    restoreMeasuredAt: '2026-01-01',
    largestRestoreBytes: 36_000,
    rtoSeconds: 3600,
    rpoSeconds: 86_400,
    backupIntervalSeconds: 86_401,
    backupJobs: [
      { at: '2026-03-29T02:00:00Z', ok: true },
      { at: '2026-03-30T02:00:00Z', ok: true },
      { at: '2026-03-30T12:00:00Z', ok: false },
      { at: '2026-04-01T00:00:00Z', ok: true },
    ],
    volumes: [
      { id: 'v1', allocatedBytes: 900, usedBytes: 300 },
      { id: 'v2', allocatedBytes: 600, usedBytes: 300 },
    ],
  };
  const of = (name: string, more: object = {}, policy: Partial<Policy> = {}) =>
    constraint({ storagePools: [{ ...pool, ...more }] }, `storage.${name}@pool:s`, policy);

  it('judges snapshots, volumes and backups by what is used', () => {
    expect(of('snapshots')).toMatchObject({ utilization: 0.701, verdict: 'breach' });
    expect(of('volumes')).toMatchObject({
      used: 600,
      reserved: 1500,
      utilization: 0.6,
      verdict: 'ok',
      beside: { thinProvisioningRatio: 2.5 },
    });
    expect(of('backups')).toMatchObject({
      utilization: 0.8,
      verdict: 'ok',
      beside: { 'kind:postgres': 100, 'kind:volumes': 700 },
    });
    expect(of('volumes', { volumes: [...pool.volumes, { id: 'v3' }] })).toMatchObject({
      used: null,
      verdict: 'not-measured',
    });
  });

  it('counts calendar days since the restore drill', () => {
    expect(of('restoreTest')).toMatchObject({ demand: 89, margin: 1, verdict: 'ok', unit: 'days' });
    expect(of('restoreTest', { restoreMeasuredAt: '2025-12-31T23:59:59Z' })).toMatchObject({
      demand: 90,
      verdict: 'ok',
    });
    expect(of('restoreTest', { restoreMeasuredAt: '2025-12-30' }).verdict).toBe('breach');
    expect(of('restoreTest', { restoreMeasuredAt: null }).verdict).toBe('not-measured');
  });

  it('takes the age of the last good backup that has happened', () => {
    expect(of('backupJobs')).toMatchObject({
      demand: 22 * 3600,
      verdict: 'ok',
      beside: { jobs: 3, failedRatio: 1 / 3 },
    });
    expect(of('backupJobs', { rpoSeconds: 22 * 3600 - 1 }).verdict).toBe('breach');
    expect(of('backupJobs', { backupJobs: [{ at: '2026-03-30', ok: false }] })).toMatchObject({
      demand: null,
      verdict: 'breach',
    });
    expect(of('backupJobs', { backupJobs: [] }).verdict).toBe('not-measured');
    expect(of('backupJobs', { rpoSeconds: null }).verdict).toBe('no-target');
  });

  it('judges the restore time by the RTO and the backup interval by the RPO', () => {
    expect(of('restore')).toMatchObject({ capacity: 3600, demand: 3600, verdict: 'ok', margin: 0 });
    expect(of('restore', { largestRestoreBytes: 36_001 }).verdict).toBe('breach');
    expect(of('restore', { restoreBytesPerSecond: 0 })).toMatchObject({ demand: null, verdict: 'breach' });
    expect(of('rpo')).toMatchObject({ demand: 86_401, margin: -1, verdict: 'breach' });
  });
});

describe('overlay', () => {
  const fleet = {
    clusters: [{ id: 'a', region: 'r' }],
    hosts: [
      { id: 'h1', cluster: 'a' },
      { id: 'h2', cluster: 'a', state: 'down' },
      { id: 'h3', cluster: 'a' },
    ],
    edgeNodes: [{ id: 'e', region: 'r' }],
  };
  const of = (name: string, overlay: object) =>
    constraint({ ...fleet, overlays: [{ region: 'r', ...overlay }] }, `overlay.${name}@region:r`);

  it('counts every other host and edge node of a full mesh', () => {
    const mesh = { topology: 'full-mesh', maxPeersPerHost: 3, keepaliveSeconds: 25 };
    expect(of('peers', mesh)).toMatchObject({ capacity: 3, demand: 3, verdict: 'ok', margin: 0 });
    expect(of('peers', { ...mesh, maxPeersPerHost: 2 })).toMatchObject({ verdict: 'breach', margin: -1 });
    expect(of('peers', { ...mesh, topology: 'hub' }).verdict).toBe('not-measured');
    expect(of('handshakes', mesh)).toMatchObject({ demand: 3 / 120, verdict: 'no-target' });
    expect(of('keepalives', mesh)).toMatchObject({ demand: 3 / 25, verdict: 'no-target' });
    expect(of('keepalives', { ...mesh, keepaliveSeconds: 0 }).demand).toBe(0);
  });

  it('takes the p95 over the peers where they are given, else the overlay’s own figure', () => {
    const peers = [0.001, 0.03].map((dropRatio, i) => ({
      from: 'h1',
      to: i === 0 ? 'h2' : 'h3',
      dropRatio,
      handshakeAgeSeconds: i === 0 ? 100 : null,
    }));
    expect(of('loss', { packetLossRatio: 0.5, peers }).demand).toBeCloseTo(0.001 + 0.95 * 0.029, 15);
    expect(of('handshakeAge', { handshakeAgeSecondsP95: 500, peers })).toMatchObject({
      demand: 100,
      verdict: 'ok',
    });
    expect(of('loss', { packetLossRatio: 0.01 })).toMatchObject({ demand: 0.01, verdict: 'ok' });
    expect(of('handshakeAge', { handshakeAgeSecondsP95: 181 })).toMatchObject({
      verdict: 'breach',
      margin: -1,
    });
    expect(of('loss', {}).verdict).toBe('not-measured');
  });

  it('leaves 80 bytes of the path MTU to the tunnel', () => {
    expect(of('mtu', { mtuBytes: 1420, pathMtuBytes: 1500 })).toMatchObject({
      capacity: 1420,
      demand: 1420,
      verdict: 'ok',
    });
    expect(of('mtu', { mtuBytes: 1421, pathMtuBytes: 1500 }).verdict).toBe('breach');
  });
});

describe('compute.survival', () => {
  const fleet = { clusters: [{ id: 'a', region: 'r' }] };
  const survival = (
    counts: Partial<ClusterSurvival['counts']>,
    more: Partial<ClusterSurvival> = {},
  ): SurvivalOf => {
    const whole = { survives: 0, 'survives-repacked': 0, fails: 0, undecided: 0, ...counts };
    const tried = Object.values(whole).reduce((sum, n) => sum + n, 0);
    return () =>
      new Map([
        ['a', { cluster: 'a', losses: 1, tried, combinations: tried, counts: whole, worst: [], ...more }],
      ]);
  };
  const of = (provider: SurvivalOf) => constraint(fleet, 'compute.survival@cluster:a', {}, provider);

  it.each<[string, SurvivalOf, string, string | null]>([
    ['all survive', survival({ survives: 3 }), 'ok', 'survives'],
    ['one needs repacking', survival({ survives: 2, 'survives-repacked': 1 }), 'ok', 'survives-repacked'],
    ['one is undecided', survival({ survives: 2, undecided: 1 }), 'not-measured', 'undecided'],
    ['one fails, others undecided', survival({ fails: 1, undecided: 1 }), 'breach', 'fails'],
    ['only a sample was tried', survival({ survives: 2 }, { combinations: 9 }), 'not-measured', 'survives'],
    ['a sample with a failure', survival({ fails: 1 }, { combinations: 9 }), 'breach', 'fails'],
    ['nothing to lose', survival({}), 'not-measured', null],
    ['no loss asked for', survival({}, { losses: 0 }), 'ok', null],
    ['nothing computed', () => new Map(), 'not-measured', null],
  ])('with %s', (_, provider, verdict, outcome) => {
    const found = of(provider);
    expect([found.verdict, found.beside?.['outcome']]).toEqual([verdict, outcome]);
    expect(found.target).toEqual({ on: 'outcome', op: '=', value: 'survives' });
  });

  it('is not listed where nobody can compute it', () => {
    expect(() => constraint(fleet, 'compute.survival@cluster:a')).toThrow('no compute.survival');
  });
});
