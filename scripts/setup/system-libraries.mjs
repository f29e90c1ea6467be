// The shared libraries a Chromium window needs, and Xvfb where there is no display. Debian and Ubuntu only:
// elsewhere on Linux we name what is missing and leave the package manager to its owner.
import { existsSync } from 'node:fs';
import { attempt, hasProgram, SetupError, tail } from './run.mjs';
import { hasDisplay } from './virtual-display.mjs';

const WINDOW = [
  'libnss3',
  'libatk1.0-0',
  'libatk-bridge2.0-0',
  'libgtk-3-0',
  'libgbm1',
  'libasound2',
  'libcups2',
];
const DISPLAY = ['xvfb'];
const COMPILER = ['g++', 'make', 'python3'];

const isDebian = () => process.platform === 'linux' && existsSync('/usr/bin/dpkg-query');

/** Debian 13 and Ubuntu 24.04 renamed libraries with a 64-bit time to `<name>t64`; either one serves. */
function isInstalled(name) {
  const found = attempt('dpkg-query', ['-W', '-f', '${db:Status-Status}\n', name, `${name}t64`]);
  return /^installed$/m.test(found.output);
}

function nameInThisRelease(name) {
  return attempt('apt-cache', ['show', `${name}t64`], { stdio: 'ignore' }).status === 0 ? `${name}t64` : name;
}

const UNATTENDED = 'DEBIAN_FRONTEND=noninteractive';
/** Another apt at work, such as the updates of a machine that has just started, is waited for. */
const PATIENT = ['-qq', '-o', 'DPkg::Lock::Timeout=300'];

/** How to run apt here: as root, by sudo without a password (which passes no variables on), or not at all. */
function aptPrefix() {
  if (process.getuid?.() === 0) return ['env', UNATTENDED];
  return attempt('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0
    ? ['sudo', '-n', 'env', UNATTENDED]
    : null;
}

let updated;
/** The package lists, fetched anew once in a run. */
const update = (apt) => (updated ??= apt('update'));

/** Installs Debian packages when allowed to; otherwise says the one command that does. */
function installDebianPackages(names, purpose, say) {
  const prefix = aptPrefix();
  if (prefix === null) {
    const list = names.map(nameInThisRelease).join(' ');
    throw new SetupError(
      `System packages for ${purpose} are missing. Run this once:\n\n  sudo apt-get install -y ${list}\n`,
    );
  }
  say(`Installing system packages for ${purpose}: ${names.join(' ')} ...`);
  const [first, ...leading] = prefix;
  const apt = (...args) => attempt(first, [...leading, 'apt-get', ...PATIENT, ...args]);
  const lists = update(apt);
  const install = apt('-y', '--no-install-recommends', 'install', ...names.map(nameInThisRelease));
  if (install.status !== 0) {
    const refusal = lists.status === 0 ? install.output : lists.output + install.output;
    throw new SetupError(`apt-get could not install ${names.join(' ')}:\n${tail(refusal)}`);
  }
}

export function installWindowLibraries(say) {
  if (process.platform !== 'linux') return;
  const display = hasDisplay() ? [] : DISPLAY;
  if (isDebian()) {
    const missing = [...WINDOW, ...display].filter((name) => !isInstalled(name));
    if (missing.length > 0) installDebianPackages(missing, 'the window', say);
  } else if (display.length > 0 && !hasProgram('Xvfb')) {
    throw new SetupError(
      'There is no display, and Xvfb is not installed. Install it with your package manager.',
    );
  }
}

/** On a Linux without dpkg: the libraries the dynamic linker cannot find for this program. */
export function requireLinkedLibraries(executable) {
  if (process.platform !== 'linux' || isDebian()) return;
  const missing = [...attempt('ldd', [executable]).output.matchAll(/^\s*(\S+) => not found/gm)].map(
    ([, name]) => name,
  );
  if (missing.length > 0) {
    throw new SetupError(
      `The window needs libraries that are missing; install them with your package manager: ${missing.join(' ')}`,
    );
  }
}

export function installCompiler(say) {
  if (!isDebian()) return;
  const missing = COMPILER.filter((name) => !hasProgram(name));
  if (missing.length > 0) installDebianPackages(missing, 'building better-sqlite3', say);
}

/** Packages that only some tests need. @returns why they cannot be had, or `null`. */
export function tryDebianPackages(names, purpose, say) {
  if (!isDebian()) return `Not Debian or Ubuntu: ${names.join(' ')} cannot be installed here.`;
  try {
    installDebianPackages(names, purpose, say);
    return null;
  } catch (error) {
    if (error instanceof SetupError) return error.message;
    throw error;
  }
}
