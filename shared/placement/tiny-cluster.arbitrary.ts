import fc from 'fast-check';
import type { Flavor, Host, HostState, Microvm, Model } from '../model/document.ts';

/** A host of a test, in small whole units. A limit left out is not measured. */
export interface TestHost {
  readonly id: string;
  readonly memory: number;
  readonly cpu?: number;
  readonly iops?: number;
  readonly state?: HostState;
  readonly failureDomain?: string;
  readonly cluster?: string;
}

export interface TestVm {
  readonly id: string;
  readonly host: string | null;
  readonly memory: number;
  readonly cpu?: number;
  readonly iops?: number;
  readonly group?: string;
  readonly maxPerHost?: number;
  readonly count?: number;
  readonly cluster?: string;
}

const UNMEASURED = {
  cpuCores: null,
  memoryBytes: null,
  osDiskBytes: null,
  iops: null,
  diskThroughputBytesPerSecond: null,
  fileDescriptors: null,
  processes: null,
  packetLossRatio: null,
};

/** A model of test hosts and microVMs: overhead 0, one flavor per distinct size; use it with `cpuOvercommit` 1. */
export function testModel(hosts: readonly TestHost[], vms: readonly TestVm[]): Model {
  const flavors = new Map<string, Flavor>();
  const microvms = vms.map((vm): Microvm => {
    const flavor = `f${vm.memory}-${vm.cpu ?? 0}-${vm.iops ?? 0}`;
    flavors.set(flavor, {
      id: flavor,
      vcpus: vm.cpu ?? 0,
      memoryBytes: vm.memory,
      iops: vm.iops ?? 0,
      diskThroughputBytesPerSecond: null,
    });
    return {
      id: vm.id,
      host: vm.host,
      cluster: vm.cluster ?? hosts.find((host) => host.id === vm.host)?.cluster ?? 'c',
      flavor,
      customer: null,
      spreadGroup: vm.group ?? null,
      maxPerHost: vm.maxPerHost ?? 1,
      count: vm.count ?? 1,
    };
  });
  const clusters = [...new Set(['c', ...hosts.map((host) => host.cluster ?? 'c')])];
  return {
    schema: 'headroom.model/v1',
    name: 'test',
    asOf: '2026-01-01T00:00:00Z',
    regions: [{ id: 'r', name: null }],
    clusters: clusters.map((id) => ({ id, region: 'r' })),
    hosts: hosts.map((host): Host => ({
      ...UNMEASURED,
      id: host.id,
      cluster: host.cluster ?? 'c',
      failureDomain: host.failureDomain ?? null,
      state: host.state ?? 'schedulable',
      systemReservedMemoryBytes: 0,
      memoryBytes: host.memory,
      cpuCores: host.cpu ?? null,
      iops: host.iops ?? null,
      used: UNMEASURED,
    })),
    flavors: [...flavors.values()],
    microvms,
    edgeNodes: [],
    postgres: [],
    controlPlanes: [],
    storagePools: [],
    overlays: [],
    orders: [],
    overhead: null,
    skus: [],
  };
}

/** A tiny cluster as lists of hosts and microVMs; h0 is the one to lose. Microvms stand anywhere, also where they do not fit. */
export interface TinyCluster {
  readonly hosts: readonly TestHost[];
  readonly vms: readonly TestVm[];
}

/**
 * Clusters of 2–5 hosts (h0 is to be lost: at most 4 survivors) with at most 8 microVMs on each of the lost host and all
 * survivors together: one to three limited resources, hosts alike or not, spread groups of 1–3 per host, some cordoned.
 * Sizes are tuned so that all verdicts occur often.
 */
export const tinyCluster: fc.Arbitrary<TinyCluster> = fc
  .record({
    dimensions: fc.integer({ min: 1, max: 3 }),
    alike: fc.boolean(),
    grouped: fc.constantFrom(0, 0, 0.3, 0.8),
    survivors: fc.integer({ min: 1, max: 4 }),
    displaced: fc.integer({ min: 1, max: 8 }),
    residents: fc.integer({ min: 0, max: 8 }),
    tightness: fc.double({ min: 0.9, max: 1.4, noNaN: true }),
    largest: fc.integer({ min: 2, max: 9 }),
    seed: fc.integer({ min: 1, max: 2 ** 30 }),
    legal: fc.boolean(),
    odd: fc.boolean(),
  })
  .map(buildTiny);

interface TinyShape {
  readonly dimensions: number;
  readonly alike: boolean;
  readonly grouped: number;
  readonly survivors: number;
  readonly displaced: number;
  readonly residents: number;
  readonly tightness: number;
  readonly largest: number;
  readonly seed: number;
  readonly legal: boolean;
  readonly odd: boolean;
}

function buildTiny(shape: TinyShape): TinyCluster {
  let state = shape.seed;
  const below = (n: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor(((state >>> 8) / 2 ** 24) * n);
  };
  const sizes = Array.from({ length: 1 + below(4) }, () => [
    1 + below(shape.largest),
    1 + below(shape.largest),
    1 + below(shape.largest),
  ]);
  const limit = (): number[] => [0, 1, 2].map(() => 1 + below(shape.largest * 2));
  const maxOf = ['a', 'b'].map(() => 1 + below(3));
  const count = shape.displaced + shape.residents;
  const vms: (TestVm & { host: string })[] = Array.from({ length: count }, (_, i) => {
    const size = sizes[below(sizes.length)] ?? [1, 1, 1];
    const group = below(100) < shape.grouped * 100 ? below(2) : -1;
    return {
      id: `v${String(i).padStart(2, '0')}`,
      host: i < shape.displaced ? 'h0' : `h${1 + below(shape.survivors)}`,
      memory: size[0] ?? 1,
      ...(shape.dimensions > 1 ? { cpu: size[1] ?? 1 } : {}),
      ...(shape.dimensions > 2 ? { iops: size[2] ?? 1 } : {}),
      ...(group < 0
        ? {}
        : {
            group: 'ab'[group] ?? 'a',
            maxPerHost: shape.odd && below(4) === 0 ? 1 + below(3) : (maxOf[group] ?? 1),
          }),
    };
  });
  const total = (key: 'memory' | 'cpu' | 'iops'): number => vms.reduce((sum, vm) => sum + (vm[key] ?? 0), 0);
  const common = limit();
  const weights = Array.from({ length: shape.survivors }, () => (shape.alike ? common : limit()));
  const part = (key: 'memory' | 'cpu' | 'iops', r: number, h: number): number => {
    const sum = weights.reduce((all, weight) => all + (weight[r] ?? 1), 0);
    const share = ((weights[h]?.[r] ?? 1) / sum) * total(key) * shape.tightness;
    const here = vms.reduce((load, vm) => load + (vm.host === `h${h + 1}` ? (vm[key] ?? 0) : 0), 0);
    return Math.max(1, Math.round(share), shape.legal ? here : 0);
  };
  const hosts = weights.map((_, h): TestHost => ({
    id: `h${h + 1}`,
    memory: part('memory', 0, h),
    ...(shape.dimensions > 1 ? { cpu: part('cpu', 1, h) } : {}),
    ...(shape.dimensions > 2 ? { iops: part('iops', 2, h) } : {}),
    ...(shape.odd && below(6) === 0 ? { state: 'cordoned' as const } : {}),
  }));
  return { hosts: [{ id: 'h0', memory: 1000 }, ...hosts], vms };
}
