import { useMemo, useState, type ReactNode } from 'react';
import type { ChartTable } from '../../../../shared/view/chart-table.ts';
import { counted } from '../../../../shared/view/number-format.ts';
import { CopyCsv } from '../../../app/figure/CopyCsv.tsx';
import { SortHead, sortOrder } from '../../../components/SortHead.tsx';

export interface FigureColumn<Row> {
  readonly title: string;
  /** With the unit, for the CSV: `Used (bytes)`. */
  readonly csvTitle: string;
  /** What it is sorted by and what the CSV holds; `null` = not measured, and last in either order. */
  readonly value: (row: Row) => string | number | null;
  readonly cell: (row: Row) => ReactNode;
}

interface FigureTablePaneProps<Row> {
  readonly title: string;
  readonly note: string;
  /** The first column names the row and is never right-aligned. */
  readonly columns: readonly FigureColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Columns of words besides the first. */
  readonly words?: ReadonlySet<string>;
  /** What a row is called in `12 more volumes`; rows beyond the first ten stay folded until asked for. */
  readonly one: string;
}

interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

const FIRST = 10;

function compare(a: string | number | null, b: string | number | null, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order = a < b ? -1 : Number(a > b);
  return descending ? -order : order;
}

/** A pane of rows with figures: sorted by any column, folded where it is long, copied as CSV whole. */
export function FigureTablePane<Row>(props: FigureTablePaneProps<Row>) {
  const { title, note, columns, rows, keyOf, words, one } = props;
  const [sort, setSort] = useState<Sort | null>(null);
  const [showsAll, setShowsAll] = useState(false);
  const sorted = useMemo(() => {
    const by = columns.find((column) => column.title === sort?.column);
    if (sort === null || by === undefined) return rows;
    return [...rows].sort((a, b) => compare(by.value(a), by.value(b), sort.descending));
  }, [rows, columns, sort]);
  const shown = showsAll ? sorted : sorted.slice(0, FIRST);
  const isWord = (index: number): boolean => index === 0 || words?.has(columns[index]?.title ?? '') === true;
  const table = (): ChartTable => ({
    columns: columns.map(({ csvTitle }) => csvTitle),
    rows: sorted.map((row) => columns.map(({ value }) => value(row))),
  });
  return (
    <section className="sv-pane rule-top" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span className="note">{note}</span>
        <CopyCsv what={title} table={table} />
      </header>
      <table aria-label={title} className="tbl">
        <thead>
          <tr>
            {columns.map((column, index) => {
              const isSorted = sort?.column === column.title;
              const descending = isSorted && sort.descending;
              return (
                <SortHead
                  key={column.title}
                  isNumber={!isWord(index)}
                  order={sortOrder(isSorted, descending)}
                  onSort={() =>
                    setSort({
                      column: column.title,
                      descending: isSorted ? !descending : !isWord(index),
                    })
                  }
                >
                  {column.title}
                </SortHead>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.title} scope="row" className="med">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.title} className={isWord(index) ? '' : 'r'}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > FIRST ? (
        <button type="button" className="linkish more" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Show fewer' : counted(rows.length - FIRST, `more ${one}`)}
        </button>
      ) : null}
    </section>
  );
}
