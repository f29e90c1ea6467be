import { groupedSumOfMeasured, sumNode } from '../explain/grouping.ts';
import { derived, type ExplainNode } from '../explain/node.ts';
import type { Measured, StoragePool, Volume } from '../model/document.ts';
import { byId } from '../model/model-index.ts';
import type { Policy } from '../model/policy.ts';
import type { Target } from './constraint.ts';
import { backupJobsRow, restoreTestRow } from './storage-drills.ts';
import { poolOf, poolScopes } from './storage-scope.ts';
import { measured } from './leaves.ts';
import { nodeRow, type Derivation } from './node-row.ts';
import { scopeId, type ConstraintRow } from './row.ts';

type PoolField =
  | 'backingBytes'
  | 'snapshotBackingBytes'
  | 'snapshotUsedBytes'
  | 'backupBackingBytes'
  | 'backupUsedBytes'
  | 'rtoSeconds'
  | 'rpoSeconds'
  | 'largestRestoreBytes'
  | 'restoreBytesPerSecond'
  | 'backupIntervalSeconds';

function poolLeaf(label: string, pool: StoragePool | undefined, name: PoolField, scope: string): ExplainNode {
  const unit = name.endsWith('Seconds')
    ? 'seconds'
    : name === 'restoreBytesPerSecond'
      ? 'bytesPerSecond'
      : 'diskBytes';
  return measured(label, pool?.[name] ?? null, unit, `storagePools[${scopeId(scope)}].${name}`);
}

const atMost = (value: number): Target => ({ on: 'utilization', op: '<=', value });

/** Snapshot and backup stores: what is used of what there is. */
function storeRow(
  resource: 'snapshots' | 'backups',
  backing: PoolField,
  used: PoolField,
  limit: (policy: Policy) => number,
): ConstraintRow {
  return nodeRow({
    domain: 'storage',
    resource,
    scopes: poolScopes,
    derive(context, scope): Derivation {
      const pool = poolOf(context, scope);
      const demand = poolLeaf('Used', pool, used, scope);
      const byKind = resource === 'backups' ? (pool?.backupUsedByKind ?? null) : null;
      return {
        unit: 'diskBytes',
        capacity: poolLeaf('Backing store', pool, backing, scope),
        used: demand,
        demand,
        target: atMost(limit(context.policy)),
        basis: 'used',
        ...(byKind === null ? {} : { beside: namedKinds(byKind) }),
      };
    },
  });
}

/** Backup use by kind; the prefix keeps the user's names apart from every other key. */
function namedKinds(byKind: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.keys(byKind)
      .sort()
      .map((kind) => [`kind:${kind}`, byKind[kind] ?? 0]),
  );
}

function volumeSum(
  label: string,
  volumes: readonly Volume[],
  name: 'usedBytes' | 'allocatedBytes',
): { readonly value: Measured; readonly node: () => ExplainNode } {
  return {
    value: groupedSumOfMeasured(volumes.map((volume) => volume[name])),
    node: () =>
      sumNode(
        label,
        'diskBytes',
        volumes.map((volume) =>
          measured(volume.id, volume[name], 'diskBytes', `volumes[${volume.id}].${name}`),
        ),
      ),
  };
}

const volumesRow = nodeRow({
  domain: 'storage',
  resource: 'volumes',
  scopes: poolScopes,
  derive(context, scope) {
    const pool = poolOf(context, scope);
    const volumes = [...(pool?.volumes ?? [])].sort(byId);
    const used = volumeSum(`Used by ${volumes.length} volumes`, volumes, 'usedBytes');
    const allocated = volumeSum(`Allocated to ${volumes.length} volumes`, volumes, 'allocatedBytes');
    const demand = used.node();
    return {
      unit: 'diskBytes',
      capacity: poolLeaf('Backing store', pool, 'backingBytes', scope),
      reserved: allocated.node(),
      used: demand,
      demand,
      target: atMost(context.policy.volumeUtilizationMaxRatio),
      basis: 'used',
      beside: {
        thinProvisioningRatio:
          allocated.value === null || used.value === null || used.value === 0
            ? null
            : allocated.value / used.value,
      },
    };
  },
});

/** Seconds the largest restore takes at the measured rate; never, at a rate of 0. */
const restoreRow = nodeRow({
  domain: 'storage',
  resource: 'restore',
  scopes: poolScopes,
  derive(context, scope) {
    const pool = poolOf(context, scope);
    const rto = pool?.rtoSeconds ?? null;
    const demand = derived('Largest restore', 'seconds', 'a ÷ b', [
      poolLeaf('bytes to restore', pool, 'largestRestoreBytes', scope),
      poolLeaf('restore rate', pool, 'restoreBytesPerSecond', scope),
    ]);
    const never = pool?.restoreBytesPerSecond === 0 && (pool.largestRestoreBytes ?? 0) > 0;
    return {
      unit: 'seconds',
      capacity: poolLeaf('RTO', pool, 'rtoSeconds', scope),
      used: demand,
      demand,
      target: rto === null ? null : { on: 'demand', op: '<=', value: rto },
      notes: never ? ['restores at 0 bytes per second: never done'] : [],
      adjust: (constraint) => (never && rto !== null ? { ...constraint, verdict: 'breach' } : constraint),
    };
  },
});

const rpoRow = nodeRow({
  domain: 'storage',
  resource: 'rpo',
  scopes: poolScopes,
  derive(context, scope) {
    const pool = poolOf(context, scope);
    const rpo = pool?.rpoSeconds ?? null;
    const demand = poolLeaf('Backup interval', pool, 'backupIntervalSeconds', scope);
    return {
      unit: 'seconds',
      capacity: poolLeaf('RPO', pool, 'rpoSeconds', scope),
      used: demand,
      demand,
      target: rpo === null ? null : { on: 'demand', op: '<=', value: rpo },
    };
  },
});

export const STORAGE_ROWS: readonly ConstraintRow[] = [
  storeRow(
    'snapshots',
    'snapshotBackingBytes',
    'snapshotUsedBytes',
    (policy) => policy.snapshotUtilizationMaxRatio,
  ),
  volumesRow,
  storeRow('backups', 'backupBackingBytes', 'backupUsedBytes', (policy) => policy.backupUtilizationMaxRatio),
  restoreTestRow,
  backupJobsRow,
  restoreRow,
  rpoRow,
];
