import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText } from './chart-table.ts';
import {
  lowerBound,
  nearestIndex,
  spreadLabels,
  thinLine,
  valueAt,
  valueExtent,
  wholeSpan,
  type TimeLine,
} from './time-lines.ts';
import { describeLines, readOff, timeTable } from './time-table.ts';
import { momentText, spanText, timeTickText } from './time-text.ts';

const line = (times: number[], values: number[], gapMs = 15): TimeLine => ({
  key: 'a',
  name: 'used',
  role: 'series',
  times,
  values,
  gapMs,
});
const DAY = 86_400_000;

describe('thinLine', () => {
  it('keeps every sample while there are no more than two per pixel', () => {
    const thin = thinLine(line([0, 10, 20], [1, 5, 3]), { from: 0, to: 20 }, 100);
    expect(thin).toEqual({ times: [0, 10, 20], values: [1, 5, 3], isDense: false });
  });

  it('breaks where samples are further apart than the gap, and where one was not measured', () => {
    expect(thinLine(line([0, 10, 50], [1, 2, 3]), { from: 0, to: 50 }, 100).values).toEqual([
      1,
      2,
      Number.NaN,
      3,
    ]);
    const holed = line(
      Array.from({ length: 100 }, (_, i) => i),
      Array.from({ length: 100 }, (_, i) => (i === 50 ? Number.NaN : 1)),
    );
    expect(
      thinLine(holed, { from: 0, to: 100 }, 10).values.filter(Number.isNaN).length,
    ).toBeGreaterThanOrEqual(1);
  });

  it('never loses a peak, draws at most five points per pixel, and stays in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 200, maxLength: 800 }),
        fc.integer({ min: 5, max: 60 }),
        (values, pixels) => {
          const whole = line(
            values.map((_, i) => i * 10),
            values,
          );
          const thin = thinLine(whole, { from: 0, to: (values.length - 1) * 10 }, pixels);
          const known = thin.values.filter((value) => !Number.isNaN(value));
          expect(Math.max(...known)).toBe(Math.max(...values));
          expect(Math.min(...known)).toBe(Math.min(...values));
          expect(thin.times.length).toBeLessThanOrEqual(Math.max(values.length, (pixels + 2) * 5));
          for (let i = 1; i < thin.times.length; i += 1)
            expect(thin.times[i]).toBeGreaterThanOrEqual(thin.times[i - 1]!);
        },
      ),
    );
  });

  it('reaches beyond the edges of a zoom by one sample', () => {
    const thin = thinLine(line([0, 10, 20, 30, 40], [1, 2, 3, 4, 5]), { from: 15, to: 25 }, 100);
    expect(thin.times).toEqual([10, 20, 30]);
  });
});

describe('reading a line', () => {
  it('finds the first sample not before, and the nearest', () => {
    expect([lowerBound([0, 10, 20], 10), lowerBound([0, 10, 20], 11), lowerBound([], 3)]).toEqual([1, 2, 0]);
    expect([nearestIndex([0, 10, 20], 14), nearestIndex([0, 10, 20], 16), nearestIndex([], 1)]).toEqual([
      1, 2, -1,
    ]);
  });

  it('says not measured in a gap instead of reaching over it', () => {
    const holed = line([0, 10, 100], [1, 2, 3]);
    expect(valueAt(holed, 12)).toBe(2);
    expect(valueAt(holed, 50)).toBeNull();
    expect(readOff([holed], 50, 'ratio', DAY).spoken).toContain('not measured');
  });

  it('spans from the first to the last sample, an hour around a single one, nothing without any', () => {
    expect(wholeSpan([line([5, 9], [1, 1]), line([2], [1])])).toEqual({ from: 2, to: 9 });
    expect(wholeSpan([line([0], [1])])).toEqual({ from: -1_800_000, to: 1_800_000 });
    expect(wholeSpan([line([], [])])).toBeNull();
  });

  it('takes the target into the extent of the values', () => {
    const thin = [thinLine(line([0, 10], [1, 2]), { from: 0, to: 10 }, 10)];
    expect(valueExtent(thin, [], { from: 0, to: 10 }, { value: 5, label: '', missedAbove: true })).toEqual([
      1, 5,
    ]);
    expect(valueExtent([], [], { from: 0, to: 10 }, null)).toBeNull();
  });
});

describe('labels, words and tables', () => {
  it('pushes labels apart, inside top and bottom where they fit, without changing their order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 5 }), (ends) => {
        const placed = spreadLabels(ends, 15, 0, 100);
        const sorted = [...placed].sort((a, b) => a - b);
        for (let i = 1; i < sorted.length; i += 1)
          expect(sorted[i]! - sorted[i - 1]!).toBeGreaterThan(15 - 1e-9);
        expect(Math.min(0, ...placed)).toBe(0);
        expect(Math.max(0, ...placed)).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('names days, hours and years by the distance of ticks', () => {
    const at = Date.UTC(2026, 4, 14, 6, 30);
    expect([timeTickText(at, DAY), timeTickText(at, 3_600_000), timeTickText(at, 400 * DAY)]).toEqual([
      '14 May',
      '06:30',
      '2026',
    ]);
    expect([momentText(at, DAY), momentText(at, 300_000)]).toEqual(['14 May 2026', '14 May 2026 06:30']);
    expect([spanText(60 * DAY), spanText(6 * 3_600_000), spanText(30_000)]).toEqual([
      '60 days',
      '6 h',
      '30 s',
    ]);
  });

  it('makes a row per moment with every line, empty where one has no sample', () => {
    const table = timeTable(
      [line([0, DAY], [0.5, Number.NaN]), { ...line([DAY], [0.25]), name: 'CPU' }],
      { from: 0, to: DAY },
      { label: '%', factor: 0.01 },
    );
    expect(table.columns).toEqual(['time', 'used (%)', 'CPU (%)']);
    expect(table.rows).toEqual([
      ['1970-01-01T00:00:00.000Z', 50, null],
      ['1970-01-02T00:00:00.000Z', null, 25],
    ]);
  });

  it('describes a drawing in a sentence, and one without data as not measured', () => {
    const said = describeLines('Memory', [line([0, 60 * DAY], [0.4, 0.6])], 'ratio', null);
    expect(said).toContain('60 days');
    expect(said).toContain('used 60.0% at the end, between 40.0% and 60.0%');
    expect(describeLines('Memory', [], 'ratio', null)).toBe('Memory: not measured.');
  });

  it('writes CSV that a spreadsheet does not take for formulas', () => {
    expect(
      csvText({
        columns: ['a', 'b "c"'],
        rows: [
          ['=1+1', null],
          ['x,y', 1.5],
        ],
      }),
    ).toBe('a,"b ""c"""\r\n\'=1+1,\r\n"x,y",1.5\r\n');
  });
});
