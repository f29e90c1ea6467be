import { useMemo, useState } from 'react';
import type { InputOf } from '../../../../shared/ipc/contract.ts';
import type { PasteAnswer } from '../../../../shared/ipc/inventory-edit-channels.ts';
import { useAsked } from '../../../state/asked.ts';
import { bridge } from '../../../state/bridge.ts';
import type { Places } from '../../../state/inventory-edits.ts';
import { editedTo, revisionFor, useInventoryTable } from '../../../state/inventory-table-store.ts';
import { showDone, showFailure } from '../../../state/toast-store.ts';
import { undo } from '../../../state/workspace-store.ts';

/** A block as it was pasted, and on what. */
export interface PastedBlock {
  readonly grid: readonly (readonly string[])[];
  readonly anchor: Places & { readonly column: string };
}

type Decimal = InputOf<'inventory:paste'>['decimal'];

export interface Paste {
  readonly answer: PasteAnswer | null;
  readonly failure: string | null;
  readonly again: () => void;
  readonly header: boolean | null;
  readonly decimal: Decimal;
  readonly setHeader: (header: boolean) => void;
  readonly setDecimal: (decimal: Decimal) => void;
  /** Takes a column for another, `null`: leaves it out. */
  readonly choose: (column: number, key: string | null) => void;
  readonly write: (row: number, column: number, text: string) => void;
  readonly apply: (skipBad: boolean) => Promise<boolean>;
}

/** A pasted block while it is looked through: every correction is read again by the workspace, which alone decides. */
export function usePaste({ grid: pasted, anchor }: PastedBlock): Paste {
  const table = useInventoryTable((state) => state.table);
  // The rows it was pasted on, and no others that stand in their places now.
  const revision = useInventoryTable(() => revisionFor(anchor.revision));
  const [grid, setGrid] = useState(pasted);
  const [header, setHeader] = useState<boolean | null>(null);
  const [decimal, setDecimal] = useState<Decimal>('auto');
  const [chosen, setChosen] = useState<readonly (string | null)[]>([]);
  const request = useMemo(
    (): InputOf<'inventory:paste-preview'> => ({
      table,
      revision,
      grid: grid.map((row) => [...row]),
      header,
      chosen: [...chosen],
      decimal,
      anchor: { column: anchor.column, rows: [...anchor.rows] },
    }),
    [table, revision, grid, header, chosen, decimal, anchor],
  );
  // What was read of the block before a correction stays until the corrected one is read.
  const { answer, failure, again } = useAsked('block', JSON.stringify(request), () =>
    bridge().invoke('inventory:paste-preview', request),
  );
  return {
    answer,
    failure,
    again,
    header,
    decimal,
    setHeader,
    setDecimal,
    choose: (column, key) =>
      setChosen(
        Array.from({ length: Math.max(chosen.length, column + 1) }, (_, at) =>
          at === column ? key : chosen[at] === undefined ? 'auto' : chosen[at],
        ),
      ),
    write: (row, column, text) => {
      const line = row + (answer?.hasHeader === true ? 1 : 0);
      setGrid(grid.map((cells, at) => (at === line ? withCell(cells, column, text) : cells)));
    },
    apply: async (skipBad) => {
      const reply = await bridge().invoke('inventory:paste', { ...request, skipBad });
      if (!reply.ok) showFailure('Nothing was pasted.', reply);
      else if (reply.value.done) {
        editedTo(reply.value.revision);
        showDone(`${reply.value.label}.`, { label: 'Undo', run: () => void undo() });
        return true;
      }
      return false;
    },
  };
}

function withCell(cells: readonly string[], column: number, text: string): readonly string[] {
  return Array.from({ length: Math.max(cells.length, column + 1) }, (_, at) =>
    at === column ? text : (cells[at] ?? ''),
  );
}
