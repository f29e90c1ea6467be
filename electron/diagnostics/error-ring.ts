import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { errorRecord, type ErrorRecord } from './error-record.ts';

/** So many errors are kept; the oldest goes when another comes. */
const KEPT = 50;

const fileSchema = v.array(
  v.object({
    atMs: v.number(),
    place: v.string(),
    name: v.string(),
    code: v.nullable(v.string()),
    frames: v.array(v.string()),
    message: v.string(),
  }),
);

/**
 * The last errors, in one small file of the user's data folder, so that they outlive a crash. Nothing leaves the machine by
 * itself. A damaged file counts as none; a disk that refuses is ignored: an error must not cause another.
 */
export class ErrorRing {
  readonly #file: string;
  readonly #clock: () => number;
  #records: readonly ErrorRecord[] | null = null;

  constructor(file: string, clock: () => number) {
    this.#file = file;
    this.#clock = clock;
  }

  /** Newest last. */
  list(): readonly ErrorRecord[] {
    this.#records ??= this.#read();
    return this.#records;
  }

  add(place: string, error: unknown): ErrorRecord {
    const record = errorRecord(place, error, this.#clock());
    this.#records = [...this.list(), record].slice(-KEPT);
    this.#write();
    return record;
  }

  #read(): readonly ErrorRecord[] {
    try {
      return v.parse(fileSchema, JSON.parse(readFileSync(this.#file, 'utf8'))).slice(-KEPT);
    } catch {
      return [];
    }
  }

  #write(): void {
    try {
      mkdirSync(dirname(this.#file), { recursive: true });
      const beside = `${this.#file}.${process.pid}.tmp`;
      writeFileSync(beside, JSON.stringify(this.#records));
      renameSync(beside, this.#file);
    } catch {
      // see above
    }
  }
}
