import { DAY_SECONDS, GB, GIB, HOUR_SECONDS, MB, MIB, MINUTE_SECONDS, TB, TIB, type Unit } from '../units.ts';
import { digitsApart, formatDecimal, formatPlain, NOT_MEASURED, ratioDigits } from './number-format.ts';

/** A figure and its unit apart, so that the unit can stand muted beside it or once in a column head. */
export interface Quantity {
  readonly text: string;
  readonly unit: string;
}

/** How a value is shown: in which unit, with how many decimals. */
interface Scale {
  readonly unit: string;
  /** Base units per shown unit. */
  readonly factor: number;
  readonly digits: number;
  /** Zeros at the end of the decimals are dropped. */
  readonly isPlain?: boolean;
}

/** Up to 120 s in seconds, then minutes, hours, days: `38.2 s`, `4.5 min`. */
function secondsScale(seconds: number): Scale {
  const size = Math.abs(seconds);
  const plain = (unit: string, factor: number, digits = 1): Scale => ({
    unit,
    factor,
    digits,
    isPlain: true,
  });
  if (size > 3 * DAY_SECONDS) return plain('days', DAY_SECONDS);
  if (size > 3 * HOUR_SECONDS) return plain('h', HOUR_SECONDS);
  if (size > 2 * MINUTE_SECONDS) return plain('min', MINUTE_SECONDS);
  if (size > 0 && size < 0.1) return plain('ms', 0.001);
  return plain('s', 1, size < 10 ? 2 : 1);
}

/** Memory: TiB from 10 TiB up (`tebibytesFrom`), GiB from 1 GiB up, then MiB; packet sizes and the like in bytes. */
function memoryScale(bytes: number, tebibytesFrom: number): Scale {
  const size = Math.abs(bytes);
  if (size >= tebibytesFrom) return { unit: 'TiB', factor: TIB, digits: 1 };
  if (size >= GIB || size === 0) return { unit: 'GiB', factor: GIB, digits: 1 };
  if (size >= MIB) return { unit: 'MiB', factor: MIB, digits: 1, isPlain: true };
  return { unit: 'B', factor: 1, digits: 0 };
}

/** Disk, decimal: TB from 1 TB up, GB from 1 GB up, else MB. */
function diskScale(bytes: number): Scale {
  const size = Math.abs(bytes);
  if (size >= TB) return { unit: 'TB', factor: TB, digits: 1 };
  if (size >= GB || size === 0) return { unit: 'GB', factor: GB, digits: 1 };
  return { unit: 'MB', factor: MB, digits: 1, isPlain: true };
}

const COUNT_UNITS: Partial<Record<Unit, string>> = {
  count: '',
  iops: 'IOPS',
  connections: 'connections',
  packetsPerSecond: 'packets/s',
  microvms: 'microVMs',
  hosts: 'hosts',
};

function scaleOf(value: number, unit: Exclude<Unit, 'ratio'>): Scale {
  const size = Math.abs(value);
  switch (unit) {
    case 'bytes':
      return memoryScale(value, 10 * TIB);
    case 'diskBytes':
      return diskScale(value);
    case 'bytesPerSecond':
      return { unit: 'MB/s', factor: MB, digits: 1 };
    case 'seconds':
      return secondsScale(value);
    case 'days':
      return { unit: 'days', factor: 1, digits: 1, isPlain: true };
    case 'cores':
      // A slope of a few thousandths of a core a day is not `0.0`.
      if (value !== 0 && size < 0.05) return { unit: 'cores', factor: 1, digits: 4, isPlain: true };
      return { unit: 'cores', factor: 1, digits: size < 1000 ? 1 : 0 };
    case 'perSecond':
      return { unit: '/s', factor: 1, digits: Number.isInteger(value) ? 0 : size < 10 ? 2 : 1 };
    default: {
      const isWhole = Number.isInteger(value) || size >= 100;
      return { unit: COUNT_UNITS[unit] ?? '', factor: 1, digits: isWhole ? 0 : 2, isPlain: !isWhole };
    }
  }
}

/** Units that are words of something counted, of one of it. */
const OF_ONE: Readonly<Partial<Record<string, string>>> = {
  days: 'day',
  connections: 'connection',
  microVMs: 'microVM',
  hosts: 'host',
};

/** The value in its scale, with the decimals that tell it from nothing and from `against`. */
function scaled(
  value: number,
  { unit, factor, digits, isPlain = false }: Scale,
  against: number | null,
): Quantity {
  const others = against === null ? [0] : [0, against / factor];
  const decimals = digitsApart(value / factor, others, digits);
  const text = (isPlain ? formatPlain : formatDecimal)(value / factor, decimals);
  return { text, unit: text === '1' ? (OF_ONE[unit] ?? unit) : unit };
}

/** One decimal, and more where that would read as nothing, as everything or as `against` though it is neither: `0.03%`, `99.97%`. */
function shareText(ratio: number, against: number | null): string {
  const others = against === null ? [0, 100] : [0, 100, against * 100];
  const digits = digitsApart(ratio * 100, others, ratioDigits([ratio]));
  return `${(digits === 1 ? formatDecimal : formatPlain)(ratio * 100, digits)}%`;
}

/** Memory in TiB from `tebibytesFrom` up. */
export function formatMemory(bytes: number, tebibytesFrom: number): Quantity {
  return scaled(bytes, memoryScale(bytes, tebibytesFrom), null);
}

/**
 * One value of a constraint, an outcome or an explanation. Text values (verdicts) pass through.
 *
 * @param against what the value is judged by: it gets the decimals that keep it from reading as that where it is not.
 */
export function formatQuantity(
  value: number | string | null,
  unit: Unit,
  against: number | null = null,
): Quantity {
  if (value === null) return { text: NOT_MEASURED, unit: '' };
  if (typeof value === 'string') return { text: value, unit: '' };
  if (unit === 'ratio') return { text: shareText(value, against), unit: '' };
  return scaled(value, scaleOf(value, unit), against);
}

/** Figure and unit in one string: `640 GiB`, `25.7%`, `not measured`. `against`: what the value is judged by. */
export function quantityText(
  value: number | string | null,
  unit: Unit,
  against: number | null = null,
): string {
  const { text, unit: name } = formatQuantity(value, unit, against);
  return name === '' ? text : `${text} ${name}`;
}
