// npm run bench [-- name part…]: runs scripts/bench/<name>-bench.ts one after the other, each bundled for plain Node
// and in a process of its own, so that memory figures are its own too. Each prints its table.
import { readdirSync } from 'node:fs';
import { bundleTools } from './build/bundle-tools.mjs';
import { inRoot } from './setup/places.mjs';
import { installPrometheus } from './setup/prometheus.mjs';
import { runShown, SetupError } from './setup/run.mjs';
import { runScript } from './setup/run-script.mjs';
import { setUpForWindow } from './setup/setup.mjs';

const SUFFIX = '-bench.ts';
const parts = process.argv.slice(2);

await runScript(async () => {
  await setUpForWindow(console.log);
  await installPrometheus(console.log);
  const { bringAppUpToDate } = await import('./build/build-app.mjs');
  await bringAppUpToDate(console.log);
  const names = readdirSync(inRoot('scripts', 'bench'))
    .filter(
      (file) => file.endsWith(SUFFIX) && (parts.length === 0 || parts.some((part) => file.includes(part))),
    )
    .map((file) => file.slice(0, -'.ts'.length));
  if (names.length === 0) throw new SetupError(`No bench is called ${parts.join(' or ')}.`);
  const builtFile = await bundleTools('bench', names);
  let worst = 0;
  for (const name of names) {
    console.log(`\n${name}`);
    const status = await runShown(process.execPath, ['--expose-gc', builtFile(name)], { cwd: inRoot() });
    worst = Math.max(worst, status);
  }
  return worst;
});
