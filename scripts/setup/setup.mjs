// Everything between `git clone` and a running app, each step only when it is needed. What was done is stamped
// inside node_modules, so that the next run costs one small file read.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { electronExecutable, installElectron } from './electron-runtime.mjs';
import { installPackages } from './packages.mjs';
import { inPackages, inRoot } from './places.mjs';
import { SetupError } from './run.mjs';
import { makeSqliteLoadable } from './sqlite-binding.mjs';
import { inTurn, turnOf } from './turn.mjs';
import { installWindowLibraries, requireLinkedLibraries } from './system-libraries.mjs';
import { hasDisplay } from './virtual-display.mjs';

const stampFile = (part) => inPackages('.cache', 'headroom', `setup-${part}`);

/** Changes whenever an earlier set-up may no longer hold: other packages, another Node, a lost display. */
function fingerprint() {
  const lock = createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex');
  return [
    lock,
    process.version,
    process.platform,
    process.arch,
    hasDisplay() ? 'display' : 'no display',
  ].join('\n');
}

const isStamped = (part) =>
  existsSync(stampFile(part)) && readFileSync(stampFile(part), 'utf8') === fingerprint();

function stamp(part) {
  mkdirSync(dirname(stampFile(part)), { recursive: true });
  writeFileSync(stampFile(part), fingerprint());
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new SetupError(`Headroom needs Node 20.19 or newer; this is ${process.version}.`);
  }
}

/** Whatever `isDone` does not know of yet, by one run at a time. */
async function setUp(isDone, say, work) {
  requireNode();
  if (isDone()) return;
  await inTurn(turnOf('set-up'), say, async () => {
    if (!isDone()) await work();
  });
}

/** Packages, and better-sqlite3 in plain Node: what the command line and the unit tests need. */
export function setUpForNode(say) {
  return setUp(
    () => isStamped('node'),
    say,
    async () => {
      await installPackages(say);
      await makeSqliteLoadable([process.execPath], say);
      stamp('node');
    },
  );
}

/** The same, and the Electron runtime with all it needs: what the window and the end-to-end tests need. */
export function setUpForWindow(say) {
  return setUp(
    () => isStamped('window') && electronExecutable() !== undefined,
    say,
    async () => {
      await installPackages(say);
      await installElectron(say);
      installWindowLibraries(say);
      requireLinkedLibraries(electronExecutable());
      await makeSqliteLoadable([process.execPath, electronExecutable()], say);
      stamp('window');
      stamp('node');
    },
  );
}
