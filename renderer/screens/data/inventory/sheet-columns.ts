import type { TableColumn } from '../../../../shared/ipc/inventory-edit-channels.ts';
import { columnTitle } from '../../../../shared/view/inventory-words.ts';

const BY_KIND: Readonly<Record<TableColumn['kind'], number>> = {
  text: 120,
  number: 92,
  flag: 84,
  choice: 124,
  reference: 124,
  day: 112,
  instant: 184,
};
/** Pixels a letter of a head takes at most, and the room around it with its sort arrow. */
const LETTER = 7.1;
const AROUND = 34;

/** Head of a column: its title, and its unit once. */
export function headOf(column: TableColumn): { readonly title: string; readonly unit: string } {
  return { title: columnTitle(column.key), unit: column.unit?.name ?? '' };
}

/** Pixels of each column: wide enough for its head, so that no head is cut. The first names the rows. */
export function columnWidths(columns: readonly TableColumn[]): readonly number[] {
  return columns.map((column, at) => {
    const { title, unit } = headOf(column);
    const head = (title.length + (unit === '' ? 0 : unit.length + 2)) * LETTER + AROUND;
    return Math.round(Math.max(at === 0 ? 168 : BY_KIND[column.kind], head));
  });
}
