import { createHash } from 'node:crypto';
import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Tells this computer from others that write into the same folder: their processes cannot be asked after. */
const machine = (): string => createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** `.headroom-import-MACHINE-PROCESS-`, and something that makes it unique. */
const prefix = (): string => `.headroom-import-${machine()}-`;

/**
 * A new folder for what one import sets aside, inside `folder`; where nobody may write there, the system's folder for such
 * files must do. What imports left there whose process was killed goes before.
 */
export function newSpillFolder(folder: string): string {
  const made = (place: string): string => {
    removeAbandonedSpills(place);
    return mkdtempSync(join(place, `${prefix()}${process.pid}-`));
  };
  try {
    return made(folder);
  } catch {
    return made(tmpdir());
  }
}

/**
 * Removes from a folder what imports of this user on this computer left whose process was killed: nobody else would take
 * it away, and it may be as large as what was imported. What cannot be removed stays.
 */
export function removeAbandonedSpills(folder: string): void {
  try {
    const own = prefix();
    for (const name of readdirSync(folder)) {
      if (!name.startsWith(own)) continue;
      const owner = /^(\d+)-/.exec(name.slice(own.length))?.[1];
      if (owner !== undefined && !isRunning(Number(owner))) removeOwn(join(folder, name));
    }
  } catch {
    // A folder that cannot be looked into is none an import sets anything aside in.
  }
}

function removeOwn(path: string): void {
  try {
    const { uid } = lstatSync(path);
    if (process.getuid === undefined || uid === process.getuid())
      rmSync(path, { recursive: true, force: true });
  } catch {
    // It stays, and is no reason not to go on.
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0); // asks only
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
