import type { History } from '../history/history.ts';
import type { EdgeNode, Host, Model } from '../model/document.ts';
import { byId } from '../model/model-index.ts';
import type { Policy } from '../model/policy.ts';
import type { Verdict } from './constraint.ts';
import { findConstraint, shownNumber } from './explain-constraint.ts';
import { contextOf, scopeId, scopeKind, type Context, type SurvivalOf } from './row.ts';

/** One thing that would move a constraint's number, and where to. */
export interface Sensitivity {
  readonly label: string;
  /** The number the constraint would be shown by. */
  readonly value: number | string | null;
  readonly verdict: Verdict;
}

/** A changed model or policy, with the words for the change. */
interface Change {
  readonly label: string;
  readonly model?: Model;
  readonly policy?: Policy;
}

const MOST_SHOWN = 3;

/**
 * Up to three changes that would move a constraint's number: hosts or nodes returned to service, one more or one less loss
 * survived, used counted instead of reserved, demand 10% higher. Each is computed by assessing the changed model or policy;
 * changes that move nothing are left out. Empty if the model has no such constraint. Survival itself is not re-run under
 * changes of the model, only under those of the policy's losses.
 */
export function sensitivities(
  model: Model,
  policy: Policy,
  id: string,
  history: History | null = null,
  survival: SurvivalOf | null = null,
): readonly Sensitivity[] {
  const context = contextOf(model, policy, history, survival);
  const found = findConstraint(context, id);
  if (found === null) return [];
  const now = shownNumber(found.row.compute(context, found.scope));
  const moved: Sensitivity[] = [];
  for (const change of changesFor(context, found.row.domain, found.row.resource, found.scope)) {
    const changed = contextOf(change.model ?? model, change.policy ?? policy, history, survival);
    const then = found.row.compute(changed, found.scope);
    const value = shownNumber(then);
    if (!Object.is(value, now)) moved.push({ label: change.label, value, verdict: then.verdict });
    if (moved.length === MOST_SHOWN) break;
  }
  return moved;
}

function changesFor(context: Context, domain: string, resource: string, scope: string): readonly Change[] {
  if (domain === 'compute') return computeChanges(context, resource, scope);
  if (domain === 'edge') return edgeChanges(context, scope);
  if (domain === 'controlPlane') return controlPlaneChanges(context, scope);
  return domain === 'storage' ? storageChanges(context, scope) : overlayChanges(context, scope);
}

function computeChanges(context: Context, resource: string, scope: string): readonly Change[] {
  const { policy } = context;
  if (resource === 'osDisk') return [hostDiskChange(context, scope)];
  if (resource === 'survival') return lossChanges(policy);
  return [
    ...returnToService(context, scope),
    ...lossChanges(policy),
    ...(resource === 'memory' ? [basisChange(policy)] : []),
    ...(resource === 'cpu' || resource === 'fit' ? [overcommitChange(policy)] : []),
    domainChange(policy),
  ];
}

/** The largest host of the scope that gives no capacity now, back in service. */
function returnToService(context: Context, scope: string): readonly Change[] {
  const { model } = context;
  const idle = hostsIn(context, scope).filter((host) => host.state !== 'schedulable');
  const [largest] = idle.sort((a, b) => (b.memoryBytes ?? 0) - (a.memoryBytes ?? 0) || byId(a, b));
  if (largest === undefined) return [];
  const back = (host: Host): Host => (host === largest ? { ...host, state: 'schedulable' } : host);
  return [
    {
      label: `return ${largest.id} (${largest.state}) to service`,
      model: { ...model, hosts: model.hosts.map(back) },
    },
  ];
}

function hostsIn(context: Context, scope: string): Host[] {
  const { index } = context;
  const clusters =
    scopeKind(scope) === 'cluster'
      ? [scopeId(scope)]
      : (index.clustersByRegion.get(scopeId(scope)) ?? []).map((cluster) => cluster.id);
  return clusters.flatMap((cluster) => index.hostsByCluster.get(cluster) ?? []);
}

