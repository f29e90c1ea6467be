// Known weaknesses in what ships: `npm audit` over the production packages. A registry that does not answer such questions
// (offline, a mirror) is said on a line of its own and is no failure; an advisory is one.
import { npmCommand, run } from '../setup/run.mjs';
import { inRoot } from '../setup/places.mjs';

const [npm, leading, options] = npmCommand();
const asked = await run(npm, [...leading, 'audit', '--omit=dev', '--json'], { ...options, cwd: inRoot() });

function reportIn(text) {
  try {
    return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
  } catch {
    return {};
  }
}

const { vulnerabilities, message, error } = reportIn(asked.output);
if (vulnerabilities === undefined) {
  console.log(`SKIPPED: the registry gives no advisories here (${message ?? error?.summary ?? 'no answer'})`);
} else {
  const found = Object.values(vulnerabilities);
  for (const { name, severity, range } of found) console.error(`${severity}: ${name} ${range}`);
  console.log(`${found.length} known weaknesses in production packages`);
  process.exitCode = found.length > 0 ? 1 : 0;
}
