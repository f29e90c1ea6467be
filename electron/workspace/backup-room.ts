import { accessSync, constants, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { keepingFolder } from './workspace-files.ts';

/** Disk that stays free after a backup. */
const SPARE_BYTES = 256 * 1024 * 1024;
const MIB = 1024 * 1024;

function isWritable(place: string): boolean {
  try {
    accessSync(place, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether a backup of a workspace can be made, without making one.
 * @throws Error with the reason as a clause that names no file; file errors.
 */
export function requireRoomForBackup(path: string): void {
  const folder = keepingFolder(path);
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found !== undefined && !found.isDirectory())
    throw new Error('a file stands where the folder of backups belongs');
  const place = found === undefined ? dirname(folder) : folder;
  if (!isWritable(place))
    throw new Error(
      `nothing may be written into the folder ${found === undefined ? 'it lies in' : 'of backups'}`,
    );
  const { bavail, bsize } = statfsSync(place);
  const [free, needed] = [bavail * bsize, statSync(path).size + SPARE_BYTES];
  if (free < needed)
    throw new Error(
      `there is not enough room on the disk: ${Math.floor(free / MIB)} MiB are free, ${Math.ceil(needed / MIB)} MiB are needed`,
    );
}
