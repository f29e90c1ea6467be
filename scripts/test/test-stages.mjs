// The two stages that count tests. Their own reporters write the figures to files, which cannot be misread.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { buildApp, isAppFresh } from '../build/build-app.mjs';
import { buildCli, isCliFresh } from '../build/build-cli.mjs';
import { inRoot } from '../setup/places.mjs';
import { hasDisplay, startVirtualDisplay } from '../setup/virtual-display.mjs';
import { asCheck, packageFile, runNode } from './stage.mjs';

/** Journeys that run side by side where there is no desktop, each on a display of its own: a window keeps two cores busy. */
const WINDOWS = Math.max(1, Math.min(2, Math.floor(availableParallelism() / 2)));

const reportFile = (name) => inRoot('out', 'test', `${name}.json`);

function freshReport(name) {
  mkdirSync(inRoot('out', 'test'), { recursive: true });
  rmSync(reportFile(name), { force: true });
  return reportFile(name);
}

/** A run that failed without a failing test (a file that does not load, no report at all) still counts as one. */
function counted({ status, output }, { passed, failed, skipped }) {
  const ok = status === 0 && failed === 0;
  const failures = ok ? 0 : Math.max(failed, 1);
  const note = `${passed} passed, ${failures} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return { ok, output, passed, failed: failures, skipped, note };
}

const NOTHING = { passed: 0, failed: 0, skipped: 0 };

function readReport(file, figures) {
  return existsSync(file) ? figures(JSON.parse(readFileSync(file, 'utf8'))) : NOTHING;
}

async function runUnitTests(filters) {
  const file = freshReport('unit');
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  const done = await runNode(packageFile('vitest', 'vitest.mjs'), [
    'run',
    '--silent=passed-only',
    ...reporters,
    ...filters,
  ]);
  return counted(
    done,
    readReport(file, (report) => ({
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    })),
  );
}

async function runEndToEndTests(filters) {
  const file = freshReport('e2e');
  const displays = hasDisplay()
    ? []
    : await Promise.all(Array.from({ length: WINDOWS }, () => startVirtualDisplay()));
  const env = {
    ...(displays[0]?.env ?? process.env),
    HEADROOM_TEST_DISPLAYS: displays.map(({ env: { DISPLAY } }) => DISPLAY).join(' '),
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    FORCE_COLOR: '0',
  };
  const cli = packageFile('@playwright', 'test', 'cli.js');
  const done = await runNode(cli, ['test', '--reporter=list,json', ...filters], env);
  for (const display of displays) display.stop();
  return counted(
    done,
    readReport(file, ({ stats }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
    })),
  );
}

async function build() {
  try {
    if (!isAppFresh()) await buildApp();
    if (!isCliFresh()) await buildCli();
    return asCheck({ status: 0, output: '' });
  } catch (error) {
    return asCheck({ status: 1, output: error.stack ?? String(error) });
  }
}

export const buildStage = { name: 'build', work: build };
export const unitStage = (filters) => ({ name: 'unit tests', work: () => runUnitTests(filters) });
export const endToEndStage = (filters) => ({
  name: 'end-to-end tests',
  work: () => runEndToEndTests(filters),
});
