import { closeSync, openSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ioReason } from '../refusal.ts';
import { FileChecksum } from './file-checksum.ts';

/** Small enough that no answer waits longer for it than for the disk itself. */
const BLOCK_BYTES = 1024 * 1024;
/** Time left to others after each block, as a multiple of what the block took. */
const YIELD = 3;
const SHORTEST_PAUSE_MS = 4;

/** The checksum of the whole file, or what the disk has against reading it. */
export type LateFinding = { readonly sum: number } | { readonly unreadable: string };

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** What others get between two blocks, after one that took so long (ms): a pause three times as long, or a turn. */
type Pace = (tookMs: number) => Promise<unknown>;
const BESIDE_WORK: Pace = (tookMs) => pause(Math.max(SHORTEST_PAUSE_MS, YIELD * tookMs));
export const IN_TURNS: Pace = () => nextTurn();

/**
 * Reads a large file to its end while SQLite has it open and others work. The file must keep its bytes meanwhile, which it
 * does as long as its log is not brought home.
 *
 * The descriptor is closed by `end` alone, which the owner calls once SQLite has let go of the file: closing it before
 * would drop SQLite's lock. See `takeLock` in `database.ts`.
 */
export class LateCheck {
  readonly #file: number;
  readonly #checksum: FileChecksum;
  readonly #pace: Pace;
  #isStopped = false;
  #isEnded = false;

  /** @throws file errors. */
  constructor(path: string, pace = BESIDE_WORK) {
    this.#file = openSync(path, 'r');
    this.#checksum = new FileChecksum(this.#file, BLOCK_BYTES);
    this.#pace = pace;
  }

  /**
   * Begins after a while. `null`: it was stopped before, or this system does not let the file be read while it is open.
   */
  async run(afterMs = 0): Promise<LateFinding | null> {
    if (afterMs > 0) await pause(afterMs);
    try {
      for (;;) {
        if (this.#isStopped) return null;
        const startedMs = performance.now();
        if (!this.#checksum.step()) return { sum: this.#checksum.sum };
        await this.#pace(performance.now() - startedMs);
      }
    } catch (error) {
      const isDisk = error instanceof Error && 'code' in error && error.code === 'EIO';
      return isDisk ? { unreadable: ioReason(error) ?? error.message } : null;
    }
  }

  /** Reads no further. The descriptor stays. */
  stop(): void {
    this.#isStopped = true;
  }

  end(): void {
    this.stop();
    if (this.#isEnded) return;
    this.#isEnded = true;
    closeSync(this.#file);
  }
}
