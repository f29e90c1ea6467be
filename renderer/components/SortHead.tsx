import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';

/** Which way a table is sorted by a column; `null`: by another column, or by none. */
export type SortOrder = 'ascending' | 'descending' | null;

/** Which way a table is sorted by one of its columns, for a table that keeps the column and whether the greatest comes first. */
export const sortOrder = (isSorted: boolean, descending: boolean): SortOrder =>
  !isSorted ? null : descending ? 'descending' : 'ascending';

/** Points down where the greatest comes first. It stays beside the last word of its head. */
export function SortArrow({ order }: { readonly order: SortOrder }) {
  if (order === null) return null;
  return (
    <span className={`sort-arrow ${order}`} aria-hidden="true">
      {'\u00a0'}
      <Icon name="down" size={12} />
    </span>
  );
}

interface SortHeadProps {
  readonly order: SortOrder;
  readonly onSort: () => void;
  readonly isNumber?: boolean;
  /** The element: `div` in a grid whose rows are drawn only in sight. */
  readonly cell?: 'th' | 'div';
  readonly children: ReactNode;
}

/** The head of a column that sorts its table: a press sorts by it, the next turns the order round. */
export function SortHead({ order, onSort, isNumber = false, cell: Cell = 'th', children }: SortHeadProps) {
  return (
    <Cell
      className={isNumber ? 'r' : ''}
      aria-sort={order ?? 'none'}
      {...(Cell === 'th' ? { scope: 'col' } : { role: 'columnheader' })}
    >
      <button type="button" className={order === null ? 'sort' : 'sort sorted'} onClick={onSort}>
        {children}
        <SortArrow order={order} />
      </button>
    </Cell>
  );
}
