import type { PolicyFile } from '../../../shared/ipc/policy-channels.ts';
import { problemText } from '../../../shared/model/problem.ts';
import { byHarm, constraintRow, pairConstraints } from '../../../shared/view/constraint-rows.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { policyDiff, type PolicyDifference } from '../../../shared/view/policy-diff.ts';
import { ConstraintTable } from '../../app/explain/ConstraintTable.tsx';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/EmptyState.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { closePolicyFile, usePolicyFile } from '../../state/policy-file-store.ts';
import { usePolicy } from '../../state/policy-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { useEffectPreview } from './use-effect-preview.ts';

function Differences({ changed }: { readonly changed: readonly PolicyDifference[] }) {
  return (
    <table className="tbl" aria-label="What the file changes">
      <thead>
        <tr>
          <th>Assumption</th>
          <th className="r">Now</th>
          <th className="r">In the file</th>
        </tr>
      </thead>
      <tbody>
        {changed.map(({ key, label, now, given }) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            <td className="r soft">{now}</td>
            <td className="r strong">{given}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the file would move on today's constraints. */
function Moves({ changed }: { readonly changed: readonly PolicyDifference[] }) {
  const regionName = useInventory((state) => state.regionName);
  const { answer, failure, again } = useEffectPreview(
    Object.fromEntries(changed.map(({ key, value }) => [key, value])),
  );
  if (failure !== null)
    return (
      <ErrorNote title="What it moves is not known." {...(again === null ? {} : { again })}>
        {failure}
      </ErrorNote>
    );
  if (answer === null) return <p className="mute">Computing what it moves…</p>;
  const { rows } = byHarm(
    pairConstraints(answer.before.constraints, answer.after.constraints).flatMap(
      (pair) => constraintRow(pair, regionName) ?? [],
    ),
  );
  if (rows.length === 0) return <p className="soft">No constraint moves by more than 2% of its limit.</p>;
  return <ConstraintTable rows={rows.slice(0, 6)} hasScenario heads={['Now', 'With it']} />;
}

function Offer({ offered }: { readonly offered: PolicyFile }) {
  const entries = usePolicy((state) => state.entries);
  const changeAll = usePolicy((state) => state.changeAll);
  const hasWorkspace = useWorkspace((state) => state.info !== null);
  const { changed, same } = policyDiff(
    new Map(entries.map(({ key, value }) => [key, value])),
    offered.values,
  );
  const apply = async () => {
    const values = changed.map(({ key, value }) => ({ key, value }));
    if (await changeAll(values, offered.file)) closePolicyFile();
  };
  const stands =
    same === 0 ? '' : ` ${counted(same, 'value')} it gives ${same === 1 ? 'stands' : 'stand'} so already.`;
  return (
    <Dialog
      title={`Apply ${offered.file}?`}
      wide
      isOpen
      onClose={closePolicyFile}
      footer={
        <>
          <Button onPress={closePolicyFile}>Cancel</Button>
          <Button
            kind="primary"
            disabled={!hasWorkspace || changed.length === 0}
            onPress={() => void apply()}
          >
            Change {counted(changed.length, 'assumption')}
          </Button>
        </>
      }
    >
      {hasWorkspace ? (
        <p className="soft">
          A policy that changes {counted(changed.length, 'assumption')} of this workspace, as one step that
          can be undone.{stands} What it does not give stays.
        </p>
      ) : (
        <ErrorNote title="No workspace is open.">
          Open or make one first; then drop the policy again.
        </ErrorNote>
      )}
      {changed.length === 0 ? null : (
        <div className="policy-file">
          <Differences changed={changed} />
          {hasWorkspace ? <Moves changed={changed} /> : null}
        </div>
      )}
    </Dialog>
  );
}

/** A policy document held against the workspace's: what it changes, what that moves, then all of it or nothing. */
export function PolicyFileDialog() {
  const { name, offered, failure } = usePolicyFile();
  if (offered !== null) return <Offer offered={offered} />;
  if (failure === null) return null;
  return (
    <Dialog
      title={name}
      isOpen
      onClose={closePolicyFile}
      footer={
        <Button kind="primary" onPress={closePolicyFile}>
          Close
        </Button>
      }
    >
      <ErrorNote title="This policy cannot be used. No assumption was changed.">
        <ul className="problems">
          {(failure.problems ?? []).slice(0, 8).map((problem) => (
            <li key={problemText(problem)}>{problemText(problem)}</li>
          ))}
          {failure.problems === undefined ? <li>{failure.message}</li> : null}
        </ul>
      </ErrorNote>
    </Dialog>
  );
}
