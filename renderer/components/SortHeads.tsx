import type { ReactNode } from 'react';
import { SortHead, sortOrder } from './SortHead.tsx';

interface Column {
  readonly id: string;
  readonly isNumber: boolean;
}

interface SortHeadsProps<Shown extends Column> {
  readonly columns: readonly Shown[];
  readonly sort: { readonly column: string; readonly descending: boolean } | null;
  readonly onSort: (column: Shown) => void;
  readonly headOf: (column: Shown) => ReactNode;
}

/** The first row of a table of which only the rows in sight are drawn: every head sorts it. */
export function SortHeads<Shown extends Column>({ columns, sort, onSort, headOf }: SortHeadsProps<Shown>) {
  return (
    <div role="row" className="v-row v-head">
      {columns.map((column) => (
        <SortHead
          key={column.id}
          cell="div"
          isNumber={column.isNumber}
          order={sortOrder(sort?.column === column.id, sort?.descending === true)}
          onSort={() => onSort(column)}
        >
          {headOf(column)}
        </SortHead>
      ))}
    </div>
  );
}
