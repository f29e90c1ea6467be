/** 0 → `A`, 26 → `AA`. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** Row and column from zero: `B3`. */
export const address = (row: number, column: number): string => `${columnName(column)}${row + 1}`;

/** `$B$3`. */
export const fixed = (row: number, column: number): string => `$${columnName(column)}$${row + 1}`;

/** `$B$3:$B$9` of one column. */
export const fixedColumn = (column: number, from: number, to: number): string =>
  `${fixed(from, column)}:${fixed(to, column)}`;

/** A range on another sheet: `'Purchase list'!$B$3`. */
export const onSheet = (sheet: string, range: string): string => `'${sheet.replaceAll("'", "''")}'!${range}`;

/**
 * Names for cells out of ids of the data: letters, digits and `_` only, so that every spreadsheet program takes them; told
 * apart by a number where two ids read the same (names know no capitals).
 */
export class CellNames {
  readonly #taken = new Set<string>();

  of(prefix: string, id: string): string {
    const base = `${prefix}_${id.normalize('NFKD').replace(/[^A-Za-z0-9]+/g, '_')}`.slice(0, 200);
    for (let n = 1; ; n += 1) {
      const name = n === 1 ? base : `${base}_${n}`;
      if (this.#taken.has(name.toLowerCase())) continue;
      this.#taken.add(name.toLowerCase());
      return name;
    }
  }
}
