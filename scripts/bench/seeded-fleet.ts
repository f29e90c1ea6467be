import { GIB } from '../../shared/units.ts';
import type { Flavor, Host, HostUsed, Microvm, Model } from '../../shared/model/document.ts';
import { randomStream } from '../../shared/placement/random-stream.ts';

export interface FleetShape {
  readonly clusters: number;
  readonly hostsPerCluster: number;
  readonly microvmsPerHost: number;
  /** Memory filled on a host lies between these. */
  readonly fill: readonly [number, number];
  readonly seed: number;
}

const UNUSED: HostUsed = {
  cpuCores: null,
  memoryBytes: null,
  osDiskBytes: null,
  iops: null,
  diskThroughputBytesPerSecond: null,
  fileDescriptors: null,
  processes: null,
  packetLossRatio: null,
};

/** Sizes in GiB with their share of the microVMs, for about 100 on a host of 512 GiB. */
const FLAVORS: readonly (readonly [gib: number, vcpus: number, share: number])[] = [
  [0.5, 1, 0.16],
  [1, 1, 0.22],
  [2, 2, 0.26],
  [4, 2, 0.18],
  [8, 4, 0.11],
  [16, 8, 0.05],
  [32, 8, 0.015],
  [64, 16, 0.005],
];

const HOST_KINDS = [
  { gib: 512, cores: 64, iops: 400_000 },
  { gib: 384, cores: 48, iops: 300_000 },
  { gib: 768, cores: 96, iops: 500_000 },
];

/** Members of a spread group stand on this many neighbouring hosts, at most one on each. */
const GROUP_HOSTS = 8;
const GROUPED_SHARE = 0.3;

/** A fleet like real ones: three kinds of hosts, eight flavors, three in ten microVMs in spread groups, racks of 16. */
export function seededFleet(shape: FleetShape): Model {
  const next = randomStream(shape.seed);
  const hosts: Host[] = [];
  const microvms: Microvm[] = [];
  for (let c = 0; c < shape.clusters; c += 1) {
    for (let h = 0; h < shape.hostsPerCluster; h += 1) {
      const host = hostOf(c, h, next);
      hosts.push(host);
      fillHost(host, c, h, shape, next, microvms);
    }
  }
  return {
    schema: 'headroom.model/v1',
    name: 'seeded fleet',
    asOf: '2026-01-01T00:00:00Z',
    regions: [{ id: 'r', name: null }],
    clusters: Array.from({ length: shape.clusters }, (_, c) => ({ id: `c${c}`, region: 'r' })),
    hosts,
    flavors: FLAVORS.map(([gib, vcpus], i): Flavor => ({
      id: `f${i}`,
      vcpus,
      memoryBytes: gib * GIB,
      iops: 50 + 100 * vcpus,
      diskThroughputBytesPerSecond: null,
    })),
    microvms,
    edgeNodes: [],
    postgres: [],
    controlPlanes: [],
    storagePools: [],
    overlays: [],
    orders: [],
    overhead: {
      memoryBytesPerVm: 40 * 2 ** 20,
      cpuCoresPerVm: 0.02,
      fileDescriptorsPerVm: 60,
      processesPerVm: 4,
      source: 'assumed',
    },
    skus: [],
  };
}

function hostOf(c: number, h: number, next: () => number): Host {
  const kind = HOST_KINDS[next() < 0.6 ? 0 : next() < 0.5 ? 1 : 2] ?? { gib: 512, cores: 64, iops: 400_000 };
  return {
    id: `c${c}-h${String(h).padStart(5, '0')}`,
    cluster: `c${c}`,
    failureDomain: `c${c}-rack-${Math.floor(h / 16)}`,
    state: 'schedulable',
    cpuCores: kind.cores,
    memoryBytes: kind.gib * GIB,
    systemReservedMemoryBytes: 8 * GIB,
    osDiskBytes: null,
    iops: kind.iops,
    diskThroughputBytesPerSecond: null,
    fileDescriptors: 1_048_576,
    processes: 131_072,
    used: UNUSED,
  };
}

function fillHost(
  host: Host,
  c: number,
  h: number,
  shape: FleetShape,
  next: () => number,
  into: Microvm[],
): void {
  const [low, high] = shape.fill;
  const allocatable = (host.memoryBytes ?? 0) - host.systemReservedMemoryBytes;
  const count = Math.round((shape.microvmsPerHost * (host.memoryBytes ?? 0)) / (540 * GIB));
  const target = allocatable * (low + (high - low) * next());
  const sizes = sizesFor(count, target / GIB, next);
  sizes.forEach((flavor, slot) => {
    const grouped = next() < GROUPED_SHARE;
    into.push({
      id: `${host.id}-v${slot}`,
      host: host.id,
      cluster: host.cluster,
      flavor: `f${flavor}`,
      customer: `customer-${(h * 31 + slot) % 400}`,
      spreadGroup: grouped ? `g${c}-${Math.floor(h / GROUP_HOSTS)}-${slot}` : null,
      maxPerHost: 1,
      count: 1,
    });
  });
}

/** `count` flavors that add up to about `targetGib`: drawn by their shares, then shrunk or grown one step at a time. */
function sizesFor(count: number, targetGib: number, next: () => number): number[] {
  const sizes = Array.from({ length: count }, () => {
    let left = next();
    const at = FLAVORS.findIndex(([, , share]) => (left -= share) < 0);
    return at < 0 ? 1 : at;
  });
  const gibOf = (flavor: number): number => (FLAVORS[flavor]?.[0] ?? 0) + 0.04;
  let sum = sizes.reduce((total, flavor) => total + gibOf(flavor), 0);
  for (let n = 0; n < count * 20; n += 1) {
    const slot = Math.floor(next() * count);
    const flavor = sizes[slot] ?? 0;
    const step = sum > targetGib ? -1 : 1;
    const changed = Math.min(FLAVORS.length - 1, Math.max(0, flavor + step));
    const after = sum - gibOf(flavor) + gibOf(changed);
    if (Math.abs(after - targetGib) >= Math.abs(sum - targetGib)) continue;
    sizes[slot] = changed;
    sum = after;
  }
  return sizes;
}
