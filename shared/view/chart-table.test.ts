import { expect, test } from 'vitest';
import { csvText, shownCell, shownTableOf } from './chart-table.ts';

test('numbers as they are shown become numbers, unknown ones nothing, and what carries a unit stays text', () => {
  expect(['1,493.1', '−12', '+7', '0.05', ' 22 '].map(shownCell)).toEqual([1493.1, -12, 7, 0.05, 22]);
  expect(['—', '…', '', 'not measured'].map(shownCell)).toEqual([null, null, null, null]);
  expect(['25.7%', '14 May', '3 × std-64', '12,3', '1,23'].map(shownCell)).toEqual([
    '25.7%',
    '14 May',
    '3 × std-64',
    '12,3',
    '1,23',
  ]);
});

test('a shown table leaves out what has neither a name nor a value, and pads short rows', () => {
  const table = shownTableOf(
    ['Host', ' Free,\n GiB', '', ''],
    [
      ['c-01', '1,024', '', 'fails'],
      ['c-02', 'not measured'],
    ],
  );
  expect(table).toEqual({
    columns: ['Host', 'Free, GiB', 'column 4'],
    rows: [
      ['c-01', 1024, 'fails'],
      ['c-02', null, null],
    ],
  });
  expect(csvText(table)).toBe('Host,"Free, GiB",column 4\r\nc-01,1024,fails\r\nc-02,,\r\n');
});