function lossChanges(policy: Policy): readonly Change[] {
  const losses = policy.hostLossesPerCluster;
  const change = (to: number, label: string) => ({ label, policy: { ...policy, hostLossesPerCluster: to } });
  const more = change(losses + 1, 'survive one more host loss per cluster');
  return losses === 0 ? [more] : [more, change(losses - 1, 'survive one host loss less per cluster')];
}

function basisChange(policy: Policy): Change {
  const memoryBasis = policy.memoryBasis === 'reserved' ? 'used' : 'reserved';
  return {
    label: `count ${memoryBasis} memory, not ${policy.memoryBasis}`,
    policy: { ...policy, memoryBasis },
  };
}

function overcommitChange(policy: Policy): Change {
  const cpuOvercommit = policy.cpuOvercommit + 1;
  return { label: `overcommit CPU ${cpuOvercommit} times`, policy: { ...policy, cpuOvercommit } };
}

function domainChange(policy: Policy): Change {
  const reserveBasis = policy.reserveBasis === 'hosts' ? 'failureDomain' : 'hosts';
  const label = reserveBasis === 'hosts' ? 'reserve the largest hosts' : 'reserve the largest failure domain';
  return { label, policy: { ...policy, reserveBasis } };
}

const MORE = 1.1;
const grown = (value: number | null): number | null => (value === null ? null : value * MORE);

function hostDiskChange({ model }: Context, scope: string): Change {
  const more = (host: Host): Host =>
    host.id === scopeId(scope)
      ? { ...host, used: { ...host.used, osDiskBytes: grown(host.used.osDiskBytes) } }
      : host;
  return { label: '10% more used', model: { ...model, hosts: model.hosts.map(more) } };
}

function edgeChanges(context: Context, scope: string): readonly Change[] {
  const { model, policy } = context;
  const inRegion = (node: EdgeNode) => node.region === scopeId(scope);
  const down = model.edgeNodes.filter((node) => inRegion(node) && node.state === 'down').sort(byId)[0];
  const busier = (node: EdgeNode): EdgeNode =>
    inRegion(node) ? { ...node, used: { ...node.used, ...grownUse(node) } } : node;
  const changes: Change[] = [];
  if (down !== undefined) {
    const back = (node: EdgeNode): EdgeNode => (node === down ? { ...node, state: 'in-service' } : node);
    changes.push({
      label: `return ${down.id} to service`,
      model: { ...model, edgeNodes: model.edgeNodes.map(back) },
    });
  }
  const losses = policy.edgeLossesPerRegion;
  changes.push({
    label: 'survive one more edge loss per region',
    policy: { ...policy, edgeLossesPerRegion: losses + 1 },
  });
  if (losses > 0) {
    changes.push({
      label: 'survive one edge loss less per region',
      policy: { ...policy, edgeLossesPerRegion: losses - 1 },
    });
  }
  changes.push({ label: '10% more load', model: { ...model, edgeNodes: model.edgeNodes.map(busier) } });
  const edgeRebalance = policy.edgeRebalance === 'even' ? 'by-capacity' : 'even';
  changes.push({ label: `spread lost load ${edgeRebalance}`, policy: { ...policy, edgeRebalance } });
  return changes;
}

function grownUse(node: EdgeNode) {
  const { used } = node;
  return {
    connections: grown(used.connections),
    packetsPerSecond: grown(used.packetsPerSecond),
    throughputBytesPerSecond: grown(used.throughputBytesPerSecond),
    listenerPorts: grown(used.listenerPorts),
    cpuCores: grown(used.cpuCores),
  };
}

