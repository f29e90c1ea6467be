import { expect, test } from 'vitest';
import { secondTries } from './second-tries.mjs';

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
  expect(secondTries(report)).toEqual([
    'passed only at the second try: plan.spec.ts:7 in the end\nnot there',
  ]);
});

test('nothing is said of journeys that passed at once, or failed twice', () => {
  const specs = [spec('at once', 'expected', [[]]), spec('never', 'unexpected', [['no'], ['no']])];
  expect(secondTries({ suites: [{ specs }] })).toEqual([]);
});
