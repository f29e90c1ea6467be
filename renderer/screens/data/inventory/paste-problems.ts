import type { PasteAnswer } from '../../../../shared/ipc/inventory-edit-channels.ts';
import { columnTitle, countedRows } from '../../../../shared/view/inventory-words.ts';
import { counted, listed } from '../../../../shared/view/number-format.ts';

export interface PasteCellAt {
  readonly row: number;
  /** −1: the row as a whole. */
  readonly column: number;
}

export interface PasteProblem extends PasteCellAt {
  /** `Row 4, Memory: not a number; expected a number (is “512G”)`. */
  readonly text: string;
}

/** The first problems of a block, each with its place, in the order of the rows. */
export function pasteProblems(answer: PasteAnswer, most: number): readonly PasteProblem[] {
  const found: PasteProblem[] = [];
  for (const [row, { cells, problem }] of answer.rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      if (cell.problem === null) continue;
      const key = answer.columns[column]?.key;
      const name = key == null ? `column ${column + 1}` : columnTitle(key);
      const is = cell.text.trim() === '' ? '' : ` (is “${cell.text}”)`;
      found.push({ row, column, text: `Row ${row + 1}, ${name}: ${cell.problem}${is}` });
    }
    if (problem !== null) found.push({ row, column: -1, text: `Row ${row + 1} ${problem}` });
    if (found.length >= most) return found.slice(0, most);
  }
  return found;
}

/** What the block would do, as the sentence that opens the dialog. */
export function pasteSentence(table: string, answer: PasteAnswer): string {
  const bad = answer.rows.filter((row) => row.action === 'bad').length;
  const same = answer.rows.filter((row) => row.action === 'same').length;
  const parts = [
    answer.added > 0 ? `${answer.added} new` : '',
    answer.changed > 0 ? `${answer.changed} changed` : '',
    same > 0 ? `${same} there already` : '',
    bad > 0 ? `${bad} that cannot go in` : '',
  ].filter((part) => part !== '');
  const rows = countedRows(table, answer.rows.length);
  return `${rows} pasted: ${listed(parts)}.`;
}

/** Names the act on the button: `Paste 20 hosts`, `Paste without 2 bad rows`. */
export function pasteAct(
  table: string,
  answer: PasteAnswer,
): { readonly whole: string; readonly rest: string } {
  const bad = answer.rows.filter((row) => row.action === 'bad').length;
  return {
    whole: `Paste ${countedRows(table, answer.added + answer.changed)}`,
    rest: `Paste without ${counted(bad, 'bad row')}`,
  };
}
