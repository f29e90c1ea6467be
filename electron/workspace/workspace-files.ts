import { rm } from 'node:fs/promises';
import { join } from 'node:path';

const UNFINISHED = '.unfinished';

/** Where a workspace that is filled as it is made stands until it is whole. */
export const unfinishedName = (path: string): string => `${path}${UNFINISHED}`;
export const isUnfinished = (path: string): boolean => path.endsWith(UNFINISHED);

/** The folder beside a workspace that keeps its backups and what is known of the file at rest. */
export const keepingFolder = (path: string): string => `${path}.backups`;
/** See `seal.ts`. */
export const sealPath = (path: string): string => join(keepingFolder(path), 'seal.json');

/** Removes a workspace that nobody has open, with what SQLite may have left beside it. Its backups stay. */
export async function removeWorkspace(path: string): Promise<void> {
  for (const file of [path, `${path}-wal`, `${path}-shm`]) await rm(file, { force: true });
}
