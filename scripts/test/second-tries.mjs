// Tests that passed only at their second try: a race of theirs, or a fault of the application that shows now and then. Each is
// told in lines with its place, name and first failure.
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { inRoot } from '../setup/places.mjs';

const told = (place, name, failures) =>
  `passed only at the second try: ${place} ${name}\n${stripVTControlCharacters(failures[0] ?? 'no reason was reported').trim()}`;

/** All specs of a report by Playwright; its suites nest. */
const specsIn = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsIn)];

export function retriedJourneys(report) {
  return report.suites
    .flatMap(specsIn)
    .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
    .map(({ file, line, title, tests }) => {
      const errors = tests.flatMap(({ results }) => results.flatMap((result) => result.errors));
      return told(
        `${file}:${line}`,
        title,
        errors.map(({ message }) => message),
      );
    });
}

/** Vitest keeps the failures of a test that passed in the end. */
export function retriedUnitTests(report) {
  return report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
      .map(({ fullName, failureMessages }) => told(relative(inRoot(), name), fullName, failureMessages)),
  );
}
