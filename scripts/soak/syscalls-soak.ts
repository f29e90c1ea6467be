// node syscalls-soak.js VICTIM ONE-IN: kills a process at every system call of every act, or at one write in so many; SIGINT
// ends it after the act under way.
import process from 'node:process';
import { keepResult } from './soak-result.ts';
import { TRACED_ACTS } from './syscall-acts.ts';
import { killAtSyscalls } from './syscall-kills.ts';
import { canTrace, isStep } from './syscall-trace.ts';

const [victim = '', oneIn = ''] = process.argv.slice(2);
let isEnough = false;
process.once('SIGINT', () => {
  isEnough = true;
});
const ranked = (counts: Readonly<Record<string, number>>, words: string) =>
  Object.entries(counts)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, kills]): [string, number] => [`${words} ${name}`, kills]);

if (canTrace()) {
  const startedMs = performance.now();
  const tally = await killAtSyscalls({
    victim,
    acts: TRACED_ACTS,
    choose: (points) => points.filter((point, index) => isStep(point) || index % Number(oneIn) === 0),
    isEnough: () => isEnough,
    onAct: (name, kills) => console.log(`${kills} kills: ${name}`),
  });
  keepResult('syscalls', {
    title: 'Killed at every system call',
    tookMs: performance.now() - startedMs,
    faults: tally.faults,
    rows: [
      ['processes killed as they entered a call that changes the disk', tally.kills],
      [
        'kills after which it was found done: before the kill, or by opening the file (an older format)',
        tally.wasDone,
      ],
      ['workspaces, copies and backups opened and compared afterwards', tally.opened],
      ...ranked(tally.duringAct, 'killed during:'),
      ...ranked(tally.atCall, 'killed at:'),
    ],
  });
} else console.log('  skipped: strace is not here, or may not trace');
