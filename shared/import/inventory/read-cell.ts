import { snakeCase, type Column } from '../../model/columns.ts';
import { unguarded } from '../../model/formula-guard.ts';
import type { CellUnit } from '../cell-units.ts';
import { parseNumber } from '../parse-number.ts';
import type { NumberStyle } from '../parse-number.ts';
import type { TimeReader } from '../parse-time.ts';
import { numberComplaint, numberExpectation } from '../../model/read-fields.ts';
import { isoText } from '../outcome.ts';
import { sameMeasure } from './headers.ts';

export type CellValue =
  | { readonly kind: 'absent' }
  | { readonly kind: 'value'; readonly value: string | number | boolean }
  | { readonly kind: 'bad'; readonly message: string; readonly expected: string };

const TRUE_WORDS = new Set(['true', 'yes', 'y', 't', '1', 'ok']);
const FALSE_WORDS = new Set(['false', 'no', 'n', 'f', '0', 'failed']);

export interface CellStyle {
  readonly numbers: NumberStyle;
  readonly times: TimeReader;
}

/** A cell as the JSON value its field takes. An empty cell, or a null word where a number belongs, is absent. */
export function readCell(
  text: string,
  field: Column['field'],
  unit: CellUnit | null,
  style: CellStyle,
): CellValue {
  const cell = text.trim();
  if (cell === '') return { kind: 'absent' };
  switch (field.kind) {
    case 'number':
      return readNumber(cell, field, unit, style.numbers);
    case 'flag': {
      const word = cell.toLowerCase();
      if (TRUE_WORDS.has(word)) return { kind: 'value', value: true };
      if (FALSE_WORDS.has(word)) return { kind: 'value', value: false };
      return { kind: 'bad', message: 'neither yes nor no', expected: 'true or false' };
    }
    case 'day':
    case 'instant':
      return readInstant(cell, style.times);
    case 'choice': {
      const word = field.choices.find(
        (choice) => snakeCase(choice) === snakeCase(cell) || choice === cell.toLowerCase(),
      );
      if (word !== undefined) return { kind: 'value', value: word };
      return {
        kind: 'bad',
        message: 'not one of the choices',
        expected: `one of ${field.choices.join(', ')}`,
      };
    }
    default:
      return { kind: 'value', value: unguarded(cell) };
  }
}

/** A number in the field's own unit, converted from the header's or the cell's. */
export function readNumber(
  cell: string,
  field: Extract<Column['field'], { kind: 'number' }> | { readonly kind: 'numbers'; readonly unit: string },
  headerUnit: CellUnit | null,
  style: NumberStyle,
): CellValue {
  const number = parseNumber(cell, style);
  if (number.kind === 'null') return { kind: 'absent' };
  if (number.kind === 'bad') return { kind: 'bad', message: 'not a number', expected: number.expected };
  const unit = number.unit ?? headerUnit;
  if (unit !== null && !sameMeasure(field, unit)) {
    return { kind: 'bad', message: `not measured in ${unit.name}`, expected: `a number of ${field.unit}` };
  }
  const value = unit === null ? number.value : (number.value * unit.factor) / unit.divisor;
  // Asked here, where the cell is still as it stands in the file; in the document it is in the field's own unit.
  const complaint = field.kind === 'number' ? numberComplaint(value, field) : null;
  if (complaint === null || field.kind !== 'number') return { kind: 'value', value };
  return { kind: 'bad', message: complaint, expected: numberExpectation(field, value) };
}

/** Days stay days; other stamps become ISO instants, those without zone read in the import's zone. */
function readInstant(cell: string, times: TimeReader): CellValue {
  if (/^\d{4}-\d{2}-\d{2}$/.test(cell)) return { kind: 'value', value: cell };
  const iso = isoText(times.read(cell));
  if (iso === null)
    return {
      kind: 'bad',
      message: 'not a date or time',
      expected: 'a day such as 2026-03-31, or an ISO 8601 time',
    };
  return { kind: 'value', value: iso };
}
