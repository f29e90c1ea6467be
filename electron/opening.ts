import { extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Session } from './ipc/session.ts';
import { openPath, openSample } from './ipc/workspace-handlers.ts';

/** What a start, a second start or the file manager asks to be opened. */
export interface Opening {
  readonly sample: boolean;
  readonly workspace: string | null;
  /** Data files to offer for import. */
  readonly files: readonly string[];
}

/** A file manager may name a file by its address; what is no address of a local file is taken for a path. */
function pathIn(argument: string, folder: string): string {
  if (argument.startsWith('file:')) {
    try {
      return fileURLToPath(argument);
    } catch {
      // an address with a host, or none at all
    }
  }
  return resolve(folder, argument);
}

/**
 * Reads the arguments a person or a file manager gave: `--sample`, a `.headroom` file, data files. Chromium's own switches
 * and the application's folder (given when it runs unpackaged) are passed over.
 * @param folder where relative paths start: a second start may come from another folder than the first
 */
export function openingOf(args: readonly string[], appFolder: string, folder: string): Opening {
  const given = args.filter((arg) => !arg.startsWith('-') && arg !== '.' && arg !== appFolder);
  const paths = given.map((arg) => pathIn(arg, folder));
  const isWorkspace = (path: string): boolean => extname(path).toLowerCase() === '.headroom';
  return {
    sample: args.includes('--sample'),
    workspace: paths.find(isWorkspace) ?? null,
    files: paths.filter((path) => !isWorkspace(path)),
  };
}

/** The same arguments for a process that starts in another folder. */
export const argumentsFor = (args: readonly string[], folder: string): readonly string[] =>
  args.map((arg) => (arg.startsWith('-') ? arg : pathIn(arg, folder)));

/** Opens what was asked for; what cannot be opened is said in the window, which stays usable. */
export async function carryOut(opening: Opening, session: Session): Promise<void> {
  try {
    if (opening.workspace !== null) await openPath(session, opening.workspace);
    else if (opening.sample) await openSample(session);
    if (opening.files.length > 0) {
      session.notify('files-opened', { files: session.files.register(opening.files) });
    }
  } catch (error) {
    session.notify('open-failed', { message: session.messageOf(error) });
  }
}
