import type { CellProblem } from '../../../../shared/inventory/cell-problem.ts';
import type { CellValue } from '../../../../shared/inventory/editor-table.ts';
import type { TableColumn } from '../../../../shared/ipc/inventory-edit-channels.ts';
import { draftOf, dropDraft, takeNewCell, useNewRows, type RowDraft } from '../../../state/new-row-store.ts';

/** The row that is being written, as the sheet shows it. */
export interface Draft extends Pick<RowDraft, 'values'> {
  /** By column, why it did not go in. */
  readonly problems: ReadonlyMap<string, string>;
}

export function problemSentence({ message, expected, value }: CellProblem): string {
  const is = value === undefined ? '' : ` (is ${value})`;
  return `${message}${is}${expected === undefined ? '' : `; expected ${expected}`}`;
}

interface NewRowEditor {
  readonly draft: Draft;
  readonly take: (column: string, value: CellValue) => Promise<void>;
  readonly drop: () => void;
}

/** Cells of the row that is being written in a table. */
export function useNewRow(table: string, columns: readonly TableColumn[]): NewRowEditor {
  const { values, problems } = useNewRows((state) => draftOf(state, table));
  const whole = columns[0]?.key ?? '';
  return {
    draft: {
      values,
      problems: new Map(problems.map((each) => [each.column ?? whole, problemSentence(each)])),
    },
    take: (column, value) => takeNewCell(table, columns, column, value),
    drop: () => dropDraft(table),
  };
}
