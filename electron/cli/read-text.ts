import { readFile } from 'node:fs/promises';
import { text as textOfStream } from 'node:stream/consumers';

/**
 * The text of a file, or of standard input for `-`. What goes wrong names the file even where the operating system does
 * not (reading a folder).
 */
export async function readText(path: string): Promise<string> {
  if (path === '-') return textOfStream(process.stdin);
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw error instanceof Error && !('path' in error) ? Object.assign(error, { path }) : error;
  }
}
