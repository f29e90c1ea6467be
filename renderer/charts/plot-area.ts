import type { Scale } from './path.ts';

/** Where in its box a chart draws its data: the edges in pixels. */
export interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Scales {
  readonly x: Scale;
  readonly y: Scale;
}

/** The area with the scales that draw into it. */
export interface Plot extends PlotArea, Scales {}

interface Margins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What the margins leave of a box, at least a pixel each way, so that scales stay scales while a pane opens. */
export function plotArea(
  box: { readonly width: number; readonly height: number },
  margins: Margins,
): PlotArea {
  return {
    left: margins.left,
    right: Math.max(margins.left + 1, box.width - margins.right),
    top: margins.top,
    bottom: Math.max(margins.top + 1, box.height - margins.bottom),
  };
}
