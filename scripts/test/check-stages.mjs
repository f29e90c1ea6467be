// The cheap checks, in the order in which their findings are easiest to act on.
import { bringAppUpToDate } from '../build/build-app.mjs';
import { inRoot } from '../setup/places.mjs';
import { run } from '../setup/run.mjs';
import { asCheck, check, packageFile, runNode } from './stage.mjs';

const LINTED = ['shared', 'electron', 'renderer', 'e2e', 'scripts'];
const PROJECTS = ['shared', 'electron', 'renderer', '.', 'scripts'];
const script = (name) => inRoot('scripts', 'checks', name);

/** All projects at once: the compiler is a native program, and each takes about a second. */
async function checkTypes() {
  const compiler = packageFile('typescript', 'bin', 'tsc');
  const args = (project) => [compiler, '-p', project, '--pretty', 'false'];
  const results = await Promise.all(
    PROJECTS.map((project) => run(process.execPath, args(project), { cwd: inRoot() })),
  );
  return asCheck({
    status: results.every(({ status }) => status === 0) ? 0 : 1,
    output: [...new Set(results.flatMap(({ output }) => output.trim().split('\n')))]
      .filter(Boolean)
      .join('\n'),
  });
}

/** What it says stands in the line of the stage: a registry that does not answer must not look like a clean one. */
async function checkAdvisories() {
  const done = await runNode(script('audit.mjs'));
  return { ...asCheck(done), note: done.output.trim() };
}

/** Builds where something is newer than the build, and says what the start weighs. */
async function checkStartBundle() {
  await bringAppUpToDate(console.log);
  const done = await runNode(script('start-bundle.mjs'));
  return { ...asCheck(done), note: done.output.trim() };
}

export const checkStages = [
  check('formatting', packageFile('prettier', 'bin', 'prettier.cjs'), [
    '--check',
    '--cache',
    '--log-level=warn',
    '.',
  ]),
  check('lint', packageFile('oxlint', 'bin', 'oxlint'), [...LINTED, '--deny-warnings', '--format=unix']),
  { name: 'types', work: checkTypes },
  check('layers', script('layers.mjs')),
  check('unused code', packageFile('knip', 'bin', 'knip.js'), ['--no-progress', '--no-config-hints']),
  check('dead styles', script('dead-styles.mjs')),
  check('file length', script('file-length.mjs')),
  check('purity of shared', script('purity.mjs')),
  { name: 'start bundle', work: checkStartBundle },
  { name: 'advisories', work: checkAdvisories },
];
