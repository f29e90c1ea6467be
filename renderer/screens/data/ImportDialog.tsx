import type { FilePreview } from '../../../shared/ipc/import-channels.ts';
import { problemText } from '../../../shared/model/problem.ts';
import { formatInstant } from '../../../shared/view/date-format.ts';
import { counted, formatDecimal, formatInteger } from '../../../shared/view/number-format.ts';
import { quantityText } from '../../../shared/view/quantity-format.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/EmptyState.tsx';
import { Progress } from '../../components/Progress.tsx';
import { Status } from '../../components/Status.tsx';
import { cancelImport, closeImport, runImport, useImport } from '../../state/import-store.ts';
import { useProgress } from '../../state/progress-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';

const ROWS_SHOWN = 5;
const COLUMNS_SHOWN = 8;

function fileSize(bytes: number): string {
  if (bytes >= 1e6) return `${formatDecimal(bytes / 1e6, 1)} MB`;
  return bytes >= 1000 ? `${formatDecimal(bytes / 1000, 1)} kB` : `${formatInteger(bytes)} B`;
}

/** What was recognised, as one row of facts. */
function Facts({ preview }: { readonly preview: FilePreview }) {
  const facts: readonly (readonly [string, string])[] = [
    ['Format', preview.format ?? 'not recognised'],
    ...(preview.inventory === null
      ? ([
          ['Series', formatInteger(preview.series)],
          ['Samples', formatInteger(preview.samples)],
          ['Entities', few(preview.entities)],
          [
            'Metrics',
            few(
              preview.metrics.map(({ name, canonical }) =>
                canonical === null || canonical === name ? name : `${name} → ${canonical}`,
              ),
            ),
          ],
          ['From', preview.from === null ? '—' : formatInstant(preview.from)],
          ['To', preview.to === null ? '—' : formatInstant(preview.to)],
          ['Step', preview.stepSeconds === null ? '—' : quantityText(preview.stepSeconds, 'seconds')],
          ['Gaps', preview.gaps === 0 ? 'none' : formatInteger(preview.gaps)],
        ] as const)
      : ([
          ['Kind', preview.inventory.kind],
          ['Rows', formatInteger(preview.inventory.rows)],
        ] as const)),
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="ell" title={value}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const few = (names: readonly string[]): string =>
  names.length === 0
    ? '—'
    : names.length <= 2
      ? names.join(', ')
      : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;

function Rows({ preview }: { readonly preview: FilePreview }) {
  if (preview.rows.length === 0) return null;
  const more = preview.columns.length - COLUMNS_SHOWN;
  return (
    <div className="preview-rows" tabIndex={0} role="region" aria-label={`First rows of ${preview.name}`}>
      <table className="tbl mono">
        <thead>
          <tr>
            {preview.columns.slice(0, COLUMNS_SHOWN).map((column) => (
              <th key={column}>{column}</th>
            ))}
            {more > 0 ? <th>{counted(more, 'more column')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {preview.rows.slice(0, ROWS_SHOWN).map((row, line) => (
            // Rows of a file have no name; their line is what identifies them.
            <tr key={line}>
              {row.slice(0, COLUMNS_SHOWN).map((cell, column) => (
                <td key={preview.columns[column] ?? column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function File({ preview }: { readonly preview: FilePreview }) {
  return (
    <section className="preview" aria-label={preview.name}>
      <header>
        {preview.format === null ? (
          <Status mark="breach">
            <b className="med">{preview.name}</b>
          </Status>
        ) : (
          <Status mark="ok">
            <b className="med">{preview.name}</b>
          </Status>
        )}
        <span className="mute">
          {fileSize(preview.bytes)}
          {preview.partial ? ', figures from its first part' : ''}
        </span>
      </header>
      {preview.format === null ? null : <Facts preview={preview} />}
      {preview.problems.length === 0 ? null : (
        <ul className="problems">
          {preview.problems.slice(0, 4).map((problem) => (
            <li key={problemText(problem)}>{problemText(problem)}</li>
          ))}
        </ul>
      )}
      {preview.columns.length > 0 && preview.format === null ? (
        <p className="soft">Columns found: {preview.columns.join(', ')}</p>
      ) : null}
      <Rows preview={preview} />
    </section>
  );
}

function Running({ task }: { readonly task: string }) {
  const progress = useProgress((state) => state.byTask.get(task));
  const share = progress === undefined || progress.total === 0 ? null : progress.done / progress.total;
  const rest = progress?.remainingSeconds ?? null;
  return (
    <div className="import-run" role="status">
      <div className="pg-t">
        <span className="ell">{progress?.detail ?? 'Starting'}</span>
        {share === null ? null : <span className="mute">{Math.round(share * 100)}%</span>}
        <Button small onPress={() => void cancelImport()}>
          Cancel
        </Button>
      </div>
      <Progress label="Importing" share={share} />
      <p className="mute">
        {progress?.ratePerSecond == null
          ? 'Nothing is kept until everything is read.'
          : `${formatInteger(progress.ratePerSecond)} rows/s`}
        {rest === null
          ? ''
          : `, ${rest < 1 ? 'less than a second' : quantityText(Math.ceil(rest), 'seconds')} left`}
      </p>
    </div>
  );
}

function Rejected() {
  const report = useImport((state) => state.report);
  const rejected = report?.files.filter((file) => file.rejectedCount > 0) ?? [];
  if (rejected.length === 0) return null;
  return (
    <div>
      {rejected.map((file) => (
        <section key={file.file} className="preview">
          <b className="med">
            {counted(file.rejectedCount, 'row')} of {file.file} left out
          </b>
          <ul className="problems">
            {file.rejected.slice(0, 6).map((row) => (
              <li key={`${row.line} ${row.column ?? ''}`}>
                line {row.line}
                {row.column === undefined ? '' : `, ${row.column}`}: {row.reason}
                {row.value === undefined ? '' : ` (is “${row.value}”)`}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** From dropped files to imported data: what was recognised, the first rows, then all or nothing. */
export function ImportDialog() {
  const { stage, files, previews, failure, task } = useImport();
  const hasWorkspace = useWorkspace((state) => state.info !== null);
  const good = previews.filter((preview) => preview.format !== null);
  const act =
    stage === 'done' ? (
      <Button kind="primary" onPress={closeImport}>
        Close
      </Button>
    ) : (
      <>
        <Button disabled={stage === 'running'} onPress={closeImport}>
          Cancel
        </Button>
        <Button
          kind="primary"
          disabled={stage !== 'ready' || good.length === 0 || !hasWorkspace}
          onPress={() => void runImport()}
        >
          Import {counted(good.length, 'file')}
        </Button>
      </>
    );
  return (
    <Dialog title="Import" wide isOpen={stage !== 'closed'} onClose={closeImport} footer={act}>
      {stage === 'reading' ? <p className="soft">Reading {counted(files.length, 'file')}…</p> : null}
      {hasWorkspace || stage === 'reading' ? null : (
        <ErrorNote title="No workspace is open.">
          Open or make one first; then drop the files again.
        </ErrorNote>
      )}
      {failure === null ? null : (
        <ErrorNote title="Nothing was imported.">
          <p>{failure.message}</p>
          <ul className="problems">
            {(failure.problems ?? []).slice(0, 8).map((problem) => (
              <li key={problemText(problem)}>{problemText(problem)}</li>
            ))}
          </ul>
        </ErrorNote>
      )}
      {stage === 'running' && task !== null ? <Running task={task} /> : null}
      {stage === 'done' ? (
        <Rejected />
      ) : (
        previews.map((preview) => <File key={preview.handle} preview={preview} />)
      )}
    </Dialog>
  );
}
