import { describe, expect, it } from 'vitest';
import type { Model } from '../model/document.ts';
import { parseModel } from '../model/parse-model.ts';
import { POLICY_DEFAULTS, type Policy } from '../model/policy.ts';
import { problemText } from '../model/problem.ts';
import { GIB } from '../units.ts';
import { assess } from './assess.ts';
import type { Constraint } from './constraint.ts';

function modelOf(document: object): Model {
  const parsed = parseModel({ schema: 'headroom.model/v1', asOf: '2026-03-31T00:00:00Z', ...document });
  if (!parsed.ok) throw new Error(parsed.problems.map(problemText).join('\n'));
  return parsed.value;
}

function constraint(
  document: object,
  id: string,
  policy: Partial<Policy> = {},
  history?: Parameters<typeof assess>[2],
): Constraint {
  const { constraints } = assess(modelOf(document), { ...POLICY_DEFAULTS, ...policy }, history);
  const found = constraints.find((entry) => entry.id === id);
  if (found === undefined)
    throw new Error(`no ${id} among ${constraints.map((entry) => entry.id).join(' ')}`);
  return found;
}

const host = (id: string, cluster: string, gib: number, more: object = {}) => ({
  id,
  cluster,
  memoryBytes: gib * GIB,
  ...more,
});
const place = { regions: [{ id: 'r' }], clusters: [{ id: 'a', region: 'r' }] };
const noOverhead = {
  memoryBytesPerVm: 0,
  cpuCoresPerVm: 0,
  fileDescriptorsPerVm: 0,
  processesPerVm: 0,
  source: 'measured',
};
const flavors = [{ id: 'f', vcpus: 4, memoryBytes: 10 * GIB }];
const onHost = (id: string, at: string, count: number) => ({ id, host: at, flavor: 'f', count });

const worked = {
  regions: [{ id: 'r' }],
  clusters: [
    { id: 'a', region: 'r' },
    { id: 'b', region: 'r' },
  ],
  hosts: [
    host('a1', 'a', 100),
    host('a2', 'a', 100),
    host('a3', 'a', 200),
    host('b1', 'b', 100),
    host('b2', 'b', 100),
  ],
  flavors,
  microvms: [onHost('x', 'a3', 15), onHost('y', 'b1', 6)],
  overhead: noOverhead,
};

