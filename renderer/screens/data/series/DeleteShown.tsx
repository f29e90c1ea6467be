import { useState } from 'react';
import { counted } from '../../../../shared/view/number-format.ts';
import type { ListedSeries } from '../../../../shared/view/series-rows.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { removeSeries } from '../../../state/series-store.ts';
import { useWorkspace } from '../../../state/workspace-store.ts';

const NAMED = 6;

/** Deletes what the filter shows, after saying what that is. */
export function DeleteShown({ rows }: { readonly rows: readonly ListedSeries[] }) {
  const [asks, setAsks] = useState(false);
  const readOnly = useWorkspace((state) => state.info?.readOnly ?? false);
  const what = counted(rows.length, 'series', 'series');
  const feeding = rows.filter(({ feeds }) => feeds.length > 0).length;
  return (
    <>
      <Button small kind="danger" disabled={readOnly} onPress={() => setAsks(true)}>
        Delete {rows.length} shown
      </Button>
      <Dialog
        isOpen={asks}
        title={`Delete ${what}?`}
        onClose={() => setAsks(false)}
        footer={
          <>
            <Button onPress={() => setAsks(false)}>Keep</Button>
            <Button
              kind="danger"
              autoFocus
              onPress={() => {
                void removeSeries(rows);
                setAsks(false);
              }}
            >
              Delete {what}
            </Button>
          </>
        }
      >
        <p className="soft">
          {rows
            .slice(0, NAMED)
            .map(({ title, entity }) => `${title} of ${entity}`)
            .join(', ')}
          {rows.length > NAMED ? ` and ${rows.length - NAMED} more` : ''}.
        </p>
        <p>
          {feeding === 0
            ? 'None of them feeds a constraint.'
            : `${counted(feeding, 'of them feeds', 'of them feed')} a constraint, which falls back to what the inventory says.`}
        </p>
        <p className="mute">One step of undo brings all of them back.</p>
      </Dialog>
    </>
  );
}
