import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import * as v from 'valibot';
import type { RecentWorkspace } from '../../shared/ipc/workspace-channels.ts';
import { FilePresence } from './file-presence.ts';

const fileSchema = v.array(v.object({ path: v.string(), openedAtMs: v.number() }));
type RecentFile = v.InferOutput<typeof fileSchema>;

const KEPT = 12;

/** Names an entry without telling its path. */
function idOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 16);
}

/** Workspaces opened lately, in `recent.json` of the user's data folder. A damaged list is an empty one. */
export class RecentList {
  readonly #file: string;
  readonly #presence: FilePresence;

  constructor(file: string, presence = new FilePresence()) {
    this.#file = file;
    this.#presence = presence;
  }

  /** Newest first. Never waits long for a disk that does not answer: see `FilePresence`. */
  async list(): Promise<RecentWorkspace[]> {
    const entries = this.#read();
    const found = await this.#presence.of(entries.map(({ path }) => path));
    return entries.map(({ path, openedAtMs }) => ({
      id: idOf(path),
      name: basename(path, extname(path)),
      displayPath: path,
      openedAtMs,
      missing: found.get(path) === false,
      silent: !found.has(path),
    }));
  }

  pathOf(id: string): string | null {
    return this.#read().find(({ path }) => idOf(path) === id)?.path ?? null;
  }

  add(path: string, openedAtMs: number): void {
    const others = this.#read().filter((entry) => entry.path !== path);
    this.#write([{ path, openedAtMs }, ...others].slice(0, KEPT));
  }

  forget(id: string): void {
    this.#write(this.#read().filter(({ path }) => idOf(path) !== id));
  }

  #read(): RecentFile {
    try {
      const parsed = v.safeParse(fileSchema, JSON.parse(readFileSync(this.#file, 'utf8')));
      return parsed.success ? parsed.output : [];
    } catch {
      return [];
    }
  }

  /** Written beside and renamed over, so that a crash leaves the old list or the new one, never half of one. */
  #write(entries: RecentFile): void {
    mkdirSync(dirname(this.#file), { recursive: true });
    const beside = `${this.#file}.${process.pid}.tmp`;
    writeFileSync(beside, `${JSON.stringify(entries, null, 2)}\n`);
    renameSync(beside, this.#file);
  }
}
