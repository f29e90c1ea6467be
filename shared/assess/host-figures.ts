import type { Host, HostState, Measured, Model } from '../model/document.ts';
import { remember } from '../model/model-index.ts';
import type { Policy } from '../model/policy.ts';
import { HOST_RESOURCES, type HostResource } from './host-resource.ts';
import { microvmCounts } from './microvm-counts.ts';

/** Figures of every host, one array per figure in the order of `ids`; `NaN` = not measured. */
export interface HostFigures {
  readonly ids: readonly string[];
  readonly clusters: readonly string[];
  readonly failureDomains: readonly (string | null)[];
  readonly states: readonly HostState[];
  readonly columns: Readonly<Record<HostColumn, Float64Array>>;
}

export const HOST_COLUMNS = [
  /** Installed memory less what the host keeps for itself. */
  'memoryAllocatableBytes',
  'memoryReservedBytes',
  /** Of what microVMs may have: measured use less what the host keeps for itself. */
  'memoryUsedBytes',
  'cpuCores',
  'cpuReservedCores',
  'cpuUsedCores',
  'osDiskBytes',
  'osDiskUsedBytes',
  'iops',
  'iopsUsed',
  'packetLossRatio',
  'microvms',
] as const;
export type HostColumn = (typeof HOST_COLUMNS)[number];

const [memory, cpu] = HOST_RESOURCES;

/** MicroVMs on a host, with what they reserve of memory and CPU under the policy; a down host has none: they are pending. */
type HostLoad = readonly [microvms: number, memoryBytes: number, cpuCores: number];

function loadOf(model: Model, policy: Policy): (host: Host) => HostLoad {
  const counts = microvmCounts(model);
  const flavors = new Map(model.flavors.map((flavor) => [flavor.id, flavor]));
  const need = (resource: HostResource | undefined): Float64Array =>
    Float64Array.from(counts.flavorIds, (id) => {
      const flavor = flavors.get(id);
      const value = flavor === undefined ? null : resource?.reservation(flavor, model.overhead, policy).value;
      return value ?? Number.NaN;
    });
  const memoryNeed = need(memory);
  const cpuNeed = need(cpu);
  return (host) => {
    if (host.state === 'down') return [Number.NaN, Number.NaN, Number.NaN];
    const number = counts.hostNumbers.get(host.id) ?? -1;
    let [microvms, bytes, cores] = [0, 0, 0];
    for (let flavor = 0; flavor < memoryNeed.length; flavor += 1) {
      const count = counts.at(number, flavor);
      if (count === 0) continue;
      microvms += count;
      bytes += count * (memoryNeed[flavor] ?? Number.NaN);
      cores += count * (cpuNeed[flavor] ?? Number.NaN);
    }
    return [microvms, bytes, cores];
  };
}

const orNaN = (value: Measured | undefined): number => value ?? Number.NaN;

/** What stands in the document; `used` of a down host is ignored, as everywhere (MODEL.md section 4). */
const READ: Readonly<Partial<Record<HostColumn, (host: Host) => Measured | undefined>>> = {
  memoryAllocatableBytes: (host) => memory?.limit(host),
  memoryUsedBytes: (host) => memory?.used(host),
  cpuCores: (host) => host.cpuCores,
  cpuUsedCores: (host) => host.used.cpuCores,
  osDiskBytes: (host) => host.osDiskBytes,
  osDiskUsedBytes: (host) => host.used.osDiskBytes,
  iops: (host) => host.iops,
  iopsUsed: (host) => host.used.iops,
  packetLossRatio: (host) => host.used.packetLossRatio,
};
const MEASURED_USE: ReadonlySet<string> = new Set([
  'memoryUsedBytes',
  'cpuUsedCores',
  'osDiskUsedBytes',
  'iopsUsed',
  'packetLossRatio',
]);

const digits = new Intl.Collator('en', { numeric: true });

/** Hosts by cluster in the document's order, then rack, then id, numbers by value: as they stand in a room. */
const inPlace: (model: Model) => readonly Host[] = remember((model) => {
  const order = new Map(model.clusters.map(({ id }, index) => [id, index]));
  const rank = (host: Host): number => order.get(host.cluster) ?? order.size;
  return [...model.hosts].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      digits.compare(a.failureDomain ?? '', b.failureDomain ?? '') ||
      digits.compare(a.id, b.id),
  );
});

/** Every host's figures under a policy, as columns: small enough for tens of thousands of hosts. */
export function hostFigures(model: Model, policy: Policy): HostFigures {
  const hosts = inPlace(model);
  const load = loadOf(model, policy);
  const columns = Object.fromEntries(
    HOST_COLUMNS.map((column) => [column, new Float64Array(hosts.length)]),
  ) as Record<HostColumn, Float64Array>;
  for (const [index, host] of hosts.entries()) {
    const [microvms, memoryBytes, cpuCores] = load(host);
    columns.microvms[index] = microvms;
    columns.memoryReservedBytes[index] = memoryBytes;
    columns.cpuReservedCores[index] = cpuCores;
    for (const column of HOST_COLUMNS) {
      const read = READ[column];
      if (read === undefined) continue;
      const isIgnored = host.state === 'down' && MEASURED_USE.has(column);
      columns[column][index] = isIgnored ? Number.NaN : orNaN(read(host));
    }
  }
  return {
    ids: hosts.map(({ id }) => id),
    clusters: hosts.map(({ cluster }) => cluster),
    failureDomains: hosts.map(({ failureDomain }) => failureDomain),
    states: hosts.map(({ state }) => state),
    columns,
  };
}
