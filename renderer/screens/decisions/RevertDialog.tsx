import { useState } from 'react';
import type { DecisionDetail } from '../../../shared/ipc/decision-channels.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { TextAreaInput } from '../../components/form/TextAreaInput.tsx';
import { revertDecision } from '../../state/decision-store.ts';

const FIRST = 12;

/** Says row by row what taking the decision back puts where, and asks why. */
export function RevertDialog({
  detail,
  onClose,
}: {
  readonly detail: DecisionDetail;
  readonly onClose: () => void;
}) {
  const { decision, revert } = detail;
  const [reason, setReason] = useState('');
  const act = async () => {
    if (await revertDecision(decision.id, reason.trim())) onClose();
  };
  return (
    <Dialog
      title={`Take back decision ${decision.id}?`}
      isOpen
      onClose={onClose}
      wide
      footer={
        <>
          <Button onPress={onClose}>Keep it</Button>
          <Button kind="danger" disabled={reason.trim() === ''} onPress={() => void act()}>
            Take back decision {decision.id}
          </Button>
        </>
      }
    >
      <div className="dec-form">
        <p>
          {revert.lines.length === 0
            ? 'It changed nothing in the workspace: only the log says that it is taken back.'
            : `${counted(revert.lines.length, 'row')} of the workspace will be as before the decision, byte for byte:`}
        </p>
        {revert.lines.length === 0 ? null : (
          <table className="tbl dec-adopt" aria-label="What will change">
            <tbody>
              {revert.lines.slice(0, FIRST).map(({ what, change }, index) => (
                <tr key={`${index} ${what}`}>
                  <td>{what}</td>
                  <td className="wrap">{change}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {revert.lines.length > FIRST ? <p className="mute">{revert.lines.length - FIRST} more</p> : null}
        <TextAreaInput label="Why it is taken back" value={reason} onChange={setReason} rows={2} autoFocus />
        <p className="mute">The log keeps both entries; undo brings the decision back.</p>
      </div>
    </Dialog>
  );
}
