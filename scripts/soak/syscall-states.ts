import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Refusal } from '../../electron/refusal.ts';
import { openDatabase } from '../../electron/workspace/database.ts';
import { contentDigest, structuralFaults } from './content-digest.ts';
import { workspaceIn } from './syscall-acts.ts';

/** Names under which something is made or stands only while it is open: whole or not, nobody takes it for anything. */
const WORKING = /\.unfinished$|^(?!.*\.damaged-).*-(wal|shm|journal)$|[/\\]new$/;
/** What is no workspace: the ledger, files to import, what is known of the file at rest. */
const OTHER = /(ledger|\.csv|\.json)$/;

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((name) => !OTHER.test(name))
    .toSorted();
}

/** What a file holds; of one that is damaged, its bytes. Read in memory, so that nothing is put beside it. */
function stateOfFile(path: string): string {
  try {
    const bytes = readFileSync(path);
    bytes.fill(1, 18, 20); // where SQLite's header says that a log belongs to it
    const db = new Sqlite(bytes, { readonly: true });
    try {
      const [fault] = structuralFaults(db);
      return fault === undefined ? contentDigest(db) : `damaged ${hashOf(path)}`;
    } finally {
      db.close();
    }
  } catch {
    return `damaged ${hashOf(path)}`;
  }
}

/** Of the workspace, as the application opens it. @throws where it is refused for another reason than damage. */
function stateOfWorkspace(path: string): string {
  try {
    const db = openDatabase(path);
    try {
      const [fault] = structuralFaults(db);
      return fault === undefined ? contentDigest(db) : `structure: ${fault}`;
    } finally {
      db.close();
    }
  } catch (error) {
    if (error instanceof Refusal && error.code === 'damaged') return `damaged ${hashOf(path)}`;
    throw error;
  }
}

/** What is in a folder: by the name of each whole file, what it holds; and names of files that were being made. */
export interface FolderState {
  readonly whole: ReadonlyMap<string, string>;
  readonly working: readonly string[];
}

/** Opens everything in a folder; the workspace as the application does, which ends what was cut off in it. */
export function stateOf(folder: string): FolderState {
  const files = filesIn(folder);
  const workspace = workspaceIn(folder);
  const states = files
    .filter((name) => !WORKING.test(name))
    .map((name): [string, string] => {
      const path = join(folder, name);
      return [name, path === workspace ? stateOfWorkspace(path) : stateOfFile(path)];
    });
  return { whole: new Map(states), working: files.filter((name) => WORKING.test(name)) };
}

/** The state a workspace, a copy or a backup has in no run that nobody killed; what is gone though it should be there. */
export function faultsOf(found: FolderState, before: FolderState, after: FolderState): readonly string[] {
  const sound = new Set([...before.whole.values(), ...after.whole.values()]);
  const wrong = [...found.whole].flatMap(([name, state]) => {
    const known = [before.whole.get(name), after.whole.get(name)].filter((each) => each !== undefined);
    // A backup's name tells when it was made, and of a restored file the name it is kept under: known by what it holds.
    const isSound = known.length > 0 ? known.includes(state) : sound.has(state);
    return isSound ? [] : [`${name} holds what it never held (${state.slice(0, 40)})`];
  });
  const gone = [...before.whole.keys()].filter((name) => after.whole.has(name) && !found.whole.has(name));
  return [...wrong, ...gone.map((name) => `${name} is gone`)];
}
