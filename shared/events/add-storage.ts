import { defineEvent, refused, type Applied } from './definition.ts';

export interface AddStorageOutcome {
  readonly pool: string;
  /** Sizes after the addition; `null` where the size before was not measured. */
  readonly backingBytes: number | null;
  readonly snapshotBackingBytes: number | null;
  readonly backupBackingBytes: number | null;
}

const amount = <const Name extends string>(name: Name, label: string) =>
  ({
    kind: 'quantity',
    unit: 'diskBytes',
    above: 0,
    name,
    label,
    help: 'Bytes added. Absent: none.',
  }) as const;

/**
 * A storage pool grows by the bytes given, per store (MODEL.md section 6): volumes, snapshots, backups. Where the present
 * size is not measured it stays so, and the notes say it.
 */
export const addStorage = defineEvent({
  type: 'addStorage',
  title: 'Add storage',
  summary: 'A storage pool gets more room for volumes, snapshots or backups.',
  group: 'change',
  fields: [
    {
      kind: 'entity',
      of: 'storagePool',
      many: false,
      required: true,
      name: 'pool',
      label: 'Pool',
      help: 'Which pool.',
    },
    amount('backingBytes', 'For volumes'),
    amount('snapshotBackingBytes', 'For snapshots'),
    amount('backupBackingBytes', 'For backups'),
  ],
  defaults(model) {
    const [pool] = model.storagePools;
    return pool === undefined
      ? 'the model has no storage pool'
      : {
          pool: pool.id,
          snapshotBackingBytes: Math.max(1, Math.round((pool.snapshotBackingBytes ?? 1e13) / 10)),
        };
  },
  check({ backingBytes, snapshotBackingBytes, backupBackingBytes }) {
    const nothing = [backingBytes, snapshotBackingBytes, backupBackingBytes].every((value) => value === null);
    return nothing
      ? [{ message: 'adds nothing', expected: 'backingBytes, snapshotBackingBytes or backupBackingBytes' }]
      : [];
  },
  apply(context, values): Applied<AddStorageOutcome> {
    const { model } = context;
    const pool = model.storagePools.find((candidate) => candidate.id === values.pool);
    if (pool === undefined)
      return refused(context, 'pool', `there is no storage pool ${values.pool}`, values.pool);
    const notes: string[] = [];
    const grown = (key: 'backingBytes' | 'snapshotBackingBytes' | 'backupBackingBytes'): number | null => {
      const before = pool[key];
      const more = values[key];
      if (more !== null && before === null)
        notes.push(`storagePools[${pool.id}].${key} is not measured: what it grows to is not known`);
      return before === null ? null : before + (more ?? 0);
    };
    const outcome: AddStorageOutcome = {
      pool: pool.id,
      backingBytes: grown('backingBytes'),
      snapshotBackingBytes: grown('snapshotBackingBytes'),
      backupBackingBytes: grown('backupBackingBytes'),
    };
    const { pool: _id, ...sizes } = outcome;
    const storagePools = model.storagePools.map((entry) => (entry === pool ? { ...entry, ...sizes } : entry));
    return { ok: true, model: { ...model, storagePools }, outcome, notes };
  },
});
