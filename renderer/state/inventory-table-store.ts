import { create } from 'zustand';
import type { InputOf, ResponseOf } from '../../shared/ipc/contract.ts';
import type { CellChange } from '../../shared/inventory/edit-model.ts';
import type { TableColumn, WindowRow } from '../../shared/ipc/inventory-edit-channels.ts';
import { bridge } from './bridge.ts';

export type TableQuery = InputOf<'inventory:table'>['query'];

interface TableState {
  readonly table: string;
  readonly query: TableQuery;
  /** Rows of every table. */
  readonly counts: ResponseOf<'inventory:tables'>;
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

/** The inventory table on screen, read in parts as they are scrolled to. */
export const useInventoryTable = create<TableState>()(() => ({
  table: 'hosts',
  query: EVERYTHING,
  counts: {},
  columns: null,
  total: 0,
  matching: 0,
  revision: 0,
  pages: new Map(),
  failure: null,
}));

const { getState: get, setState: set } = useInventoryTable;
let view = 0;
let wanted: readonly number[] = [0];
const loading = new Set<string>();

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
  set({ columns, total, matching, revision, pages, failure: null });
}

/** Loads what is not there yet of the rows between two positions. */
export function wantRows(first: number, last: number): void {
  const pages: number[] = [];
  for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page += 1) pages.push(page);
  wanted = pages;
  for (const page of pages) if (!get().pages.has(page)) void loadPage(page);
}

/** After a change of the workspace: the rows on screen once more, and the counts. */
export async function refreshTable(): Promise<void> {
  view += 1;
  set({ pages: new Map([...get().pages].filter(([page]) => wanted.includes(page))) });
  const counts = await bridge().invoke('inventory:tables');
  if (counts.ok) set({ counts: counts.value });
  await Promise.all((wanted.length === 0 ? [0] : wanted).map(loadPage));
}

/** Another query of the same table: the old rows go at once, since they are others. */
function look(next: Pick<TableState, 'table' | 'query'>, forgetColumns: boolean): void {
  view += 1;
  wanted = [0];
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
  set({ revision });
}
