import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  formatDay,
  formatDayInSentence,
  formatInstant,
  formatMoment,
  formatMomentDay,
} from './date-format.ts';
import {
  counted,
  formatDecimal,
  formatInteger,
  formatPercent,
  formatPercentInSentence,
  formatPlain,
  formatRange,
  formatSigned,
  listed,
} from './number-format.ts';
import { quantityText } from './quantity-format.ts';
import { fromShown, inputUnit, roundUp, toShown } from './unit-input.ts';
import { GIB, TIB } from '../units.ts';

describe('formatMoment', () => {
  const at = Date.UTC(2026, 10, 24, 23, 5);
  it('says the moment of an act in UTC, and that it is UTC', () => {
    expect(formatMoment(at)).toBe('24 Nov 2026 23:05 UTC');
    expect(formatMomentDay(at)).toBe('24 Nov 2026');
  });
  it('says the same where the computer has another zone', () => {
    vi.stubEnv('TZ', 'Pacific/Kiritimati');
    try {
      expect(new Date(at).getTimezoneOffset()).toBe(-14 * 60);
      expect(formatMoment(at)).toBe('24 Nov 2026 23:05 UTC');
      expect(formatMomentDay(at)).toBe('24 Nov 2026');
      expect(formatMoment(at, Date.UTC(2026, 10, 24, 1))).toBe('23:05 UTC');
    } finally {
      vi.unstubAllEnvs();
    }
  });
  it('leaves out what is the same now: the day, or the year', () => {
    expect(formatMoment(at, Date.UTC(2026, 10, 24, 1))).toBe('23:05 UTC');
    expect(formatMoment(at, Date.UTC(2026, 10, 25))).toBe('24 Nov 23:05 UTC');
    expect(formatMoment(at, Date.UTC(2027, 0, 1))).toBe('24 Nov 2026 23:05 UTC');
  });
});

describe('formatDecimal', () => {
  it('groups thousands and keeps the asked decimals', () => {
    expect(formatDecimal(16877.4, 1)).toBe('16,877.4');
    expect(formatInteger(7459)).toBe('7,459');
    expect(formatDecimal(123, 0)).toBe('123');
  });

  it('writes a true minus sign, and none before a zero', () => {
    expect(formatDecimal(-11.04, 1)).toBe('−11.0');
    expect(formatDecimal(-0.04, 1)).toBe('0.0');
    expect(formatSigned(-11)).toBe('−11');
    expect(formatSigned(4)).toBe('+4');
    expect(formatSigned(0)).toBe('0');
  });

  it('reads back to the number it shows, whatever its size', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e12, max: 1e12, noNaN: true }),
        fc.integer({ min: 0, max: 6 }),
        (value, digits) => {
          const read = Number(formatDecimal(value, digits).replaceAll(',', '').replace('−', '-'));
          expect(Math.abs(read - value)).toBeLessThanOrEqual(0.5 * 10 ** -digits + Math.abs(value) * 1e-15);
        },
      ),
    );
  });

  it('drops needless zeros only where asked', () => {
    expect(formatPlain(53, 2)).toBe('53');
    expect(formatPlain(4.1, 2)).toBe('4.1');
    expect(formatPlain(100, 0)).toBe('100');
  });
});

describe('percent', () => {
  it('has one decimal in tables and no space', () => expect(formatPercent(0.2567)).toBe('25.7%'));

  it('has no decimal in a sentence unless it lies within 1 point of its target', () => {
    expect(formatPercentInSentence(0.694, 0.6)).toBe('69%');
    expect(formatPercentInSentence(0.2043, 0.2)).toBe('20.4%');
    expect(formatPercentInSentence(0.22, 0.2)).toBe('22%');
    expect(formatPercentInSentence(0.5, null)).toBe('50%');
  });
});

describe('quantityText', () => {
  it('shows memory in GiB, from 10 TiB in TiB, below 1 GiB in MiB', () => {
    expect(quantityText(640 * GIB, 'bytes')).toBe('640.0 GiB');
    expect(quantityText(120.8 * TIB, 'bytes')).toBe('120.8 TiB');
    expect(quantityText(40 * 1024 ** 2, 'bytes')).toBe('40 MiB');
    expect(quantityText(0, 'bytes')).toBe('0.0 GiB');
  });

  it('shows disks in decimal units', () => {
    expect(quantityText(2.4e12, 'diskBytes')).toBe('2.4 TB');
    expect(quantityText(444e9, 'diskBytes')).toBe('444.0 GB');
  });

  it('shows seconds up to 120, then minutes', () => {
    expect(quantityText(38.2, 'seconds')).toBe('38.2 s');
    expect(quantityText(120, 'seconds')).toBe('120 s');
    expect(quantityText(150, 'seconds')).toBe('2.5 min');
    expect(quantityText(0.0008, 'seconds')).toBe('0.8 ms');
  });

  it('keeps the digits of a part of a core, so that a slow slope is no zero', () => {
    expect(quantityText(0.0031, 'cores')).toBe('0.0031 cores');
    expect(quantityText(0, 'cores')).toBe('0.0 cores');
    expect(quantityText(9.25, 'cores')).toBe('9.3 cores');
  });

  it('says "not measured" for null and never zero', () => {
    for (const unit of ['bytes', 'ratio', 'seconds', 'count', 'cores'] as const) {
      expect(quantityText(null, unit)).toBe('not measured');
    }
  });
});

describe('words around numbers', () => {
  it('joins ranges with a spaced en dash and lists with "and"', () => {
    expect(formatRange('6', '23 May')).toBe('6 – 23 May');
    expect(formatRange('6 May', '6 May')).toBe('6 May');
    expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
    expect(listed(['a'])).toBe('a');
    expect(counted(1, 'host')).toBe('1 host');
    expect(counted(1234, 'loss', 'losses')).toBe('1,234 losses');
  });
});

describe('dates', () => {
  it('leaves the year out when it is the one of the data', () => {
    expect(formatDay('2026-05-14', '2026-03-31T00:00:00Z')).toBe('14 May');
    expect(formatDay('2027-05-14', '2026-03-31T00:00:00Z')).toBe('14 May 2027');
    expect(formatDayInSentence('2026-04-02', '2026-03-31')).toBe('2 April');
  });

  it('shows an instant with its zone and lets what is no date pass through', () => {
    expect(formatInstant('2026-03-29T23:55:00Z')).toBe('29 Mar 2026 23:55 UTC');
    expect(formatDay('soon', null)).toBe('soon');
    expect(formatDay('2026-13-01', null)).toBe('2026-13-01');
  });
});

describe('unit-input', () => {
  it('gives back the value it was shown for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.constantFrom('bytes', 'ratio', 'bytesPerSecond', 'seconds'),
        (shown, unit) => {
          const how = inputUnit(unit, null);
          expect(toShown(fromShown(shown, how), how)).toBe(shown);
        },
      ),
    );
  });

  it('shows a share of 0.35 as 35, without rounding noise', () => {
    expect(toShown(0.35, inputUnit('ratio', null))).toBe(35);
  });

  it('rounds the end of a slider up to 1, 2 or 5 times a power of ten', () => {
    expect([3, 10, 11, 240, 0].map(roundUp)).toEqual([5, 10, 20, 500, 1]);
  });
});
