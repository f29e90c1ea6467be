import type { ChartTable } from '../../../shared/view/chart-table.ts';
import { formatInteger, formatPlain, NOT_MEASURED } from '../../../shared/view/number-format.ts';

/** More rows than anybody reads; all of them are in the CSV. */
const MOST_ROWS = 1000;

/** What a chart shows, row by row. */
export function FigureTable({ label, table }: { readonly label: string; readonly table: ChartTable }) {
  const { columns, rows } = table;
  const isNumber = columns.map((_, column) => rows.some((row) => typeof row[column] === 'number'));
  return (
    <div className="figure-table" role="region" aria-label={`${label}, table`} tabIndex={0}>
      <table aria-label={label} className="tbl">
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={column} scope="col" className={isNumber[index] === true ? 'r' : ''}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row, index) => (
            <tr key={`${index} ${row[0] ?? ''}`}>
              {row.map((cell, column) => (
                <td key={columns[column]} className={isNumber[column] === true ? 'r' : ''}>
                  {cell === null ? (
                    <span className="mute">{NOT_MEASURED}</span>
                  ) : typeof cell === 'number' ? (
                    formatPlain(cell, 4)
                  ) : (
                    cell
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_ROWS ? (
        <p className="mute">
          {formatInteger(rows.length - MOST_ROWS)} more rows; Copy as CSV has all {formatInteger(rows.length)}
          .
        </p>
      ) : null}
    </div>
  );
}
