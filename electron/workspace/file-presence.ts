import { access } from 'node:fs/promises';
import { dirname } from 'node:path';

/** How long a list of files waits for the disks they lie on, all together. */
const LIMIT_MS = 300;
/**
 * Folders looked into at a time. One on a network that is gone keeps a thread of the system's pool until it comes back, and
 * everything else that reads a file in this process shares four of those.
 */
const MOST_AT_ONCE = 2;

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Asks whether files are there, without ever waiting long for an answer: the disk of one may be asleep or gone. */
export class FilePresence {
  readonly #look: (path: string) => Promise<boolean>;
  readonly #limitMs: number;
  /** Folders that have not answered yet. */
  readonly #silent = new Set<string>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(look = isThere, limitMs = LIMIT_MS) {
    this.#look = look;
    this.#limitMs = limitMs;
  }

  /** Which of the files are there. What has not answered in time is not in the map, and is not asked again until it has. */
  of(paths: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
    const answer = this.#turn.then(() => this.#ask(paths));
    this.#turn = answer;
    return answer;
  }

  async #ask(paths: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
    const found = new Map<string, boolean>();
    const folders = [...new Set(paths.map((path) => dirname(path)))].filter(
      (folder) => !this.#silent.has(folder),
    );
    const lane = async (): Promise<void> => {
      for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
        this.#silent.add(folder);
        for (const path of paths) if (dirname(path) === folder) found.set(path, await this.#look(path));
        this.#silent.delete(folder);
      }
    };
    const lanes = Array.from({ length: Math.max(0, MOST_AT_ONCE - this.#silent.size) }, lane);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.#limitMs);
    });
    await Promise.race([Promise.all(lanes), late]);
    clearTimeout(timer);
    folders.length = 0;
    return new Map(found);
  }
}
