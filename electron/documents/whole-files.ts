import { constants, existsSync } from 'node:fs';
import { copyFile, link, mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Refusal } from '../refusal.ts';
import { isChannel, placeOf, troubleWith } from './whole-file.ts';

export interface FileText {
  readonly path: string;
  readonly content: string;
}

type Undo = () => Promise<unknown>;

/**
 * Makes a folder and what is missing above it, one after the other: a call that makes them all at once does not come back
 * where the system takes no folder (`/proc`).
 */
async function makeFolder(path: string, undo: Undo[]): Promise<void> {
  const missing: string[] = [];
  for (let at = resolve(path); !existsSync(at); at = dirname(at)) missing.unshift(at);
  for (const folder of missing) {
    try {
      await mkdir(folder);
    } catch (error) {
      const isRefused = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      throw isRefused ? new Refusal('io', `${path}: no folder can be made here`) : error;
    }
    undo.push(() => rmdir(folder));
  }
}

/** Keeps what stands at a place until everything is in its place: under a second name where the disk has them, else copied. */
async function keepBefore(place: string, undo: Undo[], settle: Undo[]): Promise<void> {
  const before = `${place}.before`;
  await rm(before, { force: true });
  await link(place, before).catch(() => copyFile(place, before, constants.COPYFILE_FICLONE));
  undo.push(() => rename(before, place));
  settle.push(() => rm(before, { force: true }));
}

/**
 * Writes several files, all of them or none, after making a folder for them where it is not there (`null`: none). Each is
 * made beside its place; only when all are whole they are moved there. Where one cannot be, what stood there before stands
 * there again, and nothing new is left.
 *
 * @throws as `wholeFile`.
 */
export async function writeWholeFiles(files: readonly FileText[], folder: string | null): Promise<void> {
  const undo: Undo[] = [];
  const settle: Undo[] = [];
  let path = folder ?? '';
  try {
    if (folder !== null) await makeFolder(folder, undo);
    const moves: { readonly path: string; readonly place: string; readonly unfinished: string }[] = [];
    for (const file of files) {
      ({ path } = file);
      if (isChannel(path)) continue;
      const place = placeOf(path);
      const unfinished = `${place}.part`;
      undo.push(() => rm(unfinished, { force: true }));
      await writeFile(unfinished, file.content);
      moves.push({ path, place, unfinished });
    }
    for (const file of files) {
      ({ path } = file);
      if (isChannel(path)) await writeFile(path, file.content);
    }
    for (const move of moves) {
      ({ path } = move);
      const isNew = !existsSync(move.place);
      if (!isNew) await keepBefore(move.place, undo, settle);
      await rename(move.unfinished, move.place);
      if (isNew) undo.push(() => rm(move.place, { force: true }));
    }
  } catch (error) {
    // What cannot be taken back is no reason to leave the rest.
    for (const step of undo.toReversed()) await step().catch(() => undefined);
    throw troubleWith(path, error);
  }
  for (const step of settle) await step().catch(() => undefined);
}
