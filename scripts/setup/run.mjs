// Child processes without a shell, so that paths with spaces and every platform behave alike.
import { spawn, spawnSync } from 'node:child_process';

/** A failure that the person at the keyboard can act on: printed as it is, without a stack trace. */
export class SetupError extends Error {}

/** Runs to the end and returns { status, output }; never throws, a missing program has status 127. */
export function attempt(command, args, options = {}) {
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  const output = `${done.stdout ?? ''}${done.stderr ?? ''}`;
  if (done.error) return { status: 127, output: `${output}${done.error.message}`, stdout: '' };
  return { status: done.status ?? 1, output, stdout: done.stdout ?? '' };
}

const children = new Set();
process.on('exit', () => {
  for (const child of children) child.kill();
});

/** A child that does not outlive this process, unless this is killed outright. */
function start(command, args, options) {
  const child = spawn(command, args, options);
  children.add(child);
  child.on('close', () => children.delete(child));
  return child;
}

/** The same without blocking, for steps that may overlap with others or show progress. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = start(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const parts = [];
    child.stdout?.on('data', (part) => parts.push(part));
    child.stderr?.on('data', (part) => parts.push(part));
    child.on('error', (error) => resolve({ status: 127, output: error.message }));
    child.on('close', (status) =>
      resolve({ status: status ?? 1, output: Buffer.concat(parts).toString('utf8') }),
    );
  });
}

/** For programs that speak for themselves: what they print is seen as they print it. @returns the exit code */
export function runShown(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, { stdio: 'inherit', ...options });
    child.on('error', reject);
    child.on('close', (status) => resolve(status ?? 1));
  });
}

/** Whether a process of this number is there; one of another user is. */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * npm as program, leading arguments and options: the one that started us, else the one on PATH.
 * @returns {[string, string[], { shell?: boolean }]}
 */
export function npmCommand() {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.c?js$/.test(script)) return [process.execPath, [script], {}];
  if (process.platform === 'win32') return ['npm.cmd', [], { shell: true }]; // .cmd files need the shell there
  return ['npm', [], {}];
}

export const hasProgram = (name) => attempt(name, ['--version'], { stdio: 'ignore' }).status !== 127;

/** The last lines of a failed step's output: enough to act on, short enough to read. */
export const tail = (text, lines = 12) => text.trimEnd().split('\n').slice(-lines).join('\n');
