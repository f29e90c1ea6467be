import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimeReader, type TimeUnit } from './parse-time.ts';

const iso = (text: string, zone = 'UTC', unit: TimeUnit = 'auto'): string | null => {
  const ms = new TimeReader(zone, unit).read(text);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
};

describe('TimeReader', () => {
  it('reads back every ISO time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 253_402_300_799_999 }), (ms) => {
        const text = new Date(ms).toISOString();
        expect(iso(text)).toBe(text);
        expect(iso(text.replace('T', ' ').replace('Z', ''))).toBe(text);
      }),
    );
  });

  it.each([
    ['2026-03-31', '2026-03-31T00:00:00.000Z'],
    ['2026-03-31 12:30', '2026-03-31T12:30:00.000Z'],
    ['2026/03/31 12:30:15', '2026-03-31T12:30:15.000Z'],
    ['2026-03-31T12:30:15+02:00', '2026-03-31T10:30:15.000Z'],
    ['2026-03-31 12:30:15-0530', '2026-03-31T18:00:15.000Z'],
    ['2013-08-12 13:35:46+00', '2013-08-12T13:35:46.000Z'],
    ['2026-03-31 12:30:15 UTC', '2026-03-31T12:30:15.000Z'],
    ['2026-03-31T12:30:15.123456789Z', '2026-03-31T12:30:15.123Z'],
    ['2026-03-31T24:00:00Z', '2026-04-01T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ])('reads %s as %s', (text, expected) => {
    expect(iso(text)).toBe(expected);
  });

  it.each([
    '2026-02-30',
    '2026-13-01',
    '2026-03-31T25:00:00Z',
    '31/03/2026',
    '2026-3-1',
    'yesterday',
    '',
    '1234',
    '1969-12-31',
    '12:00',
  ])('refuses %j', (text) => {
    expect(iso(text)).toBeNull();
  });

  it('tells epoch seconds, milliseconds, microseconds and nanoseconds by their size', () => {
    for (const text of [
      '1376314846',
      '1376314846000',
      '1376314846000000',
      '1376314846000000000',
      '1376314846.0',
    ]) {
      expect(iso(text)).toBe('2013-08-12T13:40:46.000Z');
    }
    expect(iso('1376314846', 'UTC', 'ms')).toBe('1970-01-16T22:18:34.846Z');
  });

  it('reads stamps without zone in the zone asked for, and counts the hour a clock change repeats', () => {
    expect(iso('2026-07-01 12:00:00', 'Europe/Berlin')).toBe('2026-07-01T10:00:00.000Z');
    expect(iso('2026-12-01 12:00:00', 'Europe/Berlin')).toBe('2026-12-01T11:00:00.000Z');
    expect(iso('2026-07-01T12:00:00Z', 'Europe/Berlin')).toBe('2026-07-01T12:00:00.000Z');
    const reader = new TimeReader('Europe/Berlin', 'auto');
    expect(new Date(reader.read('2026-10-25 02:30:00')).toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(new Date(reader.read('2026-10-25 03:00:00')).toISOString()).toBe('2026-10-25T02:00:00.000Z');
    expect(reader.repeatedHour).toBe(1);
  });

  it('throws for a zone nobody knows', () => {
    expect(() => new TimeReader('Mars/Olympus', 'auto')).toThrow(RangeError);
  });
});
