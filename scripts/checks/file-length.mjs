// A file past 500 lines is refused, past 300 it is named: does it hold two ideas?
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inRoot, root } from '../setup/places.mjs';

const REFUSED_ABOVE = 500;
const NAMED_ABOVE = 300;
const FOLDERS = ['shared', 'electron', 'renderer', 'e2e', 'scripts'];
const CODE = /\.(ts|tsx|css|mjs|cjs)$/;

const files = FOLDERS.flatMap((folder) =>
  readdirSync(inRoot(folder), { recursive: true, withFileTypes: true }),
)
  .filter((entry) => entry.isFile() && CODE.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));

const measured = files
  .map((file) => ({
    file: relative(root, file),
    lines: readFileSync(file, 'utf8').trimEnd().split('\n').length,
  }))
  .filter(({ lines }) => lines > NAMED_ABOVE)
  .toSorted((a, b) => b.lines - a.lines);

for (const { file, lines } of measured) {
  console.log(`${lines > REFUSED_ABOVE ? 'error' : 'warning'}: ${file} has ${lines} lines`);
}
process.exitCode = measured.some(({ lines }) => lines > REFUSED_ABOVE) ? 1 : 0;
