/** A cell by its position on screen. Row −1 is the head. */
export interface SheetCell {
  readonly row: number;
  readonly column: number;
}

/** The cells between the one a selection began at and the one it ends at, both included. */
export interface SheetRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export function rangeOf(anchor: SheetCell, cursor: SheetCell): SheetRange {
  return {
    top: Math.max(0, Math.min(anchor.row, cursor.row)),
    bottom: Math.max(anchor.row, cursor.row),
    left: Math.min(anchor.column, cursor.column),
    right: Math.max(anchor.column, cursor.column),
  };
}

const MOVES: ReadonlyMap<string, readonly [rows: number, columns: number]> = new Map([
  ['ArrowUp', [-1, 0]],
  ['ArrowDown', [1, 0]],
  ['ArrowLeft', [0, -1]],
  ['ArrowRight', [0, 1]],
]);

interface Bounds {
  readonly rows: number;
  readonly columns: number;
  /** Rows of a screenful. */
  readonly page: number;
}

/**
 * Where a key leads, as spreadsheets have it: arrows by one, with Ctrl to the edge, Page keys by a screenful, Home and
 * End along the row, with Ctrl to the corners. `null`: the key does not move.
 */
export function movedBy(
  key: string,
  ctrl: boolean,
  from: SheetCell,
  { rows, columns, page }: Bounds,
): SheetCell | null {
  const clamped = (row: number, column: number): SheetCell => ({
    row: Math.min(rows - 1, Math.max(-1, row)),
    column: Math.min(columns - 1, Math.max(0, column)),
  });
  const move = MOVES.get(key);
  if (move !== undefined) {
    const [down, right] = move;
    return ctrl
      ? clamped(down === 0 ? from.row : down < 0 ? 0 : rows - 1, right === 0 ? from.column : right * columns)
      : clamped(from.row + down, from.column + right);
  }
  switch (key) {
    case 'PageDown':
      return clamped(from.row + page, from.column);
    case 'PageUp':
      return clamped(Math.max(0, from.row - page), from.column);
    case 'Home':
      return clamped(ctrl ? 0 : from.row, 0);
    case 'End':
      return clamped(ctrl ? rows - 1 : from.row, columns - 1);
    default:
      return null;
  }
}
