import { rename, rm, writeFile } from 'node:fs/promises';

/**
 * Writes a file that has its name only when it is whole: beside its place first, then moved there. What stood there before
 * stays where that fails. @throws file errors as Node's.
 */
export async function writeWholeFile(path: string, content: Uint8Array | string): Promise<void> {
  const unfinished = `${path}.part`;
  try {
    await writeFile(unfinished, content);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
