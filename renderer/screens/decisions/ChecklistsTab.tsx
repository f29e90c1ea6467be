import { useEffect, useState } from 'react';
import type { LoggedRun } from '../../../shared/ipc/checklist-channels.ts';
import { CHECKLIST_STEPS, nextStep } from '../../../shared/timeline/checklist.ts';
import { counted, listed } from '../../../shared/view/number-format.ts';
import { CopyCsv } from '../../app/figure/CopyCsv.tsx';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { NotYet, EmptyState } from '../../components/EmptyState.tsx';
import { Status } from '../../components/Status.tsx';
import { TextInput } from '../../components/form/TextInput.tsx';
import { chooseRun, loadChecklists, stopRun, useChecklists } from '../../state/checklist-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { StartChecklistDialog } from './StartChecklistDialog.tsx';
import { StepPane } from './StepPane.tsx';

function titleOf({ plan, hosts }: LoggedRun): string {
  if (plan.kind === 'add') return `Add ${plan.count} × ${plan.sku} to ${plan.cluster}`;
  return hosts.length <= 2 ? `Remove ${hosts.join(', ')}` : `Remove ${counted(hosts.length, 'host')}`;
}

function State({ run }: { readonly run: LoggedRun }) {
  const steps = CHECKLIST_STEPS[run.plan.kind];
  if (run.stopped !== null) return <Status mark="unknown">Stopped</Status>;
  if (nextStep(run) === null) return <Status mark="ok">Done</Status>;
  return (
    <span className="mute">
      step {run.done.length + 1} of {steps.length}
    </span>
  );
}

function RunList({ runs, chosen }: { readonly runs: readonly LoggedRun[]; readonly chosen: number | null }) {
  return (
    <section className="dec-list chk-list" aria-label="Checklists">
      <table aria-label="Checklists" className="tbl">
        <thead>
          <tr>
            <th>Checklist</th>
            <th className="chk-state">State</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id} className={run.id === chosen ? 'is-selected' : ''}>
              <th scope="row">
                <button
                  type="button"
                  className="dec-pick"
                  title={titleOf(run)}
                  {...(run.id === chosen ? { 'aria-current': 'true' as const } : {})}
                  onClick={() => chooseRun(run.id)}
                >
                  {titleOf(run)}
                </button>
              </th>
              <td>
                <State run={run} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function StopDialog({ run, onClose }: { readonly run: LoggedRun; readonly onClose: () => void }) {
  const [note, setNote] = useState('');
  return (
    <Dialog
      title={`Stop checklist ${run.id}?`}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Go on with it</Button>
          <Button
            kind="danger"
            disabled={note.trim() === ''}
            onPress={() => void stopRun(run.id, note.trim()).then((done) => done && onClose())}
          >
            Stop checklist {run.id}
          </Button>
        </>
      }
    >
      <div className="dec-form">
        <p>What its steps did to the inventory stays as it is; undo takes single steps back.</p>
        <TextInput label="Why" value={note} onChange={setNote} autoFocus />
      </div>
    </Dialog>
  );
}

function Detail() {
  const detail = useChecklists((state) => state.detail);
  const failure = useChecklists((state) => state.detailFailure);
  const [isStopping, setIsStopping] = useState(false);
  if (detail === null)
    return (
      <NotYet
        wait="Trying the steps…"
        failed="This checklist cannot be shown."
        failure={failure}
        again={() => void loadChecklists()}
      />
    );
  const { run, next } = detail;
  return (
    <section className="dec-detail" aria-label={titleOf(run)}>
      <header className="dec-head">
        <div>
          <h2>{titleOf(run)}</h2>
          <p className="note">
            {run.hosts.length === 0 ? 'not registered yet' : listed(run.hosts)}
            {run.stopped === null ? '' : `, stopped: ${run.stopped.note}`}
          </p>
        </div>
        {next === null ? null : <Button onPress={() => setIsStopping(true)}>Stop…</Button>}
      </header>
      <ol className="chk-steps">
        {detail.steps.map((step, index) => (
          <StepPane key={step.name} detail={detail} index={index} />
        ))}
      </ol>
      {isStopping ? <StopDialog run={run} onClose={() => setIsStopping(false)} /> : null}
    </section>
  );
}

/** Adding and decommissioning hosts, step by step, each step with what it would do before it is done. */
export function ChecklistsTab() {
  const revision = useWorkspace((state) => state.info?.revision);
  const readOnly = useWorkspace((state) => state.info?.readOnly ?? true);
  const { runs, failure, chosen } = useChecklists();
  const [starting, setStarting] = useState<'add' | 'remove' | null>(null);
  useEffect(() => void loadChecklists(), [revision]);
  const buttons = (
    <div className="chk-start">
      <Button icon="plus" disabled={readOnly} onPress={() => setStarting('add')}>
        Add hosts…
      </Button>
      <Button icon="hostloss" disabled={readOnly} onPress={() => setStarting('remove')}>
        Decommission hosts…
      </Button>
    </div>
  );
  const dialog =
    starting === null ? null : <StartChecklistDialog kind={starting} onClose={() => setStarting(null)} />;
  if (runs === null)
    return (
      <NotYet
        wait="Reading the checklists…"
        failed="The checklists cannot be read."
        failure={failure}
        again={() => void loadChecklists()}
      />
    );
  if (runs.length === 0)
    return (
      <div className="screen-note">
        <EmptyState icon="server" title="No host is being added or decommissioned" action={buttons}>
          A checklist keeps who did which step and when, and tries every step on the model before it is done.
        </EmptyState>
        {dialog}
      </div>
    );
  return (
    <div className="decisions split chk">
      <div className="dec-left">
        <div className="dec-tools">
          {buttons}
          <CopyCsv what="Checklists" within=".chk-list" />
        </div>
        <RunList runs={runs} chosen={chosen} />
      </div>
      <Detail key={chosen} />
      {dialog}
    </div>
  );
}
