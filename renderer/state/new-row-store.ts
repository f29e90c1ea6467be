import { create } from 'zustand';
import type { CellProblem } from '../../shared/inventory/cell-problem.ts';
import type { CellValue } from '../../shared/inventory/editor-table.ts';
import type { TableColumn } from '../../shared/ipc/inventory-edit-channels.ts';
import { addRow } from './inventory-edits.ts';
import { onOtherWorkspace } from './workspace-store.ts';

type Values = Readonly<Record<string, CellValue>>;

/** The row at the end that is not in the model yet: it goes in as soon as it has what it needs. */
export interface RowDraft {
  readonly values: Values;
  /** By column, why it did not go in. */
  readonly problems: readonly CellProblem[];
}

const NO_DRAFT: RowDraft = { values: {}, problems: [] };

/** Rows that are being written, by table: they stay when something else is looked at. */
export const useNewRows = create<{ readonly drafts: ReadonlyMap<string, RowDraft> }>()(() => ({
  drafts: new Map(),
}));

const { getState: get, setState: set } = useNewRows;
/** Tables whose row is on its way into the model. */
const adding = new Set<string>();
let workspaces = 0;

onOtherWorkspace(() => {
  workspaces += 1;
  adding.clear();
  set({ drafts: new Map() });
});

export const draftOf = (
  { drafts }: { readonly drafts: ReadonlyMap<string, RowDraft> },
  table: string,
): RowDraft => drafts.get(table) ?? NO_DRAFT;

function put(table: string, draft: RowDraft): void {
  const drafts = new Map(get().drafts);
  if (Object.keys(draft.values).length === 0) drafts.delete(table);
  else drafts.set(table, draft);
  set({ drafts });
}

export const dropDraft = (table: string): void => put(table, NO_DRAFT);

/** Takes one cell; the row goes in once every column that is needed has something. */
export async function takeNewCell(
  table: string,
  columns: readonly TableColumn[],
  column: string,
  value: CellValue,
): Promise<void> {
  const values = { ...draftOf(get(), table).values, [column]: value };
  put(table, { values, problems: [] });
  await addReady(table, columns);
}

async function addReady(table: string, columns: readonly TableColumn[]): Promise<void> {
  const { values } = draftOf(get(), table);
  const isReady = columns.every(({ key, required }) => !required || (values[key] ?? null) !== null);
  if (!isReady || adding.has(table)) return;
  const mine = workspaces;
  adding.add(table);
  const given = Object.fromEntries(Object.entries(values).filter(([, each]) => each !== null));
  const problems = await addRow(table, given);
  if (mine !== workspaces) return;
  adding.delete(table);
  const { values: now } = draftOf(get(), table);
  if (problems === null) {
    // What was typed while the row went in is no part of it: it begins the next one.
    const rest = Object.entries(now).filter(([key, each]) => each !== values[key]);
    put(table, { values: Object.fromEntries(rest), problems: [] });
  } else if (now === values) put(table, { values, problems });
  else await addReady(table, columns);
}
