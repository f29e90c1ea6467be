import { expect, it } from 'vitest';
import { isPlainData } from './plain-data.ts';

const deep = (levels: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
};

it('takes what JSON can say, and values left out', () => {
  const request = { text: 'é\0', list: [1, -0.5, true, null, undefined, []], inner: { constructor: {} } };
  expect(isPlainData(request)).toBe(true);
  expect(isPlainData(undefined)).toBe(true);
  expect(isPlainData(Object.create(null))).toBe(true);
  expect(isPlainData(deep(100))).toBe(true);
});

it('refuses what JSON cannot say, at any depth it can be reached', () => {
  const odd: readonly unknown[] = [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1n,
    Symbol('a'),
    () => 1,
    new Date(0),
    /a/,
    new Map(),
    new Uint8Array(1),
    new Error('a'),
    JSON.parse('{"__proto__":{}}'),
  ];
  for (const value of odd) {
    expect(isPlainData(value), String(value)).toBe(false);
    expect(isPlainData({ a: [{ b: value }] })).toBe(false);
  }
});

it('answers for a request of any depth instead of filling the stack', () => {
  expect(isPlainData(deep(101))).toBe(false);
  expect(isPlainData(deep(1_000_000))).toBe(false);
});
