// npm run soak [-- kill | cut | damage | use …] [--short]: hours of what npm test does for seconds. Processes are killed at
// work, the power is cut at every step, files are damaged, and the window is used for eight simulated hours. What was found
// is written into docs/endurance.md.
import { spawnSync } from 'node:child_process';
import { bundleTools } from './build/bundle-tools.mjs';
import { inRoot } from './setup/places.mjs';
import { runScript } from './setup/run-script.mjs';
import { setUpForNode, setUpForWindow } from './setup/setup.mjs';

const given = process.argv.slice(2);
const isShort = given.includes('--short');
const PARTS = ['cut', 'damage', 'kill', 'use'];
const chosen = PARTS.filter((part) => given.includes(part));
const parts = chosen.length === 0 ? PARTS : chosen;

/** How much of each part: kills, rounds, turned bits, rounds of the window. */
const AMOUNTS = isShort
  ? { kill: 50, cut: 1, damage: 100, use: 8 }
  : { kill: 2000, cut: 5, damage: 2000, use: 40 };

function runTool(file, args) {
  return (
    spawnSync(process.execPath, [file, ...args.map(String)], { cwd: inRoot(), stdio: 'inherit' }).status ?? 1
  );
}

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
  await setUpForNode(console.log);
  const tools = ['victim', 'kill-soak', 'cut-soak', 'damage-soak', 'page-soak'];
  const toolFile = await bundleTools('soak', tools, inRoot('out', 'soak-tools'));
  let worst = 0;
  for (const part of parts) {
    console.log(`\n${part}`);
    const amount = AMOUNTS[part];
    const args = part === 'kill' ? [toolFile('victim'), amount] : [amount];
    const status = part === 'use' ? await runUse(amount) : runTool(toolFile(`${part}-soak`), args);
    worst = Math.max(worst, status);
  }
  if (!isShort) worst = Math.max(worst, runTool(toolFile('page-soak'), []));
  return worst;
});
