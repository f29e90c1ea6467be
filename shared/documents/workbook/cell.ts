import type { Cell, CellRole, NumberFormat } from './workbook.ts';
import { digitsApart, formatChosenShare } from '../../view/number-format.ts';

/** What XML cannot carry: control characters and halves of surrogate pairs. Tab, line feed and carriage return may stay. */
const UNWRITABLE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Most characters of one cell (Excel’s limit). */
const LONGEST = 32_767;

/** Text as a cell can hold it. It is written as text whatever it begins with, so that `=1+1` is four characters. */
function writable(words: string): string {
  const clean = words.replace(UNWRITABLE, '\ufffd');
  return clean.length <= LONGEST ? clean : `${clean.slice(0, LONGEST - 1)}…`;
}

export const nothing: Cell = {
  content: { kind: 'nothing' },
  formula: null,
  format: 'general',
  role: 'plain',
};

export function text(value: string, role: CellRole = 'plain'): Cell {
  return { content: { kind: 'text', text: writable(value) }, formula: null, format: 'general', role };
}

/** `null` reads as `unknown`, which says why there is no number. */
export function number(
  value: number | null,
  format: NumberFormat = 'general',
  role: CellRole = 'plain',
  unknown = 'not measured',
): Cell {
  if (value === null) return text(unknown, role === 'plain' ? 'note' : role);
  return { content: { kind: 'number', number: value }, formula: null, format, role };
}

export function day(value: string | null, role: CellRole = 'plain', unknown = 'not known'): Cell {
  if (value === null) return text(unknown, role === 'plain' ? 'note' : role);
  return { content: { kind: 'day', day: value.slice(0, 10) }, formula: null, format: 'day', role };
}

const percentFormat = (digits: number): NumberFormat =>
  digits === 1 ? 'percent' : { code: `0.${'0'.repeat(digits)}%` };

/** Whether a number is shown as percent. */
export const isPercent = (format: NumberFormat): boolean =>
  format === 'percent' || (typeof format === 'object' && format.code.endsWith('%'));

/** A share as percent, with the decimals that keep it from reading as one of `against` where it is not. */
export function share(
  value: number | null,
  against: readonly number[],
  role: CellRole = 'plain',
  unknown = 'not measured',
): Cell {
  if (value === null) return number(null, 'percent', role, unknown);
  const others = against.map((other) => other * 100);
  return number(value, percentFormat(digitsApart(value * 100, others, 1)), role);
}

/** A share that was chosen, in full. */
export function chosenShare(value: number | null, role: CellRole = 'plain'): Cell {
  const decimals = value === null ? 1 : (formatChosenShare(value).split('.')[1]?.length ?? 2) - 1;
  return number(value, percentFormat(Math.max(1, decimals)), role);
}

/** The same cell as the result of a formula. */
export const computed = (cell: Cell, formula: string): Cell => ({ ...cell, formula });

/** A text inside a formula: `"std-64"`. */
export const quoted = (value: string): string => `"${writable(value).replaceAll('"', '""')}"`;
