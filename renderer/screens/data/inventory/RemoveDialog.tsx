import { useEffect, useState } from 'react';
import type { RowPlace } from '../../../../shared/inventory/editor-table.ts';
import type { RemovalAnswer } from '../../../../shared/ipc/inventory-edit-channels.ts';
import { countedRows, effectSentence } from '../../../../shared/view/inventory-words.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { bridge } from '../../../state/bridge.ts';
import { removeRows } from '../../../state/inventory-edits.ts';
import { useInventoryTable } from '../../../state/inventory-table-store.ts';

interface RemoveDialogProps {
  readonly rows: readonly RowPlace[];
  readonly onClose: () => void;
}

/** Says what would go along before anything goes. */
export function RemoveDialog({ rows, onClose }: RemoveDialogProps) {
  const table = useInventoryTable((state) => state.table);
  const revision = useInventoryTable((state) => state.revision);
  const [answer, setAnswer] = useState<RemovalAnswer | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    void bridge()
      .invoke('inventory:removal', { table, revision, rows: [...rows] })
      .then((reply) => (reply.ok ? setAnswer(reply.value) : setFailure(reply.message)));
  }, [table, revision, rows]);
  // Nothing can be agreed to before it is said.
  if (answer === null && failure === null) return null;
  const what = countedRows(table, rows.length);
  const names = answer?.names.filter((name) => name !== '') ?? [];
  return (
    <Dialog
      isOpen
      title={`Delete ${what}?`}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Keep</Button>
          <Button
            kind="danger"
            autoFocus
            disabled={answer === null}
            onPress={() => {
              void removeRows(rows);
              onClose();
            }}
          >
            Delete {what}
          </Button>
        </>
      }
    >
      {failure === null ? null : <p className="is-breach">{failure}</p>}
      {names.length === 0 ? null : (
        <p className="soft">
          {names.join(', ')}
          {rows.length > names.length ? ` and ${rows.length - names.length} more` : ''}
        </p>
      )}
      {answer === null || answer.effects.length === 0 ? (
        <p className="soft">Nothing else depends on {rows.length === 1 ? 'it' : 'them'}.</p>
      ) : (
        <ul className="effects">
          {answer.effects.map((effect) => (
            <li key={`${effect.table} ${effect.fate}`}>{effectSentence(effect)}</li>
          ))}
        </ul>
      )}
      <p className="mute">One step of undo brings all of it back.</p>
    </Dialog>
  );
}
