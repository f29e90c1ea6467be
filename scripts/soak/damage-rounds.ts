import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Refusal } from '../../electron/refusal.ts';
import { openDatabase } from '../../electron/workspace/database.ts';
import { recoveryOffer, restoreBackup } from '../../electron/workspace/recovery.ts';
import { Workspace } from '../../electron/workspace/workspace.ts';
import { contentDigest, contentTables } from './content-digest.ts';
import { randomIdsAgain } from './known-ids.ts';
import { plannerAt } from './planner-acts.ts';

export interface DamageTally {
  /** Files with one bit turned over, and files cut off. */
  flips: number;
  cuts: number;
  /** Refused as damaged; of these, those that could be opened for reading; and those brought back from a backup. */
  refused: number;
  read: number;
  restored: number;
  /** Opened as if nothing were wrong, because nothing anybody reads was hit. */
  harmless: number;
  readonly faults: string[];
}

export interface DamageOptions {
  readonly seed: number;
  readonly flips: number;
  /** Every so many pages the file is cut off: at the page's end, and in its middle. 1: everywhere. */
  readonly everyPages: number;
  /** With the checksum the file was sealed with; without it only its structure tells. */
  readonly sealed: boolean;
  /** Every so many refusals a backup is put in its place. */
  readonly restoreEvery: number;
}

/** The newest action's time is the one thing a turned bit may change unseen: the seal is recognised by it. */
const UNSEEN_TABLE = 'undo_action';
const PAGE_BYTES = 4096;

/**
 * Damages a workspace in one way after the other and opens it. It must be refused in words as damaged, or hold what it held;
 * the damaged file must stay as it is; what is then offered must work.
 */
export async function damageRounds(options: DamageOptions): Promise<DamageTally> {
  const tally: DamageTally = { flips: 0, cuts: 0, refused: 0, read: 0, restored: 0, harmless: 0, faults: [] };
  const folder = mkdtempSync(join(tmpdir(), 'headroom damaged '));
  try {
    const bench = new DamageBench(await plannedFolder(folder, options.seed), options, tally);
    let draw = options.seed;
    const below = (limit: number): number => {
      draw = (Math.imul(draw, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((draw / 2 ** 32) * limit);
    };
    for (; tally.flips < options.flips; tally.flips += 1) {
      // Every third flip falls into the first pages, where what every other page depends on is written.
      const at = below(tally.flips % 3 === 0 ? 4 * PAGE_BYTES : bench.whole.length);
      const bytes = Buffer.from(bench.whole);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
      bench.open(bytes, `a bit of byte ${at} turned over`);
    }
    const pages = bench.whole.length / PAGE_BYTES;
    for (let page = 0; page < pages; page += options.everyPages) {
      for (const length of [page * PAGE_BYTES, page * PAGE_BYTES + PAGE_BYTES / 2]) {
        tally.cuts += 1;
        bench.open(bench.whole.subarray(0, length), `cut off after ${length} bytes`);
      }
    }
  } finally {
    randomIdsAgain();
    for (const each of [folder, `${folder} clean`]) rmSync(each, { recursive: true, force: true });
  }
  return tally;
}

/** A workspace with a day's work, closed twice: two backups, a seal. Returns its path. */
async function plannedFolder(folder: string, seed: number): Promise<string> {
  const path = join(folder, 'w.headroom');
  const planner = plannerAt(folder, seed);
  const { service } = planner;
  service.create({ path, sample: false });
  for (let number = 0; number < 8; number += 1) await planner.act(number);
  service.close();
  service.open({ path });
  for (let number = 8; number < 11; number += 1) await planner.act(number);
  service.close();
  return path;
}

class DamageBench {
  readonly whole: Buffer;
  readonly #path: string;
  readonly #clean: string;
  readonly #options: DamageOptions;
  readonly #tally: DamageTally;
  readonly #content: string;

  constructor(path: string, options: DamageOptions, tally: DamageTally) {
    this.whole = readFileSync(path);
    this.#path = path;
    this.#options = options;
    this.#tally = tally;
    this.#content = this.#read(openDatabase(path));
    if (!options.sealed) rmSync(join(`${path}.backups`, 'seal.json'));
    this.#clean = `${dirname(path)} clean`;
    cpSync(dirname(path), this.#clean, { recursive: true });
  }

  #read(db: ReturnType<typeof openDatabase>): string {
    try {
      return contentDigest(
        db,
        contentTables(db).filter((table) => table !== UNSEEN_TABLE),
      );
    } finally {
      db.close();
    }
  }

  open(bytes: Buffer, how: string): void {
    const path = this.#path;
    writeFileSync(path, bytes);
    for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
    try {
      const same = this.#read(openDatabase(path)) === this.#content;
      if (same) this.#tally.harmless += 1;
      else if (this.#options.sealed) this.#tally.faults.push(`${how}: opened with other content`);
    } catch (error) {
      this.#refused(error, bytes, how);
    }
  }

  #refused(error: unknown, bytes: Buffer, how: string): void {
    const { faults } = this.#tally;
    if (!(error instanceof Refusal) || error.code !== 'damaged') {
      faults.push(`${how}: ${String(error)}`);
      return;
    }
    this.#tally.refused += 1;
    if (!readFileSync(this.#path).equals(bytes)) faults.push(`${how}: the damaged file was changed`);
    const offer = recoveryOffer(this.#path, error.message);
    if (offer.backups.length !== 2 || !offer.backups.every(({ isSound }) => isSound))
      faults.push(`${how}: the backups are not offered`);
    if (offer.canBeRead) this.#tally.read += this.#forReading(how) ? 1 : 0;
    if (this.#tally.refused % this.#options.restoreEvery === 0)
      this.#restore(offer.backups[0]?.name ?? '', bytes, how);
  }

  /** As far as it goes: an error of the database is an answer, a crash would end this process. */
  #forReading(how: string): boolean {
    const before = readFileSync(this.#path);
    let workspace: Workspace | null = null;
    try {
      workspace = new Workspace(this.#path, () => 0, { readOnly: true, damaged: true });
      workspace.model();
      return true;
    } catch {
      return false;
    } finally {
      workspace?.close();
      if (!readFileSync(this.#path).equals(before))
        this.#tally.faults.push(`${how}: reading changed the file`);
    }
  }

  #restore(name: string, bytes: Buffer, how: string): void {
    const aside = restoreBackup(this.#path, name, 0);
    if (!readFileSync(aside).equals(bytes)) this.#tally.faults.push(`${how}: not kept aside as it was`);
    // The newest backup was made when the file was closed: nothing is missing in it.
    if (this.#read(openDatabase(this.#path)) === this.#content) this.#tally.restored += 1;
    else this.#tally.faults.push(`${how}: the backup holds something else`);
    rmSync(aside);
    for (const file of readdirSync(dirname(this.#path)))
      if (file.includes('.damaged-')) this.#tally.faults.push(`${how}: ${file} was left behind`);
    cpSync(this.#clean, dirname(this.#path), { recursive: true });
  }
}
