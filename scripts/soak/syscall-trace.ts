import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import process from 'node:process';

// Kills a process at one system call, by strace: https://man7.org/linux/man-pages/man1/strace.1.html, "Tampering".

/** Every call by which a process changes what is on a disk; `?`: where the machine has it. */
const CHANGING = (
  'write writev pwrite64 pwritev ftruncate fallocate copy_file_range sendfile fsync fdatasync ' +
  'rename renameat renameat2 link linkat unlink unlinkat mkdir mkdirat rmdir'
)
  .split(' ')
  .map((name) => `?${name}`);

/** The n-th call of a name by the main thread of a process, from 1. */
export interface CallPoint {
  readonly call: string;
  readonly nth: number;
}

/** What a trace tells of one call. */
interface TracedCall extends CallPoint {
  readonly line: string;
}

/** Calls by which a file gets or loses its name or its length: the steps between states that others see. */
export const isStep = ({ call }: CallPoint): boolean => /^(rename|link|unlink|ftruncate)/.test(call);

/** Whether strace is here and may trace. */
export const canTrace = (): boolean =>
  process.platform === 'linux' && spawnSync('strace', ['-qqq', '-e', 'trace=none', 'true']).status === 0;

/** Runs Node with these arguments; only its main thread, which does all the writing, is traced. */
function traced(args: readonly string[], log: string, tamper: readonly string[]) {
  rmSync(log, { force: true });
  const given = ['-y', '-qqq', '-o', log, '-e', `trace=${CHANGING.join(',')}`, ...tamper];
  const { status, stderr } = spawnSync('strace', [...given, process.execPath, ...args], { encoding: 'utf8' });
  return { status, stderr, calls: existsSync(log) ? callsIn(readFileSync(log, 'utf8')) : [] };
}

function callsIn(log: string): readonly TracedCall[] {
  const counts = new Map<string, number>();
  return log.split('\n').flatMap((line): TracedCall[] => {
    const call = /^([a-z_0-9]+)\(/.exec(line)?.[1];
    if (call === undefined) return [];
    const nth = (counts.get(call) ?? 0) + 1;
    counts.set(call, nth);
    return [{ call, nth, line }];
  });
}

/**
 * Runs it to its end and says which calls it makes after it has written `begin` into a file called `ledger`, and until it
 * writes `done`. @throws Error when it fails by itself.
 */
export function callsOf(args: readonly string[], log: string): readonly CallPoint[] {
  const { status, stderr, calls } = traced(args, log, []);
  if (status !== 0) throw new Error(`the victim failed by itself:\n${stderr}`);
  const mark = (word: string): number => calls.findIndex(({ line }) => line.includes(`ledger>, "${word}`));
  const [begin, done] = [mark('begin'), mark('done')];
  if (begin < 0 || done < 0) throw new Error('the victim did not say when it began and when it was done');
  return calls.slice(begin + 1, done + 1).map(({ call, nth }) => ({ call, nth }));
}

/** Kills it by SIGKILL as it enters a call, which is then not made. Returns the line of that call; `null`: it ended before. */
export function killAt({ call, nth }: CallPoint, args: readonly string[], log: string): string | null {
  const { status, stderr, calls } = traced(args, log, ['-e', `inject=${call}:signal=KILL:when=${nth}`]);
  if (status === 0) return null;
  const last = calls.at(-1)?.line ?? '';
  if (!last.endsWith('= ?')) throw new Error(`the victim was not killed but failed:\n${last}\n${stderr}`);
  return last;
}
