import { readFile } from 'node:fs/promises';
import { text as textOfStream } from 'node:stream/consumers';
import { Refusal } from '../refusal.ts';
import { UsageError } from './usage-error.ts';

/** What a text of the runtime cannot be longer than, by the codes it refuses with. */
const TOO_LARGE = new Set(['ERR_FS_FILE_TOO_LARGE', 'ERR_STRING_TOO_LONG']);

let isInputRead = false;

/**
 * The text of a file, or of standard input for `-`, which is there once. What goes wrong names the file even where the
 * operating system does not (reading a folder).
 */
export async function readText(path: string): Promise<string> {
  if (path === '-') {
    if (isInputRead) throw new UsageError('Standard input (-) can stand for one document only.');
    isInputRead = true;
    return textOfStream(process.stdin);
  }
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && TOO_LARGE.has(String(error.code)))
      throw new Refusal('bad-input', `${path} is too large to be read as one document`);
    throw error instanceof Error && !('path' in error) ? Object.assign(error, { path }) : error;
  }
}
