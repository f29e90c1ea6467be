import { useState } from 'react';
import type { CellProblem } from '../../../../shared/inventory/cell-problem.ts';
import type { CellValue } from '../../../../shared/inventory/editor-table.ts';
import type { TableColumn } from '../../../../shared/ipc/inventory-edit-channels.ts';
import { addRow } from '../../../state/inventory-edits.ts';

/** The row at the end that is not in the model yet: it goes in as soon as it has what it needs. */
export interface Draft {
  readonly values: Readonly<Record<string, CellValue>>;
  /** By column, why it did not go in. */
  readonly problems: ReadonlyMap<string, string>;
}

const NO_DRAFT: Draft = { values: {}, problems: new Map() };

export function problemSentence({ message, expected, value }: CellProblem): string {
  const is = value === undefined ? '' : ` (is ${value})`;
  return `${message}${is}${expected === undefined ? '' : `; expected ${expected}`}`;
}

interface NewRowEditor {
  readonly draft: Draft;
  readonly take: (column: string, value: CellValue) => Promise<void>;
  readonly drop: () => void;
}

/** Cells of a row that is being written. */
export function useNewRow(columns: readonly TableColumn[]): NewRowEditor {
  const [draft, setDraft] = useState<Draft>(NO_DRAFT);
  const take = async (column: string, value: CellValue): Promise<void> => {
    const values = { ...draft.values, [column]: value };
    setDraft({ values, problems: new Map() });
    const isReady = columns.every(({ key, required }) => !required || (values[key] ?? null) !== null);
    if (!isReady) return;
    const given = Object.fromEntries(Object.entries(values).filter(([, each]) => each !== null));
    const problems = await addRow(given);
    const whole = columns[0]?.key ?? '';
    setDraft(
      problems === null
        ? NO_DRAFT
        : {
            values,
            problems: new Map(problems.map((each) => [each.column ?? whole, problemSentence(each)])),
          },
    );
  };
  return { draft, take, drop: () => setDraft(NO_DRAFT) };
}
