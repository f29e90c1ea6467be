/** Seconds, milliseconds and byte multiples, one spelling each. Everything else derives from these. */
export const SECOND_MS = 1000;
export const MINUTE_SECONDS = 60;
export const HOUR_SECONDS = 3600;
export const DAY_SECONDS = 86_400;
export const DAY_MS = DAY_SECONDS * SECOND_MS;

export const KIB = 1024;
export const MIB = 1024 ** 2;
export const GIB = 1024 ** 3;
export const TIB = 1024 ** 4;
/** Decimal multiples, for disks and network. */
export const MB = 1e6;
export const GB = 1e9;
export const TB = 1e12;

/** A unit as it stands in a constraint or an explanation node. Formatting rules live in `view/`. */
export type Unit =
  | 'bytes'
  | 'diskBytes'
  | 'cores'
  | 'iops'
  | 'bytesPerSecond'
  | 'count'
  | 'perSecond'
  | 'ratio'
  | 'seconds'
  | 'days'
  | 'connections'
  | 'packetsPerSecond'
  | 'microvms'
  | 'hosts'
  | 'verdict';

/** A century: longer plans, retentions and waits are slips of the keyboard, and calendars end not far beyond. */
const CENTURY_DAYS = 36_525;

/**
 * The largest amount of one thing that a document may state. An exabyte in one host is a slip, not a host; and a million
 * things of 10¹⁸ still add and multiply without reaching infinity, after which no comparison means anything.
 */
export function largestAmount(unit: Unit): number {
  if (unit === 'days') return CENTURY_DAYS;
  return unit === 'seconds' ? CENTURY_DAYS * DAY_SECONDS : 1e18;
}
