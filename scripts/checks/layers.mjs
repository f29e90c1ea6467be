// Checks .dependency-cruiser.cjs: who imports whom, and that nothing imports in a circle.
import { createRequire } from 'node:module';
import { inRoot } from '../setup/places.mjs';

const require = createRequire(import.meta.url);

// dependency-cruiser reads TypeScript by swc, since the compiler has no JavaScript interface any more, but never
// tells swc that a file holds JSX. It takes the parser from this shared module object, so we add the word here.
/** @type {{ parseFileSync: (file: string, options: object) => unknown }} */
const swc = require('@swc/core');
const parseFile = swc.parseFileSync;
swc.parseFileSync = (file, options) => parseFile(file, { ...options, tsx: file.endsWith('.tsx') });

const { cruise } = await import('dependency-cruiser');
const { forbidden, options } = require(inRoot('.dependency-cruiser.cjs'));

const result = await cruise(['shared', 'electron', 'renderer'], {
  ...options,
  baseDir: inRoot(),
  validate: true,
  ruleSet: { forbidden },
  outputType: 'err',
});
if (result.exitCode > 0)
  console.log(typeof result.output === 'string' ? result.output.trim() : result.output);
process.exitCode = result.exitCode > 0 ? 1 : 0;
