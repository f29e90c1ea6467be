// Folders for work in progress, beside the place of its result so that a rename brings it there. They go with the process
// that made them; what a killed one has left goes when the next begins.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isRunning } from './run.mjs';

/** A folder whose process is not here may be at work on another machine, where the cache is shared; so young ones stay. */
const ABANDONED_MS = 3_600_000;

/** Runs `work` with an empty folder `<place>-<process>-<random>`, and takes it away whatever happens. */
export async function withScratchBeside(place, work) {
  mkdirSync(dirname(place), { recursive: true });
  removeAbandoned(place);
  const folder = mkdtempSync(`${place}-${process.pid}-`);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.on('exit', remove);
  try {
    return await work(folder);
  } finally {
    process.off('exit', remove);
    remove();
  }
}

function removeAbandoned(place) {
  const beginning = `${basename(place)}-`;
  for (const name of readdirSync(dirname(place))) {
    if (!name.startsWith(beginning)) continue;
    const owner = /^(\d+)-\w{6}$/.exec(name.slice(beginning.length))?.[1];
    const folder = join(dirname(place), name);
    if (owner === undefined || isRunning(Number(owner))) continue;
    const touchedMs = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - touchedMs > ABANDONED_MS) rmSync(folder, { recursive: true, force: true });
  }
}
