import { useState } from 'react';
import type { Discovery, DiscoveryRow, FieldChange } from '../../../../shared/import/live/discovery.ts';
import { counted, formatInteger, formatPlain, listed } from '../../../../shared/view/number-format.ts';
import { quantityText } from '../../../../shared/view/quantity-format.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { ErrorNote } from '../../../components/EmptyState.tsx';
import { CheckInput } from '../../../components/form/CheckInput.tsx';
import { EntityInput } from '../../../components/form/EntityInput.tsx';
import { TextInput } from '../../../components/form/TextInput.tsx';
import { Status } from '../../../components/Status.tsx';
import { acceptRows, closeDiscovery } from '../../../state/connection-store.ts';
import { useInventory } from '../../../state/inventory-store.ts';
import { KIND_WORDS } from './connection-words.ts';

const MARKS = { added: 'base', changed: 'watch', gone: 'breach' } as const;
const FIELDS: Readonly<Record<FieldChange['field'], string>> = {
  cpuCores: 'cores',
  memoryBytes: 'memory',
  osDiskBytes: 'OS disk',
  fileDescriptors: 'file descriptors',
  processes: 'processes',
  maxConnections: 'connections',
  reservedConnections: 'reserved connections',
};
const UNITS: Partial<Record<FieldChange['field'], 'bytes' | 'diskBytes'>> = {
  memoryBytes: 'bytes',
  osDiskBytes: 'diskBytes',
};

function figure(field: FieldChange['field'], value: number | null): string {
  if (value === null) return 'not measured';
  if (field === 'cpuCores') return formatPlain(value);
  const unit = UNITS[field];
  return unit === undefined ? formatInteger(value) : quantityText(value, unit);
}

/** What the server does not know exactly, said once and not in every row. */
const remarksOf = (rows: readonly DiscoveryRow[]): readonly string[] => [
  ...new Set(rows.map(({ note }) => note).filter((note) => note !== null)),
];

const keyOf = (row: DiscoveryRow): string => `${row.kind} ${row.id}`;

interface RowProps {
  readonly row: DiscoveryRow;
  readonly chosen: boolean;
  readonly onChoose: (chosen: boolean) => void;
  readonly onPlace: (place: string) => void;
}

function Place({ row, onPlace }: Pick<RowProps, 'row' | 'onPlace'>) {
  const choices = useInventory((state) => state.choices);
  const places =
    (row.kind === 'host'
      ? choices?.clusters
      : row.kind === 'edgeNode'
        ? choices?.regions
        : choices?.postgres) ?? [];
  if (row.change !== 'added') return <span className="soft">{row.place ?? '—'}</span>;
  const label = `Place of ${row.id}`;
  return (
    <div className="place-input">
      {places.length === 0 ? (
        <TextInput label={label} value={row.place ?? ''} placeholder="name it" onChange={onPlace} />
      ) : (
        <EntityInput
          label={label}
          placeholder="choose"
          value={row.place}
          options={[
            ...places.map(({ id }) => ({ id, label: id })),
            ...(row.newPlace && row.place !== null ? [{ id: row.place, label: `${row.place}, new` }] : []),
          ]}
          onChange={(place) => onPlace(place ?? '')}
        />
      )}
    </div>
  );
}

function Row({ row, chosen, onChoose, onPlace }: RowProps) {
  return (
    <tr>
      <td>
        <CheckInput label={`Take over ${row.id}`} checked={chosen} onChange={onChoose} />
      </td>
      <td>
        <Status mark={MARKS[row.change]}>{row.change}</Status>
      </td>
      <td className="med">{row.id}</td>
      <td className="soft">{KIND_WORDS[row.kind].one}</td>
      <td>
        <Place row={row} onPlace={onPlace} />
      </td>
      <td className="wrap">
        {row.fields.map(({ field, before, after }) => (
          <span key={field} className="diff-field">
            {row.change === 'changed' ? <span className="soft">{figure(field, before)} → </span> : null}
            {figure(field, after)} <span className="mute">{FIELDS[field]}</span>
          </span>
        ))}
      </td>
    </tr>
  );
}

