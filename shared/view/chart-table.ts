import { guarded } from '../model/formula-guard.ts';
import { NOT_MEASURED } from './number-format.ts';

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

const NUMBER = /^[−+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/;
const UNKNOWN: ReadonlySet<string> = new Set(['', '—', '…', NOT_MEASURED]);

/**
 * A cell as it stands on the screen, as a value: grouped digits become a number, a dash and "not measured" nothing. What
 * carries a unit (`25.7%`, `14 May`) stays the text it is.
 */
export function shownCell(shown: string): string | number | null {
  const text = shown.replaceAll(/\s+/g, ' ').trim();
  if (UNKNOWN.has(text)) return null;
  return NUMBER.test(text) ? Number(text.replace('−', '-').replace('+', '').replaceAll(',', '')) : text;
}

/**
 * The cells of a table as it is shown: columns without a name and without any value (acts, pictures) are left out, a
 * nameless one with values is numbered.
 */
export function shownTableOf(heads: readonly string[], cells: readonly (readonly string[])[]): ChartTable {
  const width = Math.max(heads.length, ...cells.map((row) => row.length));
  const rows = cells.map((row) => Array.from({ length: width }, (_, at) => shownCell(row[at] ?? '')));
  const names = Array.from({ length: width }, (_, at) => (heads[at] ?? '').replaceAll(/\s+/g, ' ').trim());
  const kept = names.flatMap((name, at) => {
    const hasValue = rows.some((row) => row[at] !== null);
    return hasValue || name !== '' ? [at] : [];
  });
  return {
    columns: kept.map((at) => names[at] || `column ${at + 1}`),
    rows: rows.map((row) => kept.map((at) => row[at] ?? null)),
  };
}
