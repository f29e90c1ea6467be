import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { openDatabase } from '../../electron/workspace/database.ts';
import { contentDigest, structuralFaults } from './content-digest.ts';

// What the disk holds when the power goes at one moment: the file and its log, as bytes. Each such image is opened as the
// application opens a workspace. Cheaper than killing a process, so that every moment can have its turn.

export interface Image {
  readonly main: Buffer;
  readonly log: Buffer;
}

export interface Found {
  readonly digest: string;
  readonly faults: readonly string[];
}

export function imageOf(path: string): Image {
  const log = `${path}-wal`;
  return { main: readFileSync(path), log: existsSync(log) ? readFileSync(log) : Buffer.alloc(0) };
}

/** A place where images are opened, one after the other. */
export class ImageBench {
  readonly #folder = mkdtempSync(join(tmpdir(), 'headroom image '));
  readonly #path = join(this.#folder, 'w.headroom');

  open({ main, log }: Image): Found {
    for (const end of ['', '-wal', '-shm']) rmSync(`${this.#path}${end}`, { force: true });
    writeFileSync(this.#path, main);
    if (log.length > 0) writeFileSync(`${this.#path}-wal`, log);
    const db = openDatabase(this.#path);
    try {
      return { digest: contentDigest(db), faults: structuralFaults(db) };
    } finally {
      db.close();
    }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

/** Where each frame of a write-ahead log ends, in bytes; a page is as large as the log's header says. */
export function frameEnds(log: Buffer): readonly number[] {
  if (log.length < HEADER_BYTES) return [];
  const frame = FRAME_HEADER_BYTES + log.readUInt32BE(8);
  return Array.from(
    { length: Math.floor((log.length - HEADER_BYTES) / frame) },
    (_, index) => HEADER_BYTES + (index + 1) * frame,
  );
}

/**
 * Runs `work` and keeps an image of the file before each statement that finds other bytes there than the one before it
 * found, and one at the end. Bytes are told apart by when they were last written.
 */
export async function imagesDuring(path: string, work: () => Promise<void>): Promise<readonly Image[]> {
  const images: Image[] = [];
  let last = '';
  const look = (): void => {
    const stamp = [path, `${path}-wal`]
      .map((file) => statSync(file, { bigint: true, throwIfNoEntry: false }))
      .map((stat) => (stat === undefined ? 'none' : `${stat.mtimeNs} ${stat.size}`))
      .join();
    if (stamp === last) return;
    last = stamp;
    images.push(imageOf(path));
  };
  const restore = beforeEachStatement(look);
  try {
    await work();
  } finally {
    restore();
  }
  look();
  return images;
}

type Run = (this: unknown, ...values: unknown[]) => unknown;

/** Calls `look` before every statement that any database of this process runs. Returns how to stop. */
export function beforeEachStatement(look: () => void): () => void {
  const sample = new Sqlite(':memory:');
  const statement = Object.getPrototypeOf(sample.prepare('SELECT 1')) as Record<string, Run>;
  const database = Sqlite.prototype as unknown as Record<string, Run>;
  sample.close();
  const undo: (() => void)[] = [];
  for (const [target, names] of [
    [statement, ['run', 'get', 'all', 'iterate']],
    [database, ['exec', 'pragma']],
  ] as const) {
    for (const name of names) {
      const original = target[name];
      if (original === undefined) throw new Error(`better-sqlite3 has no ${name} any more`);
      target[name] = function looked(...values) {
        look();
        return original.apply(this, values);
      };
      undo.push(() => {
        target[name] = original;
      });
    }
  }
  return () => undo.forEach((each) => each());
}