describe('compute.memory', () => {
  it('gives the numbers of the worked example of MODEL section 17', () => {
    expect(constraint(worked, 'compute.memory@region:r')).toMatchObject({
      capacity: 600 * GIB,
      reserve: 300 * GIB,
      available: 300 * GIB,
      demand: 210 * GIB,
      utilization: 0.7,
      headroom: 0.3,
      margin: 30 * GIB,
      verdict: 'ok',
      target: { on: 'headroom', op: '>=', value: 0.2 },
      basis: 'reserved',
    });
  });

  it('takes headroom of exactly the target for met, and one byte less for missed', () => {
    const tight = { ...worked, microvms: [onHost('x', 'a3', 18), onHost('y', 'b1', 6)] };
    expect(constraint(tight, 'compute.memory@region:r')).toMatchObject({
      headroom: 0.2,
      verdict: 'ok',
      margin: 0,
    });
    const over = { ...tight, overhead: { ...noOverhead, memoryBytesPerVm: 1 } };
    const missed = constraint(over, 'compute.memory@region:r');
    expect(missed.verdict).toBe('breach');
    expect(missed.margin).toBe(-24);
  });

  it('reserves per cluster, k = losses plus maintenance, and everything once k reaches the hosts', () => {
    const id = 'compute.memory@region:r';
    expect(constraint(worked, id, { hostLossesPerCluster: 0 }).reserve).toBe(0);
    expect(constraint(worked, id, { maintenanceHostsPerCluster: 1 }).reserve).toBe((300 + 200) * GIB);
    expect(constraint(worked, id, { hostLossesPerCluster: 9 }).reserve).toBe(600 * GIB);
    expect(constraint(worked, id, { hostLossesPerCluster: 9 })).toMatchObject({
      available: 0,
      utilization: null,
      headroom: null,
      verdict: 'breach',
      margin: -210 * GIB,
    });
  });

  it('reserves the largest failure domain, or the larger of both, as the policy says', () => {
    const racked = {
      ...place,
      hosts: [
        host('a1', 'a', 100, { failureDomain: 'x' }),
        host('a2', 'a', 100, { failureDomain: 'x' }),
        host('a3', 'a', 150),
        host('a4', 'a', 150),
      ],
    };
    const id = 'compute.memory@cluster:a';
    expect(constraint(racked, id).reserve).toBe(150 * GIB);
    expect(constraint(racked, id, { reserveBasis: 'failureDomain' }).reserve).toBe(200 * GIB);
    expect(constraint(racked, id, { reserveBasis: 'max' }).reserve).toBe(200 * GIB);
    expect(constraint(racked, id, { reserveBasis: 'max', hostLossesPerCluster: 2 }).reserve).toBe(300 * GIB);
  });

  it('takes system reserve off the capacity and off the use, which is never negative', () => {
    const hosts = [
      host('a1', 'a', 100, { systemReservedMemoryBytes: 4 * GIB, used: { memoryBytes: 50 * GIB } }),
      host('a2', 'a', 100, { systemReservedMemoryBytes: 4 * GIB, used: { memoryBytes: 3 * GIB } }),
    ];
    expect(
      constraint({ ...place, hosts }, 'compute.memory@cluster:a', { memoryBasis: 'used' }),
    ).toMatchObject({
      capacity: 192 * GIB,
      used: 46 * GIB,
      demand: 46 * GIB,
    });
  });

  it.each(['cordoned', 'draining', 'down'])(
    'takes no capacity from a %s host and keeps its microVMs as demand',
    (state) => {
      const hosts = [host('a1', 'a', 100, { state }), host('a2', 'a', 100), host('a3', 'a', 100)];
      const found = constraint(
        { ...worked, ...place, hosts, microvms: [onHost('x', 'a1', 5)] },
        'compute.memory@cluster:a',
      );
      expect(found).toMatchObject({ capacity: 200 * GIB, reserve: 100 * GIB, demand: 50 * GIB });
    },
  );

  it('counts pending microVMs of the cluster', () => {
    const microvms = [{ id: 'x', cluster: 'a', flavor: 'f', count: 3 }];
    expect(constraint({ ...worked, microvms }, 'compute.memory@cluster:a').demand).toBe(30 * GIB);
  });

  it('ignores what a down host was measured to use, and keeps what its lost microVMs carry', () => {
    const hosts = [
      host('a1', 'a', 100, { used: { memoryBytes: 20 * GIB } }),
      host('a2', 'a', 100, { state: 'down', used: { memoryBytes: 70 * GIB } }),
    ];
    const model = modelOf({ ...worked, ...place, hosts, microvms: [onHost('x', 'a2', 5)] });
    const used = (of: Model) =>
      assess(of, POLICY_DEFAULTS).constraints.find(({ id }) => id === 'compute.memory@cluster:a')?.used;
    expect(used(model)).toBe(20 * GIB);
    const carried = { memoryBytes: 7 * GIB, cpuCores: null, iops: null, diskThroughputBytesPerSecond: null };
    const lost = { ...model, microvms: model.microvms.map((row) => ({ ...row, carried })) };
    expect(used(lost)).toBe(27 * GIB);
    const onRunning = {
      ...lost,
      hosts: lost.hosts.map((entry) => ({ ...entry, state: 'schedulable' as const })),
    };
    expect(used(onRunning)).toBe(90 * GIB);
  });

  it('does not know Σ used as soon as one host not down lacks it', () => {
    const hosts = [host('a1', 'a', 100, { used: { memoryBytes: GIB } }), host('a2', 'a', 100)];
    expect(
      constraint({ ...place, hosts }, 'compute.memory@cluster:a', { memoryBasis: 'used' }),
    ).toMatchObject({ used: null, demand: null, verdict: 'not-measured' });
    const oneDown = [hosts[0], host('a2', 'a', 100, { state: 'down' })];
    expect(
      constraint({ ...place, hosts: oneDown }, 'compute.memory@cluster:a', { memoryBasis: 'used' }).used,
    ).toBe(GIB);
  });

  it('with basis max takes the larger, and a lone known side as a lower bound that can only miss', () => {
    const id = 'compute.memory@cluster:a';
    const small = [
      host('a1', 'a', 100, { used: { memoryBytes: 70 * GIB } }),
      host('a2', 'a', 100, { used: { memoryBytes: 0 } }),
    ];
    const both = { ...worked, ...place, hosts: small, microvms: [onHost('x', 'a1', 5)] };
    expect(constraint(both, id, { memoryBasis: 'max' })).toMatchObject({ demand: 70 * GIB, verdict: 'ok' });
    const unknown = { ...both, hosts: [host('a1', 'a', 100), host('a2', 'a', 100)] };
    expect(constraint(unknown, id, { memoryBasis: 'max' })).toMatchObject({
      demand: 50 * GIB,
      verdict: 'not-measured',
      margin: null,
    });
    const full = { ...unknown, microvms: [onHost('x', 'a1', 9)] };
    expect(constraint(full, id, { memoryBasis: 'max' })).toMatchObject({
      demand: 90 * GIB,
      verdict: 'breach',
      margin: -10 * GIB,
    });
  });

  it('takes a missing overhead for unknown, not for zero: reserved is a lower bound', () => {
    const { overhead: _, ...without } = worked;
    expect(constraint(without, 'compute.memory@region:r')).toMatchObject({
      demand: 210 * GIB,
      verdict: 'not-measured',
    });
    expect(constraint({ ...without, microvms: [] }, 'compute.memory@region:r')).toMatchObject({
      demand: 0,
      verdict: 'ok',
    });
    const full = { ...without, microvms: [onHost('x', 'a3', 25)] };
    expect(constraint(full, 'compute.memory@region:r').verdict).toBe('breach');
  });

  it('does not know a capacity of which one schedulable host is not measured', () => {
    const hosts = [host('a1', 'a', 100), { id: 'a2', cluster: 'a' }];
    expect(constraint({ ...place, hosts }, 'compute.memory@cluster:a')).toMatchObject({
      capacity: null,
      reserve: null,
      verdict: 'not-measured',
    });
    const cordoned = [hosts[0], { id: 'a2', cluster: 'a', state: 'cordoned' }];
    expect(constraint({ ...place, hosts: cordoned }, 'compute.memory@cluster:a').capacity).toBe(100 * GIB);
  });

  it('is ok with nothing available and nothing demanded', () => {
    expect(constraint(place, 'compute.memory@cluster:a')).toMatchObject({
      available: 0,
      demand: 0,
      utilization: null,
      headroom: null,
      verdict: 'ok',
    });
  });
});

