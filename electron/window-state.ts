import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const length = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000));
const stateSchema = v.object({
  bounds: v.exactOptional(v.object({ x: length, y: length, width: length, height: length })),
  maximized: v.exactOptional(v.boolean(), false),
  theme: v.exactOptional(v.picklist(['system', 'light', 'dark']), 'system'),
});
export type WindowState = v.InferOutput<typeof stateSchema>;

export const MIN_SIZE = { width: 1024, height: 700 } as const;
export const DEFAULT_SIZE = { width: 1280, height: 800 } as const;

/** So much of a window must lie on a screen for its old place to be used again; a corner one can grab. */
const VISIBLE_PIXELS = 64;

/** How much of the window lies on a screen. */
function overlap(bounds: Rectangle, screen: Rectangle): { readonly width: number; readonly height: number } {
  const span = (from: number, extent: number, start: number, room: number): number =>
    Math.max(0, Math.min(from + extent, start + room) - Math.max(from, start));
  return {
    width: span(bounds.x, bounds.width, screen.x, screen.width),
    height: span(bounds.y, bounds.height, screen.y, screen.height),
  };
}

/**
 * Where a window goes that was at `bounds`: there, on the screen that has most of it, made smaller and moved where its title
 * bar or an edge would be out of reach — another resolution, another arrangement of screens. `null`: none of the screens
 * shows 64 × 64 pixels of it, such as after a screen was unplugged; the system then finds a place.
 */
export function fitted(bounds: Rectangle, screens: readonly Rectangle[]): Rectangle | null {
  let best: Rectangle | null = null;
  let most = 0;
  for (const screen of screens) {
    const { width, height } = overlap(bounds, screen);
    if (width < VISIBLE_PIXELS || height < VISIBLE_PIXELS || width * height <= most) continue;
    most = width * height;
    best = screen;
  }
  if (best === null) return null;
  const width = Math.min(bounds.width, best.width);
  const height = Math.min(bounds.height, best.height);
  const within = (from: number, start: number, room: number): number =>
    Math.max(start, Math.min(from, start + room));
  return {
    // Sideways a part may stand out, as people leave windows; the title bar never leaves the top.
    x: within(
      bounds.x,
      best.x - (width - VISIBLE_PIXELS),
      width - VISIBLE_PIXELS + best.width - VISIBLE_PIXELS,
    ),
    y: within(bounds.y, best.y, best.height - VISIBLE_PIXELS),
    width,
    height,
  };
}

/** Window place and theme, in `window.json` of the user's data folder. A damaged file counts as none. */
export class WindowStateFile {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  read(): WindowState {
    try {
      return v.parse(stateSchema, JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      return { maximized: false, theme: 'system' };
    }
  }

  /** Losing a window's place is no reason to bother anybody: a disk that refuses is ignored here. */
  write(state: WindowState): void {
    try {
      mkdirSync(dirname(this.#file), { recursive: true });
      const beside = `${this.#file}.${process.pid}.tmp`;
      writeFileSync(beside, `${JSON.stringify(state)}\n`);
      renameSync(beside, this.#file);
    } catch {
      // see above
    }
  }
}
