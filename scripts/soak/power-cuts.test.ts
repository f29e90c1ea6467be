import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { beforeEachStatement } from './crash-images.ts';
import { ACT_KINDS } from './planner-acts.ts';
import { cutPower } from './power-cuts.ts';
import { newWorkspace } from './reference-run.ts';

it('keeps what was committed, and nothing of what was not, wherever the power is cut in the acts of a planner', async () => {
  const tally = await cutPower({ seed: 7, acts: ACT_KINDS.length + 1, everyFrames: 16 });
  expect(tally.faults).toEqual([]);
  expect(tally.statements).toBeGreaterThan(2 * ACT_KINDS.length);
  expect(tally.tornLogs).toBeGreaterThan(60);
  expect(tally.halfCheckpoints).toBe(12);
});

it('gives a new workspace its name when it is whole, and goes on from whatever an interrupted try has left', () => {
  const folder = mkdtempSync(join(tmpdir(), 'headroom new '));
  const path = join(folder, 'w.headroom');
  let statements = 0;
  let named = 0;
  const count = beforeEachStatement(() => {
    statements += 1;
    if (existsSync(path)) named += 1;
  });
  newWorkspace(path);
  count();
  expect(named).toBeGreaterThan(0);
  for (let fatal = 1; fatal <= statements; fatal += 1) {
    rmSync(path);
    let n = 0;
    const stop = beforeEachStatement(() => {
      n += 1;
      if (n === fatal) throw new Error('the power is gone');
    });
    expect(() => newWorkspace(path)).toThrow('the power is gone');
    stop();
    if (!existsSync(path)) newWorkspace(path);
  }
  rmSync(folder, { recursive: true });
});
