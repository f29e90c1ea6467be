// Installs node_modules exactly as the lock file says, and only when they differ from it.
import { existsSync, readFileSync } from 'node:fs';
import { inPackages, inRoot } from './places.mjs';
import { npmCommand, run, SetupError, tail } from './run.mjs';

const readPackages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** `null` while npm has not finished, or was interrupted. */
function recordOfNpm() {
  const record = inPackages('.package-lock.json');
  try {
    return existsSync(record) ? readPackages(record) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * Compares the record npm keeps inside node_modules with the lock file. Packages for other platforms are
 * absent there, and rightly so; everything else must be present in the locked version.
 */
function packagesMatchLock() {
  const installed = recordOfNpm();
  if (installed === null) return false;
  return Object.entries(readPackages(inRoot('package-lock.json'))).every(([path, locked]) => {
    if (path === '') return true;
    const found = installed[path];
    return found === undefined
      ? locked.optional || locked.devOptional || locked.peer
      : found.version === locked.version;
  });
}

export async function installPackages(say) {
  if (packagesMatchLock()) return;
  say('Installing the packages of package-lock.json (a minute or so, once) ...');
  const [npm, leading, options] = npmCommand();
  const done = await run(npm, [...leading, 'ci', '--no-progress'], { cwd: inRoot(), ...options });
  if (done.status !== 0) throw new SetupError(`npm ci failed:\n${tail(done.output)}`);
}
