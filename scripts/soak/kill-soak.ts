// node kill-soak.js VICTIM KILLS: kills a process at work that many times; SIGINT ends it early, and what was found counts.
import process from 'node:process';
import { killRounds } from './kill-rounds.ts';
import { keepResult } from './soak-result.ts';

const [victim = '', kills = ''] = process.argv.slice(2);
let isEnough = false;
process.once('SIGINT', () => {
  isEnough = true;
});
const startedMs = performance.now();
const tally = await killRounds({
  victim,
  kills: Number(kills),
  seed: 1,
  acts: 60,
  isEnough: () => isEnough,
  onRound: (done) => console.log(`${done} kills`),
});
const { during, faults } = tally;
const stages = Object.entries(during).toSorted(([, a], [, b]) => b.kills - a.kills);
keepResult('kill', {
  title: 'Killed in the middle of work',
  tookMs: performance.now() - startedMs,
  faults,
  rows: [
    ['processes killed (SIGKILL)', tally.kills],
    ['changes acknowledged before, all of them found', tally.acknowledged],
    [
      'kills whose change turned out to be committed',
      stages.reduce((sum, [, each]) => sum + each.wasCommitted, 0),
    ],
    ['copies opened and compared', tally.copies],
    ...stages.map(([stage, each]): [string, number] => [`killed during: ${stage}`, each.kills]),
  ],
});
