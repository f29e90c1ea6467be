import { useState } from 'react';
import type { WorkspaceCounts } from '../../../../shared/ipc/workspace-channels.ts';
import { formatDay, formatInstant, formatMoment } from '../../../../shared/view/date-format.ts';
import { inventoryRows } from '../../../../shared/view/import-changes.ts';
import { counted, formatInteger } from '../../../../shared/view/number-format.ts';
import { formatDecimal } from '../../../../shared/view/number-format.ts';
import { CopyCsv } from '../../../app/figure/CopyCsv.tsx';
import { Button } from '../../../components/Button.tsx';
import { EmptyState, ErrorNote } from '../../../components/EmptyState.tsx';
import { chooseFiles, loadPastImports, useImport } from '../../../state/import-store.ts';
import { useDataView } from '../../../state/data-view-store.ts';
import { useWorkspace } from '../../../state/workspace-store.ts';
import { ImportPane } from './ImportPane.tsx';

const KINDS: readonly (readonly [keyof WorkspaceCounts, string])[] = [
  ['regions', 'Regions'],
  ['clusters', 'Clusters'],
  ['hosts', 'Hosts'],
  ['microvms', 'MicroVMs'],
  ['customers', 'Customers'],
  ['edgeNodes', 'Edge nodes'],
  ['postgres', 'Postgres clusters'],
  ['storagePools', 'Storage pools'],
  ['series', 'Series'],
  ['samples', 'Samples'],
];

function Inventory() {
  const info = useWorkspace((state) => state.info);
  if (info === null) return null;
  return (
    <div className="pane inventory">
      <header>
        <h2>What is known</h2>
        <span className="note">{info.asOf === null ? '' : `as of ${formatDay(info.asOf, null)}`}</span>
        <CopyCsv what="What is known" />
      </header>
      <table aria-label="What is known" className="tbl">
        <tbody>
          {KINDS.map(([kind, name]) => (
            <tr key={kind}>
              <th scope="row">{name}</th>
              <td className="r">{formatInteger(info.counts[kind])}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">Days begin in</th>
            <td className="r">{info.timeZone}</td>
          </tr>
          <tr>
            <th scope="row">File</th>
            <td className="r">
              {formatDecimal(info.sizeBytes / 1e6, 1)} <span className="u">MB</span>
            </td>
          </tr>
        </tbody>
      </table>
      <p className="mute path">{info.displayPath}</p>
    </div>
  );
}

interface ImportsProps {
  readonly chosen: number | null;
  readonly onChoose: (id: number | null) => void;
}

function Imports({ chosen, onChoose }: ImportsProps) {
  const past = useImport((state) => state.past);
  const failure = useImport((state) => state.pastFailure);
  if (failure !== null)
    return (
      <ErrorNote title="The imports were not read." again={() => void loadPastImports()}>
        {failure}
      </ErrorNote>
    );
  if (past.length === 0) {
    return (
      <EmptyState
        icon="data"
        title="Nothing imported yet"
        action={<Button onPress={() => void chooseFiles()}>Import files</Button>}
      >
        Metric files as CSV (long or Grafana), inventory CSVs, or a model document. They can also be dropped
        on the window.
      </EmptyState>
    );
  }
  return (
    <table aria-label="Imports" className="tbl">
      <thead>
        <tr>
          <th>When</th>
          <th>Files</th>
          <th>Format</th>
          <th className="wide-col">Covers</th>
          <th className="r">Series</th>
          <th className="r">Samples</th>
          <th className="r">Changed</th>
          <th className="r">Inventory</th>
          <th className="r">Left out</th>
        </tr>
      </thead>
      <tbody>
        {past.map((entry) => {
          const [first] = entry.files;
          const from = entry.files.flatMap((file) => file.from ?? []).sort()[0];
          const to = entry.files
            .flatMap((file) => file.to ?? [])
            .sort()
            .at(-1);
          const rejected = entry.files.reduce((sum, file) => sum + file.rejectedCount, 0);
          const formats = [...new Set(entry.files.map((file) => file.format))];
          const names = entry.files.map((file) => file.file).join(', ');
          return (
            <tr
              key={entry.id}
              className={entry.id === chosen ? 'is-selected' : ''}
              onClick={() => onChoose(entry.id)}
            >
              <td>
                <button
                  type="button"
                  className="soft"
                  aria-pressed={entry.id === chosen}
                  onClick={(event) => {
                    event.stopPropagation();
                    onChoose(entry.id === chosen ? null : entry.id);
                  }}
                >
                  {formatMoment(entry.atMs)}
                </button>
              </td>
              <td className="ell import-files" title={names}>
                {entry.files.length === 1
                  ? (first?.file ?? '')
                  : `${counted(entry.files.length, 'file')}: ${names}`}
              </td>
              <td className="soft" title={formats.join(', ')}>
                {formats.length === 1 ? formats[0] : counted(formats.length, 'format')}
              </td>
              <td className="soft wide-col">
                {from === undefined || to === undefined
                  ? '—'
                  : `${formatInstant(from).slice(0, -10)} – ${formatInstant(to).slice(0, -10)}`}
              </td>
              <td className="r">{formatInteger(entry.series)}</td>
              <td className="r">{formatInteger(entry.samples)}</td>
              <td className="r">{formatInteger(entry.changed)}</td>
              <td className="r">{formatInteger(inventoryRows(entry.files))}</td>
              <td className="r">{rejected === 0 ? '—' : formatInteger(rejected)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What is in the workspace by files, and what was left out of it, as the sentence that opens the tab. */
function Says() {
  const past = useImport((state) => state.past);
  const files = past.reduce((sum, entry) => sum + entry.files.length, 0);
  const rejected = past.reduce(
    (sum, entry) => sum + entry.files.reduce((inner, file) => inner + file.rejectedCount, 0),
    0,
  );
  if (past.length === 0) return null;
  return (
    <p className="imports-say">
      <b>
        {counted(files, 'file')} in {counted(past.length, 'import')}.
      </b>{' '}
      {rejected === 0 ? 'Every row of them was read.' : `${counted(rejected, 'row')} could not be read.`} Each
      is all or nothing, and can be taken back.
    </p>
  );
}

/** What was imported, when, what it changed, and what was left out. */
export function ImportsTab() {
  const past = useImport((state) => state.past);
  const place = useDataView((state) => state.place);
  const [chosen, setChosen] = useState<number | null>(
    place.tab === 'imports' ? (place.importId ?? null) : null,
  );
  const entry = past.find(({ id }) => id === chosen) ?? null;
  return (
    <div className={`data-split split${entry === null ? '' : ' with-import'}`}>
      <div className="pane">
        <header>
          <h2>Imports</h2>
          <span className="note">newest first</span>
          <CopyCsv what="Imports" />
        </header>
        <Says />
        <Imports chosen={chosen} onChoose={setChosen} />
      </div>
      {entry === null ? (
        <Inventory />
      ) : (
        <ImportPane key={entry.id} entry={entry} onClose={() => setChosen(null)} />
      )}
    </div>
  );
}
