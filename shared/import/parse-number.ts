import { cellUnit } from './cell-units.ts';
import type { CellUnit } from './cell-units.ts';

/** How a file writes fractions. `ambiguous`: only cells like `1,234` were seen, which may be either. */
export type DecimalMark = '.' | ',' | 'ambiguous';

/** Words that say "no value here". Compared without case. */
export const NULL_WORDS: ReadonlySet<string> = new Set([
  '',
  'null',
  'nan',
  'na',
  'n/a',
  '#n/a',
  'none',
  'nil',
  '-',
  '–',
  'undefined',
  'no data',
]);

export interface NumberStyle {
  readonly decimal: DecimalMark;
  /** Lower-cased null words: the usual ones and those of a mapping. */
  readonly nullWords: ReadonlySet<string>;
}

export type NumberCell =
  | { readonly kind: 'number'; readonly value: number; readonly unit: CellUnit | null }
  | { readonly kind: 'null' }
  | { readonly kind: 'bad'; readonly expected: string };

const PLAIN_NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?/;
const COMMA_GROUPED = /^([+-]?\d{1,3}(?:,\d{3})+)(\.\d+)?(?![\d,.])/;
const POINT_GROUPED = /^([+-]?\d{1,3}(?:\.\d{3})+)(,\d+)?(?![\d,.])/;
const SPACE_GROUPED = /^[+-]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d])/;
const DECIMAL_COMMA = /^[+-]?(?:\d+,\d*|,\d+)(?:[eE][+-]?\d{1,3})?(?![\d,.])/;

/**
 * A number with an optional unit (`12.3 GiB`, `45%`, `1.5 ms`, `300 MB/s`). Never guesses: `1,234` in a file whose
 * decimal mark is not settled is bad, not 1 and not 1234. Infinities are bad; NaN is a null word.
 */
export function parseNumber(text: string, style: NumberStyle): NumberCell {
  const cell = text.trim();
  if (style.nullWords.has(cell.toLowerCase())) return { kind: 'null' };
  if (cell.length > 64) return { kind: 'bad', expected: 'a number' };
  const plain = plainDigits(cell, style.decimal);
  if (plain === null) return { kind: 'bad', expected: expectedNumber(cell, style.decimal) };
  const value = Number(plain.digits) + 0;
  if (!Number.isFinite(value)) return { kind: 'bad', expected: 'a finite number' };
  const rest = cell.slice(plain.length).trim();
  if (rest === '') return { kind: 'number', value, unit: null };
  const unit = cellUnit(rest);
  if (unit === null) return { kind: 'bad', expected: 'a number, with a known unit if any' };
  return { kind: 'number', value, unit };
}

function expectedNumber(cell: string, decimal: DecimalMark): string {
  if (/^[+-]?inf/i.test(cell)) return 'a finite number';
  if (decimal === 'ambiguous' && cell.includes(',')) {
    return 'a number; a mapping with "decimal" says whether the comma is a decimal mark';
  }
  return decimal === ',' ? 'a number with decimal comma' : 'a number';
}

function plainDigits(cell: string, decimal: DecimalMark): { digits: string; length: number } | null {
  const spaced = SPACE_GROUPED.exec(cell)?.[0];
  if (spaced !== undefined) {
    const rest = plainDigits(`0${cell.slice(spaced.length)}`, decimal);
    const fraction = rest === null ? '' : rest.digits.slice(1);
    const digits = spaced.replace(/[^\d+-]/g, '') + fraction;
    return { digits, length: spaced.length + (rest === null ? 0 : rest.length - 1) };
  }
  if (decimal === ',') {
    const grouped = POINT_GROUPED.exec(cell);
    if (grouped !== null && (grouped[2] !== undefined || (grouped[1] ?? '').split('.').length > 2)) {
      const digits = `${(grouped[1] ?? '').replaceAll('.', '')}${(grouped[2] ?? '').replace(',', '.')}`;
      return { digits, length: grouped[0].length };
    }
    const comma = DECIMAL_COMMA.exec(cell)?.[0];
    if (comma !== undefined) return { digits: comma.replace(',', '.'), length: comma.length };
  } else {
    const grouped = decimal === '.' ? COMMA_GROUPED.exec(cell) : null;
    if (grouped !== null) return { digits: grouped[0].replaceAll(',', ''), length: grouped[0].length };
  }
  const plain = PLAIN_NUMBER.exec(cell)?.[0];
  if (plain === undefined) return null;
  const next = cell[plain.length];
  if (next === ',' || next === '.') return null;
  // In a file with decimal commas `1.234` would be read a thousand times too small or too large: refuse to choose.
  if (decimal === ',' && plain.includes('.')) return null;
  return { digits: plain, length: plain.length };
}

/** A cell that is a number with a unit if any: its digits and marks. Times, addresses (`10.0.0.1`) and names are none. */
const NUMBER_CELL = /^\s*([+-]?[\d.,\s\u00a0\u202f]*\d[.,]?)(?:[eE][+-]?\d+)?\s*(?:[\p{L}%/].*|1\/s)?$/u;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/**
 * The decimal mark of a file from the cells of its beginning. A comma followed by anything but three digits is a
 * decimal comma; in a file whose delimiter is not a comma, commas without any decimal point are decimal commas when the
 * delimiter is `;` (the reason such files use it), otherwise nobody can tell.
 */
export function decimalMarkOf(cells: readonly string[], delimiter: string): DecimalMark {
  const numeric = cells
    .map((cell) => NUMBER_CELL.exec(cell)?.[1] ?? '')
    .filter((digits) => digits !== '' && !ADDRESS.test(digits));
  const commas = numeric.filter((cell) => cell.includes(','));
  if (commas.length === 0) return '.';
  const both = commas.find((cell) => cell.includes('.'));
  if (both !== undefined) return both.lastIndexOf(',') > both.lastIndexOf('.') ? ',' : '.';
  if (numeric.some((cell) => cell.includes('.'))) return '.';
  if (commas.some((cell) => !/^\s*[+-]?\d{1,3}(,\d{3})+(?!\d)/.test(cell))) return ',';
  if (delimiter === ';') return ',';
  return delimiter === ',' ? '.' : 'ambiguous';
}
