import { DAY_MS } from '../units.ts';

/** The samples of one series on one UTC day, as the store keeps them. */
export interface PackedDay {
  /** Days since 1970-01-01 UTC. */
  readonly day: number;
  /** Milliseconds since the day's midnight, strictly rising, < 86,400,000. */
  readonly offsetsMs: Uint32Array;
  readonly values: Float64Array;
}

/**
 * Samples in any order → their UTC days, days rising. Of two samples with one timestamp the later in input order wins
 * (MODEL.md section 8). `times` are whole milliseconds since the epoch, not negative; both arrays have one length.
 */
export function packDays(times: Float64Array, values: Float64Array): PackedDay[] {
  const order = sortedOrder(times);
  const days: PackedDay[] = [];
  const count = times.length;
  const at = (position: number): number => (order === null ? position : (order[position] ?? 0));
  let start = 0;
  while (start < count) {
    const day = Math.floor((times[at(start)] ?? 0) / DAY_MS);
    const dayStart = day * DAY_MS;
    const dayEnd = dayStart + DAY_MS;
    let end = start;
    while (end < count && (times[at(end)] ?? 0) < dayEnd) end += 1;
    const offsetsMs = new Uint32Array(end - start);
    const dayValues = new Float64Array(end - start);
    let kept = 0;
    for (let i = start; i < end; i += 1) {
      const index = at(i);
      const offset = (times[index] ?? 0) - dayStart;
      if (kept > 0 && offsetsMs[kept - 1] === offset) kept -= 1;
      offsetsMs[kept] = offset;
      dayValues[kept] = values[index] ?? 0;
      kept += 1;
    }
    days.push({ day, offsetsMs: trimmed(offsetsMs, kept), values: trimmed(dayValues, kept) });
    start = end;
  }
  return days;
}

/** `null` when the times rise already (equal neighbours included); else a stable order. */
function sortedOrder(times: Float64Array): Uint32Array | null {
  let rising = true;
  for (let i = 1; i < times.length && rising; i += 1) rising = (times[i] ?? 0) >= (times[i - 1] ?? 0);
  if (rising) return null;
  const order = new Uint32Array(times.length);
  for (let i = 0; i < order.length; i += 1) order[i] = i;
  return order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
}

function trimmed<A extends Uint32Array | Float64Array>(array: A, length: number): A {
  return (array.length === length ? array : array.slice(0, length)) as A;
}

/**
 * Stored samples of a day with newly imported ones over them: a known timestamp takes the new value. `changed` counts
 * the samples that are new or differ; importing the same again changes nothing, and then `day` is `old` itself.
 * Both must be of the same day.
 * @throws RangeError when the days differ (a bug of the caller).
 */
export function mergeDay(old: PackedDay | null, incoming: PackedDay): { day: PackedDay; changed: number } {
  if (old === null) return { day: incoming, changed: incoming.offsetsMs.length };
  if (old.day !== incoming.day) throw new RangeError(`day ${incoming.day} cannot be merged into ${old.day}`);
  const offsetsMs = new Uint32Array(old.offsetsMs.length + incoming.offsetsMs.length);
  const values = new Float64Array(offsetsMs.length);
  let length = 0;
  let changed = 0;
  let i = 0;
  let k = 0;
  while (i < old.offsetsMs.length || k < incoming.offsetsMs.length) {
    const before = old.offsetsMs[i] ?? Number.POSITIVE_INFINITY;
    const now = incoming.offsetsMs[k] ?? Number.POSITIVE_INFINITY;
    const takeNew = now <= before;
    offsetsMs[length] = takeNew ? now : before;
    values[length] = (takeNew ? incoming.values[k] : old.values[i]) ?? 0;
    if (takeNew && (now < before || incoming.values[k] !== old.values[i])) changed += 1;
    if (now <= before) k += 1;
    if (before <= now) i += 1;
    length += 1;
  }
  if (changed === 0) return { day: old, changed };
  return {
    day: { day: old.day, offsetsMs: trimmed(offsetsMs, length), values: trimmed(values, length) },
    changed,
  };
}
