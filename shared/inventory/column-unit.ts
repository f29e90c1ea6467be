import { cellUnit, type CellUnit } from '../import/cell-units.ts';
import type { CellField } from '../model/columns.ts';
import { GB, GIB, KIB, MIB, TB } from '../units.ts';
import type { CellValue, EditorColumn } from './editor-table.ts';

/** Below this many KiB a size in bytes reads better (packet sizes). */
const KIB_FROM = 16;

function unitName(field: CellField, largest: number | null): string | null {
  if (field.kind !== 'number') return null;
  const size = largest ?? Infinity;
  switch (field.unit) {
    case 'bytes':
      if (size >= GIB) return 'GiB';
      if (size >= MIB) return 'MiB';
      return size >= KIB_FROM * KIB ? 'KiB' : 'B';
    case 'diskBytes':
      if (largest !== null && size >= TB) return 'TB';
      return size >= GB ? 'GB' : size >= 1e6 ? 'MB' : 'B';
    case 'bytesPerSecond':
      return 'MB/s';
    case 'ratio':
      return '%';
    case 'seconds':
      return largest !== null && size < 1 ? 'ms' : 's';
    default:
      return null;
  }
}

/** The one unit a column is shown, typed, copied and pasted in, by its largest value. `null`: plain numbers. */
export function columnUnit({ field }: EditorColumn, largest: number | null): CellUnit | null {
  const name = unitName(field, largest === 0 ? null : largest);
  return name === null ? null : cellUnit(name);
}

/** A stored value in a column's unit: the shortest figure that means the same value when it is read again. */
export function inUnit(value: number, unit: CellUnit | null): number {
  if (unit === null) return value;
  const exact = (value * unit.divisor) / unit.factor;
  const short = Number(exact.toPrecision(15));
  return (short * unit.factor) / unit.divisor === value ? short : exact;
}

const MOST_DIGITS = 2;
/** Shares of a percent are told apart at the third decimal. */
const MOST_DIGITS_SMALL = 3;

/** Decimals a column needs for its values: as many as the most exact of them, 2 at most, 3 where all are under 1. */
export function columnDigits(values: readonly CellValue[], unit: CellUnit | null): number {
  let [digits, largest] = [0, 0];
  for (const value of values) {
    if (typeof value !== 'number') continue;
    const shown = Math.abs(inUnit(value, unit));
    largest = Math.max(largest, shown);
    while (digits < MOST_DIGITS_SMALL && Math.abs(shown - Number(shown.toFixed(digits))) > 1e-9 * shown)
      digits += 1;
  }
  return Math.min(digits, largest < 1 ? MOST_DIGITS_SMALL : MOST_DIGITS);
}

/** Words of a canonical name that a unit takes the place of. */
const WORDS: Readonly<Record<string, string>> = {
  KiB: 'kib',
  MiB: 'mib',
  GiB: 'gib',
  TiB: 'tib',
  MB: 'mb',
  GB: 'gb',
  TB: 'tb',
  'MB/s': 'mb',
  ms: 'ms',
  '%': 'percent',
};
const REPLACED = new Set(['bytes', 'seconds', 'ratio']);

/** A column's header with its unit, as imports read it: `memory_gib`, `disk_throughput_mb_per_second`, `api_5xx_percent`. */
export function headerWithUnit(column: EditorColumn, unit: CellUnit | null): string {
  const word = unit === null ? undefined : WORDS[unit.name];
  if (word === undefined) return column.key;
  const parts = column.key.split('_');
  const at = parts.findIndex((part) => REPLACED.has(part));
  // A named number carries no unit in its name; the unit is added at its end.
  return at < 0 ? `${column.key}_${word}` : parts.with(at, word).join('_');
}
