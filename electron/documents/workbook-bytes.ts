import { writeXlsx, type CellStyle, type NamedRange, type SheetChart, type WriteSheet } from 'hucre';
import { fixed, onSheet } from '../../shared/documents/workbook/address.ts';
import type {
  Cell,
  CellRole,
  LineChart,
  NumberFormat,
  Sheet,
  Workbook,
} from '../../shared/documents/workbook/workbook.ts';
import { dayNumber } from '../../shared/history/calendar.ts';

// The one place that knows the library behind .xlsx files; everything before it is a description.

const FONT = 'Calibri';
const INK = '1B1F24';
const MUTED = '5B6470';
const HAIRLINE = 'C9CED6';
const INPUT_GROUND = 'FFF8E1';
const HEAD_GROUND = 'EEF0F3';
const ALARM = 'A4161A';
/** Blue, orange, green, purple, brown, teal: told apart by people who see fewer colours; the limit is drawn in ink, dashed. */
const LINES = ['0B62C4', 'C05A00', '1B7A4B', '7A3E9D', '7A5230', '2A7F87'];
/** Days between the epoch of spreadsheets and 1970-01-01. */
const SPREADSHEET_EPOCH = 25_569;

const FORMATS: Readonly<Record<Exclude<NumberFormat, object>, string>> = {
  general: 'General',
  whole: '#,##0',
  decimal: '#,##0.0',
  percent: '0.0%',
  money: '#,##0',
  day: 'yyyy-mm-dd',
};

const thin = { style: 'thin' as const, color: { rgb: HAIRLINE } };

const ROLES: Readonly<Record<CellRole, CellStyle>> = {
  plain: { alignment: { vertical: 'top' } },
  title: { font: { name: FONT, size: 16, bold: true, color: { rgb: INK } } },
  verdict: { font: { name: FONT, size: 12, bold: true, color: { rgb: INK } } },
  label: { font: { name: FONT, size: 11, color: { rgb: INK } } },
  head: {
    font: { name: FONT, size: 11, bold: true, color: { rgb: INK } },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: HEAD_GROUND } },
    border: { bottom: { style: 'thin', color: { rgb: INK } } },
    alignment: { wrapText: true, vertical: 'bottom' },
  },
  total: {
    font: { name: FONT, size: 11, bold: true, color: { rgb: INK } },
    border: { top: { style: 'thin', color: { rgb: INK } } },
  },
  input: {
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: INPUT_GROUND } },
    border: { top: thin, right: thin, bottom: thin, left: thin },
  },
  note: { font: { name: FONT, size: 11, color: { rgb: MUTED } }, alignment: { vertical: 'top' } },
  wrapped: { alignment: { wrapText: true, vertical: 'top' } },
};

/** Roles whose text keeps a distance from the number at its left. */
const INDENTED: ReadonlySet<CellRole> = new Set(['plain', 'note', 'wrapped', 'label', 'head']);

const isText = ({ content }: Cell): boolean => content.kind === 'text' || content.kind === 'nothing';

function styleOf(cell: Cell, column: number, isNumeric: boolean): CellStyle {
  const { role, format } = cell;
  const style = ROLES[role];
  if (isText(cell)) {
    // “not measured” stands where its number would, and a head over its numbers.
    if ((isNumeric && role !== 'total') || role === 'input')
      return { ...style, alignment: { ...style.alignment, horizontal: 'right' } };
    if (column === 0 || !INDENTED.has(role)) return style;
    return { ...style, alignment: { ...style.alignment, horizontal: 'left', indent: 1 } };
  }
  const code = typeof format === 'object' ? format.code : FORMATS[format];
  return { ...style, numFmt: code, alignment: { vertical: 'top', ...style.alignment, horizontal: 'right' } };
}

function valueOf({ content }: Cell): string | number | null {
  switch (content.kind) {
    case 'text':
      return content.text;
    case 'number':
      return content.number;
    case 'day':
      return dayNumber(content.day) + SPREADSHEET_EPOCH;
    case 'nothing':
      return null;
  }
}

type WrittenCell = NonNullable<WriteSheet['cells']> extends Map<string, infer C> ? C : never;

function cellOf(cell: Cell, column: number, isNumeric: boolean): WrittenCell {
  const value = valueOf(cell);
  const style = styleOf(cell, column, isNumeric);
  if (cell.formula !== null)
    return { value: null, type: 'formula', formula: cell.formula, formulaResult: value, style };
  return { value, type: typeof value === 'number' ? 'number' : value === null ? 'empty' : 'string', style };
}

function chartOf({ title, lines, from, to, percent, startsAt }: LineChart): SheetChart {
  return {
    type: 'line',
    title,
    titleFontSize: 12,
    titleBold: true,
    series: lines.map(({ name, values, categories, isLimit }, at) => ({
      name,
      values,
      categories,
      color: isLimit ? INK : (LINES[at % LINES.length] ?? INK),
      stroke: isLimit ? { width: 1.5, dash: 'dash' } : { width: 2 },
      marker: isLimit ? { symbol: 'none' } : { symbol: 'circle', size: 5 },
    })),
    axes: {
      x: {
        numberFormat: { formatCode: 'd mmm yy' },
        tickLblPos: 'low',
        majorTickMark: 'none',
        minorTickMark: 'none',
      },
      y: {
        numberFormat: { formatCode: percent ? '0%' : '#,##0' },
        gridlines: { major: true },
        scale: { min: startsAt },
        minorTickMark: 'none',
      },
    },
    legend: 'bottom',
    anchor: { from: { row: from.row, col: from.column }, to: { row: to.row, col: to.column } },
    altText: title,
  };
}

