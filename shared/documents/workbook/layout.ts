import { CellNames, fixed, onSheet } from './address.ts';
import { text } from './cell.ts';
import type { Cell, NumberCheck } from './workbook.ts';

/** Rows of a sheet as they are laid one under the other, names given to its cells, and what they take. */
export class Layout {
  readonly rows: (readonly Cell[])[] = [];
  readonly names: { name: string; range: string }[] = [];
  readonly checks: NumberCheck[] = [];
  readonly #sheet: string;
  readonly #ids: CellNames;

  /** @param ids given where several sheets name cells: names are of the whole workbook. */
  constructor(sheet: string, ids = new CellNames()) {
    this.#sheet = sheet;
    this.#ids = ids;
  }

  /** @returns the row the cells stand in. */
  add(...cells: Cell[]): number {
    this.rows.push(cells);
    return this.rows.length - 1;
  }

  /** Column heads, an empty row before them. */
  heads(...titles: string[]): number {
    if (this.rows.length > 0) this.add();
    return this.add(...titles.map((title) => text(title, 'head')));
  }

  /** Names a cell. @returns the name, which stands for it in formulas. */
  name(row: number, column: number, prefix: string, id: string): string {
    const name = this.#ids.of(prefix, id);
    this.names.push({ name, range: onSheet(this.#sheet, fixed(row, column)) });
    return name;
  }

  check(row: number, column: number, most: number, message: string, whole = false): void {
    this.checks.push({
      range: `${fixed(row, column)}:${fixed(row, column)}`.replaceAll('$', ''),
      whole,
      least: 0,
      most,
      message,
    });
  }
}
