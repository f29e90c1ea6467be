// Known weaknesses in what ships: `npm audit` over the production packages, after the bundles were held against them: a
// package that ships and is only a development package would not be asked about. A registry that does not answer such
// questions (offline, a mirror) is said on a line of its own and is no failure; an advisory is one.
import { readdirSync, readFileSync } from 'node:fs';
import { npmCommand, run } from '../setup/run.mjs';
import { inRoot } from '../setup/places.mjs';

/** A registry that is reached, but slowly or not to its end, must not hold up the other checks for long. */
const PATIENCE = ['--fetch-timeout=20000', '--fetch-retries=1'];

/** Packages in the bundles (the lists scripts/build/shipped-packages.ts leaves) that the lock file calls development packages. */
function shippedUnasked() {
  const { packages } = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'));
  const lists = inRoot('out', 'packages');
  const shipped = readdirSync(lists).flatMap((list) => readFileSync(`${lists}/${list}`, 'utf8').split('\n'));
  const names = new Set(
    shipped.filter(Boolean).map((folder) => folder.replace(/^.*?\/(?=node_modules\/)/, '')),
  );
  return [...names].filter((name) => packages[name]?.dev === true);
}

function reportIn(text) {
  try {
    return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
  } catch {
    return {};
  }
}

const unasked = shippedUnasked();
for (const name of unasked)
  console.error(`${name} ships and belongs under "dependencies", or what brings it`);
const [npm, leading, options] = npmCommand();
const words = [...leading, 'audit', '--omit=dev', '--json', ...PATIENCE];
const asked = await run(npm, words, { ...options, cwd: inRoot() });
const { vulnerabilities, message, error } = reportIn(asked.output);
const found = Object.values(vulnerabilities ?? {});
for (const { name, severity, range } of found) console.error(`${severity}: ${name} ${range}`);
console.log(
  vulnerabilities === undefined
    ? `SKIPPED: the registry gives no advisories here (${message ?? error?.summary ?? 'no answer'})`
    : `${found.length} known weaknesses in production packages`,
);
process.exitCode = found.length + unasked.length > 0 ? 1 : 0;
