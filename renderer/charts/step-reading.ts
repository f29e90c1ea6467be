/** A chart read in whole steps, such as days: where it is read, and what moves that place. */
export interface StepReading {
  readonly at: number;
  readonly least: number;
  readonly most: number;
  /** The place under a pixel counted from the drawing's left edge; between two steps the nearer one is taken. */
  readonly placeOf: (pixel: number) => number;
  readonly onMove: (at: number) => void;
  /** Asks for what stands there: by a click or Enter. */
  readonly onAsk?: (at: number) => void;
}

/** Page keys move by a week, where steps are days. */
const PAGE = 7;
const MOVES: ReadonlyMap<string, number> = new Map([
  ['ArrowLeft', -1],
  ['ArrowRight', 1],
  ['PageDown', -PAGE],
  ['PageUp', PAGE],
  ['Home', -Infinity],
  ['End', Infinity],
]);

type Range = Pick<StepReading, 'least' | 'most'>;

/** The step nearest to a place, within the range; its first where the range is empty. */
const within = (place: number, { least, most }: Range): number =>
  Math.max(least, Math.min(most, Math.round(place)));

/** Where a key moves to; `null` for a key that moves nothing. */
export function steppedBy(key: string, reading: Range & Pick<StepReading, 'at'>): number | null {
  const by = MOVES.get(key);
  return by === undefined ? null : within(reading.at + by, reading);
}

/** Pointer and keys of a chart that is read in whole steps. */
export function stepHandlers(reading: StepReading) {
  return {
    onPointerMove: (event: React.PointerEvent<SVGElement>): void => {
      const edge = event.currentTarget.ownerSVGElement?.getBoundingClientRect().left ?? 0;
      reading.onMove(within(reading.placeOf(event.clientX - edge), reading));
    },
    onClick: (): void => reading.onAsk?.(reading.at),
    onKeyDown: (event: React.KeyboardEvent): void => {
      const next = steppedBy(event.key, reading);
      if (next !== null) reading.onMove(next);
      else if (event.key === 'Enter' && reading.onAsk !== undefined) reading.onAsk(reading.at);
      else return;
      event.preventDefault();
    },
  };
}
