// npm run soak [-- kill | syscalls | cut | damage | use …] [--short]: hours of what npm test does for seconds. Processes are
// killed at work, at any moment and at every system call, the power is cut at every step, files are damaged, and the window is used for eight simulated hours. What was found
// is written into docs/endurance.md.
import { rmSync } from 'node:fs';
import { bundleTools } from './build/bundle-tools.mjs';
import { inRoot } from './setup/places.mjs';
import { runShown, SetupError } from './setup/run.mjs';
import { runScript, takeSignals } from './setup/run-script.mjs';
import { setUpForNode, setUpForWindow } from './setup/setup.mjs';
import { installStrace } from './setup/strace.mjs';

const given = process.argv.slice(2);
const isShort = given.includes('--short');
const PARTS = ['cut', 'damage', 'syscalls', 'kill', 'use'];
const chosen = PARTS.filter((part) => given.includes(part));
const unknown = given.find((word) => word !== '--short' && !PARTS.includes(word));
const parts = chosen.length === 0 ? PARTS : chosen;

/** How much of each part: kills, one in so many system calls, rounds, turned bits, rounds of the window. */
const AMOUNTS = isShort
  ? { kill: 50, syscalls: 40, cut: 1, damage: 100, use: 8 }
  : { kill: 2000, syscalls: 1, cut: 5, damage: 2000, use: 40 };

/** What a part kills. */
const VICTIMS = { kill: 'victim', syscalls: 'syscall-victim' };

const runTool = (file, args) => runShown(process.execPath, [file, ...args.map(String)], { cwd: inRoot() });

async function runUse(rounds) {
  await setUpForWindow(console.log);
  process.env.HEADROOM_ROUNDS = String(rounds);
  const { buildStage, endToEndStage } = await import('./test/test-stages.mjs');
  const { runStage } = await import('./test/stage.mjs');
  for (const stage of [buildStage, endToEndStage(['endurance'])]) {
    if (!(await runStage(stage)).ok) return 1;
  }
  return 0;
}

await runScript(async () => {
  if (unknown !== undefined)
    throw new SetupError(`A soak has no part ${unknown}; it has ${PARTS.join(', ')} and --short.`);
  await setUpForNode(console.log);
  installStrace(console.log);
  const soaks = ['kill', 'syscalls', 'cut', 'damage', 'page'].map((part) => `${part}-soak`);
  const tools = [...Object.values(VICTIMS), ...soaks];
  const toolFile = await bundleTools('soak', tools, inRoot('out', 'soak-tools'));
  let isEnough = false; // the part under way hears Ctrl-C as well, ends after its round, and counts
  takeSignals(['SIGINT'], () => {
    isEnough = true;
  });
  let worst = 0;
  for (const part of parts) {
    if (isEnough) break;
    console.log(`\n${part}`);
    rmSync(inRoot('out', 'soak', `${part}.json`), { force: true }); // what an earlier run found is not this one's
    const amount = AMOUNTS[part];
    const args = part in VICTIMS ? [toolFile(VICTIMS[part]), amount] : [amount];
    const status = part === 'use' ? await runUse(amount) : await runTool(toolFile(`${part}-soak`), args);
    worst = Math.max(worst, status);
  }
  if (!isShort) worst = Math.max(worst, await runTool(toolFile('page-soak'), parts));
  return worst;
});
