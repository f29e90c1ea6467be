import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleNotation, type Reading } from './sample-notation.ts';

/** Reads the notation back, as promtool's own parser does. */
function expanded(notation: string): Reading[] {
  return notation.split(' ').flatMap((part): Reading[] => {
    const gap = /^_(?:x(\d+))?$/.exec(part);
    if (gap !== null) return Array.from({ length: Number(gap[1] ?? 1) }, () => null);
    const run = /^(-?[\d.]+)(?:([+-])([\d.]+))?(?:x(\d+))?$/.exec(part);
    if (run === null) throw new Error(`cannot read ${part}`);
    const [, first = '', sign = '+', step = '0', times = '0'] = run;
    return Array.from(
      { length: Number(times) + 1 },
      (_, i) => Number(first) + (sign === '-' ? -1 : 1) * Number(step) * i,
    );
  });
}

describe('sampleNotation', () => {
  it('shortens constant runs, straight runs and gaps', () => {
    expect(sampleNotation([5, 5, 5])).toBe('5x2');
    expect(sampleNotation([1, 3, 5, 7])).toBe('1+2x3');
    expect(sampleNotation([7, 5, 3])).toBe('7-2x2');
    expect(sampleNotation([null, null, 4])).toBe('_x2 4');
    expect(sampleNotation([0.4])).toBe('0.4');
  });

  it('read back, gives the same readings to eleven digits', () => {
    const reading = fc.option(fc.double({ min: -1e13, max: 1e13, noNaN: true, noDefaultInfinity: true }), {
      nil: null,
      freq: 4,
    });
    const runs = fc.array(fc.tuple(reading, fc.constantFrom(0, 0.25, -3), fc.integer({ min: 1, max: 6 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(runs, (parts) => {
        const readings = parts.flatMap(([first, step, count]): Reading[] =>
          Array.from({ length: count }, (_, i) =>
            first === null ? null : Math.abs(first) < 1e-6 ? step * i : first + step * i,
          ),
        );
        const back = expanded(sampleNotation(readings));
        expect(back.length).toBe(readings.length);
        back.forEach((value, i) => {
          const was = readings[i] ?? null;
          if (was === null || value === null) expect(value).toBe(was);
          else expect(Math.abs(value - was)).toBeLessThanOrEqual(1e-10 * Math.max(1, Math.abs(was)));
        });
      }),
    );
  });
});
