// The two stages that count tests. Their own reporters write the figures to files, which cannot be misread.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { bringAppUpToDate } from '../build/build-app.mjs';
import { bringCliUpToDate } from '../build/build-cli.mjs';
import { inRoot } from '../setup/places.mjs';
import { inTurn, turnOf } from '../setup/turn.mjs';
import { hasDisplay, startVirtualDisplay } from '../setup/virtual-display.mjs';
import { retriedJourneys, retriedUnitTests } from './second-tries.mjs';
import { asCheck, packageFile, runNode } from './stage.mjs';

/** Journeys that run side by side where there is no desktop, each on a display of its own: a window keeps two cores busy. */
const WINDOWS = Math.max(1, Math.min(2, Math.floor(availableParallelism() / 2)));

function freshReport(name) {
  const file = inRoot('out', 'test', `${name}.json`);
  mkdirSync(inRoot('out', 'test'), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

/** A run that failed without a failing test (a file that does not load, no report at all) still counts as one. */
function counted({ status, output }, figures) {
  const { passed, failed, skipped, remarks = [] } = figures ?? { passed: 0, failed: 0, skipped: 0 };
  const ok = figures !== null && status === 0 && failed === 0;
  const failures = ok ? 0 : Math.max(failed, 1);
  const also = [
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(remarks.length > 0 ? [`${remarks.length} only at the second try`] : []),
  ];
  const note = [`${passed} passed`, `${failures} failed`, ...also].join(', ');
  return { ok, output, passed, failed: failures, skipped, note, remarks };
}

/** `null` where there is none, or only the beginning of one. */
function readReport(file, figures) {
  try {
    return figures(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

async function runUnitTests(filters) {
  const file = freshReport(`unit-${process.pid}`); // two runs may go on at once
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  const done = await runNode(packageFile('vitest', 'vitest.mjs'), [
    'run',
    '--silent=passed-only',
    ...reporters,
    ...filters,
  ]);
  const figures = readReport(file, (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    remarks: retriedUnitTests(report),
  }));
  rmSync(file, { force: true });
  return counted(done, figures);
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
    readReport(file, (report) => ({
      passed: report.stats.expected + report.stats.flaky,
      failed: report.stats.unexpected,
      skipped: report.stats.skipped,
      remarks: retriedJourneys(report),
    })),
  );
}

async function build() {
  try {
    await bringAppUpToDate(console.log);
    await bringCliUpToDate(console.log);
    return asCheck({ status: 0, output: '' });
  } catch (error) {
    return asCheck({ status: 1, output: error.stack ?? String(error) });
  }
}

export const buildStage = { name: 'build', work: build };
export const unitStage = (filters) => ({ name: 'unit tests', work: () => runUnitTests(filters) });
export const endToEndStage = (filters) => ({
  name: 'end-to-end tests',
  // Another run would take its files away, and pack over what it packed.
  work: () => inTurn(turnOf('journeys'), console.log, () => runEndToEndTests(filters)),
});
