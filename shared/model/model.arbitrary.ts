import fc from 'fast-check';
import type { Flavor, Host, Microvm, Model } from './document.ts';
import { POLICY_DEFAULTS, type Policy } from './policy.ts';
import {
  controlPlaneArbitrary,
  edgeNodeArbitrary,
  ids,
  oneOf,
  overlayArbitrary,
  postgresArbitrary,
  ratio,
  skuArbitrary,
  storagePoolArbitrary,
  upTo,
  type Maker,
} from './services.arbitrary.ts';
import { GIB } from '../units.ts';

/**
 * Random small valid models for property tests (never imported by the app). Values are chosen to collide often: few
 * sizes, exact ties, missing measurements, hosts in every state, pending microVMs, several failure domains.
 */
export interface ModelOptions {
  /** Upper limits; defaults 2 regions, 3 clusters, 6 hosts, 4 flavors, 12 microVM rows. */
  readonly regions?: number;
  readonly clusters?: number;
  readonly hosts?: number;
  readonly flavors?: number;
  readonly microvms?: number;
  /** Every quantity measured, so that no result is `null` for want of an input. */
  readonly measured?: boolean;
  /** Only regions, clusters, hosts, flavors, microVMs and overhead. */
  readonly computeOnly?: boolean;
}

function hostArbitrary(id: string, clusters: readonly string[], maybe: Maker): fc.Arbitrary<Host> {
  return fc.record({
    id: fc.constant(id),
    cluster: fc.constantFrom(...clusters),
    failureDomain: fc.constantFrom(null, 'rack-1', 'rack-2'),
    state: fc.constantFrom('schedulable', 'schedulable', 'schedulable', 'cordoned', 'draining', 'down'),
    cpuCores: maybe(oneOf(4, 8, 16)),
    memoryBytes: maybe(oneOf(16, 32, 64).map((gib) => gib * GIB)),
    systemReservedMemoryBytes: oneOf(0, 1, 2).map((gib) => gib * GIB),
    osDiskBytes: maybe(oneOf(100e9, 200e9)),
    iops: maybe(oneOf(1000, 2000)),
    diskThroughputBytesPerSecond: maybe(oneOf(1e9, 2e9)),
    fileDescriptors: maybe(oneOf(1024, 4096)),
    processes: maybe(oneOf(512, 1024)),
    used: fc.record({
      cpuCores: maybe(upTo(160).map((tenths) => tenths / 10)),
      memoryBytes: maybe(upTo(64).map((gib) => gib * GIB)),
      osDiskBytes: maybe(upTo(200e9)),
      iops: maybe(upTo(2000)),
      diskThroughputBytesPerSecond: maybe(upTo(2e9)),
      fileDescriptors: maybe(upTo(4096)),
      processes: maybe(upTo(1024)),
      packetLossRatio: maybe(ratio),
    }),
  });
}

function flavorArbitrary(id: string, maybe: Maker): fc.Arbitrary<Flavor> {
  return fc.record({
    id: fc.constant(id),
    vcpus: maybe(oneOf(1, 2, 4)),
    memoryBytes: maybe(oneOf(1, 2, 4, 7).map((gib) => gib * GIB)),
    iops: maybe(oneOf(50, 100)),
    diskThroughputBytesPerSecond: maybe(oneOf(1e6, 5e6)),
  });
}

function microvmArbitrary(
  id: string,
  hosts: readonly Host[],
  clusters: readonly string[],
  flavors: readonly string[],
): fc.Arbitrary<Microvm> {
  return fc
    .record({
      host: fc.constantFrom(null, ...hosts),
      cluster: fc.constantFrom(...clusters),
      flavor: fc.constantFrom(...flavors),
      customer: fc.constantFrom(null, 'acme', 'globex'),
      spreadGroup: fc.constantFrom(null, null, 'web', 'db'),
      maxPerHost: fc.integer({ min: 1, max: 3 }),
      count: fc.integer({ min: 1, max: 4 }),
    })
    .map(({ host, cluster, count, ...row }) => ({
      id,
      host: host?.id ?? null,
      cluster: host?.cluster ?? cluster,
      ...row,
      count: host !== null && row.spreadGroup !== null ? Math.min(count, row.maxPerHost) : count,
    }));
}

const overheadArbitrary = (maybe: Maker) =>
  fc.record({
    memoryBytesPerVm: maybe(oneOf(0, 41_943_040)),
    cpuCoresPerVm: maybe(oneOf(0, 0.02)),
    fileDescriptorsPerVm: maybe(oneOf(0, 60)),
    processesPerVm: maybe(oneOf(0, 4)),
    source: fc.constantFrom(null, 'measured' as const, 'assumed' as const, 'vendor' as const),
  });

