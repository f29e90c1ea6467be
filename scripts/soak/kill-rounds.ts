import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { openDatabase } from '../../electron/workspace/database.ts';
import { contentDigest, structuralFaults } from './content-digest.ts';
import { Axe, stageOf } from './axe.ts';
import { newWorkspace, referenceDigests } from './reference-run.ts';

export interface KillOptions {
  /** The built `victim.js`. */
  readonly victim: string;
  readonly kills: number;
  readonly seed: number;
  /** Acts of one workspace; once they are done, the next begins with another seed. */
  readonly acts: number;
  /** Tells how far it is, after every so many kills. */
  readonly onRound?: (done: number) => void;
  /** Ends it before its time, after the round under way. */
  readonly isEnough?: () => boolean;
}

/** What the axe fell upon, and what was found afterwards. */
export interface KillTally {
  kills: number;
  /** By what was under way. */
  readonly during: Record<string, { kills: number; wasCommitted: number; wasNot: number }>;
  /** Changes that had been acknowledged before a kill, over all rounds. */
  acknowledged: number;
  /** Copies that had been acknowledged or stood when the axe fell, opened and compared. */
  copies: number;
  /** Files beside the workspace that nobody will use again. */
  leftovers: number;
  readonly faults: string[];
}

/** A victim is killed within so many stages of its work: the first is always opening. */
const STAGES_AHEAD = 8;

interface Ledger {
  /** Acts done when the last line was written. */
  readonly done: number;
  readonly during: string;
}

function readLedger(path: string, from: number): Ledger {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
  const done = lines.filter((line) => line.startsWith('done ')).at(-1);
  const last = lines.at(-1) ?? 'opening';
  return {
    done: done === undefined ? from : Number(done.slice('done '.length)) + 1,
    during: stageOf(last),
  };
}

/** Opens what a kill has left, as the application would, and looks at all of it. @throws where it cannot be opened. */
function lookAt(path: string): { readonly digest: string; readonly faults: readonly string[] } {
  const db = openDatabase(path);
  try {
    return { digest: contentDigest(db), faults: structuralFaults(db) };
  } finally {
    db.close();
  }
}

function copyFault(path: string, known: readonly string[]): string | null {
  const db = new Sqlite(path, { readonly: true });
  try {
    const faults = structuralFaults(db);
    if (faults.length > 0) return `the copy is damaged: ${faults[0]}`;
    return known.includes(contentDigest(db)) ? null : 'the copy holds what the workspace never held';
  } catch (error) {
    return `the copy cannot be read: ${String(error)}`;
  } finally {
    db.close();
  }
}

/**
 * Kills a process at work on a workspace, over and over, in stages of its work and at moments within them drawn at random, and each time
 * opens what it left: everything acknowledged must be there, the change under way wholly or not at all, the structure
 * sound, the lock free. The next round goes on where the last one was killed.
 */
export async function killRounds({
  victim,
  kills,
  seed,
  acts,
  onRound,
  isEnough = () => false,
}: KillOptions): Promise<KillTally> {
  const tally: KillTally = { kills: 0, during: {}, acknowledged: 0, copies: 0, leftovers: 0, faults: [] };
  const folder = mkdtempSync(join(tmpdir(), 'headroom killed '));
  const [path, ledger, copy] = ['w.headroom', 'ledger', 'w.headroom.copy.headroom'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  let draw = seed;
  const random = (): number => {
    draw = (Math.imul(draw, 1_664_525) + 1_013_904_223) >>> 0;
    return draw / 2 ** 32;
  };
  const axe = new Axe();
  try {
    for (let round = seed; tally.kills < kills && !isEnough(); round += 1) {
      const known = await referenceDigests(round, acts);
      rmSync(path, { force: true });
      rmSync(copy, { force: true });
      newWorkspace(path);
      let from = 0;
      while (from < acts && tally.kills < kills && !isEnough()) {
        rmSync(ledger, { force: true });
        const blow = { stage: 1 + Math.floor(random() * STAGES_AHEAD), share: random() * 1.2 };
        const args = [victim, path, ledger, String(round), String(from), String(acts)];
        const end = await axe.strike(blow, args);
        const { done, during } = readLedger(ledger, from);
        tally.acknowledged += done - from;
        const place = `seed ${round}, killed during ${during} after ${done} acts`;
        let found = done;
        try {
          const { digest, faults } = lookAt(path);
          tally.faults.push(...faults.map((fault) => `${place}: ${fault}`));
          if (digest === known[done]) found = done;
          else if (digest === known[done + 1]) found = done + 1;
          else tally.faults.push(`${place}: holds neither what was acknowledged nor the change under way`);
        } catch (error) {
          tally.faults.push(`${place}: cannot be opened: ${String(error)}`);
        }
        if (existsSync(copy)) {
          tally.copies += 1;
          const fault = copyFault(copy, known);
          if (fault !== null) tally.faults.push(`${place}: ${fault}`);
        }
        if (end === 'killed') {
          tally.kills += 1;
          const counts = (tally.during[during] ??= { kills: 0, wasCommitted: 0, wasNot: 0 });
          counts.kills += 1;
          // An act that changes nothing (undo with nothing left) has the same digest before and after.
          if (found > done) counts.wasCommitted += 1;
          else counts.wasNot += 1;
          if (tally.kills % 100 === 0) onRound?.(tally.kills);
        }
        if (tally.faults.length > 20) return tally;
        from = Math.max(found, from);
      }
      tally.leftovers += readdirSync(folder).filter((name) =>
        /unfinished|\.headroom-import-/.test(name),
      ).length;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return tally;
}
