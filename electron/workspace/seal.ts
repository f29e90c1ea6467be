import { closeSync, mkdirSync, openSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import * as v from 'valibot';
import { keepingFolder, sealPath } from './workspace-files.ts';

// A byte that turned over on the disk leaves SQLite's structure sound and a number wrong. So the file is sealed whenever
// Headroom lets go of it: its checksum is kept beside it, and held against it when it is opened the next time.

const sealSchema = v.object({
  /** CRC-32 of the whole file. */
  checksum: v.number(),
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
const BLOCK_BYTES = 4 * 1024 * 1024;

/** CRC-32 of a file, read in blocks. Nothing of this process may have it open: see the note on locks in `database.ts`. */
export function checksumOf(path: string): number {
  const file = openSync(path, 'r');
  try {
    const block = Buffer.allocUnsafe(BLOCK_BYTES);
    let sum = 0;
    for (;;) {
      const read = readSync(file, block);
      if (read === 0) return sum;
      sum = crc32(block.subarray(0, read), sum);
    }
  } finally {
    closeSync(file);
  }
}

/** Whether a log stands beside a workspace: it is open somewhere, or was not closed. */
export function hasLog(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

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
export function writeSeal(path: string, known: Pick<Seal, 'mark' | 'sealedAtMs' | 'copies'>): void {
  store(path, { checksum: checksumOf(path), bytes: statSync(path).size, ...known });
}

/** Says that further copies hold the state that is sealed. */
export function addCopiesToSeal(path: string, copies: readonly number[]): void {
  const seal = readSeal(path);
  if (seal !== null) store(path, { ...seal, copies: [...seal.copies, ...copies].slice(-MOST_COPIES) });
}

function store(path: string, seal: Seal): void {
  mkdirSync(keepingFolder(path), { recursive: true });
  writeFileSync(sealPath(path), `${JSON.stringify(seal, null, 2)}\n`);
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
  const isKnown = sum === seal.checksum && statSync(path).size === seal.bytes;
  return {
    state: isKnown || seal.copies.includes(sum) || backups.includes(sum) ? 'intact' : 'differs',
    seal,
  };
}
