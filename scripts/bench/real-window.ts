// The application, or another main file, in a real window for a bench: a display where there is none, a data folder of its
// own that is gone afterwards, one size, and what an empty frame loop of the same window takes.
import type * as Playwright from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumFlags } from '../setup/chromium-flags.mjs';
import { electronExecutable } from '../setup/electron-runtime.mjs';
import { inRoot } from '../setup/places.mjs';
import { hasDisplay, startVirtualDisplay } from '../setup/virtual-display.mjs';

// Not bundled: Playwright finds its own files beside its own modules.
const loadPackage = createRequire(inRoot('package.json'));
const { _electron } = loadPackage('@playwright/test') as typeof Playwright;

const SIZE = { width: 1280, height: 800 };

export interface LaunchOptions {
  /** What Electron is given after the flags; by default the application on the sample region. */
  readonly args?: readonly string[];
  /** Name of the data folder: a second launch under the same name finds what the first one left. */
  readonly data?: string;
  /** Whether the content is given one size; not where the time to the first picture is taken. */
  readonly sized?: boolean;
}

export interface Place {
  /** For files of the bench; removed at its end. */
  readonly folder: string;
  /** Starts Electron, hands its first window over, and closes it whatever happens. */
  readonly launch: <T>(options: LaunchOptions, act: (page: Playwright.Page) => Promise<T>) => Promise<T>;
}

/** Runs `work` with a display and a folder, both gone afterwards. */
export async function inRealWindow(name: string, work: (place: Place) => Promise<void>): Promise<void> {
  const display = hasDisplay() ? { env: process.env, stop: () => undefined } : await startVirtualDisplay();
  const folder = mkdtempSync(join(tmpdir(), `headroom-${name}-`));
  const env = Object.fromEntries(
    Object.entries(display.env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
  const launch: Place['launch'] = async (options, act) => {
    const { args = [inRoot(), '--sample'], data = 'data', sized = true } = options;
    const flags = chromiumFlags(electronExecutable(), { virtualDisplay: !hasDisplay() });
    const app = await _electron.launch({
      args: [...flags, `--user-data-dir=${join(folder, data)}`, ...args],
      env,
    });
    try {
      const page = await app.firstWindow();
      if (sized) {
        const window = await app.browserWindow(page);
        await window.evaluate((target, { width, height }) => target.setContentSize(width, height), SIZE);
      }
      return await act(page);
    } finally {
      await app.close();
    }
  };
  try {
    await work({ folder, launch });
  } finally {
    display.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Waits until the Overview stands in the page with its four answers. */
export async function overviewShown(page: Playwright.Page): Promise<void> {
  await page.locator('section[aria-label="Four answers"]').waitFor({ timeout: 120_000 });
}

/**
 * Two frames of the window at rest, in milliseconds, so many times: from any moment to the frame after next is what a
 * picture costs that needs no work at all.
 */
export function emptyFrames(page: Playwright.Page, times: number): Promise<number[]> {
  return page.evaluate(async (count) => {
    const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
    const spent: number[] = [];
    for (let n = 0; n < count; n += 1) {
      const started = performance.now();
      await frame();
      await frame();
      spent.push(performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, 53)); // no multiple of a frame
    }
    return spent;
  }, times);
}

/** Processor time the window's own thread has spent so far, in milliseconds: on a shared machine it says more than the clock. */
export async function busyClock(page: Playwright.Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  };
}

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.round(share * (values.length - 1))] ?? Number.NaN;
}
