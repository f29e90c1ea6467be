import { describe, expect, it } from 'vitest';
import type { Field } from './field.ts';
import { drawMid, resolveFields, uncertainFields } from './resolve-fields.ts';
import { rampDays, rampedCount, rampFraction, RAMP_FIELD } from './ramp.ts';

const base = { label: 'l', help: 'h.' };
const fields: readonly Field[] = [
  { ...base, kind: 'count', name: 'count', min: 1, max: 5, default: 2 },
  { ...base, kind: 'quantity', name: 'rate', unit: 'perSecond' },
  { ...base, kind: 'ratio', name: 'share' },
  { ...base, kind: 'entity', of: 'host', many: true, name: 'hosts' },
  { ...base, kind: 'list', name: 'rows', minItems: 0, item: [{ ...base, kind: 'count', name: 'n', min: 0 }] },
  RAMP_FIELD,
];

describe('resolveFields', () => {
  it('fills defaults; absent values are null, absent lists empty', () => {
    expect(resolveFields(fields, {}, drawMid)).toEqual({
      count: 2,
      rate: null,
      share: null,
      hosts: [],
      rows: [],
      ramp: null,
    });
  });
  it('takes the middle of intervals, rounded where a whole number is meant', () => {
    const json = {
      count: { low: 1, mid: 2.6, high: 4 },
      rows: [{ n: { low: 0, mid: 1, high: 2 } }],
      ramp: { kind: 'linear', days: { low: 1, mid: 5, high: 9 } },
    };
    expect(resolveFields(fields, json, drawMid)).toMatchObject({
      count: 3,
      rows: [{ n: 1 }],
      ramp: { kind: 'linear', days: 5 },
    });
    expect(uncertainFields(fields, json)).toEqual(['count', 'rows[0].n', 'ramp.days']);
  });
  it('asks the draw with the path and the bounds of the field', () => {
    const asked: unknown[] = [];
    const interval = { low: 0, mid: 1, high: 2 };
    resolveFields(fields, { count: interval, share: interval, rate: interval }, (path, _interval, bounds) => {
      asked.push([path, bounds]);
      return 1;
    });
    expect(asked).toEqual([
      ['count', { min: 1, max: 5 }],
      ['rate', { min: 0, max: 1e12 }],
      ['share', { min: 0, max: 1 }],
    ]);
  });
});

describe('ramps', () => {
  it('are 0 before, rise as they say, and stay at 1', () => {
    const linear = { kind: 'linear', days: 60 } as const;
    expect([-1, 0, 30, 60, 90].map((day) => rampFraction(linear, day))).toEqual([0, 0, 0.5, 1, 1]);
    expect([0, 15, 30, 60].map((day) => rampFraction({ kind: 's-curve', days: 60 }, day))).toEqual([
      0,
      3 / 16 - 2 / 64,
      0.5,
      1,
    ]);
    const steps = {
      kind: 'steps',
      steps: [
        { day: 10, fraction: 0.25 },
        { day: 40, fraction: 1 },
      ],
    } as const;
    expect([0, 10, 39, 40].map((day) => rampFraction(steps, day))).toEqual([0, 0.25, 0.25, 1]);
    expect([null, linear, steps].map(rampDays)).toEqual([0, 60, 40]);
  });
  it('count microVMs up to the next whole one', () => {
    expect([0, 1, 30, 60].map((day) => rampedCount(400, { kind: 'linear', days: 60 }, day))).toEqual([
      0, 7, 200, 400,
    ]);
    // 100 × (7 ÷ 100) is 7.000000000000001.
    expect(rampedCount(100, { kind: 'linear', days: 100 }, 7)).toBe(7);
  });
});
