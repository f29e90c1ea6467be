import type { FilePreview } from '../../../../shared/ipc/import-channels.ts';
import { problemText } from '../../../../shared/model/problem.ts';
import { counted } from '../../../../shared/view/number-format.ts';
import { Status } from '../../../components/Status.tsx';
import { useImport } from '../../../state/import-store.ts';
import { EntitiesRead } from './EntitiesRead.tsx';
import { FileFacts } from './FileFacts.tsx';
import { fileSize } from './file-size.ts';
import { MappingPane } from './MappingPane.tsx';
import { MetricsRead } from './MetricsRead.tsx';
import { StampsRead } from './StampsRead.tsx';

function Problems({ preview }: { readonly preview: FilePreview }) {
  const { problems, rejectedCount, format, columns, reading } = preview;
  if (problems.length === 0) return null;
  // A table that only lacks a mapping says so in a sentence; the mapping itself is a button below.
  const wantsMapping =
    format === null && (reading?.suggestedMapping ?? null) !== null && reading?.mapping === null;
  return (
    <>
      {rejectedCount === 0 ? null : <p className="soft">{counted(rejectedCount, 'row')} will be left out:</p>}
      <ul className="problems">
        {wantsMapping ? (
          <li>What the columns mean is not clear. Columns found: {columns.join(', ')}</li>
        ) : (
          problems.slice(0, 4).map((problem) => <li key={problemText(problem)}>{problemText(problem)}</li>)
        )}
      </ul>
    </>
  );
}

/** One file: what it was recognised as, what becomes of it, and how to read it otherwise. */
export function FileDetail({ preview }: { readonly preview: FilePreview }) {
  const looking = useImport((state) => state.looking);
  return (
    <section className="preview" aria-label={preview.name} aria-busy={looking}>
      <header>
        <Status mark={preview.format === null ? 'breach' : 'ok'}>
          <b className="med">{preview.name}</b>
        </Status>
        <span className="mute">
          {preview.bytes === 0 ? '' : fileSize(preview.bytes)}
          {preview.partial ? ', figures from its first part' : ''}
        </span>
        <span className="grow" />
        {looking ? <span className="mute">looking again…</span> : null}
      </header>
      {preview.format === null ? null : <FileFacts preview={preview} />}
      <Problems preview={preview} />
      <StampsRead preview={preview} />
      <MetricsRead preview={preview} />
      <EntitiesRead preview={preview} />
      <MappingPane preview={preview} />
      {preview.notes.length === 0 ? null : (
        <ul className="read-notes">
          {preview.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
