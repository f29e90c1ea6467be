import type { ChartTable } from './chart-table.ts';

/** What an export of the Overview holds, beside its tables. */
export interface OverviewFacts {
  readonly workspace: string;
  readonly asOf: string | null;
  readonly region: string;
  /** `null`: the baseline alone. */
  readonly scenario: string | null;
}

/** Rows as objects under their column names; `null` = not measured. */
function tableRecords({ columns, rows }: ChartTable): readonly Readonly<Record<string, unknown>>[] {
  return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at] ?? null])));
}

/** The Overview of a region as one JSON text: its facts, then every table with numbers in full, in base units. */
export function overviewJson(facts: OverviewFacts, tables: Readonly<Record<string, ChartTable>>): string {
  const records = Object.entries(tables).map(([name, table]) => [name, tableRecords(table)] as const);
  return `${JSON.stringify({ ...facts, ...Object.fromEntries(records) }, null, 2)}\n`;
}

/** The same as one CSV: the tables one under the other, each row led by the table it belongs to, columns by name. */
export function overviewTable(tables: Readonly<Record<string, ChartTable>>): ChartTable {
  const columns = [...new Set(Object.values(tables).flatMap((table) => table.columns))];
  const rows = Object.entries(tables).flatMap(([name, table]) => {
    const places = columns.map((column) => table.columns.indexOf(column));
    return table.rows.map((row) => [name, ...places.map((at) => (at < 0 ? null : (row[at] ?? null)))]);
  });
  return { columns: ['table', ...columns], rows };
}
