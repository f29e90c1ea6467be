import { useLayoutEffect, useRef } from 'react';
import type { HeatCells } from '../../shared/view/heat-cells.ts';
import type { HeatLayout } from '../../shared/view/heat-layout.ts';
import { cellColours, paintCell } from './paint-cell.ts';
import { prepareCanvas } from './paint-canvas.ts';
import { canvasPen, vectorPen, type Pen } from './pen.ts';
import { colourReader, useTheme } from './use-theme.ts';
import { setVectorTwin, shape } from './vector-twin.ts';

/** Cells from this size on carry a label. */
const LABELLED = 24;
const FONT_SIZE = 11;

interface HeatTileProps {
  readonly layout: HeatLayout;
  readonly cells: HeatCells;
  readonly labelOf: (cell: number) => string;
  readonly width: number;
  readonly top: number;
  readonly height: number;
}

/**
 * A strip of a heat map on its own canvas: painted once, then only moved by scrolling. A host's colour changes with the
 * data, never with the pointer: what follows that lies above.
 */
export function HeatTile({ layout, cells, labelOf, width, top, height }: HeatTileProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  useLayoutEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const context = prepareCanvas(element, { width, height });
    if (context === null) return;
    const read = colourReader(element);
    const colours = cellColours(read);
    const paint = (pen: Pen): void => {
      for (const { y, cells: row } of layout.rows) {
        if (y + layout.size < top || y > top + height) continue;
        for (const cell of row) {
          const place = { x: layout.x[cell] ?? 0, y: y - top, size: layout.size };
          paintCell(pen, cells, cell, place, colours, layout.size >= LABELLED ? labelOf(cell) : '');
        }
      }
    };
    const family = getComputedStyle(element).fontFamily;
    paint(canvasPen(context, `${FONT_SIZE}px ${family}`));
    setVectorTwin(element, () => {
      const group = shape('g', {});
      paint(vectorPen(group, FONT_SIZE, family));
      return group;
    });
  }, [layout, cells, labelOf, width, top, height, theme]);
  return <canvas ref={canvas} className="heat-tile" style={{ top, width, height }} />;
}
