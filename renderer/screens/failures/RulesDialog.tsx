import { useEffect, useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { counted } from '../../../shared/view/number-format.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { NotYet } from '../../components/EmptyState.tsx';
import { CheckInput } from '../../components/form/CheckInput.tsx';
import { Running, runningOf } from '../../components/Progress.tsx';
import { copyText } from '../../state/clipboard.ts';
import {
  cancelExport,
  exportRules,
  loadRuleFile,
  setRunbookBase,
  useFailures,
} from '../../state/failure-store.ts';
import { useProgress } from '../../state/progress-store.ts';

/** Typed where it stands; saved with the workspace when the field is left. */
function RunbookBase({ saved }: { readonly saved: string }) {
  const [typed, setTyped] = useState(saved);
  const save = () => {
    if (typed.trim() !== saved) void setRunbookBase(typed);
  };
  return (
    <TextField className="field" value={typed} onChange={setTyped} onBlur={save}>
      <Label className="label">Runbooks are at</Label>
      <div className="input small">
        <Input
          onKeyDown={(event) => {
            if (event.key === 'Enter') save();
          }}
        />
      </div>
    </TextField>
  );
}

/** How far the export has come. Nothing is said of it before the place to write to is chosen. */
function ExportProgress({ task }: { readonly task: string }) {
  const progress = useProgress((state) => state.byTask.get(task));
  if (progress === undefined) return null;
  return <Running label="Simulating each failure for the unit tests" {...runningOf(progress)} />;
}

/** The whole rule file to look at, to copy, and to write with its tests and runbooks. */
export function RulesDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const file = useFailures((state) => state.file);
  const failure = useFailures((state) => state.fileFailure);
  const base = useFailures((state) => state.list?.runbookBase ?? '');
  const task = useFailures((state) => state.exportTask);
  const [tests, setTests] = useState(true);
  const [runbooks, setRunbooks] = useState(true);
  useEffect(() => {
    if (isOpen) void loadRuleFile();
  }, [isOpen]);
  // While an export runs, Escape and Cancel stop it; the dialog stays, so that what was chosen is not lost.
  const close = () => {
    if (task === null) onClose();
    else void cancelExport();
  };
  const write = () => {
    void exportRules({ tests, runbooks }).then((done) => {
      if (done) onClose();
    });
  };
  return (
    <Dialog
      title="Alert rules for Prometheus"
      isOpen={isOpen}
      onClose={close}
      wide
      footer={
        <>
          <Button
            icon="copy"
            kind="quiet"
            disabled={file === null}
            onPress={() => void copyText('Alert rules', file?.text ?? '')}
          >
            Copy rules
          </Button>
          <span className="grow" />
          <Button onPress={close}>{task === null ? 'Cancel' : 'Cancel export'}</Button>
          <Button kind="primary" disabled={file === null || task !== null} onPress={write}>
            Export rules
          </Button>
        </>
      }
    >
      {file === null ? (
        <NotYet
          inside
          wait="Computing…"
          failed="The rules cannot be made."
          failure={failure}
          again={() => void loadRuleFile()}
        />
      ) : (
        <p className="soft">
          {counted(file.alerts, 'alert')} and {counted(file.recordings, 'recording rule')}. Limits are numbers
          of today: export again when the inventory or the policy changes.
        </p>
      )}
      <pre className="fm-code fm-file" role="region" aria-label="Rule file" tabIndex={0}>
        {file?.text ?? ''}
      </pre>
      <div className="fm-choices">
        <RunbookBase key={base} saved={base} />
        <CheckInput checked={tests} onChange={setTests}>
          with unit tests
        </CheckInput>
        <CheckInput checked={runbooks} onChange={setRunbooks}>
          with runbooks
        </CheckInput>
      </div>
      {task === null ? null : <ExportProgress task={task} />}
    </Dialog>
  );
}
