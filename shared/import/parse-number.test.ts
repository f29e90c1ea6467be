import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalMarkOf, NULL_WORDS, parseNumber, type DecimalMark } from './parse-number.ts';

const read = (text: string, decimal: DecimalMark = '.') => {
  const cell = parseNumber(text, { decimal, nullWords: NULL_WORDS });
  if (cell.kind !== 'number') return cell.kind;
  return cell.unit === null
    ? cell.value
    : [cell.value, cell.unit.name, (cell.value * cell.unit.factor) / cell.unit.divisor];
};

describe('parseNumber', () => {
  it('reads back every finite number JavaScript can write', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(read(String(value))).toBe(value + 0);
      }),
    );
  });

  it.each([
    ['12.3 GiB', 12.3, 'GiB', 12.3 * 1024 ** 3],
    ['45%', 45, '%', 0.45],
    ['1.5 ms', 1.5, 'ms', 0.0015],
    ['300 MB/s', 300, 'MB/s', 300e6],
    ['8 Mb/s', 8, 'Mb/s', 1e6],
    ['-3 µs', -3, 'µs', -0.000003],
    ['1.2 K', 1.2, 'K', 1200],
  ])('converts %s by its unit', (text, value, unit, base) => {
    expect(read(text)).toEqual([value, unit, base]);
  });

  it.each(['', ' ', 'null', 'NaN', 'N/A', '-', 'None', 'undefined'])('takes %j for no value', (text) => {
    expect(read(text)).toBe('null');
  });

  it.each([
    'abc',
    '1.2.3',
    '0x10',
    '1e',
    'Infinity',
    '+Inf',
    '1e999',
    '12 parsecs',
    '--1',
    '1 2',
    '1,23.4,5',
    '9'.repeat(70),
  ])('refuses %j', (text) => {
    expect(read(text)).toBe('bad');
  });

  it('reads grouped digits only by the decimal mark of the file', () => {
    expect(read('1,234')).toBe(1234);
    expect(read('1,234,567.5')).toBe(1_234_567.5);
    expect(read('1,234', ',')).toBe(1.234);
    expect(read('1.234.567,5', ',')).toBe(1_234_567.5);
    expect(read('1 234 567')).toBe(1_234_567);
    expect(read('1\u00a0234,5', ',')).toBe(1234.5);
  });

  it('never guesses 1,234 where nothing settles the mark, nor 1.234 in a file of decimal commas', () => {
    expect(read('1,234', 'ambiguous')).toBe('bad');
    expect(read('1.234', ',')).toBe('bad');
    expect(read('1,5')).toBe('bad');
  });
});

describe('decimalMarkOf', () => {
  it.each([
    [['1.5', '2'], ';', '.'],
    [['1,5', '2'], ';', ','],
    [['1,234'], ';', ','],
    [['1,234'], '\t', 'ambiguous'],
    [['1,234'], ',', '.'],
    [['1,234.5'], ';', '.'],
    [['1.234,5'], ',', ','],
    [['1,25'], ',', ','],
    [['7', '8'], ',', '.'],
    [['2026-01-01 00:00:00.500', '10.0.0.1', '10.0.0.1:9100', 'host.1', '12,3 GiB'], ';', ','],
    [['1 234,5', '7 1/s'], ';', ','],
  ] as const)('of %j in a file of %j is %j', (cells, delimiter, mark) => {
    expect(decimalMarkOf(cells, delimiter)).toBe(mark);
  });
});
