import type { CellProblem } from '../../shared/inventory/cell-problem.ts';
import type { CellChange, NewRow } from '../../shared/inventory/edit-model.ts';
import type { RowPlace } from '../../shared/inventory/editor-table.ts';
import type { EditAnswer } from '../../shared/ipc/inventory-edit-channels.ts';
import type { Reply } from '../../shared/ipc/reply.ts';
import { bridge } from './bridge.ts';
import {
  editedTo,
  refreshTable,
  revisionFor,
  showCells,
  useInventoryTable,
} from './inventory-table-store.ts';
import { showDone, showFailure } from './toast-store.ts';
import { undo } from './workspace-store.ts';

let last: Promise<unknown> = Promise.resolve();

/**
 * One edit after the other, so that each is made on the revision the one before it led to; and on the table it was made in,
 * whichever is looked at when its turn comes.
 */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work, work);
  last = next;
  return next;
}

/**
 * Problems of the cells; `null` when the edit was made; toasts say what happened otherwise.
 *
 * @param moves whether rows stand elsewhere after it: their places then hold again once they have been read anew.
 */
function told(reply: Reply<EditAnswer>, says: boolean, moves = false): readonly CellProblem[] | null {
  if (!reply.ok) {
    showFailure('Nothing was changed.', reply);
    if (reply.code === 'stale') void refreshTable();
    return [];
  }
  if (!reply.value.done) return reply.value.problems;
  if (!moves) editedTo(reply.value.revision);
  if (says) showDone(`${reply.value.label}.`, { label: 'Undo', run: () => void undo() });
  return null;
}

/** Rows by their places, as they were at a revision. */
export interface Places {
  readonly revision: number;
  readonly rows: readonly RowPlace[];
}

/** @param read the revision the places were read at: where rows have moved since, nothing is changed. */
export function setCells(set: readonly CellChange[], read: number): Promise<readonly CellProblem[] | null> {
  showCells(set);
  const { table } = useInventoryTable.getState();
  return inTurn(async () => {
    const revision = revisionFor(read);
    const problems = told(
      await bridge().invoke('inventory:edit', { table, revision, set: [...set], add: [] }),
      set.length > 1,
    );
    if (problems !== null) await refreshTable();
    return problems;
  });
}

export function addRow(table: string, row: NewRow): Promise<readonly CellProblem[] | null> {
  return inTurn(async () => {
    const { revision } = useInventoryTable.getState();
    return told(
      await bridge().invoke('inventory:edit', { table, revision, set: [], add: [{ ...row }] }),
      true,
    );
  });
}

export function duplicateRows({ revision: read, rows }: Places): Promise<readonly CellProblem[] | null> {
  const { table } = useInventoryTable.getState();
  return inTurn(async () => {
    const revision = revisionFor(read);
    return told(await bridge().invoke('inventory:duplicate', { table, revision, rows: [...rows] }), true);
  });
}

export function removeRows({ revision: read, rows }: Places): Promise<readonly CellProblem[] | null> {
  const { table } = useInventoryTable.getState();
  return inTurn(async () => {
    const revision = revisionFor(read);
    return told(await bridge().invoke('inventory:remove', { table, revision, rows: [...rows] }), true, true);
  });
}

/** Places of the rows from one position of the view to another (excluded). */
export async function placesOf(from: number, to: number): Promise<Places | null> {
  const { table, query } = useInventoryTable.getState();
  const reply = await bridge().invoke('inventory:places', { table, query, from, to });
  if (reply.ok) return { revision: reply.value.revision, rows: reply.value.places };
  showFailure('The rows could not be read.', reply);
  return null;
}

/** Tab-separated text of a part of the view. */
export async function textOf(
  from: number,
  to: number,
  columns: readonly string[],
  header: boolean,
): Promise<string | null> {
  const { table, query } = useInventoryTable.getState();
  const reply = await bridge().invoke('inventory:text', {
    table,
    query,
    from,
    to,
    columns: [...columns],
    header,
  });
  if (reply.ok) return reply.value;
  showFailure('Nothing was copied.', reply);
  return null;
}

/** Ids a reference cell can hold. */
export const optionsOf = (table: string, column: string, text: string): Promise<Reply<readonly string[]>> =>
  bridge().invoke('inventory:options', { table, column, text, limit: 50 });
