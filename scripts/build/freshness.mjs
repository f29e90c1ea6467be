// Is a build output newer than everything it is made from? Folders count too, so that a deleted file is noticed.
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../setup/places.mjs';

const TEST = /\.(test|arbitrary|fixture)\.tsx?$/;

function newestMs(path) {
  const { mtimeMs } = statSync(path);
  let newest = mtimeMs;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) newest = Math.max(newest, newestMs(child));
    else if (!TEST.test(entry.name)) newest = Math.max(newest, statSync(child).mtimeMs);
  }
  return newest;
}

/** stamp: a file in the build output; sources: folders and files, relative to the checkout. */
export function isFresh(stamp, sources) {
  if (!existsSync(stamp)) return false;
  const builtMs = statSync(stamp).mtimeMs;
  const existing = sources.map((source) => inRoot(source)).filter((path) => existsSync(path));
  return existing.every(
    (path) => (statSync(path).isDirectory() ? newestMs(path) : statSync(path).mtimeMs) <= builtMs,
  );
}

/** Dates the stamp at the start of the build: what was edited while it ran is newer, and built next time. */
export function markBuilt(stamp, startedMs) {
  writeFileSync(stamp, '');
  utimesSync(stamp, startedMs / 1000, startedMs / 1000);
}
