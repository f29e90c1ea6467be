import { text } from './cell.ts';
import type { Cell, Sheet } from './workbook.ts';

/** Row of the heads, counted from 0. */
const LIST_HEAD_ROW = 2;
/** Row of the first entry. */
export const LIST_FIRST_ROW = LIST_HEAD_ROW + 1;

interface List extends Pick<Sheet, 'name' | 'widths' | 'frozenColumns' | 'printedColumns' | 'alarms'> {
  readonly title: string;
  /** Over the whole width, under the title. */
  readonly note: string;
  readonly heads: readonly string[];
  readonly entries: readonly (readonly Cell[])[];
  /** What stands there instead of no entries. */
  readonly none: string;
  /** Below the entries. */
  readonly totals?: readonly Cell[];
  readonly checks?: Sheet['checks'];
}

/** A sheet of one list: its title, a note, the heads, one row per entry; the heads stay in sight. */
export function listSheet(list: List): Sheet {
  const { title, note, heads, entries, none, totals, ...sheet } = list;
  return {
    checks: [],
    ...sheet,
    rows: [
      [text(title, 'title')],
      [text(note, 'note')],
      heads.map((head) => text(head, 'head')),
      ...(entries.length === 0 ? [[text(none)]] : entries),
      ...(totals === undefined ? [] : [totals]),
    ],
    frozenRows: LIST_FIRST_ROW,
    headRow: LIST_HEAD_ROW,
    spans: [1],
    pageBreaks: [],
    landscape: true,
    charts: [],
  };
}
