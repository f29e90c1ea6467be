import type { Workbook as ReadWorkbook } from 'hucre';
import { expect } from 'vitest';
import type { Cell, Workbook } from '../../shared/documents/workbook/workbook.ts';
import { dayNumber } from '../../shared/history/calendar.ts';

const SPREADSHEET_EPOCH = 25_569;

/** The same formulas without their values, so that whatever comes back was calculated by whoever opened it. */
export const withoutValues = (workbook: Workbook): Workbook =>
  mapCells(workbook, (cell) => (cell.formula === null ? cell : { ...cell, content: { kind: 'nothing' } }));

export function mapCells(
  workbook: Workbook,
  change: (cell: Cell, sheet: string, row: number, column: number) => Cell,
): Workbook {
  return {
    ...workbook,
    sheets: workbook.sheets.map((sheet) => ({
      ...sheet,
      rows: sheet.rows.map((row, r) => row.map((cell, c) => change(cell, sheet.name, r, c))),
    })),
  };
}

/** A number into a named cell, as somebody in procurement types it. */
export function typed(workbook: Workbook, name: string, value: number): Workbook {
  const range = workbook.names.find((named) => named.name === name)?.range ?? '';
  const at = /^'(.+)'!\$([A-Z]+)\$(\d+)$/.exec(range);
  expect(at, name).not.toBeNull();
  const [, sheetName = '', column = '', row = ''] = at ?? [];
  return mapCells(workbook, (cell, sheet, r, c) =>
    sheet === sheetName && r === Number(row) - 1 && c === column.charCodeAt(0) - 65
      ? { ...cell, content: { kind: 'number', number: value } }
      : cell,
  );
}

const plain = (value: unknown): unknown => {
  if (value instanceof Date) return Math.round(value.getTime() / 86_400_000) + SPREADSHEET_EPOCH;
  return value;
};

/** Every cell with a formula in `read`, against the value `expected` has in the same place. */
export function compare(read: ReadWorkbook, expected: Workbook): number {
  let compared = 0;
  for (const sheet of expected.sheets) {
    const found = read.sheets.find(({ name }) => name === sheet.name);
    sheet.rows.forEach((row, r) =>
      row.forEach((cell, c) => {
        if (cell.formula === null) return;
        const value = plain(found?.rows[r]?.[c]);
        const place = `${sheet.name} row ${r + 1} column ${c + 1}: ${cell.formula}`;
        const { content } = cell;
        if (content.kind === 'number') {
          expect(typeof value, `${place} = ${String(value)}`).toBe('number');
          const tolerance = 1e-9 * Math.max(Math.abs(content.number), 1e-9);
          expect(
            Math.abs(Number(value) - content.number),
            `${place} = ${String(value)}, not ${content.number}`,
          ).toBeLessThanOrEqual(tolerance);
        } else if (content.kind === 'day')
          expect(value, place).toBe(dayNumber(content.day) + SPREADSHEET_EPOCH);
        else if (content.kind === 'text') expect(value, place).toBe(content.text);
        compared += 1;
      }),
    );
  }
  return compared;
}