/** A list with one arbitrary per id, as a typed array. */
function each<T>(
  names: readonly string[],
  make: (name: string) => fc.Arbitrary<T>,
): fc.Arbitrary<readonly T[]> {
  return fc.tuple(...names.map(make));
}

/** A random valid model, in the parsed form of `Model`. */
export function modelArbitrary(options: ModelOptions = {}): fc.Arbitrary<Model> {
  const maybe: Maker =
    options.measured === true
      ? (values) => values
      : (values) => fc.oneof({ weight: 9, arbitrary: values }, { weight: 1, arbitrary: fc.constant(null) });
  const sizes = fc.record({
    regions: fc.integer({ min: 1, max: options.regions ?? 2 }),
    clusters: fc.integer({ min: 1, max: options.clusters ?? 3 }),
    hosts: fc.integer({ min: 0, max: options.hosts ?? 6 }),
    flavors: fc.integer({ min: 1, max: options.flavors ?? 4 }),
    microvms: fc.integer({ min: 0, max: options.microvms ?? 12 }),
    others: fc.integer({ min: 0, max: options.computeOnly === true ? 0 : 3 }),
  });
  return sizes.chain((size) => {
    const regions = ids('region-', size.regions);
    const clusters = ids('cluster-', size.clusters);
    const flavors = ids('flavor-', size.flavors);
    const others = ids('', size.others);
    const postgres = others.slice(0, 1).map((n) => `pg-${n}`);
    return each(ids('host-', size.hosts), (id) => hostArbitrary(id, clusters, maybe)).chain((hosts) => {
      const hostIds = hosts.map((host) => host.id);
      return fc.record<Model>({
        schema: fc.constant('headroom.model/v1'),
        name: fc.constantFrom(null, 'generated'),
        asOf: fc.constant('2026-03-31T00:00:00Z'),
        regions: fc.constant(regions.map((id) => ({ id, name: null }))),
        clusters: each(clusters, (id) => fc.constantFrom(...regions).map((region) => ({ id, region }))),
        hosts: fc.constant(hosts),
        flavors: each(flavors, (id) => flavorArbitrary(id, maybe)),
        microvms: each(ids('vm-', size.microvms), (id) => microvmArbitrary(id, hosts, clusters, flavors)),
        edgeNodes: each(
          others.map((n) => `edge-${n}`),
          (id) => edgeNodeArbitrary(id, regions, maybe),
        ),
        postgres: each(postgres, (id) => postgresArbitrary(id, regions, maybe)),
        controlPlanes: each(
          others.map((n) => `cp-${n}`),
          (id) => controlPlaneArbitrary(id, regions, postgres, maybe),
        ),
        storagePools: each(
          others.map((n) => `pool-${n}`),
          (id) => storagePoolArbitrary(id, regions, hostIds, maybe),
        ),
        overlays: each(regions.slice(0, size.others), (region) => overlayArbitrary(region, hostIds, maybe)),
        orders: fc.constant(
          others
            .slice(0, 1)
            .map(() => ({ sku: 'sku-0', cluster: clusters[0] ?? '', count: 2, arrivesOn: '2026-04-20' })),
        ),
        overhead: options.measured === true ? overheadArbitrary(maybe) : fc.option(overheadArbitrary(maybe)),
        skus: each(
          others.slice(0, 1).map((n) => `sku-${n}`),
          (id) => skuArbitrary(id, maybe),
        ),
      });
    });
  });
}

/** A random policy that changes what an assessment depends on. */
export function policyArbitrary(): fc.Arbitrary<Policy> {
  return fc
    .record({
      memoryHeadroomMinRatio: fc.constantFrom(0.1, 0.2, 0.5),
      hostLossesPerCluster: fc.integer({ min: 0, max: 3 }),
      edgeLossesPerRegion: fc.integer({ min: 0, max: 2 }),
      maintenanceHostsPerCluster: fc.integer({ min: 0, max: 1 }),
      memoryBasis: fc.constantFrom<Policy['memoryBasis'][]>('reserved', 'used', 'max'),
      reserveBasis: fc.constantFrom<Policy['reserveBasis'][]>('hosts', 'failureDomain', 'max'),
      edgeRebalance: fc.constantFrom<Policy['edgeRebalance'][]>('even', 'by-capacity'),
      spread: fc.constantFrom<Policy['spread'][]>('required', 'off'),
      scheduler: fc.constantFrom<Policy['scheduler'][]>('best-fit', 'worst-fit', 'first-fit'),
      cpuOvercommit: fc.constantFrom(1, 3, 4),
      iopsHeadroomMinRatio: fc.constantFrom(null, 0.2),
    })
    .map((changes) => ({ ...POLICY_DEFAULTS, ...changes }));
}
