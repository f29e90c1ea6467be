/** What a cell holds: text, a number, a calendar day (`2026-05-14`), or nothing. */
export type CellContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'nothing' };

/** How a number is shown; `general` as it is. */
export type NumberFormat =
  'general' | 'whole' | 'decimal' | 'percent' | 'money' | 'day' | { readonly code: string };

/** What a cell is for; the writer gives each its look. `input` is meant to be changed by whoever reads the workbook. */
export type CellRole =
  'plain' | 'title' | 'verdict' | 'head' | 'label' | 'total' | 'input' | 'note' | 'wrapped';

/** A cell: the application's own value, and the formula that a spreadsheet program recalculates it by. */
export interface Cell {
  readonly content: CellContent;
  /** Without `=`; `null` for a constant. */
  readonly formula: string | null;
  readonly format: NumberFormat;
  readonly role: CellRole;
}

/** A line of a chart: where its values and its categories stand, `Sheet!$B$2:$B$9`. */
export interface ChartLine {
  readonly name: string;
  readonly values: string;
  readonly categories: string;
  /** The limit the others are drawn against. */
  readonly isLimit: boolean;
}

export interface LineChart {
  readonly title: string;
  readonly lines: readonly ChartLine[];
  /** Zero-based corners, the lower right one excluded. */
  readonly from: { readonly row: number; readonly column: number };
  readonly to: { readonly row: number; readonly column: number };
  readonly percent: boolean;
  /** Lowest value of its axis. */
  readonly startsAt: number;
}

/** Cells that take a number of a range only. */
export interface NumberCheck {
  readonly range: string;
  readonly whole: boolean;
  readonly least: number;
  readonly most: number;
  readonly message: string;
}

export interface Sheet {
  readonly name: string;
  /** Widths in characters. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly Cell[])[];
  /** Rows and columns that stay in sight, and are repeated on every printed page. */
  readonly frozenRows: number;
  readonly frozenColumns: number;
  /** Zero-based row of the column heads; `null` where the sheet is no table. */
  readonly headRow: number | null;
  /** Rows of one text that runs over all printed columns. */
  readonly spans: readonly number[];
  /** Zero-based rows before which a new page begins. */
  readonly pageBreaks: readonly number[];
  readonly landscape: boolean;
  /** Columns printed; more may stand beside them as steps of the calculation. */
  readonly printedColumns: number;
  readonly charts: readonly LineChart[];
  readonly checks: readonly NumberCheck[];
  /** Ranges in which a text is set off: missed, late. */
  readonly alarms: readonly { readonly range: string; readonly text: string }[];
}

/** A workbook before any file format: what stands where, and by which formula. */
export interface Workbook {
  readonly title: string;
  readonly subject: string;
  readonly sheets: readonly Sheet[];
  /** `price_std_64` → `'Assumptions'!$B$12`. */
  readonly names: readonly { readonly name: string; readonly range: string }[];
  /** Stands at the foot of every printed page. */
  readonly footer: string;
}
