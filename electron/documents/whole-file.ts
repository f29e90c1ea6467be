import { existsSync, realpathSync, statSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Refusal } from '../refusal.ts';

/** A device or a pipe, `/dev/stdout`: it is written to, never replaced. */
export function isChannel(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

/** Where a file is put: a link stays one, the file it leads to is replaced. */
export const placeOf = (path: string): string => (existsSync(path) ? realpathSync(path) : path);

/** An error met while a file was written under another name, told of the file asked for. */
export function troubleWith(path: string, error: unknown): unknown {
  if (error instanceof Refusal || !(error instanceof Error) || !('code' in error)) return error;
  const folder = dirname(path);
  if (!existsSync(folder))
    return new Refusal('not-found', `${path}: there is no folder ${folder} to write it to`);
  if (error.code === 'ENOENT') return new Refusal('io', `${path}: no file can be made in this folder`);
  // A disk that is full names no file.
  return 'syscall' in error ? Object.assign(error, { path }) : error;
}

/**
 * Makes a file that has its name only when it is whole: `write` makes it beside its place, then it is moved there. What
 * stood there before stays where that fails.
 *
 * @throws Refusal `not-found` where there is no such folder, `io` where a folder takes no files; else file errors as Node's,
 * told of the file asked for.
 */
export async function wholeFile(path: string, write: (unfinished: string) => Promise<void>): Promise<void> {
  if (isChannel(path))
    return write(path).catch((error: unknown) => {
      throw troubleWith(path, error);
    });
  const place = placeOf(path);
  const unfinished = `${place}.part`;
  try {
    await write(unfinished);
    await rename(unfinished, place);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw troubleWith(path, error);
  }
}

/** The same of content that is at hand. */
export function writeWholeFile(path: string, content: Uint8Array | string): Promise<void> {
  return wholeFile(path, (unfinished) => writeFile(unfinished, content));
}
