import type { CellUnit } from '../cell-units.ts';
import type { NumberStyle } from '../parse-number.ts';
import type { TimeUnit } from '../parse-time.ts';

/** One column of values. Entity and metric are fixed here unless the plan reads them from columns of their own. */
export interface ValueColumn {
  readonly index: number;
  readonly entity: string | null;
  readonly metric: string | null;
  /** Unit of plain numbers in this column, where the header or a mapping says so. */
  readonly unit: CellUnit | null;
}

/** How the rows of a table become samples. Every CSV shape is one of these. */
export interface TablePlan {
  readonly delimiter: string;
  readonly columns: readonly string[];
  readonly recordsBeforeData: number;
  readonly skipLast: number;
  readonly time: number;
  readonly timeUnit: TimeUnit;
  readonly timeZone: string;
  /** Column of the entity; `null`: each value column has its own. */
  readonly entity: number | null;
  /** Column of the other end, where rows are about pairs: the entity is then `entity → target`. Absent: they are not. */
  readonly target?: number | null;
  readonly entityPattern: RegExp | null;
  /** Column of the metric; `null`: each value column has its own. */
  readonly metric: number | null;
  readonly values: readonly ValueColumn[];
  readonly style: NumberStyle;
}
