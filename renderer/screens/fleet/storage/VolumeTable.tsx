import { useMemo } from 'react';
import type { StoragePool, Volume } from '../../../../shared/model/document.ts';
import { formatDecimal, NOT_MEASURED } from '../../../../shared/view/number-format.ts';
import { quantityText } from '../../../../shared/view/quantity-format.ts';
import {
  changedInRetention,
  costliestVolumes,
  numberOfNode,
  volumeThinRatio,
} from '../../../../shared/view/snapshot-cost.ts';
import { ExplainNumber } from '../../../app/explain/ExplainNumber.tsx';
import { FieldNumber } from '../services/FieldNumber.tsx';
import { FigureTablePane, type FigureColumn } from '../services/FigureTablePane.tsx';

const FIELDS = [
  ['Allocated', 'allocatedBytes', 'diskBytes', 'bytes'],
  ['Used', 'usedBytes', 'diskBytes', 'bytes'],
  ['Changed a day', 'changedBytesPerDay', 'diskBytes', 'bytes'],
  ['Kept', 'snapshotRetentionDays', 'days', 'days'],
] as const;
const DERIVED = [
  ['Allocated ÷ used', 'ratio', volumeThinRatio, (value: number) => `${formatDecimal(value, 2)} ×`],
  ['Snapshots keep', 'bytes', changedInRetention, (value: number) => quantityText(value, 'diskBytes')],
] as const;
const WORDS = new Set(['Customer']);

function columnsOf(pool: StoragePool): readonly FigureColumn<Volume>[] {
  const field = ([title, key, unit, unitName]: (typeof FIELDS)[number]): FigureColumn<Volume> => ({
    title,
    csvTitle: `${title} (${unitName})`,
    value: (volume) => volume[key],
    cell: (volume) => (
      <FieldNumber
        label={`${title}, ${volume.id}`}
        of={`storagePools[${pool.id}].volumes[${volume.id}].${key}`}
        unit={unit}
        before={volume[key]}
      />
    ),
  });
  const derived = ([title, unitName, nodeOf, text]: (typeof DERIVED)[number]): FigureColumn<Volume> => ({
    title,
    csvTitle: `${title} (${unitName})`,
    value: (volume) => numberOfNode(nodeOf(pool.id, volume)),
    cell: (volume) => {
      const node = nodeOf(pool.id, volume);
      const value = numberOfNode(node);
      if (value === null) return <span className="mute">{NOT_MEASURED}</span>;
      return (
        <ExplainNumber
          target={{
            key: `${title} ${pool.id} ${volume.id}`,
            title: `${title}, ${volume.id}`,
            side: 'before',
            node,
          }}
        >
          {text(value)}
        </ExplainNumber>
      );
    },
  });
  return [
    { title: 'Volume', csvTitle: 'Volume', value: ({ id }) => id, cell: ({ id }) => id },
    {
      title: 'Customer',
      csvTitle: 'Customer',
      value: ({ customer }) => customer,
      cell: ({ customer }) => customer ?? <span className="mute">—</span>,
    },
    field(FIELDS[0]),
    field(FIELDS[1]),
    derived(DERIVED[0]),
    field(FIELDS[2]),
    field(FIELDS[3]),
    derived(DERIVED[1]),
  ];
}

/** What each volume takes, and what keeping its changes costs, the costliest first. */
export function VolumeTable({ pool }: { readonly pool: StoragePool }) {
  const rows = useMemo(() => costliestVolumes(pool.volumes), [pool]);
  const columns = useMemo(() => columnsOf(pool), [pool]);
  if (rows.length === 0) return null;
  return (
    <FigureTablePane
      title={`Volumes of ${pool.id}`}
      note="what their snapshots keep, most first"
      columns={columns}
      rows={rows}
      keyOf={({ id }) => id}
      words={WORDS}
      one="volume"
    />
  );
}
