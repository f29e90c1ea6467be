import Papa from 'papaparse';
import { TimeReader } from '../parse-time.ts';
import { NULL_WORDS, decimalMarkOf, parseNumber } from '../parse-number.ts';
import type { DecimalMark } from '../parse-number.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** What the beginning of a delimited file tells: enough to choose a shape, never the whole file. */
export interface CsvHead {
  readonly delimiter: string;
  /** Records before the first data row: a `sep=` line, skipped lines, the header. */
  readonly recordsBeforeData: number;
  /** Column names, trimmed; without a header "1", "2", …. */
  readonly columns: readonly string[];
  readonly hasHeader: boolean;
  /** First data rows, trimmed cells, only those with as many fields as there are columns. */
  readonly rows: readonly (readonly string[])[];
  readonly decimal: DecimalMark;
}

export interface CsvHeadOptions {
  readonly delimiter?: string | null;
  readonly header?: boolean | null;
  readonly skipFirst?: number;
  readonly decimal?: DecimalMark | null;
}

const SAMPLE_ROWS = 200;

/** Looks at the first rows of a text. `null` when it is no table of at least two columns. */
export function readCsvHead(text: string, options: CsvHeadOptions = {}): CsvHead | null {
  const clean = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const separatorLine = /^"?sep=(.)"?[^\S\t\n]*\n/i.exec(clean);
  const skipped = (separatorLine === null ? 0 : 1) + (options.skipFirst ?? 0);
  const body = afterLines(clean, skipped);
  const delimiter = options.delimiter ?? separatorLine?.[1] ?? guessDelimiter(body);
  if (delimiter === null || delimiter === '"' || delimiter === '\n') return null;
  const parsed = parseRows(body, delimiter);
  const leadingBlank = parsed.findIndex((row) => !isBlank(row));
  const first = parsed[leadingBlank];
  if (first === undefined || first.length < 2) return null;
  const hasHeader = options.header ?? !looksLikeData(first);
  const columns = hasHeader ? first.map((cell) => cell.trim()) : first.map((_, index) => String(index + 1));
  // A trailing delimiter on every line makes a last column without name and content: it is no column.
  if (hasHeader && columns.at(-1) === '' && columns.length > 2) columns.pop();
  const rows = parsed
    .slice(leadingBlank + (hasHeader ? 1 : 0))
    .filter((row) => !isBlank(row) && row.length >= columns.length)
    .map((row) => row.slice(0, columns.length).map((cell) => cell.trim()));
  return {
    delimiter,
    recordsBeforeData: skipped + leadingBlank + (hasHeader ? 1 : 0),
    columns,
    hasHeader,
    rows,
    decimal: options.decimal ?? decimalMarkOf(rows.flat(), delimiter),
  };
}

function afterLines(text: string, count: number): string {
  let start = 0;
  for (let i = 0; i < count; i += 1) {
    const end = text.indexOf('\n', start);
    if (end < 0) return '';
    start = end + 1;
  }
  return text.slice(start);
}

function parseRows(text: string, delimiter: string): string[][] {
  const result = Papa.parse<string[]>(text, { delimiter, newline: '\n', preview: SAMPLE_ROWS });
  return result.data;
}

function isBlank(row: readonly string[]): boolean {
  return row.every((cell) => cell.trim() === '');
}

/** A first row in which a cell is a time or a number is data: names of columns are neither. */
function looksLikeData(row: readonly string[]): boolean {
  const reader = new TimeReader('UTC', 'auto');
  return row.some((cell) => {
    const text = cell.trim();
    if (text === '') return false;
    if (!Number.isNaN(reader.read(text))) return true;
    return parseNumber(text, { decimal: '.', nullWords: NULL_WORDS }).kind === 'number' && /\d/.test(text);
  });
}

/** The candidate by which most rows have as many fields as the first one; ties go to more fields, then to the list's order. */
function guessDelimiter(text: string): string | null {
  let best: { delimiter: string; score: number; fields: number } | null = null;
  for (const delimiter of DELIMITERS) {
    const rows = parseRows(text, delimiter).filter((row) => !isBlank(row));
    const fields = rows[0]?.length ?? 0;
    if (fields < 2) continue;
    const score = rows.filter((row) => row.length === fields).length / rows.length;
    if (best === null || score > best.score + 0.05 || (score > best.score - 0.05 && fields > best.fields)) {
      best = { delimiter, score, fields };
    }
  }
  return best?.delimiter ?? null;
}
