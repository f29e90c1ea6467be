import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { FileHandle } from '../../shared/ipc/import-channels.ts';
import { ioMessage, Refusal } from '../refusal.ts';

const KEPT = 2000;

/** Files the person handed over in this session. The page names them by handle and never learns to name any other. */
export class FileHandles {
  readonly #paths = new Map<string, string>();

  /** @throws Refusal `not-found` for something that is not a readable file; nothing is registered then. */
  register(paths: readonly string[]): FileHandle[] {
    const sized = paths.map((path) => ({ path, bytes: fileBytes(path) }));
    return sized.map(({ path, bytes }) => {
      const handle = randomUUID();
      this.#paths.set(handle, path);
      this.#forgetOldest();
      const kind = extname(path).toLowerCase() === '.headroom' ? 'workspace' : 'data';
      return { handle, name: basename(path), bytes, kind };
    });
  }

  /** @throws Refusal `not-found` for a handle never given out in this session. */
  pathOf(handle: string): string {
    const path = this.#paths.get(handle);
    if (path === undefined)
      throw new Refusal('not-found', 'This file is not known any more. Choose it again.');
    return path;
  }

  #forgetOldest(): void {
    for (const handle of this.#paths.keys()) {
      if (this.#paths.size <= KEPT) return;
      this.#paths.delete(handle);
    }
  }
}

function fileBytes(path: string): number {
  try {
    const facts = statSync(path);
    if (facts.isFile()) return facts.size;
  } catch (error) {
    throw new Refusal('not-found', ioMessage(error) ?? `${basename(path)} cannot be read.`);
  }
  throw new Refusal('not-found', `${basename(path)} is a folder. Drop the files in it.`);
}
