import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const SUFFIX = '-worker.ts';

/**
 * Every `electron/workers/<name>-worker.ts` as a build entry `workers/<name>-worker`, so that
 * `new Worker(join(import.meta.dirname, 'workers', '<name>-worker.js'))` works from the app and the command line.
 * `root` is handed in because Vite moves this code into a bundle of its configuration.
 */
export function workerEntries(root: string): Record<string, string> {
  const folder = join(root, 'electron', 'workers');
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder).filter((file) => file.endsWith(SUFFIX));
  return Object.fromEntries(
    files.map((file) => [`workers/${file.slice(0, -'.ts'.length)}`, join(folder, file)]),
  );
}
