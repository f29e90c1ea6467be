import type { ErrorCode } from '../shared/ipc/reply.ts';
import { problemText, type Problem } from '../shared/model/problem.ts';

/**
 * A request that cannot be fulfilled for a reason a person can act on. Everything else that is thrown is a bug or an
 * input/output error and is mapped where it is caught: at the IPC edge or in the command line's `main`.
 */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly problems: readonly Problem[];

  constructor(code: ErrorCode, message: string, problems: readonly Problem[] = []) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.problems = problems;
  }
}

/** A refusal of input with located problems; the message is the first one, and how many more there are. */
export function badInput(problems: readonly Problem[]): Refusal {
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return new Refusal(
    'bad-input',
    `${first === undefined ? 'The input is not valid' : problemText(first)}${more}`,
    problems,
  );
}

const IO_REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission was denied',
  EPERM: 'the operating system does not permit it',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EISDIR: 'it is a folder',
  ENOTDIR: 'part of its path is not a folder',
  EMFILE: 'too many files are open',
  EBUSY: 'another program holds it',
  EIO: 'the disk reported an error',
  SQLITE_FULL: 'the disk is full',
  SQLITE_READONLY: 'the file is read-only',
  SQLITE_CANTOPEN: 'the file cannot be opened',
  SQLITE_IOERR: 'the disk reported an error',
  SQLITE_CORRUPT: 'this part of the file is damaged and cannot be read',
};

/** A sentence for an error of the disk or the operating system; `null` for anything else (a bug). */
export function ioMessage(error: unknown): string | null {
  const reason = ioReason(error);
  if (reason === null) return null;
  const isPlaced = error instanceof Error && 'path' in error && typeof error.path === 'string';
  return isPlaced ? `${String(error.path)}: ${reason}` : reason;
}

/** The same without the place, which may name somebody. */
export function ioReason(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  const code = Object.keys(IO_REASONS).find(
    (known) => error.code === known || String(error.code).startsWith(`${known}_`),
  );
  const isSystemError = code !== undefined || 'syscall' in error;
  if (!isSystemError) return null;
  return code === undefined ? error.message : (IO_REASONS[code] ?? error.message);
}
