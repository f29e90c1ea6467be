// What neither the compiler nor the linter can see of the engine's purity: `new Date()` and `Date()` without an
// argument read the clock, while `new Date(ms)` and `Date.UTC(…)` only calculate.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inRoot, root } from '../setup/places.mjs';

const READS_CLOCK = /(?<![\w.])Date\s*\(\s*\)/;
const COMMENT = /^\s*(\/\/|\/?\*)/;

const files = readdirSync(inRoot('shared'), { recursive: true, withFileTypes: true })
  .filter(({ name }) => /\.tsx?$/.test(name) && !/\.(test|arbitrary|fixture)\.tsx?$/.test(name))
  .map((entry) => join(entry.parentPath, entry.name));

const findings = files.flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((text, index) => ({ text, place: `${relative(root, file)}:${index + 1}` }))
    .filter(({ text }) => READS_CLOCK.test(text) && !COMMENT.test(text)),
);

for (const { place, text } of findings) console.log(`${place}: reads the clock: ${text.trim()}`);
process.exitCode = findings.length > 0 ? 1 : 0;
