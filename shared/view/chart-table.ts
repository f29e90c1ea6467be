import { guarded } from '../model/formula-guard.ts';

/** What a chart shows, as a table: read by those who do not see the drawing, and copied as CSV. */
export interface ChartTable {
  /** With the unit: `Memory used (GiB)`. */
  readonly columns: readonly string[];
  /** `null` = not measured. */
  readonly rows: readonly (readonly (string | number | null)[])[];
}

function cellText(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = guarded(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Comma-separated, first line the column names, unknown values empty, numbers in full and with a decimal point. */
export function csvText({ columns, rows }: ChartTable): string {
  return `${[columns, ...rows].map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`;
}
