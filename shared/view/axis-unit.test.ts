import { expect, it } from 'vitest';
import { axisQuantity, axisUnit, endTexts } from './axis-unit.ts';

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

it('ends of lines are alike in precision, and leave out a unit that the title says', () => {
  expect(endTexts([0.99966, 0.99931, 1], axisUnit('ratio', 1))).toEqual(['99.966%', '99.931%', '100.000%']);
  expect(endTexts([0.984, 0.5], axisUnit('ratio', 1))).toEqual(['98.4%', '50.0%']);
  expect(endTexts([0.0004, 0.2], axisUnit('ratio', 1))).toEqual(['0.040%', '20.000%']);
  expect(endTexts([77_750], axisUnit('connections', 1e5))).toEqual(['77,750']);
  expect(endTexts([3.4], axisUnit('perSecond', 10))).toEqual(['3.4']);
  expect(endTexts([328.5e6], axisUnit('bytesPerSecond', 1e9))).toEqual(['328.5 MB/s']);
});
