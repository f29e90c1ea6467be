import { closeSync, openSync, readSync } from 'node:fs';
import { mergeDay, type PackedDay } from '../../shared/import/pack-days.ts';

/** A day that waits in the spill file of its import: so many offsets (Uint32), then values (Float64), from byte `at`. */
export interface SpilledDay {
  readonly day: number;
  readonly at: number;
  readonly samples: number;
}

export type CollectedDay = PackedDay | SpilledDay;

/** A series as an import gathered it: days in the order of the files, one perhaps in several pieces; later ones win. */
export interface CollectedSeries {
  readonly entity: string;
  readonly metric: string;
  readonly unit: string | null;
  readonly days: readonly CollectedDay[];
}

function readDay(file: number, { day, at, samples }: SpilledDay): PackedDay {
  const offsetsMs = new Uint32Array(samples);
  const values = new Float64Array(samples);
  const places = [
    [offsetsMs, at],
    [values, at + offsetsMs.byteLength],
  ] as const;
  for (const [array, from] of places) {
    const bytes = new Uint8Array(array.buffer);
    let read = 0;
    while (read < bytes.length) {
      const more = readSync(file, bytes, read, bytes.length - read, from + read);
      if (more === 0) throw new Error('the samples set aside during the import are cut off');
      read += more;
    }
  }
  return { day, offsetsMs, values };
}

/** The days of a series, rising, each whole: pieces of one day are laid over each other in their order. */
function* wholeDays(days: readonly CollectedDay[], file: number | null): Generator<PackedDay> {
  const unpacked = (day: CollectedDay): PackedDay => {
    if (!('at' in day)) return day;
    if (file === null) throw new Error('a day was set aside, but no file has it');
    return readDay(file, day);
  };
  const order = days.map((day, index) => ({ day, index }));
  order.sort((a, b) => a.day.day - b.day.day || a.index - b.index);
  let whole: PackedDay | null = null as PackedDay | null;
  for (const { day } of order) {
    const piece = unpacked(day);
    if (whole === null || whole.day !== piece.day) {
      if (whole !== null) yield whole;
      whole = piece;
    } else whole = mergeDay(whole, piece).day;
  }
  if (whole !== null) yield whole;
}

/** Every series of an import with its whole days, one after the other; at any time one day is in memory. */
export function* collectedSeries(
  series: readonly CollectedSeries[],
  spill: string | null,
): Generator<Omit<CollectedSeries, 'days'> & { readonly days: Iterable<PackedDay> }> {
  const file = spill === null ? null : openSync(spill, 'r');
  try {
    for (const { entity, metric, unit, days } of series)
      yield { entity, metric, unit, days: wholeDays(days, file) };
  } finally {
    if (file !== null) closeSync(file);
  }
}
