import { countedRows, effectSentence } from '../../../../shared/view/inventory-words.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { ErrorNote } from '../../../components/EmptyState.tsx';
import { useAsked } from '../../../state/asked.ts';
import { bridge } from '../../../state/bridge.ts';
import { removeRows, type Places } from '../../../state/inventory-edits.ts';
import { revisionFor, useInventoryTable } from '../../../state/inventory-table-store.ts';

interface RemoveDialogProps {
  readonly places: Places;
  readonly onClose: () => void;
}

/** Says what would go along before anything goes. */
export function RemoveDialog({ places, onClose }: RemoveDialogProps) {
  const { rows } = places;
  const table = useInventoryTable((state) => state.table);
  // The rows that were chosen, and no others that stand in their places now.
  const revision = useInventoryTable(() => revisionFor(places.revision));
  const { answer, failure, again } = useAsked(JSON.stringify([table, revision, rows]), null, () =>
    bridge().invoke('inventory:removal', { table, revision, rows: [...rows] }),
  );
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
              void removeRows(places);
              onClose();
            }}
          >
            Delete {what}
          </Button>
        </>
      }
    >
      {failure === null ? null : (
        <ErrorNote title="What would go along was not read." again={again}>
          {failure}
        </ErrorNote>
      )}
      {names.length === 0 ? null : (
        <p className="soft">
          {names.join(', ')}
          {rows.length > names.length ? ` and ${rows.length - names.length} more` : ''}
        </p>
      )}
      {answer === null ? null : answer.effects.length === 0 ? (
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
