import { quantileSorted } from '../../shared/history/quantile.ts';
import type { PackedDay } from '../../shared/import/pack-days.ts';

export interface DaySummary {
  readonly minimum: number;
  readonly maximum: number;
  readonly mean: number;
  /** 0.95 quantile. */
  readonly peak: number;
}

/** What stands beside a day's samples in the file. Of at least one value. */
export function summarizeDay(values: Float64Array): DaySummary {
  const sorted = Float64Array.from(values).sort();
  let sum = 0;
  for (const value of sorted) sum += value;
  return {
    minimum: sorted[0] ?? 0,
    maximum: sorted.at(-1) ?? 0,
    mean: sum / sorted.length,
    peak: quantileSorted(sorted, 0.95),
  };
}

const bytesOf = (array: Uint32Array | Float64Array): Buffer =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength);

/** Both arrays as the file keeps them: little-endian, which every platform Electron runs on is. */
export function dayToBlobs(day: PackedDay): { readonly offsets: Buffer; readonly readings: Buffer } {
  return { offsets: bytesOf(day.offsetsMs), readings: bytesOf(day.values) };
}

/** Copies, since a blob may begin at any address and typed arrays want aligned ones. */
export function dayFromBlobs(day: number, offsets: Uint8Array, readings: Uint8Array): PackedDay {
  return {
    day,
    offsetsMs: new Uint32Array(Uint8Array.from(offsets).buffer),
    values: new Float64Array(Uint8Array.from(readings).buffer),
  };
}
