import type { PastImport } from '../../../../shared/ipc/import-channels.ts';
import type { ImportChanges } from '../../../../shared/ipc/import-history-channels.ts';
import { formatInstant } from '../../../../shared/view/date-format.ts';
import { changePhrases, rejectedText } from '../../../../shared/view/import-changes.ts';
import { counted } from '../../../../shared/view/number-format.ts';
import { Button } from '../../../components/Button.tsx';
import { NotYet } from '../../../components/EmptyState.tsx';
import { Status } from '../../../components/Status.tsx';
import { useAsked, type Asked } from '../../../state/asked.ts';
import { bridge } from '../../../state/bridge.ts';
import { copyText } from '../../../state/clipboard.ts';
import { showDone, showFailure } from '../../../state/toast-store.ts';
import { redo, undo, useWorkspace } from '../../../state/workspace-store.ts';

type File = PastImport['files'][number];
const REJECTED_SHOWN = 40;

/** What the import changed, and whether it can be taken back; asked again when the workspace changes. */
function useChanges(id: number): Asked<ImportChanges> {
  const revision = useWorkspace((state) => state.info?.revision ?? null);
  return useAsked(String(id), revision, () => bridge().invoke('imported:changes', { id }));
}

async function revert(id: number, how: 'undo' | 'revert'): Promise<void> {
  const reply = await bridge().invoke('imported:revert', { id });
  if (!reply.ok) showFailure('The import was not taken back.', reply);
  else
    showDone(
      `${reply.value.label}.`,
      how === 'undo' ? { label: 'Redo', run: () => void redo() } : { label: 'Undo', run: () => void undo() },
    );
}

function FileFacts({ file }: { readonly file: File }) {
  const facts = [
    counted(file.rows, 'row'),
    ...(file.series > 0 ? [counted(file.series, 'series', 'series'), counted(file.samples, 'sample')] : []),
    ...(file.entities > 0
      ? [
          counted(
            file.entities,
            file.series > 0 ? 'entity' : 'inventory row',
            file.series > 0 ? 'entities' : 'inventory rows',
          ),
        ]
      : []),
  ];
  return (
    <section className="i-file" aria-label={file.file}>
      <h3 className="ell" title={file.file}>
        {file.file}
      </h3>
      <p className="soft">
        {file.format}: {facts.join(', ')}
        {file.timeZone === undefined ? '' : `; zone ${file.timeZone}`}
      </p>
      {file.from === null || file.to === null ? null : (
        <p className="mute">
          {formatInstant(file.from)} – {formatInstant(file.to)}
        </p>
      )}
      {file.notes.map((note) => (
        <p key={note} className="mute">
          {note}
        </p>
      ))}
      {file.rejectedCount === 0 ? null : (
        <>
          <p className="i-left">
            <Status mark="watch">{counted(file.rejectedCount, 'row')} left out</Status>
            <Button
              small
              kind="quiet"
              icon="copy"
              label={`Copy the rows left out of ${file.file}`}
              onPress={() =>
                void copyText(
                  'Rows left out',
                  file.rejected.map((row) => `${file.file}, ${rejectedText(row)}`).join('\n'),
                )
              }
            />
          </p>
          <ul className="problems">
            {file.rejected.slice(0, REJECTED_SHOWN).map((row) => (
              <li key={rejectedText(row)}>{rejectedText(row)}</li>
            ))}
            {file.rejectedCount > Math.min(REJECTED_SHOWN, file.rejected.length) ? (
              <li className="mute">
                and {file.rejectedCount - Math.min(REJECTED_SHOWN, file.rejected.length)} more
              </li>
            ) : null}
          </ul>
        </>
      )}
    </section>
  );
}

/** One import: its files, what it changed, what was left out and why, and the way back. */
export function ImportPane({ entry, onClose }: { readonly entry: PastImport; readonly onClose: () => void }) {
  const { answer: changes, failure, again } = useChanges(entry.id);
  const readOnly = useWorkspace((state) => state.info?.readOnly ?? false);
  const phrases = changes === null || changes.changes === null ? null : changePhrases(changes.changes);
  return (
    <section className="pane i-pane" aria-label="The import looked at">
      <header>
        <h2>{entry.files.length === 1 ? 'One file' : counted(entry.files.length, 'file')}</h2>
        <span className="grow" />
        <Button small kind="quiet" icon="x" label="Close" onPress={onClose} />
      </header>
      {changes === null ? (
        <NotYet
          inside
          wait="Looking at what it changed…"
          failed="What it changed was not read."
          failure={failure}
          again={again}
        />
      ) : (
        <div className="i-back">
          <p>
            <b className="med">What it changed.</b>{' '}
            {phrases === null
              ? changes.reason
              : phrases.length === 0
                ? 'Nothing but its place in this list.'
                : `${phrases.join(', ')}.`}
          </p>
          {changes.revert === 'no' ? (
            phrases === null ? null : (
              <p className="mute">It cannot be taken back alone: {changes.reason}</p>
            )
          ) : (
            <Button
              small
              icon="undo"
              disabled={readOnly}
              onPress={() => void revert(entry.id, changes.revert === 'undo' ? 'undo' : 'revert')}
            >
              {changes.revert === 'undo' ? 'Undo this import' : 'Revert this import'}
            </Button>
          )}
        </div>
      )}
      {entry.files.map((file) => (
        <FileFacts key={file.file} file={file} />
      ))}
    </section>
  );
}