function verdictOf({ rows, same, found }: Discovery): string {
  const seen = listed(
    (['host', 'edgeNode', 'postgresNode'] as const)
      .filter((kind) => found[kind] > 0)
      .map((kind) => counted(found[kind], KIND_WORDS[kind].one, KIND_WORDS[kind].many)),
  );
  if (seen === '')
    return 'The server knows no hosts, edge nodes or Postgres nodes: node_exporter, HAProxy, Envoy and postgres_exporter are looked for.';
  const count = (change: DiscoveryRow['change']): number =>
    rows.filter((row) => row.change === change).length;
  const parts = [
    ...(count('added') > 0 ? [`${formatInteger(count('added'))} added`] : []),
    ...(count('changed') > 0 ? [`${formatInteger(count('changed'))} changed`] : []),
    ...(count('gone') > 0 ? [`${formatInteger(count('gone'))} gone`] : []),
  ];
  const rest = same === 0 ? '' : `, ${formatInteger(same)} as in the inventory`;
  const differ = parts.length === 0 ? 'The inventory agrees.' : `${listed(parts)}${rest}.`;
  return `The server knows ${seen}. ${differ}`;
}

/** What a server's machines would change in the inventory. Each difference is taken over or not; all of them are one step. */
export function DiscoveryDialog({ id, discovery }: { readonly id: string; readonly discovery: Discovery }) {
  const [rows, setRows] = useState(discovery.rows);
  // What is gone may only be an exporter that does not answer: nothing of it is chosen beforehand.
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () =>
      new Set(discovery.rows.filter(({ change, place }) => change !== 'gone' && place !== null).map(keyOf)),
  );
  const [failure, setFailure] = useState<string | null>(null);
  const choose = (keys: readonly string[], on: boolean): void => {
    const next = new Set(chosen);
    for (const key of keys)
      if (on) next.add(key);
      else next.delete(key);
    setChosen(next);
  };
  const place = (row: DiscoveryRow, to: string): void => {
    setRows(rows.map((one) => (one === row ? { ...one, place: to === '' ? null : to } : one)));
    if (to !== '') choose([keyOf(row)], true);
  };
  const taken = rows.filter((row) => chosen.has(keyOf(row)));
  const accept = async (): Promise<void> => setFailure(await acceptRows(id, taken));
  return (
    <Dialog
      wide
      isOpen
      title="Compare the inventory"
      onClose={closeDiscovery}
      footer={
        <>
          <Button onPress={closeDiscovery}>{rows.length === 0 ? 'Close' : 'Cancel'}</Button>
          {rows.length === 0 ? null : (
            <Button kind="primary" disabled={taken.length === 0} onPress={() => void accept()}>
              Take over {counted(taken.length, 'difference')}
            </Button>
          )}
        </>
      }
    >
      <p className="stages-verdict">{verdictOf(discovery)}</p>
      {failure === null ? null : <ErrorNote title="Nothing was taken over.">{failure}</ErrorNote>}
      {remarksOf(rows).map((remark) => (
        <p key={remark} className="soft">
          {remark}
        </p>
      ))}
      {rows.length === 0 ? null : (
        <div className="preview-rows diff-rows" tabIndex={0} role="region" aria-label="Differences">
          <table aria-label="Differences" className="tbl">
            <thead>
              <tr>
                <th>
                  <CheckInput
                    label="Take over all"
                    checked={taken.length === rows.length}
                    onChange={(on) => choose(rows.map(keyOf), on)}
                  />
                </th>
                <th>Change</th>
                <th>Name</th>
                <th>Kind</th>
                <th>Belongs to</th>
                <th>Capacities</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row
                  key={keyOf(row)}
                  row={row}
                  chosen={chosen.has(keyOf(row))}
                  onChoose={(on) => choose([keyOf(row)], on)}
                  onPlace={(to) => place(row, to)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Dialog>
  );
}