function controlPlaneChanges({ model }: Context, scope: string): readonly Change[] {
  const id = scopeId(scope);
  const postgres = model.postgres.map((entry) =>
    entry.id !== id || scopeKind(scope) !== 'postgres'
      ? entry
      : {
          ...entry,
          nodes: entry.nodes.map((node) => ({
            ...node,
            used: {
              ...node.used,
              cpuCores: grown(node.used.cpuCores),
              iops: grown(node.used.iops),
              connections: grown(node.used.connections),
              replicationLagSeconds: grown(node.used.replicationLagSeconds),
            },
          })),
        },
  );
  const planes = (change: (plane: Model['controlPlanes'][number]) => Model['controlPlanes'][number]) =>
    model.controlPlanes.map((plane) =>
      plane.id === id && scopeKind(scope) === 'controlPlane' ? change(plane) : plane,
    );
  return [
    { label: '10% more load', model: { ...model, postgres } },
    {
      label: '10% more requests and reconciles',
      model: {
        ...model,
        controlPlanes: planes((plane) => ({
          ...plane,
          apiRequestsPerSecond: grown(plane.apiRequestsPerSecond),
          reconcileArrivalsPerSecond: grown(plane.reconcileArrivalsPerSecond),
        })),
      },
    },
    {
      label: '10% slower answers and reconciles',
      model: {
        ...model,
        controlPlanes: planes((plane) => ({
          ...plane,
          apiMeanLatencySeconds: grown(plane.apiMeanLatencySeconds),
          reconcileServiceSeconds: grown(plane.reconcileServiceSeconds),
        })),
      },
    },
    {
      label: 'one more reconcile worker',
      model: {
        ...model,
        controlPlanes: planes((plane) => ({
          ...plane,
          reconcileWorkers: plane.reconcileWorkers === null ? null : plane.reconcileWorkers + 1,
        })),
      },
    },
  ];
}

function storageChanges({ model }: Context, scope: string): readonly Change[] {
  const pools = (change: (pool: Model['storagePools'][number]) => Model['storagePools'][number]) =>
    model.storagePools.map((pool) => (pool.id === scopeId(scope) ? change(pool) : pool));
  return [
    {
      label: '10% more stored',
      model: {
        ...model,
        storagePools: pools((pool) => ({
          ...pool,
          snapshotUsedBytes: grown(pool.snapshotUsedBytes),
          backupUsedBytes: grown(pool.backupUsedBytes),
          largestRestoreBytes: grown(pool.largestRestoreBytes),
          volumes: pool.volumes.map((volume) => ({ ...volume, usedBytes: grown(volume.usedBytes) })),
        })),
      },
    },
    {
      label: '10% more backing store',
      model: {
        ...model,
        storagePools: pools((pool) => ({
          ...pool,
          backingBytes: grown(pool.backingBytes),
          snapshotBackingBytes: grown(pool.snapshotBackingBytes),
          backupBackingBytes: grown(pool.backupBackingBytes),
        })),
      },
    },
    {
      label: 'restores 10% faster',
      model: {
        ...model,
        storagePools: pools((pool) => ({
          ...pool,
          restoreBytesPerSecond: grown(pool.restoreBytesPerSecond),
        })),
      },
    },
    {
      label: 'a restore drill today',
      model: { ...model, storagePools: pools((pool) => ({ ...pool, restoreMeasuredAt: model.asOf })) },
    },
    {
      label: 'a good backup now',
      model: {
        ...model,
        storagePools: pools((pool) => ({
          ...pool,
          backupJobs: [...pool.backupJobs, { at: model.asOf, ok: true }],
        })),
      },
    },
  ];
}

/** One more host in the mesh; its id is only ever seen inside this computation. */
function overlayChanges(context: Context, scope: string): readonly Change[] {
  const { model } = context;
  const [host] = hostsIn(context, scope);
  if (host === undefined) return [];
  const added = { ...host, id: `${host.id}+1` };
  return [{ label: 'one more host in the region', model: { ...model, hosts: [...model.hosts, added] } }];
}
