// npm run guards: takes each guard of guards/guard-list.mjs out, sees its test fail, and puts it back. Not part of `npm test`:
// it edits the checkout while it runs. A guard whose test still passes without it is an error, and so is a line that is gone.
//   npm run guards -- unit | journey | WORD …     only those of a kind, or whose name holds a word
import { readFileSync, writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { GUARDS } from './guards/guard-list.mjs';
import { inRoot } from './setup/places.mjs';
import { run, SetupError } from './setup/run.mjs';
import { runScript } from './setup/run-script.mjs';
import { setUpForWindow } from './setup/setup.mjs';

const words = process.argv.slice(2);
const KINDS = ['unit', 'journey'];
const isAsked = (entry) =>
  words.length === 0 ||
  words.some((word) => (KINDS.includes(word) ? word in entry : entry.guard.includes(word)));

/** Runs the test of a guard. It fails only where a test failed, not where code does not build or load. */
async function testFails({ unit, journey }) {
  const args =
    unit === undefined
      ? [inRoot('scripts', 'test.mjs'), '--e2e', journey[0], ...(journey[1] === '' ? [] : ['-g', journey[1]])]
      : [inRoot('node_modules', 'vitest', 'vitest.mjs'), 'run', unit];
  const { status, output } = await run(process.execPath, args, { cwd: inRoot() });
  const plain = stripVTControlCharacters(output);
  const failed = /Tests +\d+ failed|^ +\d+ failed$/m.test(plain) && !plain.includes('FAIL build');
  return { fails: status !== 0 && failed, output: plain };
}

async function tryWithout(entry) {
  const file = inRoot(entry.file);
  const whole = readFileSync(file, 'utf8');
  if (whole.split(entry.stands).length !== 2) return `${entry.file} does not hold it once: ${entry.stands}`;
  const putBack = () => writeFileSync(file, whole);
  process.on('exit', putBack);
  try {
    writeFileSync(
      file,
      whole.replace(entry.stands, () => entry.without),
    );
    const { fails, output } = await testFails(entry);
    return fails ? null : `its test passes without it, or did not run:\n${output.slice(-2000)}`;
  } finally {
    process.off('exit', putBack);
    putBack();
  }
}

await runScript(async () => {
  const asked = GUARDS.filter(isAsked);
  if (asked.length === 0) throw new SetupError(`No guard has ${words.join(' or ')} in its name.`);
  await setUpForWindow(console.log);
  let unseen = 0;
  for (const entry of asked) {
    const complaint = await tryWithout(entry);
    if (complaint !== null) unseen += 1;
    console.log(`${complaint === null ? 'seen failing' : 'NOT SEEN'}  ${entry.guard}`);
    if (complaint !== null) console.log(complaint);
  }
  return unseen > 0 ? 1 : 0;
});
