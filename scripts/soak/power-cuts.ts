import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { frameEnds, ImageBench, imageOf, imagesDuring, type Image } from './crash-images.ts';
import { randomIdsAgain } from './known-ids.ts';
import { kindOfAct, plannerAt } from './planner-acts.ts';
import { newWorkspace, referenceDigests } from './reference-run.ts';

export interface CutTally {
  /** Moments between two statements at which the power was cut. */
  statements: number;
  /** Logs cut off within what an act appended: after a whole frame, or in the middle of one. */
  tornLogs: number;
  /** Files half overwritten by bringing the log home, the log still whole. */
  halfCheckpoints: number;
  readonly faults: string[];
}

export interface CutOptions {
  readonly seed: number;
  readonly acts: number;
  /** Every so many frames of a log are torn; 1: all. */
  readonly everyFrames: number;
}

/**
 * Carries acts out and cuts the power at every moment that leaves other bytes on the disk. Each time the file must open
 * and hold what it held before the act, or what it holds after it; once after, never before again.
 */
export async function cutPower({ seed, acts, everyFrames }: CutOptions): Promise<CutTally> {
  const tally: CutTally = { statements: 0, tornLogs: 0, halfCheckpoints: 0, faults: [] };
  const known = await referenceDigests(seed, acts);
  const folder = mkdtempSync(join(tmpdir(), 'headroom power '));
  const path = join(folder, 'w.headroom');
  const bench = new ImageBench();
  newWorkspace(path);
  const planner = plannerAt(folder, seed);
  planner.service.open({ path });

  /** Opens images in the order of their time. */
  const holds = (images: readonly Image[], act: number, how: string): void => {
    let after = false;
    for (const [index, image] of images.entries()) {
      const place = `seed ${seed}, act ${act} (${kindOfAct(act)}), ${how} ${index}`;
      try {
        const { digest, faults } = bench.open(image);
        tally.faults.push(...faults.map((fault) => `${place}: ${fault}`));
        if (digest === known[act + 1]) after = true;
        else if (digest !== known[act]) tally.faults.push(`${place}: neither before nor after`);
        else if (after) tally.faults.push(`${place}: what was committed is gone`);
      } catch (error) {
        tally.faults.push(`${place}: cannot be opened: ${String(error)}`);
      }
    }
    if (!after) tally.faults.push(`seed ${seed}, act ${act}, ${how}: the last one does not hold the change`);
  };

  try {
    for (let act = 0; act < acts; act += 1) {
      const before = imageOf(path);
      const images = await imagesDuring(path, () => planner.act(act));
      tally.statements += images.length;
      holds(images, act, 'statement');
      const after = images.at(-1) ?? before;
      if (after.main.equals(before.main)) {
        const torn = tornLogs(before, after, everyFrames);
        tally.tornLogs += torn.length;
        holds(torn, act, 'torn log');
      }
    }
    const last = imageOf(path);
    planner.service.close();
    const halves = halfCheckpoints(last, imageOf(path).main);
    tally.halfCheckpoints += halves.length;
    holds(halves, acts - 1, 'half checkpoint');
  } finally {
    planner.service.close();
    randomIdsAgain();
    bench.remove();
    rmSync(folder, { recursive: true, force: true });
  }
  return tally;
}

/** The log after an act, cut at the end and in the middle of the frames the act appended, shortest first. */
function tornLogs(before: Image, after: Image, every: number): readonly Image[] {
  const shared = commonStart(before.log, after.log);
  const ends = frameEnds(after.log).filter((end) => end > shared);
  const frame = (ends[0] ?? 0) - shared;
  return ends.flatMap((end, index) => {
    const isLast = index === ends.length - 1;
    if (index % every !== 0 && !isLast) return [];
    const middle = end - Math.max(1, Math.floor(Math.min(frame, 4120) / 2));
    return [middle, end].map((length) => ({ main: after.main, log: after.log.subarray(0, length) }));
  });
}

function commonStart(a: Buffer, b: Buffer): number {
  const ends = frameEnds(b);
  let shared = 0;
  for (const end of ends) {
    if (end > a.length || !a.subarray(shared, end).equals(b.subarray(shared, end))) break;
    shared = end;
  }
  return shared;
}

const PAGE_BYTES = 4096;

/** The file while the log is brought home: the first pages are new, one is torn in two, the others are old. */
function halfCheckpoints({ main, log }: Image, done: Buffer): readonly Image[] {
  const pages = Math.floor(done.length / PAGE_BYTES);
  const steps = Array.from({ length: 12 }, (_, step) => Math.floor((pages * step) / 12));
  return steps.map((page) => {
    const torn = page * PAGE_BYTES + PAGE_BYTES / 2;
    return { main: Buffer.concat([done.subarray(0, torn), main.subarray(torn)]), log };
  });
}
