// node cut-soak.js ROUNDS: the power is cut at every moment of ROUNDS planners' days, every frame of every log torn.
import process from 'node:process';
import { ACT_KINDS } from './planner-acts.ts';
import { cutPower } from './power-cuts.ts';
import { keepResult } from './soak-result.ts';

const rounds = Number(process.argv[2]);
const acts = ACT_KINDS.length + 1;
const startedMs = performance.now();
const total = { statements: 0, tornLogs: 0, halfCheckpoints: 0, faults: [] as string[] };
for (let seed = 1; seed <= rounds; seed += 1) {
  const tally = await cutPower({ seed, acts, everyFrames: 1 });
  total.statements += tally.statements;
  total.tornLogs += tally.tornLogs;
  total.halfCheckpoints += tally.halfCheckpoints;
  total.faults.push(...tally.faults);
}
keepResult('cut', {
  title: 'Power cut at every step',
  tookMs: performance.now() - startedMs,
  faults: total.faults,
  rows: [
    ['acts of a planner', rounds * acts],
    ['cuts between two statements that left other bytes on the disk', total.statements],
    ['logs torn after or within a frame', total.tornLogs],
    ['files half overwritten by a checkpoint', total.halfCheckpoints],
  ],
});
