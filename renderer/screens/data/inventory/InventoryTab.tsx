import { useEffect, useState } from 'react';
import { gridOf } from '../../../../shared/inventory/table-text.ts';
import type { TableColumn } from '../../../../shared/ipc/inventory-edit-channels.ts';
import { columnTitle, countedRows, rowWords, tableTitle } from '../../../../shared/view/inventory-words.ts';
import { counted, formatInteger } from '../../../../shared/view/number-format.ts';
import { Button } from '../../../components/Button.tsx';
import { ErrorNote, NotYet } from '../../../components/EmptyState.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { copyText } from '../../../state/clipboard.ts';
import { exportData } from '../../../state/data-export.ts';
import { duplicateRows, placesOf, textOf, type Places } from '../../../state/inventory-edits.ts';
import { queryTable, refreshTable, useInventoryTable } from '../../../state/inventory-table-store.ts';
import { useWorkspace } from '../../../state/workspace-store.ts';
import { InventorySheet } from './InventorySheet.tsx';
import { PasteDialog } from './PasteDialog.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import { TableList } from './TableList.tsx';
import type { PastedBlock } from './use-paste.ts';
import { useSheet, type Sheet } from './use-sheet.ts';

/** What is looked at, and what a keystroke would do: the sentence above the sheet. */
function Says({ columns, sheet }: { readonly columns: readonly TableColumn[]; readonly sheet: Sheet }) {
  const { table, total, matching, query } = useInventoryTable();
  const { range } = sheet;
  const selected = (range.bottom - range.top + 1) * (range.right - range.left + 1);
  const column = columns[sheet.cursor.column];
  return (
    <p className="sheet-say">
      <b>
        {matching === total
          ? `${countedRows(table, total)}.`
          : `${formatInteger(matching)} of ${countedRows(table, total)}.`}
      </b>{' '}
      {query.missing === null ? null : (
        <button type="button" className="badge plain" onClick={() => queryTable({ missing: null })}>
          without {columnTitle(query.missing).toLowerCase()} <Icon name="x" size={12} />
        </button>
      )}
      {selected > 1 && sheet.cursor.row >= 0 ? (
        <span className="mute">{counted(selected, 'cell')} selected</span>
      ) : column === undefined ? null : (
        <span className="mute">
          {total === 0
            ? 'Write the first one below, paste a block from a spreadsheet, or import a file.'
            : column.missing === 0
              ? `${columnTitle(column.key)} is known of every row.`
              : `${columnTitle(column.key)} is not given for ${formatInteger(column.missing)} of ${formatInteger(total)}.`}
          {column.missing > 0 && query.missing !== column.key ? (
            <button type="button" className="linkish" onClick={() => queryTable({ missing: column.key })}>
              Show them
            </button>
          ) : null}
        </span>
      )}
    </p>
  );
}

