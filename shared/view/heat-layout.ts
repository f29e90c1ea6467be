/** Groups of blocks of cells, by how many cells each block has. */
export interface HeatShape {
  readonly groups: readonly { readonly blocks: readonly number[] }[];
}

export interface HeatLayout {
  /** Edge of a cell in pixels. */
  readonly size: number;
  /** Left and top of every cell, in the order of groups, blocks and cells. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Where each group's heading stands. */
  readonly headings: readonly { readonly x: number; readonly y: number; readonly width: number }[];
  readonly height: number;
  /** Cells by rows from top to bottom, each row from left to right: what arrows move along. */
  readonly rows: readonly { readonly y: number; readonly cells: readonly number[] }[];
}

const HEADING = 22;
const GAP = 2;
const BELOW = 12;
const LARGEST = 42;
const SMALLEST = 10;
const SCROLLED = 12;
/** Down to this a group rather shrinks than breaks into lines: lines of racks compare from group to group. */
const LEAST_IN_LINE = 18;
const LEAST_COLUMN = 250;

const blockGap = (size: number): number => Math.max(8, Math.round(size * 0.9));

/** Racks read best wide: four beside each other up to eight hosts, then about five wide for every three deep. */
function columnsOf(cells: number): number {
  return cells <= 8 ? Math.min(4, Math.max(1, cells)) : Math.ceil(Math.sqrt(cells * 1.6));
}

/** A place may be this much wider than what stands there, so that the same place of another group stands below it. */
const MOST_SPARE = 1.25;

/** How many cells wide the first, second, … block of any group is; none where one group would be drawn out for another. */
function placesOf(groups: HeatShape['groups']): readonly number[] {
  const places: number[] = [];
  let widest = 0;
  for (const { blocks } of groups) {
    let own = 0;
    for (const [index, cells] of blocks.entries()) {
      const wide = columnsOf(cells);
      places[index] = Math.max(places[index] ?? 0, wide);
      own += wide;
    }
    widest = Math.max(widest, own);
  }
  return places.reduce((sum, wide) => sum + wide, 0) > widest * MOST_SPARE ? [] : places;
}

const extent = (cells: number, size: number): number => cells * (size + GAP) - GAP;

interface Placed {
  readonly x: number[];
  readonly y: number[];
  readonly headings: { x: number; y: number; width: number }[];
  height: number;
  isBroken: boolean;
}

function groupWidth(blocks: readonly number[], places: readonly number[], size: number): number {
  const widths = blocks.map((cells, index) => extent(Math.max(columnsOf(cells), places[index] ?? 0), size));
  return widths.reduce((sum, width) => sum + width + blockGap(size), -blockGap(size));
}

/** Groups below each other, or beside each other where they are narrow; blocks flow inside of their group. */
function place({ groups }: HeatShape, width: number, size: number): Placed {
  const placed: Placed = { x: [], y: [], headings: [], height: 0, isBroken: false };
  const places = placesOf(groups);
  const widest = groups.reduce(
    (most, { blocks }) => Math.max(most, groupWidth(blocks, places, size)),
    LEAST_COLUMN,
  );
  const columns = Math.min(Math.max(1, groups.length), Math.max(1, Math.floor((width + 24) / (widest + 24))));
  const column = (width + 24) / columns - 24;
  let top = 0;
  let bottom = 0;
  for (const [index, { blocks }] of groups.entries()) {
    if (index % columns === 0) top = bottom;
    const left = (index % columns) * (column + 24);
    placed.headings.push({ x: left, y: top, width: column });
    let [x, y, lineBottom] = [left, top + HEADING, top + HEADING];
    for (const [at, cells] of blocks.entries()) {
      const wide = columnsOf(cells);
      if (x > left && x + extent(wide, size) > left + column + 0.5) {
        [x, y] = [left, lineBottom + blockGap(size) / 2];
        placed.isBroken = true;
      }
      for (let cell = 0; cell < cells; cell += 1) {
        placed.x.push(x + (cell % wide) * (size + GAP));
        placed.y.push(y + Math.floor(cell / wide) * (size + GAP));
      }
      lineBottom = Math.max(lineBottom, y + extent(Math.ceil(cells / wide), size));
      x += extent(Math.max(wide, places[at] ?? 0), size) + blockGap(size);
    }
    bottom = Math.max(bottom, lineBottom + BELOW);
  }
  placed.height = bottom;
  return placed;
}

