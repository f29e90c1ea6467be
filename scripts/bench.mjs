// npm run bench [-- name part…]: runs scripts/bench/<name>-bench.ts one after the other, each bundled for plain Node
// and in a process of its own, so that memory figures are its own too. Each prints its table.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { bundleTools } from './build/bundle-tools.mjs';
import { inRoot } from './setup/places.mjs';
import { installPrometheus } from './setup/prometheus.mjs';
import { SetupError } from './setup/run.mjs';
import { runScript } from './setup/run-script.mjs';
import { setUpForWindow } from './setup/setup.mjs';

const SUFFIX = '-bench.ts';
const parts = process.argv.slice(2);

await runScript(async () => {
  await setUpForWindow(console.log);
  installPrometheus(console.log);
  const { buildApp, isAppFresh } = await import('./build/build-app.mjs');
  if (!isAppFresh()) await buildApp();
  const names = readdirSync(inRoot('scripts', 'bench'))
    .filter(
      (file) => file.endsWith(SUFFIX) && (parts.length === 0 || parts.some((part) => file.includes(part))),
    )
    .map((file) => file.slice(0, -'.ts'.length));
  if (names.length === 0) throw new SetupError(`No bench is called ${parts.join(' or ')}.`);
  const builtFile = await bundleTools('bench', names);
  const results = names.map((name) => {
    console.log(`\n${name}`);
    return spawnSync(process.execPath, ['--expose-gc', builtFile(name)], { cwd: inRoot(), stdio: 'inherit' })
      .status;
  });
  return results.every((status) => status === 0) ? 0 : 1;
});
