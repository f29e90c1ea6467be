// Journeys that passed only at their second try: a race of theirs, or a fault of the application that shows now and then.
import { stripVTControlCharacters } from 'node:util';

/** All specs of a report by Playwright; its suites nest. */
const specsIn = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsIn)];

const firstFailure = ({ tests }) =>
  tests
    .flatMap(({ results }) => results)
    .flatMap(({ errors }) => errors.map(({ message }) => message))
    .at(0) ?? 'no reason was reported';

/** Name, place and first failure of each, in lines; none where all passed at once. */
export function secondTries(report) {
  return report.suites
    .flatMap(specsIn)
    .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
    .map(
      (spec) =>
        `passed only at the second try: ${spec.file}:${spec.line} ${spec.title}\n${stripVTControlCharacters(firstFailure(spec)).trim()}`,
    );
}
