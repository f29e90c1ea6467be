import { expect, test } from 'vitest';
import { daysInWords, withWholeDays } from './date-format.ts';

test('calendar days within a text are said in words; instants, names and what is no day stay', () => {
  expect(daysInWords('fails on 2026-12-22; ordered today std-64 is in service on 2027-01-05')).toBe(
    'fails on 22 December 2026; ordered today std-64 is in service on 5 January 2027',
  );
  for (const kept of ['at 2026-12-22T10:00Z', 'host 2026-12-22-a', 'on 2026-13-01', 'no day at all'])
    expect(daysInWords(kept)).toBe(kept);
});

test('a day of a text does not break over two lines; other words may', () => {
  expect(withWholeDays('memory in euw-b falls on 16 Nov, or on 2 April 2027')).toBe(
    'memory in euw-b falls on 16\u00a0Nov, or on 2\u00a0April\u00a02027',
  );
  expect(withWholeDays('2 hosts of euw-b')).toBe('2 hosts of euw-b');
});
