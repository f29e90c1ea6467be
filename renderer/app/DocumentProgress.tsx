import { cancelDocument } from '../state/document-export.ts';
import { useProgress } from '../state/progress-store.ts';

/** What is being written now, in the status bar of every screen, with a way to stop it. */
export function DocumentProgress() {
  const writing = useProgress((state) => [...state.byTask.values()].find(({ kind }) => kind === 'document'));
  if (writing === undefined) return null;
  return (
    <span className="writing" role="status">
      Writing {writing.detail ?? 'a document'}{' '}
      <button type="button" className="linkish" onClick={() => void cancelDocument(writing.task)}>
        Cancel
      </button>
    </span>
  );
}
