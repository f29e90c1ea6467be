// npm test: set-up where needed, then every check and test; goes on after a failure, so that one run shows all of
// them. The last line is `N passed, N failed`: tests counted one by one, and each failed check as one failure.
//   npm test -- --checks | --unit [name …] | --e2e [file …] [-g title]    runs a part
import { installOffice } from './setup/office.mjs';
import { installPrometheus } from './setup/prometheus.mjs';
import { runScript } from './setup/run-script.mjs';
import { installSevenZip } from './setup/seven-zip.mjs';
import { setUpForNode, setUpForWindow } from './setup/setup.mjs';
import { installStrace } from './setup/strace.mjs';
import { runStage } from './test/stage.mjs';

const PARTS = ['--checks', '--unit', '--e2e'];
const given = process.argv.slice(2);
const chosen = PARTS.filter((part) => given.includes(part));
const filters = given.filter((word) => !PARTS.includes(word));
const takesTitle = chosen.length === 1 && chosen[0] === '--e2e';
const unknown = filters.find((word) => word.startsWith('-') && !(word === '-g' && takesTitle));
if (unknown !== undefined) {
  console.error(`unknown option ${unknown}; a part to run is one of ${PARTS.join(', ')}`);
  process.exit(2);
}
const runs = (part) => chosen.length === 0 || chosen.includes(part);

async function stages() {
  const { checkStages } = await import('./test/check-stages.mjs');
  const { buildStage, unitStage, endToEndStage } = await import('./test/test-stages.mjs');
  return [
    ...(runs('--checks') ? checkStages : []),
    ...(runs('--unit') ? [unitStage(filters)] : []),
    ...(runs('--e2e') ? [buildStage, endToEndStage(filters)] : []),
  ];
}

await runScript(async () => {
  const say = (line) => console.log(line);
  // The checks build the window too, to weigh what is read at its start.
  await (runs('--e2e') || runs('--checks') ? setUpForWindow : setUpForNode)(say);
  if (runs('--unit') || runs('--e2e')) await installPrometheus(say);
  if (runs('--unit')) installOffice(say);
  if (runs('--unit')) installStrace(say);
  if (runs('--e2e')) installSevenZip(say);
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const stage of await stages()) {
    const result = await runStage(stage);
    for (const count of Object.keys(total)) total[count] += result[count];
  }
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
  return total.failed > 0 ? 1 : 0;
});