describe('compute.cpu and the rest of a host', () => {
  const hosts = [
    host('a1', 'a', 100, {
      cpuCores: 16,
      iops: 1000,
      fileDescriptors: 100,
      used: { cpuCores: 6, iops: 300, fileDescriptors: 80 },
    }),
    host('a2', 'a', 100, {
      cpuCores: 16,
      iops: 1000,
      fileDescriptors: 100,
      used: { cpuCores: 4, fileDescriptors: 10 },
    }),
  ];
  const fleet = {
    ...place,
    hosts,
    flavors: [{ id: 'f', vcpus: 4, memoryBytes: GIB, iops: 50 }],
    microvms: [onHost('x', 'a1', 8)],
    overhead: { cpuCoresPerVm: 0.5, memoryBytesPerVm: 0, fileDescriptorsPerVm: 5 },
  };

  it('counts used cores where they are measured, with reserved beside them', () => {
    expect(constraint(fleet, 'compute.cpu@cluster:a')).toMatchObject({
      capacity: 32,
      reserve: 16,
      used: 10,
      reserved: 12,
      demand: 10,
      basis: 'used',
      margin: 2,
    });
  });

  it('prefers the p95 daily peak of the scope’s history', () => {
    const history = {
      latestDailyPeak: (metric: string, scope: string) =>
        metric === 'cpu_used_cores' && scope === 'cluster:a' ? { day: '2026-03-29', peak: 13.5 } : null,
    };
    expect(constraint(fleet, 'compute.cpu@cluster:a', {}, history)).toMatchObject({
      used: 13.5,
      demand: 13.5,
      basis: 'used p95 peak',
      verdict: 'breach',
    });
    expect(constraint(fleet, 'compute.cpu@region:r', {}, history)).toMatchObject({
      demand: 10,
      basis: 'used',
    });
  });

  it('falls back to reserved cores and says so', () => {
    const unmeasured = { ...fleet, hosts: hosts.map((entry) => ({ ...entry, used: null })) };
    const found = constraint(unmeasured, 'compute.cpu@cluster:a', { cpuOvercommit: 2 });
    expect(found).toMatchObject({ used: null, reserved: 8 * 2.5, demand: 20, basis: 'reserved' });
    expect(found.notes).toEqual(['used is not measured: demand is what is reserved']);
  });

  it('has no target on IOPS until the policy sets one', () => {
    expect(constraint(fleet, 'compute.iops@cluster:a')).toMatchObject({
      demand: 400,
      used: null,
      basis: 'reserved',
      verdict: 'no-target',
      target: null,
    });
    expect(constraint(fleet, 'compute.iops@cluster:a', { iopsHeadroomMinRatio: 0.7 })).toMatchObject({
      verdict: 'breach',
      headroom: 0.6,
    });
  });

  it('counts reserved descriptors and shows the used ones beside them', () => {
    expect(constraint(fleet, 'compute.fileDescriptors@cluster:a')).toMatchObject({
      demand: 40,
      reserved: 40,
      used: 90,
      verdict: 'no-target',
    });
    expect(constraint(fleet, 'compute.processes@cluster:a').verdict).toBe('not-measured');
  });

  it('judges the OS disk of every host that is not down', () => {
    const disks = [
      host('a1', 'a', 1, { osDiskBytes: 1000, used: { osDiskBytes: 700 } }),
      host('a2', 'a', 1, { osDiskBytes: 1000, used: { osDiskBytes: 701 } }),
      host('a3', 'a', 1, { osDiskBytes: 1000 }),
      host('a4', 'a', 1, { osDiskBytes: 1000, state: 'down', used: { osDiskBytes: 999 } }),
    ];
    const all = assess(modelOf({ ...place, hosts: disks }), POLICY_DEFAULTS).constraints;
    expect(
      all.filter(({ resource }) => resource === 'osDisk').map(({ scope, verdict }) => [scope, verdict]),
    ).toEqual([
      ['host:a1', 'ok'],
      ['host:a2', 'breach'],
      ['host:a3', 'not-measured'],
    ]);
  });
});

