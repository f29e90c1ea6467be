/** A cell that does not exist, such as a host to itself; 0 = exists, but not measured; 1 … 9 = step of colour. */
export const NO_CELL = 255;

export interface MatrixLayout {
  /** Edge of a cell with its gap, in pixels. */
  readonly pitch: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Every so manieth row and column is named: as many names as fit. */
  readonly every: number;
}

const LARGEST = 26;
const SMALLEST = 7;
const NAME_HEIGHT = 13;
/** Wide enough for the strong name of the current row and column. */
const PER_CHARACTER = 7;
const MOST_NAME = 96;
/** For `from ↓ to →` above the rows. */
const AXES_ROOM = 78;

/** The longest of the names in pixels, within reason. */
function nameRoom(names: readonly string[]): number {
  const longest = names.reduce((most, name) => Math.max(most, name.length), 0);
  return Math.min(MOST_NAME, longest * PER_CHARACTER) + 8;
}

/** The largest square cells with which all columns are seen at once; rows beyond the room are scrolled. */
export function layoutMatrix(
  rows: readonly string[],
  columns: readonly string[],
  width: number,
  room: number,
): MatrixLayout {
  const left = Math.max(nameRoom(rows), AXES_ROOM);
  const top = nameRoom(columns);
  const byWidth = Math.floor((width - left - 4) / Math.max(1, columns.length));
  const byHeight = Math.floor((room - top - 4) / Math.max(1, rows.length));
  const pitch = Math.max(SMALLEST, Math.min(LARGEST, byWidth, Math.max(byHeight, SMALLEST + 3)));
  return {
    pitch,
    left,
    top,
    width: left + pitch * columns.length + 4,
    height: top + pitch * rows.length + 4,
    every: Math.max(1, Math.ceil(NAME_HEIGHT / pitch)),
  };
}

/** The next existing cell in a direction; the same one at the edge. Cells are numbered row by row. */
export function nextInMatrix(
  steps: Uint8Array,
  columns: number,
  cell: number,
  move: 'left' | 'right' | 'up' | 'down' | 'rowStart' | 'rowEnd' | 'first' | 'last',
): number {
  const rows = Math.floor(steps.length / Math.max(1, columns));
  let [row, column] = [Math.floor(cell / columns), cell % columns];
  const [dy, dx] =
    move === 'left' || move === 'rowEnd' || move === 'last'
      ? [0, -1]
      : move === 'up'
        ? [-1, 0]
        : move === 'down'
          ? [1, 0]
          : [0, 1];
  if (move === 'rowStart') column = -1;
  if (move === 'rowEnd') column = columns;
  if (move === 'first') [row, column] = [0, -1];
  if (move === 'last') [row, column] = [rows - 1, columns];
  for (;;) {
    [row, column] = [row + dy, column + dx];
    if (row < 0 || column < 0 || row >= rows || column >= columns) return cell;
    if (steps[row * columns + column] !== NO_CELL) return row * columns + column;
  }
}