function rowsOf({ x, y }: Placed): HeatLayout['rows'] {
  const rows = new Map<number, number[]>();
  for (const [cell, top] of y.entries()) {
    const row = rows.get(top);
    if (row === undefined) rows.set(top, [cell]);
    else row.push(cell);
  }
  return [...rows]
    .sort(([a], [b]) => a - b)
    .map(([top, cells]) => ({ y: top, cells: cells.sort((a, b) => (x[a] ?? 0) - (x[b] ?? 0)) }));
}

function fitted(
  shape: HeatShape,
  width: number,
  height: number,
): { readonly size: number; readonly placed: Placed } {
  for (const least of [LEAST_IN_LINE, SMALLEST]) {
    for (let size = LARGEST; size >= least; size -= 1) {
      const placed = place(shape, width, size);
      if (placed.height <= height && (least === SMALLEST || !placed.isBroken)) return { size, placed };
    }
  }
  return { size: SCROLLED, placed: place(shape, width, SCROLLED) };
}

/**
 * The largest cells with which everything is seen at once; where even the smallest do not do that, cells of twelve pixels
 * that are scrolled. Whole pixels, so that edges stay sharp.
 */
export function layoutHeat(shape: HeatShape, width: number, height: number): HeatLayout {
  const { size, placed } = fitted(shape, width, height);
  return {
    size,
    x: Float32Array.from(placed.x),
    y: Float32Array.from(placed.y),
    headings: placed.headings,
    height: placed.height,
    rows: rowsOf(placed),
  };
}

/** The cell at a place; −1 between cells. */
export function cellAt({ rows, x, size }: HeatLayout, left: number, top: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.y ?? 0) <= top) low = middle + 1;
    else high = middle;
  }
  // Blocks beside each other may have rows at heights that differ by less than a cell.
  for (let at = low - 1; at >= 0 && top - (rows[at]?.y ?? 0) < size; at -= 1) {
    const found = rows[at]?.cells.find((cell) => left >= (x[cell] ?? 0) && left < (x[cell] ?? 0) + size);
    if (found !== undefined) return found;
  }
  return -1;
}

export type HeatMove = 'left' | 'right' | 'up' | 'down' | 'rowStart' | 'rowEnd' | 'first' | 'last';

/** The cell an arrow leads to: along the row and on to the next one; up and down to the nearest of the next row. */
export function nextCell({ rows, x }: HeatLayout, cell: number, move: HeatMove): number {
  const at = rows.findIndex(({ cells }) => cells.includes(cell));
  const row = rows[at];
  if (row === undefined) return rows[0]?.cells[0] ?? -1;
  const inRow = row.cells.indexOf(cell);
  const nearest = (cells: readonly number[] | undefined): number => {
    const from = x[cell] ?? 0;
    return (cells ?? []).reduce(
      (best, one) => (Math.abs((x[one] ?? 0) - from) < Math.abs((x[best] ?? 0) - from) ? one : best),
      cells?.[0] ?? cell,
    );
  };
  switch (move) {
    case 'left':
      return row.cells[inRow - 1] ?? rows[at - 1]?.cells.at(-1) ?? cell;
    case 'right':
      return row.cells[inRow + 1] ?? rows[at + 1]?.cells[0] ?? cell;
    case 'up':
      return nearest(rows[at - 1]?.cells);
    case 'down':
      return nearest(rows[at + 1]?.cells);
    case 'rowStart':
      return row.cells[0] ?? cell;
    case 'rowEnd':
      return row.cells.at(-1) ?? cell;
    case 'first':
      return rows[0]?.cells[0] ?? cell;
    case 'last':
      return rows.at(-1)?.cells.at(-1) ?? cell;
  }
}
