import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { checksumOf } from './file-checksum.ts';
import { flushToDisk } from './whole-copy.ts';
import { keepingFolder, sealPath, unfinishedName } from './workspace-files.ts';

// A byte that turned over on the disk leaves SQLite's structure sound and a number wrong. So the file is sealed whenever
// Headroom lets go of it: its checksum is kept beside it, and held against it when it is opened the next time.

const sealSchema = v.object({
  /**
   * CRC-32 of what the file holds: see `file-checksum.ts`. Seals of earlier builds held that of all its bytes under another
   * name; they are read as none, and the file is sealed anew.
   */
  contentChecksum: v.number(),
  bytes: v.number(),
  /** The seal is that of this state, and says nothing of another one put in its place. */
  mark: v.object({
    steps: v.number(),
    action: v.nullable(v.object({ id: v.number(), label: v.string(), atMs: v.number() })),
  }),
  sealedAtMs: v.number(),
  /** Checksums of whole copies that were saved of this state: one of them may be put in its place by hand. */
  copies: v.array(v.number()),
});
export type Seal = v.InferOutput<typeof sealSchema>;

const MOST_COPIES = 20;

/** Whether a log stands beside a workspace: it is open somewhere, or was not closed. */
export function hasLog(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** Whether whoever had a file open last did not close it: SQLite takes the log away then, empty or not. */
export const wasCutOff = (path: string): boolean => existsSync(`${path}-wal`);

/** `null` where there is none that can be read. */
export function readSeal(path: string): Seal | null {
  try {
    const parsed = v.safeParse(sealSchema, JSON.parse(readFileSync(sealPath(path), 'utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/** Seals a file nobody has open. */
export function writeSeal(
  path: string,
  known: Pick<Seal, 'mark' | 'sealedAtMs' | 'copies'>,
  checksum: number,
): void {
  store(path, { contentChecksum: checksum, bytes: statSync(path).size, ...known });
}

/** Says that further copies hold the state that is sealed. */
export function addCopiesToSeal(path: string, copies: readonly number[]): void {
  const seal = readSeal(path);
  if (seal !== null) store(path, { ...seal, copies: [...seal.copies, ...copies].slice(-MOST_COPIES) });
}

function store(path: string, seal: Seal): void {
  mkdirSync(keepingFolder(path), { recursive: true });
  const unfinished = unfinishedName(sealPath(path));
  writeFileSync(unfinished, `${JSON.stringify(seal, null, 2)}\n`);
  flushToDisk(unfinished);
  renameSync(unfinished, sealPath(path));
}

/**
 * Whether a file nobody has open is byte for byte as Headroom left it, or one of the copies it made (`backups`: their
 * checksums). `unknown`: it was never sealed, or a log beside it says that it was not closed. `differs`: damaged, or another
 * state was put in its place, which the mark tells.
 */
export function compareWithSeal(
  path: string,
  backups: readonly number[],
): { readonly state: 'intact' | 'differs' | 'unknown'; readonly seal: Seal | null } {
  const seal = readSeal(path);
  if (seal === null || hasLog(path)) return { state: 'unknown', seal };
  const sum = checksumOf(path);
  const isKnown = sum === seal.contentChecksum && statSync(path).size === seal.bytes;
  return {
    state: isKnown || seal.copies.includes(sum) || backups.includes(sum) ? 'intact' : 'differs',
    seal,
  };
}