const LINE_POINTS = 15;

/** Lines a text takes in a width of characters; a little pessimistic, since letters differ. */
const linesOf = (text: string, width: number): number =>
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * 1.05) / width)), 0);

/** Heights of rows with text that wraps: spreadsheet programs fit them only when somebody types. */
function heightsOf(sheet: Sheet): Map<number, { height: number }> {
  const printed = sheet.widths.slice(0, sheet.printedColumns).reduce((sum, width) => sum + width, 0);
  const heights = new Map<number, { height: number }>();
  sheet.rows.forEach((row, r) => {
    const lines = row.map(({ content, role }, c) => {
      if (content.kind !== 'text') return 1;
      if (sheet.spans.includes(r)) return c === 0 ? linesOf(content.text, printed) : 1;
      return role === 'wrapped' || role === 'head' ? linesOf(content.text, sheet.widths[c] ?? 12) : 1;
    });
    const most = Math.max(1, ...lines);
    if (most > 1) heights.set(r, { height: most * LINE_POINTS });
  });
  return heights;
}

/** Columns of the table under a titled head that hold numbers: what is text there stands where its number would. */
function numericColumns(rows: Sheet['rows'], head: number): ReadonlySet<number> {
  const titles = rows[head] ?? [];
  const found = new Set<number>();
  for (let r = head + 1; r < rows.length && (rows[r]?.length ?? 0) > 0; r += 1)
    rows[r]?.forEach((cell, c) => {
      const title = titles[c]?.content;
      if (!isText(cell) && title?.kind === 'text' && title.text !== '') found.add(c);
    });
  return found;
}

function sheetOf(sheet: Sheet, footer: string): WriteSheet {
  const columns = Math.max(1, ...sheet.rows.map((row) => row.length));
  const cells = new Map<string, WrittenCell>();
  let numeric: ReadonlySet<number> = new Set();
  sheet.rows.forEach((row, r) => {
    if (row[0]?.role === 'head') numeric = numericColumns(sheet.rows, r);
    else if (row.length === 0) numeric = new Set();
    row.forEach((cell, c) => {
      const written = cellOf(cell, c, numeric.has(c));
      if (sheet.spans.includes(r))
        written.style = { ...written.style, alignment: { wrapText: true, vertical: 'top' } };
      cells.set(`${r},${c}`, written);
    });
  });
  return {
    name: sheet.name,
    columns: Array.from({ length: columns }, (_, at) => ({ width: sheet.widths[at] ?? 12 })),
    rows: sheet.rows.map((row) => Array.from({ length: row.length }, () => null)),
    cells,
    rowDefs: heightsOf(sheet),
    merges: sheet.spans.map((row) => ({
      startRow: row,
      startCol: 0,
      endRow: row,
      endCol: sheet.printedColumns - 1,
    })),
    rowBreaks: sheet.pageBreaks.map((row) => row - 1),
    freezePane: { rows: sheet.frozenRows, columns: sheet.frozenColumns },
    pageSetup: {
      paperSize: 'a4',
      orientation: sheet.landscape ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.7, header: 0.3, footer: 0.3 },
    },
    // `&` begins a code in headers; one in a name is written twice.
    headerFooter: {
      oddFooter: `&L&8${footer.replaceAll('&', '&&')}&R&8${sheet.name.replaceAll('&', '&&')}, page &P of &N`,
    },
    charts: sheet.charts.map(chartOf),
    dataValidations: sheet.checks.map(({ range, whole, least, most, message }) => ({
      type: whole ? 'whole' : 'decimal',
      operator: 'between',
      formula1: String(least),
      formula2: String(most),
      range,
      showErrorMessage: true,
      errorTitle: 'Not taken',
      errorMessage: message,
    })),
    conditionalRules: sheet.alarms.map(({ range, text }, at) => ({
      type: 'cellIs',
      operator: 'equal',
      formula: `"${text}"`,
      priority: at + 1,
      range,
      style: { font: { bold: true, color: { rgb: ALARM } } },
    })),
  };
}

/** Print areas and repeated rows as names of their sheets, quoted, as names with spaces have to be. */
function printNames({ name, rows, headRow, printedColumns, charts }: Sheet): readonly NamedRange[] {
  const last = Math.max(rows.length - 1, ...charts.map(({ to }) => to.row));
  const area = `${fixed(0, 0)}:${fixed(Math.max(0, last), printedColumns - 1)}`;
  const names: NamedRange[] = [{ name: '_xlnm.Print_Area', range: onSheet(name, area), scope: name }];
  if (headRow !== null)
    names.push({
      name: '_xlnm.Print_Titles',
      range: onSheet(name, `$${headRow + 1}:$${headRow + 1}`),
      scope: name,
    });
  return names;
}

/** A workbook as the bytes of an .xlsx file: formulas with their values, no macro. The same workbook gives the same bytes. */
export function workbookBytes(workbook: Workbook, at: Date): Promise<Uint8Array> {
  return writeXlsx({
    sheets: workbook.sheets.map((sheet) => sheetOf(sheet, workbook.footer)),
    namedRanges: [
      ...workbook.names.map(({ name, range }) => ({ name, range })),
      ...workbook.sheets.flatMap(printNames),
    ],
    properties: {
      title: workbook.title,
      subject: workbook.subject,
      creator: 'Headroom',
      created: at,
      modified: at,
    },
    defaultFont: { name: FONT, size: 11 },
  });
}