describe('compute.fit', () => {
  it('is (n − 1) × ⌊usable ÷ size⌋ for one shape on equal hosts, less what already stands', () => {
    const hosts = ['a1', 'a2', 'a3', 'a4'].map((id) => host(id, 'a', 65));
    const empty = { ...worked, ...place, hosts, microvms: [] };
    expect(constraint(empty, 'compute.fit@cluster:a')).toMatchObject({
      margin: 3 * 6,
      beside: { 'flavor:f': 18, unallocatableMemoryBytes: 4 * 5 * GIB },
    });
    const some = { ...empty, microvms: [onHost('x', 'a1', 4), onHost('y', 'a2', 3)] };
    expect(constraint(some, 'compute.fit@cluster:a').beside?.['flavor:f']).toBe(18 - 7);
    expect(constraint(some, 'compute.fit@cluster:a', { hostLossesPerCluster: 2 }).beside?.['flavor:f']).toBe(
      12 - 7,
    );
  });

  it('never claims more than the summed headroom of any resource', () => {
    const hosts = ['a1', 'a2'].map((id) => host(id, 'a', 100, { cpuCores: 4 }));
    const fleet = { ...worked, ...place, hosts, microvms: [] };
    expect(constraint(fleet, 'compute.fit@cluster:a').beside?.['flavor:f']).toBe(4);
    expect(constraint(fleet, 'compute.fit@cluster:a', { cpuOvercommit: 1 }).beside?.['flavor:f']).toBe(1);
  });

  it('counts the last one of cores that are no whole numbers', () => {
    const overhead = { ...worked.overhead, cpuCoresPerVm: 0.02 };
    const need = 1 / 3 + 0.02;
    const hosts = [host('a1', 'a', 1000, { cpuCores: 15 * need })];
    const fleet = {
      ...worked,
      ...place,
      overhead,
      flavors: [{ id: 'f', memoryBytes: GIB, vcpus: 1 }],
      hosts,
      microvms: [onHost('x', 'a1', 1)],
    };
    const policy = { cpuOvercommit: 3, hostLossesPerCluster: 0 };
    expect(constraint(fleet, 'compute.fit@cluster:a', policy).beside?.['flavor:f']).toBe(14);
  });

  it('is 0, not negative, where N+1 is already missed, and unknown for a flavor of unknown size', () => {
    const hosts = [host('a1', 'a', 100), host('a2', 'a', 100)];
    const fleet = {
      ...worked,
      ...place,
      hosts,
      flavors: [...flavors, { id: 'g' }],
      microvms: [onHost('x', 'a1', 10), onHost('y', 'a2', 5)],
    };
    expect(constraint(fleet, 'compute.fit@cluster:a').beside).toMatchObject({
      'flavor:f': 0,
      'flavor:g': null,
    });
  });
});

describe('assess', () => {
  it('summarises total, reserve, reserved and used of every region', () => {
    const [region] = assess(modelOf(worked), POLICY_DEFAULTS).regions;
    expect(region).toEqual({
      region: 'r',
      memory: {
        total: 600 * GIB,
        reserve: 300 * GIB,
        available: 300 * GIB,
        reserved: 210 * GIB,
        used: null,
        targetHeadroom: 0.2,
      },
      cpu: { total: null, reserve: null, available: null, reserved: 21, used: null, targetHeadroom: 0.25 },
    });
  });

  it('has compute constraints only where there are clusters, and edge ones only where there are edge nodes', () => {
    const { constraints } = assess(
      modelOf({ regions: [{ id: 'r' }, { id: 'q' }], edgeNodes: [{ id: 'e', region: 'q' }] }),
      POLICY_DEFAULTS,
    );
    expect(new Set(constraints.map(({ domain, scope }) => `${domain} ${scope}`))).toEqual(
      new Set(['edge region:q']),
    );
  });
});
