import { byCodeUnits } from '../model/model-index.ts';
import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import type { Measured, StoragePool, Volume } from '../model/document.ts';

function total(values: readonly Measured[]): Measured {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return values.length === 0 ? null : sum;
}

export const numberOfNode = (node: ExplainNode): Measured =>
  typeof node.value === 'number' ? node.value : null;

/**
 * Copy-on-write amplification: what the snapshots hold ÷ what the volumes changed within their retention. 1 = every changed byte
 * is kept once; above it blocks are coarser than the changes, or snapshots outlive their retention; below it the store has not
 * filled up yet. Not measured while a volume lacks its change rate or retention.
 */
export function copyOnWrite(pool: StoragePool): ExplainNode {
  const of = `storagePools[${pool.id}]`;
  const changed = total(
    pool.volumes.map(({ changedBytesPerDay: perDay, snapshotRetentionDays: days }) =>
      perDay === null || days === null ? null : perDay * days,
    ),
  );
  return derived('Copy-on-write amplification', 'count', 'a ÷ b', [
    leaf('held by snapshots', pool.snapshotUsedBytes, 'diskBytes', {
      origin: 'measured',
      of: `${of}.snapshotUsedBytes`,
    }),
    leaf('changed within the retention', changed, 'diskBytes', {
      origin: changed === null ? 'not measured' : 'computed',
      of: `${of}.volumes: Σ changedBytesPerDay × snapshotRetentionDays`,
    }),
  ]);
}

/** Allocated to volumes ÷ used by them. */
export function thinRatio(pool: StoragePool): ExplainNode {
  const of = `storagePools[${pool.id}].volumes`;
  const sum = (label: string, key: 'allocatedBytes' | 'usedBytes'): ExplainNode =>
    leaf(label, total(pool.volumes.map((volume) => volume[key])), 'diskBytes', {
      origin: 'measured',
      of: `${of}: Σ ${key}`,
    });
  return derived('Thin-provisioning ratio', 'count', 'a ÷ b', [
    sum('allocated to volumes', 'allocatedBytes'),
    sum('used by volumes', 'usedBytes'),
  ]);
}

/** What all volumes change in a day: how fast snapshots grow before old ones are let go. */
export function changedPerDay(pool: StoragePool): Measured {
  return total(pool.volumes.map(({ changedBytesPerDay }) => changedBytesPerDay));
}

/**
 * What the snapshots of one volume keep once its retention has filled: changed per day × days kept, each changed byte once.
 * Not measured while either is unknown.
 */
export function changedInRetention(pool: string, volume: Volume): ExplainNode {
  const field = (name: string) => ({
    origin: 'measured' as const,
    of: `storagePools[${pool}].volumes[${volume.id}].${name}`,
  });
  return derived('Kept by snapshots', 'diskBytes', 'product of inputs', [
    leaf('changed per day', volume.changedBytesPerDay, 'diskBytes', field('changedBytesPerDay')),
    leaf('days kept', volume.snapshotRetentionDays, 'days', field('snapshotRetentionDays')),
  ]);
}

/** One volume's allocation ÷ what it uses of it. */
export function volumeThinRatio(pool: string, volume: Volume): ExplainNode {
  const field = (name: string) => ({
    origin: 'measured' as const,
    of: `storagePools[${pool}].volumes[${volume.id}].${name}`,
  });
  return derived('Thin-provisioning ratio', 'count', 'a ÷ b', [
    leaf('allocated', volume.allocatedBytes, 'diskBytes', field('allocatedBytes')),
    leaf('used', volume.usedBytes, 'diskBytes', field('usedBytes')),
  ]);
}

/** Volumes by what their snapshots keep, most first; what is not measured last, then by id. */
export function costliestVolumes(volumes: readonly Volume[]): readonly Volume[] {
  const cost = ({ changedBytesPerDay: perDay, snapshotRetentionDays: days }: Volume): number =>
    perDay === null || days === null ? -1 : perDay * days;
  return [...volumes].sort((a, b) => cost(b) - cost(a) || byCodeUnits(a.id, b.id));
}
