import type { CellChange } from '../../shared/inventory/edit-model.ts';
import { cellOf, tableRows, type EditorColumn } from '../../shared/inventory/editor-table.ts';
import type { InventoryTableSpec } from '../../shared/model/columns.ts';
import type { Model } from '../../shared/model/document.ts';
import { Refusal } from '../refusal.ts';
import { entityNames } from './entity-names.ts';
import type { Workspace } from './workspace.ts';

/** Tables whose rows carry series, and what stands before the id in the series' entity. */
const PREFIX: Readonly<Record<string, string>> = {
  hosts: '',
  clusters: 'cluster:',
  regions: 'region:',
  edge_nodes: '',
  postgres: '',
  postgres_nodes: '',
  control_planes: '',
  storage_pools: '',
};

const ID: EditorColumn = { key: 'id', path: ['id'], field: { kind: 'id' }, required: true };

/** Entities of series whose row got another id, old name → new. A name that something else still has stays its own. */
export function renamedEntities(
  spec: InventoryTableSpec,
  before: Model,
  after: Model,
  set: readonly CellChange[],
): ReadonlyMap<string, string> {
  const prefix = PREFIX[spec.file];
  const names = new Map<string, string>();
  if (prefix === undefined) return names;
  const rows = new Map(tableRows(before, spec).map((row) => [`${row.at.owner ?? ''} ${row.at.index}`, row]));
  const renames = set.filter(({ column }) => column === 'id');
  const fresh = new Set(renames.map(({ value }) => `${prefix}${String(value)}`));
  const still = new Set(entityNames(after));
  for (const { at, value } of renames) {
    const row = rows.get(`${at.owner ?? ''} ${at.index}`);
    const was = row === undefined ? null : cellOf(row, ID);
    if (was === null || was === value) continue;
    const name = `${prefix}${String(was)}`;
    if (!still.has(name) || fresh.has(name)) names.set(name, `${prefix}${String(value)}`);
  }
  return names;
}

/**
 * Series go along with a row's new id, or its history would be lost to it. Call inside an action.
 * @throws Refusal `bad-input` where the new name has such a series already.
 */
export function followRenames(workspace: Workspace, names: ReadonlyMap<string, string>): void {
  if (names.size === 0) return;
  const moved = workspace.series.list().filter(({ entity }) => names.has(entity));
  // Out of the way first, since two rows may exchange their names.
  const aside = (entity: string): string => `\u0000${entity}`;
  for (const { entity, metric, unit } of moved)
    workspace.series.rename({ entity, metric }, { entity: aside(entity), metric }, unit);
  for (const { entity, metric, unit } of moved) {
    const to = names.get(entity) ?? entity;
    if (workspace.series.rename({ entity: aside(entity), metric }, { entity: to, metric }, unit) === 'taken')
      throw new Refusal(
        'bad-input',
        `There is a series ${metric} of ${to} already; delete or rename it first. Nothing was changed.`,
      );
  }
}
