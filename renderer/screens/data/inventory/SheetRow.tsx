import { memo } from 'react';
import type { CellValue } from '../../../../shared/inventory/editor-table.ts';
import type { TableColumn } from '../../../../shared/ipc/inventory-edit-channels.ts';
import { shownCell } from '../../../../shared/view/inventory-cell.ts';
import { Mark } from '../../../components/Status.tsx';
import type { StatusMark } from '../../../components/status-drawings.tsx';
import type { SheetRange } from './sheet-range.ts';

/** Words that are states have their shape beside them. */
const MARKS: ReadonlyMap<string, StatusMark> = new Map([
  ['schedulable', 'ok'],
  ['in-service', 'ok'],
  ['cordoned', 'watch'],
  ['draining', 'watch'],
  ['down', 'breach'],
]);

interface SheetRowProps {
  readonly id: string;
  readonly position: number;
  readonly top: number;
  readonly columns: readonly TableColumn[];
  readonly template: string;
  /** `undefined`: not here yet. */
  readonly cells: readonly CellValue[] | undefined;
  /** Columns of the cursor and the selection in this row; `null` outside. */
  readonly cursor: number | null;
  readonly selected: SheetRange | null;
  /** The cell being edited, and what stands in it. */
  readonly edited: number | null;
  readonly editor: React.ReactNode;
  readonly problems: ReadonlyMap<string, string> | null;
  readonly isNew: boolean;
}

function Cell({ value, column }: { readonly value: CellValue; readonly column: TableColumn }) {
  if (value === null)
    return (
      <span className="none" title="not measured">
        —
      </span>
    );
  const text = shownCell(value, column);
  const mark = column.key === 'state' ? MARKS.get(text) : undefined;
  if (mark === undefined) return <>{text}</>;
  return (
    <span className={`status is-${mark}`}>
      <Mark mark={mark} />
      {text}
    </span>
  );
}

/** One row of the sheet. Drawn again only when something of it changed. */
export const SheetRow = memo(function SheetRow(props: SheetRowProps) {
  const { id, position, columns, cells, cursor, selected, problems } = props;
  return (
    <div
      role="row"
      aria-rowindex={position + 2}
      className={`sheet-row${props.isNew ? ' is-new' : ''}`}
      style={{ top: props.top, gridTemplateColumns: props.template }}
    >
      {columns.map((column, at) => {
        const problem = problems?.get(column.key);
        const isIn = selected !== null && at >= selected.left && at <= selected.right;
        const value = cells?.[at];
        return (
          <div
            key={column.key}
            id={`${id}-${position}-${at}`}
            role="gridcell"
            aria-colindex={at + 1}
            aria-selected={isIn || cursor === at}
            {...(problem === undefined ? {} : { 'aria-invalid': true, title: problem })}
            data-row={position}
            data-column={at}
            className={[
              'cell',
              column.kind === 'number' ? 'r' : '',
              isIn ? 'in' : '',
              cursor === at ? 'at' : '',
              problem === undefined ? '' : 'bad',
            ]
              .filter((part) => part !== '')
              .join(' ')}
          >
            {props.edited === at ? (
              props.editor
            ) : cells === undefined ? null : props.isNew && (value ?? null) === null ? (
              at === 0 ? (
                <span className="none">new row</span>
              ) : null
            ) : (
              <Cell value={value ?? null} column={column} />
            )}
          </div>
        );
      })}
    </div>
  );
});
