import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber, dayText, instantMs, inUtc, utcDayNumber } from './instant.ts';

describe('instantMs', () => {
  it('agrees with the platform on every instant it writes', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }),
        (date) => {
          expect(instantMs(date.toISOString())).toBe(date.getTime());
        },
      ),
    );
  });

  it('reads offsets, missing seconds and long fractions', () => {
    const noon = Date.UTC(2026, 2, 31, 12);
    expect(instantMs('2026-03-31T14:00+02:00')).toBe(noon);
    expect(instantMs('2026-03-31T06:30:00-0530')).toBe(noon);
    expect(instantMs('2026-03-31T12:00:00.123456789Z')).toBe(noon + 123);
    expect(instantMs('2026-03-31')).toBe(Date.UTC(2026, 2, 31));
  });

  it.each(['2026-03-31T12:00:00', '2026-02-29', '2026-13-01', '2026-03-31T24:00Z', '31.03.2026', '', 'now'])(
    'refuses %j',
    (text) => {
      expect(instantMs(text)).toBeNull();
    },
  );

  it('finds the UTC day of an instant with an offset', () => {
    expect(utcDayNumber('2026-03-31T01:00:00+02:00')).toBe(dayNumber('2026-03-30'));
  });

  it('writes the day it read', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (day) => {
        expect(dayNumber(dayText(day))).toBe(day);
      }),
    );
  });
});

describe('inUtc', () => {
  it('tells an instant with an offset in UTC, whose day may be another, and leaves all else as it stands', () => {
    expect(inUtc('2026-03-31T00:30:00+02:00')).toBe('2026-03-30T22:30:00Z');
    expect(inUtc('2026-03-31T23:30:15.250-0100')).toBe('2026-04-01T00:30:15.250Z');
    for (const text of ['2026-03-31', '2026-03-31T00:30:00Z', 'now', '2026-13-01T00:00+02:00'])
      expect(inUtc(text)).toBe(text);
  });
});
