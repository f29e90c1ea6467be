import { rm } from 'node:fs/promises';

/** Where a workspace that is filled as it is made stands until it is whole. */
export const unfinishedName = (path: string): string => `${path}.unfinished`;

/** Removes a workspace that nobody has open, with what SQLite may have left beside it. */
export async function removeWorkspace(path: string): Promise<void> {
  for (const file of [path, `${path}-wal`, `${path}-shm`]) await rm(file, { force: true });
}
