import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { crc32 } from 'node:zlib';

const BLOCK_BYTES = 4 * 1024 * 1024;

/**
 * Bytes of SQLite's header that tell nothing of the content and change when a file is merely opened with a log: the versions
 * of its format, its counter of changes, and the counter its size is valid for. See https://sqlite.org/fileformat2.html, 1.3.
 */
const RESTLESS: readonly (readonly [from: number, to: number])[] = [
  [18, 20],
  [24, 28],
  [92, 96],
];
/** The page SQLite never writes, because its locks lie there: Windows lets nobody read it while the file is open. */
const LOCK_PAGE = { at: 0x4000_0000, bytes: 4096 } as const;

/** CRC-32 of what a workspace file holds, read block by block. */
export class FileChecksum {
  readonly #file: number;
  readonly #block: Buffer;
  #position = 0;
  #sum = 0;

  constructor(file: number, blockBytes = BLOCK_BYTES) {
    this.#file = file;
    this.#block = Buffer.allocUnsafe(blockBytes);
  }

  /** Of what was read so far; of the whole file once `step` has said `false`. */
  get sum(): number {
    return this.#sum;
  }

  /** Reads one block more; `false`: there is none. @throws file errors. */
  step(): boolean {
    if (this.#position === LOCK_PAGE.at) this.#position += LOCK_PAGE.bytes;
    const room = this.#position < LOCK_PAGE.at ? LOCK_PAGE.at - this.#position : this.#block.length;
    const read = readSync(this.#file, this.#block, 0, Math.min(room, this.#block.length), this.#position);
    const bytes = this.#block.subarray(0, read);
    if (this.#position === 0) for (const [from, to] of RESTLESS) bytes.fill(0, from, Math.min(to, read));
    this.#sum = crc32(bytes, this.#sum);
    this.#position += read;
    return read > 0;
  }
}

/** Small enough that no answer waits for it. */
const STEP_BYTES = 1024 * 1024;

/** CRC-32 of a file nobody has open, other work being done between its blocks. @throws file errors; the signal's reason. */
export async function checksumInSteps(path: string, signal: AbortSignal): Promise<number> {
  const file = openSync(path, 'r');
  try {
    const checksum = new FileChecksum(file, STEP_BYTES);
    while (checksum.step()) {
      await setImmediate();
      signal.throwIfAborted();
    }
    return checksum.sum;
  } finally {
    closeSync(file);
  }
}

/** CRC-32 of a file. Nothing of this process may have it open: see the note on locks in `database.ts`. */
export function checksumOf(path: string): number {
  const file = openSync(path, 'r');
  try {
    const checksum = new FileChecksum(file);
    while (checksum.step());
    return checksum.sum;
  } finally {
    closeSync(file);
  }
}
