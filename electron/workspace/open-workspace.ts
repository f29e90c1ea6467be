import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import { Workspace } from './workspace.ts';

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK); // the write-ahead log stands beside the file
    return true;
  } catch {
    return false;
  }
}

/**
 * Opens a workspace for writing, or read-only where the file or its folder cannot be written.
 * @throws Refusal as `openDatabase` does.
 */
export function openWorkspace(path: string, clock: () => number, smallBytes?: number): Workspace {
  const missing = !canSee(path);
  return new Workspace(path, clock, {
    readOnly: !missing && !isWritable(path),
    ...(smallBytes === undefined ? {} : { smallBytes }),
  });
}

function canSee(path: string): boolean {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
}
