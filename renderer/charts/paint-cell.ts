import { CELL_CHANGES, CELL_STATES, type HeatCells } from '../../shared/view/heat-cells.ts';
import type { Pen } from './pen.ts';

/** The design's colours a cell may need, read once per painting. */
export interface CellColours {
  /** By step; place 0 is not used. */
  readonly steps: readonly string[];
  /** From this step on a label is written in the panel's colour. */
  readonly flip: number;
  readonly panel: string;
  readonly accent: string;
  readonly ink: string;
  readonly unknown: string;
  readonly breach: string;
  readonly onBreach: string;
}

export function cellColours(colour: (name: string) => string): CellColours {
  return {
    steps: ['', ...Array.from({ length: 9 }, (_, index) => colour(`--seq-${index + 1}`))],
    flip: Number(colour('--seq-flip')) || 5,
    panel: colour('--panel'),
    accent: colour('--accent'),
    ink: colour('--ink-2'),
    unknown: colour('--unknown'),
    breach: colour('--breach'),
    onBreach: colour('--on-breach'),
  };
}

const FADED = 0.22;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

function cross({ x, y, size }: Place, share: number): readonly (readonly [number, number, number, number])[] {
  const [a, b] = [size * share, size * (1 - share)];
  return [
    [x + a, y + a, x + b, y + b],
    [x + b, y + a, x + a, y + b],
  ];
}

/** Lines across a cell, so that what takes no more microVMs is told without colour. */
function hatch(pen: Pen, { x, y, size }: Place, colour: string): void {
  const step = Math.max(4, size / 5);
  const points: (readonly [number, number, number, number])[] = [];
  for (let at = step; at < size * 2; at += step) {
    const [from, to] = [Math.max(0, at - size), Math.min(size, at)];
    points.push([x + from, y + at - from, x + to, y + at - to]);
  }
  pen.lines(points, { stroke: colour, width: Math.max(1, size / 14) });
}

function paintState(pen: Pen, place: Place, state: string, isMeasured: boolean, colours: CellColours): void {
  const { x, y, size } = place;
  const radius = size < 14 ? 2 : 3;
  if (state === 'down' || !isMeasured) {
    const width = size < 14 ? 1 : 1.5;
    pen.box(x + width / 2, y + width / 2, size - width, size - width, radius, {
      stroke: colours.unknown,
      width,
      dash: size < 14 ? [2, 2] : [3, 2.5],
    });
    if (state === 'down') pen.lines(cross(place, 0.32), { stroke: colours.unknown, width });
    return;
  }
  if (state !== 'cordoned' && state !== 'draining') return;
  hatch(pen, place, colours.panel);
  pen.box(x + 0.75, y + 0.75, size - 1.5, size - 1.5, radius, { stroke: colours.ink, width: 1.5 });
}

function paintChange(pen: Pen, place: Place, change: string, colours: CellColours): void {
  const { x, y, size } = place;
  const width = size < 14 ? 1.5 : 2;
  const frame = (fill: string | undefined, dash?: readonly number[]): void =>
    pen.box(x + width / 2, y + width / 2, size - width, size - width, 3, {
      stroke: colours.accent,
      width,
      ...(fill === undefined ? {} : { fill }),
      ...(dash === undefined ? {} : { dash }),
    });
  switch (change) {
    case 'lost':
    case 'removed':
      frame(colours.panel, change === 'removed' ? [3, 2.5] : undefined);
      pen.lines(cross(place, 0.31), { stroke: colours.accent, width });
      return;
    case 'added':
      frame(undefined, [3, 2.5]);
      return;
    case 'closed':
      hatch(pen, place, colours.panel);
      frame(undefined);
      return;
    case 'opened':
      frame(undefined);
      return;
    default:
      pen.dot(x + size / 2, y + size / 2, Math.max(2, Math.min(4.5, size * 0.17)), {
        fill: colours.accent,
        stroke: colours.panel,
        width: 1.5,
      });
  }
}

/** A small octagon with a cross at the upper right: the measure misses its target here. */
function paintMissed(pen: Pen, { x, y, size }: Place, colours: CellColours): void {
  const radius = Math.max(2.5, Math.min(5, size * 0.2));
  const [cx, cy] = [x + size - radius + 1, y + radius - 1];
  pen.dot(cx, cy, radius, { fill: colours.breach, stroke: colours.panel, width: 1 });
  if (radius < 3.5) return;
  const arm = radius * 0.4;
  pen.lines(
    [
      [cx - arm, cy - arm, cx + arm, cy + arm],
      [cx + arm, cy - arm, cx - arm, cy + arm],
    ],
    { stroke: colours.onBreach, width: 1.2 },
  );
}

/** One cell: its colour, its label where there is room, the host's state, what the scenario does, what misses a target. */
export function paintCell(
  pen: Pen,
  cells: HeatCells,
  cell: number,
  place: Place,
  colours: CellColours,
  label: string,
): void {
  const { x, y, size } = place;
  const step = cells.steps[cell] ?? 0;
  const state = CELL_STATES[cells.states[cell] ?? 0] ?? 'schedulable';
  const change = CELL_CHANGES[cells.changes[cell] ?? 0] ?? null;
  const isDimmed = cells.dimmed[cell] === 1;
  if (isDimmed) pen.alpha(FADED);
  const isMeasured = step > 0;
  if (isMeasured && state !== 'down')
    pen.box(x, y, size, size, size < 14 ? 2 : 3, { fill: colours.steps[step] ?? colours.panel });
  paintState(pen, place, state, isMeasured, colours);
  const isPlain = change === null && state === 'schedulable';
  if (label !== '' && isPlain && isMeasured)
    pen.text(label, x + size / 2, y + size / 2 + 0.5, step >= colours.flip ? colours.panel : colours.ink);
  if (change !== null) paintChange(pen, place, change, colours);
  if (cells.missed[cell] === 1 && change !== 'lost' && change !== 'removed') paintMissed(pen, place, colours);
  if (isDimmed) pen.alpha(1);
}
