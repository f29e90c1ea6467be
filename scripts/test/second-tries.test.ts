import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inRoot } from '../setup/places.mjs';
import { retriedJourneys, retriedUnitTests } from './second-tries.mjs';

const spec = (title: string, status: string, errors: readonly string[][]) => ({
  title,
  file: 'plan.spec.ts',
  line: 7,
  tests: [
    { status, results: errors.map((messages) => ({ errors: messages.map((message) => ({ message })) })) },
  ],
});

test('a journey that passed at its second try is named with why it failed at the first; in a nested suite, too', () => {
  const report = {
    suites: [
      { specs: [spec('at once', 'expected', [[]])] },
      {
        suites: [
          { specs: [spec('in the end', 'flaky', [['\u001b[31mnot there\u001b[39m', 'and more'], []])] },
        ],
      },
    ],
  };
  expect(retriedJourneys(report)).toEqual([
    'passed only at the second try: plan.spec.ts:7 in the end\nnot there',
  ]);
});

test('nothing is said of journeys that passed at once, or failed twice', () => {
  const specs = [spec('at once', 'expected', [[]]), spec('never', 'unexpected', [['no'], ['no']])];
  expect(retriedJourneys({ suites: [{ specs }] })).toEqual([]);
});

test('the same for unit tests, by the failures that a passed one still carries', () => {
  const name = inRoot('electron', 'start.test.ts');
  const result = (fullName: string, status: string, failureMessages: readonly string[]) => ({
    fullName,
    status,
    failureMessages,
  });
  const assertionResults = [
    result('at once', 'passed', []),
    result('in the end', 'passed', ['too late', 'again']),
    result('never', 'failed', ['no']),
  ];
  expect(retriedUnitTests({ testResults: [{ name, assertionResults }] })).toEqual([
    `passed only at the second try: ${join('electron', 'start.test.ts')} in the end\ntoo late`,
  ]);
});
