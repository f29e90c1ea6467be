import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { FileHandle } from '../../shared/ipc/import-channels.ts';
import { ioMessage, Refusal } from '../refusal.ts';

const KEPT = 2000;

/** Files the person handed over in this session. The page names them by handle and never learns to name any other. */
export class FileHandles {
  readonly #paths = new Map<string, string>();

  /** @throws Refusal `not-found` for what is neither a file nor a folder; nothing is registered then. */
  register(paths: readonly string[]): FileHandle[] {
    const sized = paths.map((path) => ({ path, ...factsOf(path) }));
    return sized.map(({ path, bytes, folder }) => {
      const handle = randomUUID();
      this.#paths.set(handle, path);
      this.#forgetOldest();
      const kind = !folder && extname(path).toLowerCase() === '.headroom' ? 'workspace' : 'data';
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

/** A folder stands for the files in it, which are looked for when it is read. */
function factsOf(path: string): { readonly bytes: number; readonly folder: boolean } {
  try {
    const facts = statSync(path);
    if (facts.isFile()) return { bytes: facts.size, folder: false };
    if (facts.isDirectory()) return { bytes: 0, folder: true };
  } catch (error) {
    throw new Refusal('not-found', ioMessage(error) ?? `${basename(path)} cannot be read.`);
  }
  throw new Refusal('not-found', `${basename(path)} is neither a file nor a folder.`);
}
