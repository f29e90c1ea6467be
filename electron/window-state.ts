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

/** Whether at least 64 × 64 pixels of the window lie on one of the screens. */
export function isVisible(bounds: Rectangle, screens: readonly Rectangle[]): boolean {
  return screens.some((screen) => {
    const width = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x);
    const height =
      Math.min(bounds.y + bounds.height, screen.y + screen.height) - Math.max(bounds.y, screen.y);
    return width >= VISIBLE_PIXELS && height >= VISIBLE_PIXELS;
  });
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
