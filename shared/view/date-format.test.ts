import { expect, test } from 'vitest';
import { daysInWords } from './date-format.ts';

test('calendar days within a text are said in words; instants, names and what is no day stay', () => {
  expect(daysInWords('fails on 2026-12-22; ordered today std-64 is in service on 2027-01-05')).toBe(
    'fails on 22 December 2026; ordered today std-64 is in service on 5 January 2027',
  );
  for (const kept of ['at 2026-12-22T10:00Z', 'host 2026-12-22-a', 'on 2026-13-01', 'no day at all'])
    expect(daysInWords(kept)).toBe(kept);
});
