import { DAY_SECONDS, GB, GIB, HOUR_SECONDS, MB, MIB, MINUTE_SECONDS, TB, TIB, type Unit } from '../units.ts';
import { formatDecimal, formatInteger, formatPercent, formatPlain, NOT_MEASURED } from './number-format.ts';

/** A figure and its unit apart, so that the unit can stand muted beside it or once in a column head. */
export interface Quantity {
  readonly text: string;
  readonly unit: string;
}

/** Up to 120 s in seconds, then minutes, hours, days: `38.2 s`, `4.5 min`. */
function formatSeconds(seconds: number): Quantity {
  const size = Math.abs(seconds);
  if (size > 3 * DAY_SECONDS) return { text: formatPlain(seconds / DAY_SECONDS, 1), unit: 'days' };
  if (size > 3 * HOUR_SECONDS) return { text: formatPlain(seconds / HOUR_SECONDS, 1), unit: 'h' };
  if (size > 2 * MINUTE_SECONDS) return { text: formatPlain(seconds / MINUTE_SECONDS, 1), unit: 'min' };
  if (size > 0 && size < 0.1) return { text: formatPlain(seconds * 1000, 1), unit: 'ms' };
  return { text: formatPlain(seconds, size < 10 ? 2 : 1), unit: 's' };
}

/** Memory: TiB from 10 TiB up (`tebibytesFrom`), GiB from 1 GiB up, then MiB; packet sizes and the like in bytes. */
export function formatMemory(bytes: number, tebibytesFrom = 10 * TIB): Quantity {
  const size = Math.abs(bytes);
  if (size >= tebibytesFrom) return { text: formatDecimal(bytes / TIB, 1), unit: 'TiB' };
  if (size >= GIB || size === 0) return { text: formatDecimal(bytes / GIB, 1), unit: 'GiB' };
  if (size >= MIB) return { text: formatPlain(bytes / MIB, 1), unit: 'MiB' };
  return { text: formatInteger(bytes), unit: 'B' };
}

/** Disk, decimal: TB from 1 TB up, GB from 1 GB up, else MB. */
function formatDisk(bytes: number): Quantity {
  if (Math.abs(bytes) >= TB) return { text: formatDecimal(bytes / TB, 1), unit: 'TB' };
  if (Math.abs(bytes) >= GB || bytes === 0) return { text: formatDecimal(bytes / GB, 1), unit: 'GB' };
  return { text: formatPlain(bytes / MB, 1), unit: 'MB' };
}

/** One decimal, and more where that would read as nothing or as everything though it is neither: `0.03%`, `99.97%`. */
function formatRatio(ratio: number): string {
  const isNothing = ratio !== 0 && Math.abs(ratio) < 0.0005;
  const isEverything = ratio !== 1 && Math.abs(ratio - 1) < 0.0005;
  if (isEverything) return `${formatDecimal(ratio * 100, 3).replace(/0$/, '')}%`;
  return isNothing ? `${formatPlain(ratio * 100, 4)}%` : formatPercent(ratio);
}

const COUNT_UNITS: Partial<Record<Unit, string>> = {
  count: '',
  iops: 'IOPS',
  connections: 'connections',
  packetsPerSecond: 'packets/s',
  microvms: 'microVMs',
  hosts: 'hosts',
};

/** One value of a constraint, an outcome or an explanation. Text values (verdicts) pass through. */
export function formatQuantity(value: number | string | null, unit: Unit): Quantity {
  if (value === null) return { text: NOT_MEASURED, unit: '' };
  if (typeof value === 'string') return { text: value, unit: '' };
  switch (unit) {
    case 'bytes':
      return formatMemory(value);
    case 'diskBytes':
      return formatDisk(value);
    case 'bytesPerSecond':
      return { text: formatDecimal(value / MB, 1), unit: 'MB/s' };
    case 'ratio':
      return { text: formatRatio(value), unit: '' };
    case 'seconds':
      return formatSeconds(value);
    case 'days':
      return { text: formatPlain(value, 1), unit: value === 1 ? 'day' : 'days' };
    case 'cores':
      // A slope of a few thousandths of a core a day is not `0.0`.
      if (value !== 0 && Math.abs(value) < 0.05) return { text: formatPlain(value, 4), unit: 'cores' };
      return { text: formatDecimal(value, Math.abs(value) < 1000 ? 1 : 0), unit: 'cores' };
    case 'perSecond':
      return {
        text: Number.isInteger(value)
          ? formatInteger(value)
          : formatDecimal(value, Math.abs(value) < 10 ? 2 : 1),
        unit: '/s',
      };
    default:
      return {
        text:
          Number.isInteger(value) || Math.abs(value) >= 100 ? formatInteger(value) : formatPlain(value, 2),
        unit: COUNT_UNITS[unit] ?? '',
      };
  }
}

/** Figure and unit in one string: `640 GiB`, `25.7%`, `not measured`. */
export function quantityText(value: number | string | null, unit: Unit): string {
  const { text, unit: name } = formatQuantity(value, unit);
  return name === '' ? text : `${text} ${name}`;
}
