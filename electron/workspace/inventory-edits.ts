import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { EditAnswer, PasteAnswer, RemovalAnswer } from '../../shared/ipc/inventory-edit-channels.ts';
import { copiesOf } from '../../shared/inventory/duplicate.ts';
import { editModel, type TableChange } from '../../shared/inventory/edit-model.ts';
import { cellOf, type RowPlace } from '../../shared/inventory/editor-table.ts';
import { readPaste, type PasteReading } from '../../shared/inventory/paste.ts';
import { withoutRows } from '../../shared/inventory/removal.ts';
import type { InventoryTableSpec } from '../../shared/model/columns.ts';
import type { Model } from '../../shared/model/document.ts';
import { MODEL_KINDS } from '../../shared/model/kinds.ts';
import { changeLabel, duplicateLabel, pasteLabel, removalLabel } from '../../shared/view/inventory-words.ts';
import { badInput, Refusal } from '../refusal.ts';
import type { EntityRow } from './entity-store.ts';
import type { InventoryTables } from './inventory-tables.ts';
import { followRenames, renamedEntities } from './series-follow.ts';
import type { Workspace } from './workspace.ts';

const NAMES_TOLD = 5;

/** Places hold for one revision: an edit made on an older look at the table would land on other rows. */
function refuseStale(workspace: Workspace, revision: number): void {
  if (workspace.revision !== revision)
    throw new Refusal(
      'stale',
      'The inventory changed meanwhile. Nothing was changed by this edit; try again.',
    );
}

/** Writes what differs between two models as one undoable step. */
function write(
  workspace: Workspace,
  label: string,
  before: Model,
  after: Model,
  names: ReadonlyMap<string, string> = new Map(),
): EditAnswer {
  workspace.actOnModel(label, after, () => {
    followRenames(workspace, names);
    for (const kind of MODEL_KINDS) {
      workspace.entities.change(
        kind,
        before[kind] as readonly unknown[] as readonly EntityRow[],
        after[kind] as readonly unknown[] as readonly EntityRow[],
      );
    }
    if (after.overhead === before.overhead) return;
    if (after.overhead === null) workspace.facts.remove('overhead');
    else workspace.facts.set('overhead', after.overhead);
  });
  return { done: true, revision: workspace.revision, label };
}

function apply(
  workspace: Workspace,
  spec: InventoryTableSpec,
  change: TableChange,
  label: (change: TableChange) => string,
): EditAnswer {
  const before = workspace.model();
  const edited = editModel(before, spec, change);
  if (!edited.ok) return { done: false, problems: edited.problems };
  const names = renamedEntities(spec, before, edited.model, change.set);
  return write(workspace, label(change), before, edited.model, names);
}

/** @throws Refusal `stale`, `not-found`, `read-only`. */
export function editInventory(
  workspace: Workspace,
  tables: InventoryTables,
  request: RequestOf<'inventory:edit'>,
): EditAnswer {
  refuseStale(workspace, request.revision);
  const { spec } = tables.table(request.table);
  const names = namesAt(
    tables,
    request.table,
    request.set.map(({ at }) => at),
  );
  return apply(workspace, spec, request, (change) => changeLabel(spec, change, names));
}

export function duplicateRows(
  workspace: Workspace,
  tables: InventoryTables,
  { table, revision, rows }: RequestOf<'inventory:duplicate'>,
): EditAnswer {
  refuseStale(workspace, revision);
  const { spec } = tables.table(table);
  const add = copiesOf(workspace.model(), spec, rows);
  return apply(workspace, spec, { set: [], add }, () => duplicateLabel(spec, namesAt(tables, table, rows)));
}

export function previewRemoval(
  workspace: Workspace,
  tables: InventoryTables,
  { table, revision, rows }: RequestOf<'inventory:removal'>,
): RemovalAnswer {
  refuseStale(workspace, revision);
  const { effects } = withoutRows(workspace.model(), tables.table(table).spec, rows);
  return { rows: rows.length, names: namesAt(tables, table, rows).slice(0, NAMES_TOLD), effects };
}

export function removeRows(
  workspace: Workspace,
  tables: InventoryTables,
  { table, revision, rows }: RequestOf<'inventory:remove'>,
): EditAnswer {
  refuseStale(workspace, revision);
  const { spec } = tables.table(table);
  const names = namesAt(tables, table, rows);
  const before = workspace.model();
  const { model, effects } = withoutRows(before, spec, rows);
  return write(workspace, removalLabel(spec, names, effects), before, model);
}

type PasteRequest = RequestOf<'inventory:paste-preview'>;

function readBlock(workspace: Workspace, tables: InventoryTables, request: PasteRequest): PasteReading {
  refuseStale(workspace, request.revision);
  const { spec, shown } = tables.table(request.table);
  return readPaste(workspace.model(), spec, shown, {
    ...request,
    chosen: request.chosen.map((key) => (key === 'auto' ? undefined : key)),
    timeZone: workspace.timeZone,
  });
}

export function previewPaste(
  workspace: Workspace,
  tables: InventoryTables,
  request: PasteRequest,
): PasteAnswer {
  const reading = readBlock(workspace, tables, request);
  const count = (action: string): number => reading.rows.filter((row) => row.action === action).length;
  return {
    revision: workspace.revision,
    hasHeader: reading.hasHeader,
    byName: reading.byName,
    columns: reading.columns.map(({ header, column, unit, problem }) => ({
      header,
      key: column?.key ?? null,
      unit: unit?.name ?? null,
      problem,
    })),
    choices: tables.table(request.table).columns,
    rows: reading.rows,
    problems: reading.problems,
    added: count('add'),
    changed: count('change'),
    canApply: reading.model !== null,
  };
}

/** @throws Refusal `bad-input` while the block has problems and they are not to be skipped. */
export function pasteBlock(
  workspace: Workspace,
  tables: InventoryTables,
  request: RequestOf<'inventory:paste'>,
): EditAnswer {
  const reading = readBlock(workspace, tables, request);
  if (reading.model === null || (reading.problems > 0 && !request.skipBad))
    throw badInput(
      reading.rows.flatMap(({ cells, problem }, line) =>
        [...cells.map((cell) => cell.problem), problem].flatMap((message) =>
          message === null ? [] : [{ line: line + 1, message }],
        ),
      ),
    );
  const { spec } = tables.table(request.table);
  const label = pasteLabel(spec, reading.change);
  return write(workspace, label, workspace.model(), reading.model);
}

/** What rows are called: by their id, or by what stands in their first column. */
function namesAt(tables: InventoryTables, table: string, places: readonly RowPlace[]): readonly string[] {
  const { rows, shown, spec } = tables.table(table);
  const column = shown.find((each) => each.column.field.kind === 'id')?.column ?? shown[0]?.column;
  if (column === undefined) return [];
  const byPlace = new Map(rows.map((row) => [`${row.at.owner ?? ''} ${row.at.index}`, row]));
  const names = places.map(({ owner, index }) => byPlace.get(`${owner ?? ''} ${index}`));
  return [
    ...new Set(
      names.map((row) =>
        row === undefined || spec.kind === 'overhead' ? '' : String(cellOf(row, column) ?? ''),
      ),
    ),
  ];
}
