import { expect, it } from 'vitest';
import { drawnRows } from './use-row-window.ts';

const sight = { startIndex: 10, endIndex: 12, overscan: 1, count: 100 };

it('draws the rows in sight, those beside them, and the one that is always drawn, in their order', () => {
  expect(drawnRows(sight, -1)).toEqual([9, 10, 11, 12, 13]);
  expect(drawnRows(sight, 11)).toEqual([9, 10, 11, 12, 13]);
  expect(drawnRows(sight, 0)).toEqual([0, 9, 10, 11, 12, 13]);
  expect(drawnRows(sight, 99)).toEqual([9, 10, 11, 12, 13, 99]);
});

it('draws no row that the list has not', () => {
  expect(drawnRows(sight, 100)).toEqual([9, 10, 11, 12, 13]);
});
