import { create } from 'zustand';
import type { InputOf, ResponseOf } from '../../shared/ipc/contract.ts';
import type { CellChange } from '../../shared/inventory/edit-model.ts';
import type { TableColumn, WindowRow } from '../../shared/ipc/inventory-edit-channels.ts';
import { bridge } from './bridge.ts';
import { onOtherWorkspace } from './workspace-store.ts';

export type TableQuery = InputOf<'inventory:table'>['query'];

interface TableState {
  readonly table: string;
  readonly query: TableQuery;
  /** Rows of every table. */
  readonly counts: ResponseOf<'inventory:tables'>;
  /** Why they were not counted. */
  readonly countsFailure: string | null;
  /** `null` until the first answer about this table. */
  readonly columns: readonly TableColumn[] | null;
  readonly total: number;
  readonly matching: number;
  /** The revision the places of the rows belong to. */
  readonly revision: number;
  /** Rows by page of 100, those looked at lately. */
  readonly pages: ReadonlyMap<number, readonly WindowRow[]>;
  readonly failure: string | null;
}

const PAGE = 100;
const KEPT_PAGES = 24;
const EVERYTHING: TableQuery = { text: '', missing: null, sort: null };

const nothing: TableState = {
  table: 'hosts',
  query: EVERYTHING,
  counts: {},
  countsFailure: null,
  columns: null,
  total: 0,
  matching: 0,
  revision: 0,
  pages: new Map(),
  failure: null,
};

/** The inventory table on screen, read in parts as they are scrolled to. */
export const useInventoryTable = create<TableState>()(() => nothing);

const { getState: get, setState: set } = useInventoryTable;
let view = 0;
let counting = 0;
let wanted: readonly number[] = [0];
const loading = new Set<string>();
/** Revisions at which the same places hold: the one the rows were read at, and those our own edits led to. */
let alike = new Set<number>();
/** By page, the revision its rows were read at: they come one after the other. */
const readAt = new Map<number, number>();

/** The revision an edit of rows that were read at another one is made on: the newest, as long as no row has moved since. */
export const revisionFor = (read: number): number => (alike.has(read) ? get().revision : read);

/** The revision the row at a position was read at. */
export const revisionAt = (position: number): number =>
  readAt.get(Math.floor(position / PAGE)) ?? get().revision;

onOtherWorkspace(() => {
  view += 1;
  counting += 1;
  wanted = [0];
  readAt.clear();
  alike = new Set();
  set(nothing);
});

export function rowAt(state: Pick<TableState, 'pages'>, position: number): WindowRow | undefined {
  return state.pages.get(Math.floor(position / PAGE))?.[position % PAGE];
}

async function loadPage(page: number): Promise<void> {
  const mine = view;
  const key = `${mine} ${page}`;
  if (loading.has(key)) return;
  loading.add(key);
  const { table, query } = get();
  const reply = await bridge().invoke('inventory:table', { table, query, offset: page * PAGE, limit: PAGE });
  loading.delete(key);
  if (mine !== view) return;
  if (!reply.ok) {
    set({ failure: reply.message });
    return;
  }
  const { columns, total, matching, revision, rows } = reply.value;
  // Pages of an older revision stay until their own new rows are here, so that nothing flickers.
  const pages = new Map(get().pages);
  pages.delete(page);
  pages.set(page, rows);
  for (const old of pages.keys()) if (pages.size > KEPT_PAGES && !wanted.includes(old)) pages.delete(old);
  if (!alike.has(revision)) alike = new Set([revision]);
  readAt.set(page, revision);
  set({ columns, total, matching, revision, pages, failure: null });
}

/** Loads what is not there yet of the rows between two positions. */
export function wantRows(first: number, last: number): void {
  const pages: number[] = [];
  for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page += 1) pages.push(page);
  wanted = pages;
  for (const page of pages) if (!get().pages.has(page)) void loadPage(page);
}

/** Counts that are not those of the workspace as it stands are not shown: what is said in their place is why. */
async function countRows(): Promise<void> {
  const mine = ++counting;
  set({ countsFailure: null });
  const reply = await bridge().invoke('inventory:tables');
  if (mine !== counting) return;
  set(reply.ok ? { counts: reply.value } : { counts: {}, countsFailure: reply.message });
}

/** After a change of the workspace: the rows on screen once more, and the counts. */
export async function refreshTable(): Promise<void> {
  view += 1;
  set({ failure: null, pages: new Map([...get().pages].filter(([page]) => wanted.includes(page))) });
  await countRows();
  await Promise.all((wanted.length === 0 ? [0] : wanted).map(loadPage));
}

/** Another query of the same table: the old rows go at once, since they are others. */
function look(next: Pick<TableState, 'table' | 'query'>, forgetColumns: boolean): void {
  view += 1;
  wanted = [0];
  readAt.clear();
  set({ ...next, pages: new Map(), ...(forgetColumns ? { columns: null, total: 0, matching: 0 } : {}) });
  void loadPage(0);
}

export function showTable(table: string, query: Partial<TableQuery> = {}): void {
  look({ table, query: { ...EVERYTHING, ...query } }, table !== get().table);
}

export function queryTable(query: Partial<TableQuery>): void {
  look({ table: get().table, query: { ...get().query, ...query } }, false);
}

/** Shows cells as they were typed, before the workspace has said yes; a refusal brings the old ones back. */
export function showCells(set_: readonly CellChange[]): void {
  const { columns, pages } = get();
  const byPlace = new Map<string, CellChange[]>();
  for (const change of set_) {
    const key = JSON.stringify([change.at.owner, change.at.index]);
    byPlace.set(key, [...(byPlace.get(key) ?? []), change]);
  }
  const shown = (row: WindowRow): WindowRow => {
    const changes = byPlace.get(JSON.stringify([row.at.owner, row.at.index]));
    if (changes === undefined || columns === null) return row;
    const cells = [...row.cells];
    for (const { column, value } of changes) {
      const at = columns.findIndex(({ key }) => key === column);
      if (at >= 0) cells[at] = value;
    }
    return { ...row, cells };
  };
  set({ pages: new Map([...pages].map(([page, rows]) => [page, rows.map(shown)])) });
}

/** An edit was made here: its places hold for the new revision as well, since nothing moved. */
export function editedTo(revision: number): void {
  alike.add(get().revision).add(revision);
  set({ revision });
}
