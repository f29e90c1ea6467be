import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { CELL_CHANGES, CELL_STATES } from '../../shared/view/heat-cells.ts';
import { cellColours, paintCell } from './paint-cell.ts';
import { prepareCanvas } from './paint-canvas.ts';
import { canvasPen } from './pen.ts';
import { colourReader, useTheme } from './use-theme.ts';

interface CellSampleProps {
  readonly change?: (typeof CELL_CHANGES)[number];
  readonly state?: (typeof CELL_STATES)[number];
  readonly missed?: boolean;
  readonly unmeasured?: boolean;
  /** What the mark means. */
  readonly children: ReactNode;
}

const SIZE = 14;

/** One cell of a heat map with its meaning: the legend is drawn by what draws the map. */
export function CellSample({
  change = null,
  state = 'schedulable',
  missed = false,
  unmeasured = false,
  children,
}: CellSampleProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element === null ? null : prepareCanvas(element, { width: SIZE, height: SIZE });
    if (element === null || context === null) return;
    const cells = {
      steps: Uint8Array.of(unmeasured || state === 'down' ? 0 : state === 'schedulable' ? 4 : 5),
      states: Uint8Array.of(CELL_STATES.indexOf(state)),
      changes: Uint8Array.of(CELL_CHANGES.indexOf(change)),
      missed: Uint8Array.of(missed ? 1 : 0),
      dimmed: Uint8Array.of(0),
    };
    const place = { x: 0, y: missed ? 1 : 0, size: missed ? SIZE - 2 : SIZE };
    paintCell(canvasPen(context, ''), cells, 0, place, cellColours(colourReader(element)), '');
  }, [change, state, missed, unmeasured, theme]);
  return (
    <span className="cell-sample">
      <canvas ref={canvas} style={{ width: SIZE, height: SIZE }} aria-hidden="true" />
      {children}
    </span>
  );
}
