// Tools of scripts/ that are written in TypeScript, made into plain JavaScript for Node. By the command line's own
// configuration, so that the engine's workers lie where the code looks for them.
import { join } from 'node:path';
import { inRoot } from '../setup/places.mjs';

/** Bundles `scripts/<folder>/<name>.ts` for each name; returns where the JavaScript of a name is. */
export async function bundleTools(folder, names, outDir = inRoot('out', folder)) {
  const input = Object.fromEntries(names.map((name) => [name, inRoot('scripts', folder, `${name}.ts`)]));
  const { build } = await import('vite');
  const overrides = { outDir, emptyOutDir: true, rolldownOptions: { input } };
  await build({ root: inRoot(), configFile: inRoot('vite.cli.config.ts'), build: overrides });
  return (name) => join(outDir, `${name}.js`);
}
