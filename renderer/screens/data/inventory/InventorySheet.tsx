import { useEffect, useId } from 'react';
import type { TableColumn } from '../../../../shared/ipc/inventory-edit-channels.ts';
import { tableTitle } from '../../../../shared/view/inventory-words.ts';
import { SortArrow, sortOrder } from '../../../components/SortHead.tsx';
import { useRowHeight, useRowWindow } from '../../../components/use-row-window.ts';
import { queryTable, rowAt, useInventoryTable, wantRows } from '../../../state/inventory-table-store.ts';
import { CellEditor } from './CellEditor.tsx';
import { columnWidths, headOf } from './sheet-columns.ts';
import { movedBy, type SheetCell } from './sheet-range.ts';
import { SheetRow } from './SheetRow.tsx';
import { useClipboardKeys } from './use-clipboard-keys.ts';
import type { Sheet } from './use-sheet.ts';

interface InventorySheetProps {
  readonly columns: readonly TableColumn[];
  readonly sheet: Sheet;
  readonly onCopy: () => void;
  readonly onPaste: (text: string) => void;
  readonly onRemove: () => void;
  readonly onDuplicate: () => void;
}

const HEAD_HEIGHT = 28;
/** Rows read before they are scrolled to. */
const AHEAD = 80;

function Head({
  columns,
  template,
  cursor,
  id,
}: {
  readonly columns: readonly TableColumn[];
  readonly template: string;
  readonly cursor: SheetCell;
  readonly id: string;
}) {
  const sort = useInventoryTable((state) => state.query.sort);
  return (
    <div role="row" aria-rowindex={1} className="sheet-head" style={{ gridTemplateColumns: template }}>
      {columns.map((column, at) => {
        const { title, unit } = headOf(column);
        const order = sortOrder(sort?.column === column.key, sort?.descending === true);
        return (
          <div
            key={column.key}
            id={`${id}--1-${at}`}
            role="columnheader"
            aria-colindex={at + 1}
            aria-sort={order ?? 'none'}
            className={`cell${column.kind === 'number' ? ' r' : ''}${cursor.row === -1 && cursor.column === at ? ' at' : ''}${order === null ? '' : ' sorted'}`}
            data-row={-1}
            data-column={at}
          >
            <span>{title}</span>
            {unit === '' ? null : <span className="u">{unit}</span>}
            <SortArrow order={order} />
          </div>
        );
      })}
    </div>
  );
}

/** The model's order, rising, falling, and back. */
function sortBy(column: TableColumn): void {
  const { sort } = useInventoryTable.getState().query;
  const next =
    sort?.column !== column.key
      ? { column: column.key, descending: column.kind === 'number' }
      : sort.descending === (column.kind === 'number')
        ? { column: column.key, descending: !sort.descending }
        : null;
  queryTable({ sort: next });
}

const cellOfEvent = (event: React.SyntheticEvent): SheetCell | null => {
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
  if (cell === null) return null;
  return { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) };
};

/**
 * A table of the inventory as a spreadsheet: arrows move, typing replaces a cell, Enter or F2 changes it, Delete empties
 * it, Ctrl+C and Ctrl+V copy and paste blocks. Only the rows in sight are in the page, so that a hundred thousand scroll.
 */
