import type { Assessment, Constraint } from '../assess/constraint.ts';
import { lossesName } from '../assess/losses-name.ts';

const RESOURCE_NAMES: ReadonlyMap<string, string> = new Map([
  ['compute.memory', 'Memory'],
  ['compute.cpu', 'CPU'],
  ['compute.iops', 'Disk IOPS'],
  ['compute.diskThroughput', 'Disk throughput'],
  ['compute.fileDescriptors', 'File descriptors'],
  ['compute.processes', 'Processes'],
  ['compute.fit', 'Room for more'],
  ['compute.osDisk', 'OS disk'],
  ['compute.survival', 'Survives the loss'],
  ['edge.connections', 'Edge connections'],
  ['edge.memory', 'Edge memory'],
  ['edge.packets', 'Edge packets'],
  ['edge.throughput', 'Edge throughput'],
  ['edge.cpu', 'Edge CPU'],
  ['edge.listeners', 'Edge listeners'],
  ['edge.connectSuccess', 'Connect success'],
  ['edge.resets', 'Connection resets'],
  ['edge.survival', 'Edge after a loss'],
  ['controlPlane.postgresCpu', 'Postgres CPU'],
  ['controlPlane.postgresIops', 'Postgres IOPS'],
  ['controlPlane.postgresConnections', 'Postgres connections'],
  ['controlPlane.replicationLag', 'Replication lag'],
  ['controlPlane.apiConcurrency', 'API concurrency'],
  ['controlPlane.reconcile', 'Time to converge'],
  ['controlPlane.slowQueries', 'Slow queries'],
  ['controlPlane.apiLatencyP95', 'API latency'],
  ['controlPlane.api5xx', 'API errors'],
  ['storage.snapshots', 'Snapshot store'],
  ['storage.volumes', 'Volumes'],
  ['storage.backups', 'Backup store'],
  ['storage.restoreTest', 'Restore drill'],
  ['storage.backupJobs', 'Last good backup'],
  ['storage.restore', 'Restore time'],
  ['storage.rpo', 'Backup interval'],
  ['overlay.peers', 'Overlay peers'],
  ['overlay.loss', 'Overlay loss'],
  ['overlay.handshakeAge', 'Handshake age'],
  ['overlay.mtu', 'Overlay MTU'],
  ['overlay.handshakes', 'Handshakes'],
  ['overlay.keepalives', 'Keepalives'],
]);

export interface ConstraintName {
  /** `Memory`, `Postgres CPU`. */
  readonly name: string;
  /** The entity it stands in, in the data's own spelling; `region` where the whole region is meant. */
  readonly where: string;
}

/** `cluster:euw-b` → kind `cluster`, id `euw-b`. Ids may contain colons; the kind does not. */
export function splitScope(scope: string): { readonly kind: string; readonly id: string } {
  const colon = scope.indexOf(':');
  return colon < 0 ? { kind: '', id: scope } : { kind: scope.slice(0, colon), id: scope.slice(colon + 1) };
}

/** Words out of an unknown resource: `someNewThing` → `Some new thing`. */
function spelledOut(resource: string): string {
  const words = resource.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** How a region is called where several stand side by side; `null` where there is only the one being looked at. */
export type RegionName = (region: string) => string | null;

const onlyRegion: RegionName = () => null;

/** The two words a table shows for a constraint: `Memory` `euw-b`, `Postgres CPU` `pg-main`, `CPU` `region`. */
export function constraintName(
  constraint: Pick<Constraint, 'domain' | 'resource' | 'scope'>,
  regionName: RegionName = onlyRegion,
): ConstraintName {
  const { kind, id } = splitScope(constraint.scope);
  return {
    name:
      RESOURCE_NAMES.get(`${constraint.domain}.${constraint.resource}`) ?? spelledOut(constraint.resource),
    where: kind === 'region' ? (regionName(id) ?? 'region') : id,
  };
}

/** The same from an id alone: `compute.memory@cluster:euw-b`. */
export function constraintNameOf(id: string, regionName: RegionName = onlyRegion): ConstraintName {
  const at = id.indexOf('@');
  const dot = id.indexOf('.');
  const named = { resource: id.slice(dot + 1, at), scope: id.slice(at + 1) };
  return constraintName({ domain: id.slice(0, dot) as Constraint['domain'], ...named }, regionName);
}

/** One phrase for a sentence: `memory in euw-b`, `Postgres CPU of pg-main`, `the region’s memory`. */
export function constraintPhrase(
  constraint: Pick<Constraint, 'domain' | 'resource' | 'scope'>,
  regionName: RegionName = onlyRegion,
): string {
  const { name, where } = constraintName(constraint, regionName);
  const { kind, id } = splitScope(constraint.scope);
  const lower = /^(CPU|OS|API|Postgres)/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);
  if (kind === 'region' && regionName(id) === null) return `the region’s ${lower}`;
  return kind === 'cluster' || kind === 'region' ? `${lower} in ${where}` : `${lower} of ${where}`;
}

/** `N+1`, `N+2`: what a survival constraint was tried for, by the losses it names. */
export function survivalName(constraint: Pick<Constraint, 'beside'> | undefined): string {
  const losses = constraint?.beside?.['losses'];
  return lossesName(typeof losses === 'number' ? losses : 1);
}

/** The same of a whole assessment: every cluster is tried for as many losses. */
export const survivalNameOf = ({ constraints }: Pick<Assessment, 'constraints'>): string =>
  survivalName(constraints.find(({ domain, resource }) => domain === 'compute' && resource === 'survival'));

/** `is` or `are`, as the constraint's name wants it: edge connections are, the snapshot store is. */
export function constraintVerb(constraint: Pick<Constraint, 'domain' | 'resource' | 'scope'>): 'is' | 'are' {
  return /[^s]s$/i.test(constraintName(constraint).name) ? 'are' : 'is';
}
