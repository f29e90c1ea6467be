// One stage of `npm test`: runs, is timed, and prints one line; what was remarked follows, and all its output when it failed.
import { run } from '../setup/run.mjs';
import { inPackages, inRoot } from '../setup/places.mjs';

/** What a check that has no count of its own amounts to: nothing when it passes, one failure when it does not. */
export const asCheck = ({ status, output }) => ({
  ok: status === 0,
  output,
  passed: 0,
  failed: status === 0 ? 0 : 1,
  skipped: 0,
});

/** A script of this checkout or a package's command, both by plain Node. */
export const runNode = (file, args = [], env = process.env) =>
  run(process.execPath, [file, ...args], { cwd: inRoot(), env });

export const check = (name, file, args) => ({ name, work: async () => asCheck(await runNode(file, args)) });

export const packageFile = (...parts) => inPackages(...parts);

export async function runStage({ name, work }) {
  const startedMs = performance.now();
  const result = await work().catch((error) => asCheck({ status: 1, output: error.stack ?? String(error) }));
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  const notes = [`${seconds} s`, ...(result.note === undefined ? [] : [result.note])];
  console.log(`${result.ok ? 'ok  ' : 'FAIL'} ${name} (${notes.join(', ')})`);
  for (const remark of result.remarks ?? []) console.log(`     ${remark.replaceAll('\n', '\n     ')}`);
  if (!result.ok) console.log(`\n${result.output.trim()}\n`);
  return result;
}
