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

/** The same without blocking, for steps that may overlap with others or show progress. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const parts = [];
    child.stdout?.on('data', (part) => parts.push(part));
    child.stderr?.on('data', (part) => parts.push(part));
    child.on('error', (error) => resolve({ status: 127, output: error.message }));
    child.on('close', (status) =>
      resolve({ status: status ?? 1, output: Buffer.concat(parts).toString('utf8') }),
    );
  });
}

/** npm as [program, leading arguments]: the one that started us, else the one on PATH. */
export function npmCommand() {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.c?js$/.test(script)) return [process.execPath, [script], {}];
  if (process.platform === 'win32') return ['npm.cmd', [], { shell: true }]; // .cmd files need the shell there
  return ['npm', [], {}];
}

export const hasProgram = (name) => attempt(name, ['--version'], { stdio: 'ignore' }).status !== 127;

/** The last lines of a failed step's output: enough to act on, short enough to read. */
export const tail = (text, lines = 12) => text.trimEnd().split('\n').slice(-lines).join('\n');
