// One at a time, among processes: two runs in one checkout must not install, build or pack over each other.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inRoot } from './places.mjs';
import { isRunning } from './run.mjs';

const LOOK_AGAIN_MS = 300;
/** Between the making of the file and the number in it lies next to nothing, unless its maker was killed there. */
const UNSIGNED_MS = 10_000;

/** The file of a turn that is taken in this checkout. */
export const turnOf = (name) => inRoot('out', 'turns', name);

/**
 * Runs `work` while no other process has the turn of this file, and says once for whom it waits. A turn whose holder is not
 * running any more is free.
 */
export async function inTurn(file, say, work) {
  mkdirSync(dirname(file), { recursive: true });
  for (let told = false; !take(file); told = true) {
    if (!told)
      say(`Waiting for another run (process ${holder(file) ?? 'unknown'}); if there is none, delete ${file}`);
    await pause(LOOK_AGAIN_MS);
  }
  const giveBack = () => rmSync(file, { force: true });
  process.on('exit', giveBack);
  try {
    return await work();
  } finally {
    process.off('exit', giveBack);
    giveBack();
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (isLeft(file)) removeLeft(file);
  return false;
}

/** Number of the process that has it; undefined where it is given back meanwhile, or not signed yet. */
function holder(file) {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

function isLeft(file) {
  const owner = holder(file);
  if (owner !== undefined) return !isRunning(owner);
  const madeMs = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
  return Date.now() - madeMs > UNSIGNED_MS;
}

/** Moved away before it is removed: should another run have taken the turn since it was looked at, it is put back. */
function removeLeft(file) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return; // another run was faster
  }
  if (isLeft(aside)) rmSync(aside, { force: true });
  else renameSync(aside, file);
}
