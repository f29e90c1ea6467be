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

const LARGEST_AMOUNTS: Readonly<Record<Unit, number>> = {
  /** Memory of one machine: a pebibyte. */
  bytes: 1024 * TIB,
  /** A zettabyte. */
  diskBytes: 1e21,
  cores: 1e6,
  iops: 1e12,
  /** A petabyte per second. */
  bytesPerSecond: 1e15,
  /** 2^63: what Linux reports as the most open files where nobody set a limit. */
  count: 2 ** 63,
  perSecond: 1e12,
  /** Factors of growth; a share has its own end at 1. */
  ratio: 1e6,
  seconds: CENTURY_DAYS * DAY_SECONDS,
  days: CENTURY_DAYS,
  connections: 1e12,
  packetsPerSecond: 1e12,
  microvms: 1e7,
  hosts: 1e6,
  verdict: Infinity,
};

/**
 * The largest amount of one thing that a document may state, by its kind. What lies beyond is a slip (a wrong unit, a
 * counter's end, `1e308`), no host; and a million things of these sizes still add and multiply without reaching infinity,
 * after which no comparison means anything. The parsers of model, policy, scenario and CSV and the JSON Schemas read it.
 */
export function largestAmount(unit: Unit): number {
  return LARGEST_AMOUNTS[unit];
}

/**
 * The least amount above 0. Below it lies no measurement but what a rounding left over, and dividing by it overflows.
 * Differences of ordinary figures leave residues of 1e-20 and more, which are accepted.
 */
export const LEAST_AMOUNT = 1e-30;
