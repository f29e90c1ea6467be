import type { InventoryTableSpec } from '../model/columns.ts';
import type { Model } from '../model/document.ts';
import type { NewRow } from './edit-model.ts';
import { cellOf, editorColumns, tableRows, type CellValue, type RowPlace } from './editor-table.ts';

/** The next id of a series: `euw-c-22` → `euw-c-23`, `db` → `db-2`; passes over the ids that are taken. */
function nextId(id: string, taken: ReadonlySet<string>): string {
  const match = /^(.*?)(\d+)$/.exec(id);
  const stem = match?.[1] ?? `${id}-`;
  const digits = match?.[2] ?? '1';
  // Numbers of more digits than a double holds: one more of those is the same one, and would be looked for without end.
  for (let number = BigInt(digits) + 1n; ; number += 1n) {
    const next = `${stem}${String(number).padStart(digits.length, '0')}`;
    if (!taken.has(next)) return next;
  }
}

/** New rows like the given ones, under ids of their own. Lists inside them (volumes, nodes, peers) are not copied. */
export function copiesOf(
  model: Model,
  spec: InventoryTableSpec,
  places: readonly RowPlace[],
): readonly NewRow[] {
  const columns = editorColumns(model, spec);
  const rows = tableRows(model, spec);
  const key = columns.find(({ field }) => field.kind === 'id')?.key ?? null;
  const taken = new Set(rows.map(({ row }) => String(row['id'])));
  const wanted = new Set(places.map(({ owner, index }) => `${owner ?? ''} ${index}`));
  return rows
    .filter(({ at }) => wanted.has(`${at.owner ?? ''} ${at.index}`))
    .map((row) => {
      const cells = Object.fromEntries(
        columns.map((column): [string, CellValue] => [column.key, cellOf(row, column)]),
      );
      // A microVM's cluster is its host's; naming both would be one fact twice.
      if (spec.file === 'microvms' && cells['host'] != null) delete cells['cluster'];
      if (key === null) return cells;
      const id = nextId(String(row.row['id']), taken);
      taken.add(id);
      return { ...cells, [key]: id };
    });
}
