// npm run bench [-- name part…]: runs scripts/bench/<name>-bench.ts one after the other, each bundled for plain Node
// and in a process of its own, so that memory figures are its own too. Each prints its table.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './setup/places.mjs';
import { installPrometheus } from './setup/prometheus.mjs';
import { SetupError } from './setup/run.mjs';
import { runScript } from './setup/run-script.mjs';
import { setUpForWindow } from './setup/setup.mjs';

const SUFFIX = '-bench.ts';
const parts = process.argv.slice(2);

/** By the command line's own configuration, so that the engine's workers lie where the code looks for them. */
async function bundle(names) {
  const outDir = inRoot('out', 'bench');
  const input = Object.fromEntries(names.map((name) => [name, inRoot('scripts', 'bench', `${name}.ts`)]));
  const { build } = await import('vite');
  const overrides = { outDir, emptyOutDir: true, rolldownOptions: { input } };
  await build({ root: inRoot(), configFile: inRoot('vite.cli.config.ts'), build: overrides });
  return (name) => join(outDir, `${name}.js`);
}

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
  const builtFile = await bundle(names);
  const results = names.map((name) => {
    console.log(`\n${name}`);
    return spawnSync(process.execPath, ['--expose-gc', builtFile(name)], { cwd: inRoot(), stdio: 'inherit' })
      .status;
  });
  return results.every((status) => status === 0) ? 0 : 1;
});
