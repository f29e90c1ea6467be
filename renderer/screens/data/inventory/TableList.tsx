import { INVENTORY_TABLES } from '../../../../shared/model/columns.ts';
import { tableTitle } from '../../../../shared/view/inventory-words.ts';
import { formatInteger } from '../../../../shared/view/number-format.ts';
import { ErrorNote } from '../../../components/EmptyState.tsx';
import { refreshTable, showTable, useInventoryTable } from '../../../state/inventory-table-store.ts';

/** Every table of the inventory with its rows; lists inside a kind stand under it. */
export function TableList() {
  const current = useInventoryTable((state) => state.table);
  const counts = useInventoryTable((state) => state.counts);
  const failure = useInventoryTable((state) => state.countsFailure);
  return (
    <nav className="table-list" aria-label="Inventory tables">
      {INVENTORY_TABLES.map(({ file, parent }) => (
        <button
          key={file}
          type="button"
          className={`nav-item${parent === undefined ? '' : ' inner'}`}
          {...(file === current ? { 'aria-current': 'true' as const } : {})}
          onClick={() => showTable(file)}
        >
          <span className="ell">{tableTitle(file)}</span>
          <span className="count">{counts[file] === undefined ? '' : formatInteger(counts[file])}</span>
        </button>
      ))}
      {failure === null ? null : (
        <ErrorNote title="Rows were not counted." again={() => void refreshTable()}>
          {failure}
        </ErrorNote>
      )}
    </nav>
  );
}
