import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../units.ts';
import { dayText } from '../model/instant.ts';
import { mergeDay, packDays, type PackedDay } from './pack-days.ts';

const START = Date.UTC(2026, 9, 30);
/** Few distinct times, so that duplicates are common. */
const samples = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 40 }).map((step) => START + step * 7_777_777),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  ),
  { maxLength: 60 },
);

const packed = (list: readonly (readonly [number, number])[]): PackedDay[] =>
  packDays(
    Float64Array.from(list, ([time]) => time),
    Float64Array.from(list, ([, value]) => value),
  );

const unpacked = (days: readonly PackedDay[]): [number, number][] =>
  days.flatMap((day) =>
    [...day.offsetsMs].map((offset, index): [number, number] => [
      day.day * DAY_MS + offset,
      day.values[index]!,
    ]),
  );

const latest = (list: readonly (readonly [number, number])[]): [number, number][] =>
  [...new Map(list)].sort(([a], [b]) => a - b);

const merged = (
  old: readonly PackedDay[],
  incoming: readonly PackedDay[],
): { days: PackedDay[]; changed: number } => {
  const days = new Map(old.map((day) => [day.day, day]));
  let changed = 0;
  for (const day of incoming) {
    const result = mergeDay(days.get(day.day) ?? null, day);
    days.set(day.day, result.day);
    changed += result.changed;
  }
  return { days: [...days.values()].sort((a, b) => a.day - b.day), changed };
};

describe('packDays', () => {
  it('keeps every sample once, by time, the later of two with one timestamp', () => {
    fc.assert(
      fc.property(samples, (list) => {
        expect(unpacked(packed(list))).toEqual(latest(list));
      }),
    );
  });

  it('does not depend on the order of rows with different times', () => {
    fc.assert(
      fc.property(samples, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (list, keys) => {
        const unique = latest(list);
        const shuffled = unique
          .map((sample) => ({ sample, key: keys.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ sample }) => sample);
        expect(packed(shuffled)).toEqual(packed(unique));
      }),
    );
  });

  it('cuts at midnight UTC', () => {
    const days = packed([
      [START - 1, 1],
      [START, 2],
    ]);
    expect(days.map((day) => [dayText(day.day), [...day.offsetsMs]])).toEqual([
      ['2026-10-29', [86_399_999]],
      ['2026-10-30', [0]],
    ]);
  });
});

describe('mergeDay', () => {
  it('changes nothing when the same samples come again, and gives back the stored day itself', () => {
    fc.assert(
      fc.property(samples, (list) => {
        const days = packed(list);
        const again = merged(days, packed(list));
        expect(again.changed).toBe(0);
        for (const [index, day] of again.days.entries()) expect(day).toBe(days[index]);
      }),
    );
  });

  it('is packing both in that order, and counts what became new or different', () => {
    fc.assert(
      fc.property(samples, samples, (first, second) => {
        const result = merged(packed(first), packed(second));
        expect(unpacked(result.days)).toEqual(latest([...first, ...second]));
        const before = new Map(first);
        const altered = latest(second).filter(([time, value]) => before.get(time) !== value);
        expect(result.changed).toBe(altered.length);
      }),
    );
  });

  it('refuses to mix days', () => {
    const [a] = packed([[START, 1]]);
    const [b] = packed([[START + DAY_MS, 1]]);
    expect(() => mergeDay(a!, b!)).toThrow(RangeError);
  });
});