export function InventorySheet({
  columns,
  sheet,
  onCopy,
  onPaste,
  onRemove,
  onDuplicate,
}: InventorySheetProps) {
  const table = useInventoryTable((state) => state.table);
  const matching = useInventoryTable((state) => state.matching);
  const pages = useInventoryTable((state) => state.pages);
  const id = useId();
  const rows = matching + 1; // one more to write a new one in
  const height = useRowHeight();
  const { cursor, range, editing, draft } = sheet;
  const { scroller, items, first, last, totalHeight, scrollTo } = useRowWindow({
    count: rows,
    rowHeight: height,
    headHeight: HEAD_HEIGHT,
    always: cursor.row, // what is typed right after a jump is for it, before the sheet is scrolled there
  });
  useClipboardKeys(scroller, onCopy, onPaste);
  useEffect(
    () => wantRows(Math.max(0, first - AHEAD), Math.min(last + AHEAD, Math.max(0, matching - 1))),
    [first, last, matching, table],
  );

  const widths = columnWidths(columns);
  const template = widths.map((width) => `${width}px`).join(' ');
  const focus = (): void => scroller.current?.focus({ preventScroll: true });
  const { row: atRow, column: atColumn } = cursor;
  const left = widths.slice(0, atColumn).reduce((sum, width) => sum + width, 0);
  const right = left + (widths[atColumn] ?? 0);
  const frozen = widths[0] ?? 0;
  useEffect(() => {
    const box = scroller.current;
    if (atRow >= 0) scrollTo(atRow);
    if (box === null || atColumn === 0) return;
    if (left - frozen < box.scrollLeft) box.scrollLeft = left - frozen;
    else if (right > box.scrollLeft + box.clientWidth) box.scrollLeft = right - box.clientWidth;
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only a cursor that moved is followed, not every scroll
  }, [atRow, atColumn]);
  useEffect(() => {
    // The editor took the focus along when it went.
    if (editing === null && document.activeElement === document.body)
      scroller.current?.focus({ preventScroll: true });
  }, [editing, scroller]);

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const { key, shiftKey } = event;
    const ctrl = event.ctrlKey || event.metaKey;
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - HEAD_HEIGHT) / height) - 1);
    const to = movedBy(key, ctrl, cursor, { rows, columns: columns.length, page });
    const column = columns[cursor.column];
    if (to !== null) sheet.goTo(to, shiftKey && to.row >= 0 && cursor.row >= 0);
    else if (key === 'Enter' && cursor.row === -1 && column !== undefined) sortBy(column);
    else if (key === 'Enter' || key === 'F2') sheet.edit(cursor);
    else if (key === 'Delete' && shiftKey) onRemove();
    else if (key === 'Delete' || key === 'Backspace') sheet.fill('');
    else if (key === 'Escape') sheet.goTo(cursor);
    else if (ctrl && key.toLowerCase() === 'a') {
      sheet.goTo({ row: 0, column: 0 });
      sheet.goTo({ row: Math.max(0, matching - 1), column: columns.length - 1 }, true);
    } else if (ctrl && key.toLowerCase() === 'd') onDuplicate();
    else if (key === ' ' && shiftKey) {
      sheet.goTo({ row: cursor.row, column: 0 });
      sheet.goTo({ row: cursor.row, column: columns.length - 1 }, true);
    } else if (key.length === 1 && !ctrl && !event.altKey && key !== '?') sheet.edit(cursor, key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={scroller}
      className="sheet"
      role="grid"
      tabIndex={0}
      aria-label={tableTitle(table)}
      aria-rowcount={rows + 1}
      aria-colcount={columns.length}
      aria-multiselectable="true"
      aria-activedescendant={editing === null ? `${id}-${cursor.row}-${cursor.column}` : undefined}
      onKeyDown={onKeyDown}
      onMouseDown={(event) => {
        const cell = cellOfEvent(event);
        if (cell === null || event.target instanceof HTMLInputElement) return;
        event.preventDefault();
        focus();
        const column = columns[cell.column];
        if (cell.row === -1 && column !== undefined) sortBy(column);
        else sheet.goTo(cell, event.shiftKey);
      }}
      onMouseMove={(event) => {
        const cell = event.buttons === 1 && editing === null ? cellOfEvent(event) : null;
        if (cell !== null && cell.row >= 0) sheet.goTo(cell, true);
      }}
      onDoubleClick={(event) => {
        const cell = cellOfEvent(event);
        if (cell !== null && cell.row >= 0 && !(event.target instanceof HTMLInputElement)) sheet.edit(cell);
      }}
    >
      <div
        role="rowgroup"
        className="sheet-rows"
        style={{ height: totalHeight, width: widths.reduce((sum, width) => sum + width, 0) }}
      >
        <Head columns={columns} template={template} cursor={cursor} id={id} />
        {items.map(({ index, start }) => {
          const isNew = index === matching;
          const edited = editing?.row === index ? editing : null;
          const column = edited === null ? undefined : columns[edited.column];
          return (
            <SheetRow
              key={index}
              id={id}
              position={index}
              top={start}
              columns={columns}
              template={template}
              cells={
                isNew ? columns.map(({ key }) => draft.values[key] ?? null) : rowAt({ pages }, index)?.cells
              }
              cursor={cursor.row === index ? cursor.column : null}
              selected={index >= range.top && index <= range.bottom && cursor.row >= 0 ? range : null}
              problems={isNew && draft.problems.size > 0 ? draft.problems : null}
              isNew={isNew}
              edited={edited?.column ?? null}
              editor={
                edited === null || column === undefined ? null : (
                  <CellEditor
                    key={`${edited.row} ${edited.column} ${edited.problem ?? ''}`}
                    table={table}
                    column={column}
                    label={headOf(column).title}
                    initial={edited.text}
                    selectsAll={edited.selectsAll}
                    problem={edited.problem}
                    onCommit={(text, after) => {
                      sheet.commit(text, after);
                      if (after !== 'stay') focus();
                    }}
                    onCancel={() => {
                      sheet.cancel();
                      focus();
                    }}
                  />
                )
              }
            />
          );
        })}
      </div>
    </div>
  );
}
