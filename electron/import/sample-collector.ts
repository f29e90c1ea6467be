import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ImportedSeries } from '../../shared/import/outcome.ts';
import { mergeDay, packDays, type PackedDay } from '../../shared/import/pack-days.ts';
import type { SampleDrain } from '../../shared/import/series-sink.ts';
import type { CollectedDay, CollectedSeries, SpilledDay } from './collected-series.ts';
import { newSpillFolder } from './spill-folder.ts';

/** Samples a reader holds before they are packed into days: 32 MB of times and values. */
const DRAIN_SAMPLES = 2_000_000;
/** Packed samples held in memory, 12 bytes each; more go to a file. */
const HELD_SAMPLES = 6_000_000;
const WRITE_BYTES = 4 * 1024 * 1024;

interface Growing {
  readonly entity: string;
  readonly metric: string;
  unit: string | null;
  days: CollectedDay[];
}

/**
 * Gathers the samples of an import as packed days, over all its files. What does not fit into memory is appended to a
 * file that nobody else sees; only which day of which series lies where is kept. So an import may be larger than memory,
 * and the workspace is not touched before everything was read.
 */
export class SampleCollector implements SampleDrain {
  readonly limit: number;
  readonly #heldLimit: number;
  readonly #folder: string;
  readonly #series = new Map<string, Growing>();
  #held = 0;
  #spill: SpillWriter | null = null;

  /** The file, if one is needed, lies in a new folder inside `folder`: best on the disk of the workspace. */
  constructor(folder: string = tmpdir(), limits = { drain: DRAIN_SAMPLES, held: HELD_SAMPLES }) {
    this.#folder = folder;
    this.limit = limits.drain;
    this.#heldLimit = limits.held;
  }

  take({ entity, metric, unit, times, values }: ImportedSeries): void {
    const key = `${entity}\u0000${metric}`;
    let series = this.#series.get(key);
    if (series === undefined) {
      series = { entity, metric, unit, days: [] };
      this.#series.set(key, series);
    }
    series.unit ??= unit;
    for (const day of packDays(times, values)) {
      append(series.days, day);
      this.#held += day.values.length;
    }
    if (this.#held > this.#heldLimit) this.#spillAll();
  }

  #spillAll(): void {
    const spill = (this.#spill ??= new SpillWriter(this.#folder));
    for (const series of this.#series.values())
      series.days = series.days.map((day) => ('at' in day ? day : spill.add(day)));
    spill.flush();
    this.#held = 0;
  }

  /** All series in the order of their first sample. Nothing may be taken afterwards. */
  finish(): { readonly series: readonly CollectedSeries[]; readonly spill: string | null } {
    const spill = this.#spill?.close() ?? null;
    return { series: [...this.#series.values()], spill };
  }

  /** Gives up: no file stays. */
  discard(): void {
    const path = this.#spill?.close() ?? null;
    removeSpill(path);
    this.#spill = null;
    this.#series.clear();
  }
}

/** A day that goes on where the last one ended is one with it, so that a file in order of time leaves few pieces. */
function append(days: CollectedDay[], day: PackedDay): void {
  const last = days.at(-1);
  if (last !== undefined && !('at' in last) && last.day === day.day)
    days[days.length - 1] = mergeDay(last, day).day;
  else days.push(day);
}

/** Offsets then values of a day, one after the other, in this machine's byte order: the file does not outlive the import. */
class SpillWriter {
  readonly #path: string;
  readonly #file: number;
  #at = 0;
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;

  constructor(folder: string) {
    this.#path = join(newSpillFolder(folder), 'samples');
    this.#file = openSync(this.#path, 'wx', 0o600);
  }

  add(day: PackedDay): SpilledDay {
    const at = this.#at;
    for (const array of [day.offsetsMs, day.values]) {
      this.#pending.push(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
      this.#pendingBytes += array.byteLength;
      this.#at += array.byteLength;
    }
    if (this.#pendingBytes > WRITE_BYTES) this.flush();
    return { day: day.day, at, samples: day.values.length };
  }

  flush(): void {
    const bytes = Buffer.concat(this.#pending);
    let written = 0;
    while (written < bytes.length) written += writeSync(this.#file, bytes, written);
    this.#pending = [];
    this.#pendingBytes = 0;
  }

  close(): string {
    this.flush();
    closeSync(this.#file);
    return this.#path;
  }
}

/** After the import, whatever became of it. */
export function removeSpill(path: string | null): void {
  if (path !== null) rmSync(dirname(path), { recursive: true, force: true });
}