function Body({ columns }: { readonly columns: readonly TableColumn[] }) {
  const { table, total, matching, query } = useInventoryTable();
  const readOnly = useWorkspace((state) => state.info?.readOnly ?? false);
  const sheet = useSheet(table, columns, matching);
  const [block, setBlock] = useState<PastedBlock | null>(null);
  const [removing, setRemoving] = useState<Places | null>(null);
  const { range, cursor } = sheet;
  const places = () => placesOf(range.top, Math.min(range.bottom + 1, matching));
  const hasRows = cursor.row >= 0 && cursor.row < matching;
  const one = rowWords(table)[0];

  const copy = async (header: boolean): Promise<void> => {
    const keys = columns.slice(range.left, range.right + 1).map(({ key }) => key);
    const to = Math.min(range.bottom + 1, matching);
    const text = await textOf(range.top, to, keys, header);
    if (text !== null) await copyText(counted((to - range.top) * keys.length, 'cell'), text);
  };
  const paste = async (text: string): Promise<void> => {
    const grid = gridOf(text);
    const [first] = grid;
    if (first === undefined || readOnly) return;
    if (grid.length === 1 && first.length === 1) {
      sheet.fill(first[0] ?? '');
      return;
    }
    const from = Math.max(0, cursor.row < 0 ? 0 : range.top);
    const read = await placesOf(from, Math.min(from + grid.length, matching));
    if (read !== null)
      setBlock({ grid, anchor: { column: columns[range.left]?.key ?? columns[0]?.key ?? '', ...read } });
  };
  const remove = async (): Promise<void> => {
    const read = hasRows ? await places() : null;
    if (read !== null && read.rows.length > 0) setRemoving(read);
  };
  const duplicate = async (): Promise<void> => {
    const read = hasRows ? await places() : null;
    if (read !== null && read.rows.length > 0) await duplicateRows(read);
  };
  return (
    <div className="pane sheet-pane">
      <header className="sheet-bar">
        <h2>{tableTitle(table)}</h2>
        <label className="input small sheet-filter">
          <Icon name="search" size={14} />
          <input
            key={table}
            type="search"
            placeholder={`Filter ${rowWords(table)[1]}`}
            aria-label={`Filter ${rowWords(table)[1]}`}
            defaultValue={query.text}
            onChange={(event) => queryTable({ text: event.target.value })}
          />
        </label>
        <span className="grow" />
        <Button
          small
          icon="plus"
          disabled={readOnly}
          onPress={() => sheet.edit({ row: matching, column: 0 })}
        >
          Add {one}
        </Button>
        <Button
          small
          icon="copy"
          label="Copy with header"
          hint="Copy with header"
          onPress={() => void copy(true)}
        />
        <Button
          small
          disabled={total === 0}
          hint="Every row, as import reads it again"
          onPress={() => void exportData({ what: 'inventory-csv', table })}
        >
          Export CSV
        </Button>
        <Button
          small
          disabled={!hasRows || readOnly || table === 'overhead'}
          hint="Ctrl D"
          onPress={() => void duplicate()}
        >
          Duplicate
        </Button>
        <Button
          small
          kind="danger"
          disabled={!hasRows || readOnly}
          hint="Shift Delete"
          onPress={() => void remove()}
        >
          Delete
        </Button>
      </header>
      <Says columns={columns} sheet={sheet} />
      <Unread />
      <InventorySheet
        columns={columns}
        sheet={sheet}
        onCopy={() => void copy(false)}
        onPaste={(text) => void paste(text)}
        onRemove={() => void remove()}
        onDuplicate={() => void duplicate()}
      />
      <p className="sheet-keys mute">
        Enter or F2 changes a cell, Delete empties it, Ctrl V pastes a block from a spreadsheet. Numbers take
        units: 512, 0.5 TiB, 45%.
      </p>
      {block === null ? null : <PasteDialog block={block} onClose={() => setBlock(null)} />}
      {removing === null ? null : <RemoveDialog places={removing} onClose={() => setRemoving(null)} />}
    </div>
  );
}

/** Rows that were scrolled to and did not come. */
function Unread() {
  const failure = useInventoryTable((state) => state.failure);
  if (failure === null) return null;
  return (
    <ErrorNote title="Rows were not read." again={() => void refreshTable()}>
      {failure}
    </ErrorNote>
  );
}

/** Everything the model holds, as tables that are edited like a spreadsheet. */
export function InventoryTab() {
  const table = useInventoryTable((state) => state.table);
  const columns = useInventoryTable((state) => state.columns);
  const failure = useInventoryTable((state) => state.failure);
  const revision = useWorkspace((state) => state.info?.revision ?? null);
  useEffect(() => void refreshTable(), [revision]);
  return (
    <div className="inventory-split split">
      <TableList />
      {columns === null ? (
        <NotYet
          wait="Reading the inventory…"
          failed="The inventory was not read."
          failure={failure}
          again={() => void refreshTable()}
        />
      ) : (
        <Body key={table} columns={columns} />
      )}
    </div>
  );
}
