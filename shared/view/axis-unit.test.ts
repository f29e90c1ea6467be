import { expect, it } from 'vitest';
import { axisQuantity, axisUnit } from './axis-unit.ts';

it.each([
  [0.99987, '99.987%'],
  [1, '100.0%'],
  [0.00003, '0.003%'],
  [0.5, '50.0%'],
])('a label at a line’s end never rounds %d to everything or nothing', (value, text) => {
  expect(axisQuantity(value, axisUnit('ratio', 1))).toBe(text);
});

it('keeps two digits of what would read as zero', () => {
  expect(axisQuantity(0.00042, axisUnit('perSecond', 10))).toBe('0.00042 per second');
  expect(axisQuantity(0, axisUnit('perSecond', 10))).toBe('0 per second');
  expect(axisQuantity(98.44, axisUnit('cores', 128))).toBe('98.4 cores');
});
