import { problemText } from '../../../../shared/model/problem.ts';
import { counted } from '../../../../shared/view/number-format.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { ErrorNote } from '../../../components/EmptyState.tsx';
import {
  closeImport,
  fileKey,
  offerToNew,
  runImport,
  useImport,
  wantedFiles,
} from '../../../state/import-store.ts';
import { useWorkspace } from '../../../state/workspace-store.ts';
import { FileDetail } from './FileDetail.tsx';
import { FileList } from './FileList.tsx';
import { ImportDone } from './ImportDone.tsx';
import { ImportRunning } from './ImportRunning.tsx';
import { OfferSentence } from './OfferSentence.tsx';

function Footer() {
  const stage = useImport((state) => state.stage);
  const looking = useImport((state) => state.looking);
  const wanted = useImport((state) => wantedFiles(state).length);
  const more = useImport((state) => state.more);
  const hasWorkspace = useWorkspace((state) => state.info !== null);
  if (stage === 'done')
    return (
      <Button kind="primary" onPress={closeImport}>
        Close
      </Button>
    );
  return (
    <>
      <Button disabled={stage === 'running'} onPress={closeImport}>
        Cancel
      </Button>
      {stage === 'ready' && wanted > 0 ? (
        <Button kind={hasWorkspace ? 'plain' : 'primary'} onPress={() => void offerToNew()}>
          Into a new workspace…
        </Button>
      ) : null}
      <Button
        kind={hasWorkspace ? 'primary' : 'plain'}
        disabled={stage !== 'ready' || looking || wanted === 0 || !hasWorkspace}
        onPress={() => void runImport()}
      >
        Import {counted(wanted + (wanted === 0 ? 0 : more), 'file')}
      </Button>
    </>
  );
}

function Failed() {
  const failure = useImport((state) => state.failure);
  if (failure === null) return null;
  return (
    <ErrorNote title="Nothing was imported.">
      <p>{failure.message}</p>
      <ul className="problems">
        {(failure.problems ?? []).slice(0, 8).map((problem) => (
          <li key={problemText(problem)}>{problemText(problem)}</li>
        ))}
      </ul>
    </ErrorNote>
  );
}

/** What was offered: the files at the left where there are several, the shown one at the right. */
function Offer() {
  const previews = useImport((state) => state.previews);
  const skipped = useImport((state) => state.skipped);
  const shown = useImport((state) => state.shown);
  const preview = previews.find((one) => fileKey(one) === shown) ?? previews[0];
  const several = previews.length + skipped.length > 1;
  return (
    <div className={several ? 'offer is-several' : 'offer'}>
      {several ? <FileList /> : null}
      {preview === undefined ? null : <FileDetail key={fileKey(preview)} preview={preview} />}
    </div>
  );
}

/** From dropped files to imported data: what was recognised and what becomes of it, then all or nothing. */
export function ImportDialog() {
  const stage = useImport((state) => state.stage);
  const files = useImport((state) => state.files.length);
  const task = useImport((state) => state.task);
  const hasWorkspace = useWorkspace((state) => state.info !== null);
  return (
    <Dialog title="Import" roomy isOpen={stage !== 'closed'} onClose={closeImport} footer={<Footer />}>
      {stage === 'reading' ? <p className="soft">Reading {counted(files, 'file')}…</p> : null}
      {hasWorkspace || stage === 'reading' ? null : (
        <ErrorNote title="No workspace is open.">
          Import into a new one, or open one and drop the files again.
        </ErrorNote>
      )}
      <Failed />
      {stage === 'running' && task !== null ? <ImportRunning task={task} /> : null}
      {stage === 'ready' ? <OfferSentence /> : null}
      {stage === 'done' ? <ImportDone /> : stage === 'ready' || stage === 'running' ? <Offer /> : null}
    </Dialog>
  );
}
