// Frame times in the real window: a heat map of 5,000 hosts scrolled and hovered, a series of 1,000,000 samples zoomed, a
// table of 20,000 hosts scrolled; each beside an empty requestAnimationFrame loop in the same window, just before.
import type * as Playwright from '@playwright/test';
import { join } from 'node:path';
import { Workspace } from '../../electron/workspace/workspace.ts';
import { writeModel } from '../../electron/workspace/model-store.ts';
import { inRoot } from '../setup/places.mjs';
import { inRealWindow, quantile } from './real-window.ts';
import { seededFleet } from './seeded-fleet.ts';

const FRAMES = 240;

/** What is done before each frame: a name the page knows. */
type Act = 'nothing' | 'scroll' | 'hover' | 'zoom';

/** Milliseconds between frames while something happens before each of them. */
async function frameTimes(
  page: Playwright.Page,
  act: Act,
  selector: string,
  frames = FRAMES,
): Promise<number[]> {
  return page.evaluate(
    async ({ act: doing, selector: where, frames: count }) => {
      const element = document.querySelector<HTMLElement>(where);
      if (element === null) throw new Error(`nothing at ${where}`);
      const box = element.getBoundingClientRect();
      const acts: Record<string, (frame: number) => void> = {
        nothing: () => undefined,
        scroll: (frame) => {
          // There and back, so that it never stands still at an end.
          element.scrollTop += Math.floor(frame / 60) % 2 === 0 ? 47 : -47;
        },
        hover: (frame) => {
          const at = {
            clientX: box.left + ((frame * 37) % box.width),
            clientY: box.top + ((frame * 11) % box.height),
          };
          element.firstElementChild?.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, ...at }));
        },
        zoom: (frame) => {
          const key = frame % 40 < 16 ? '+' : frame % 40 < 24 ? 'PageDown' : '-';
          element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        },
      };
      const step = acts[doing] ?? (() => undefined);
      const next = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      for (let warm = 0; warm < 20; warm += 1) {
        await next();
        step(warm);
      }
      const times: number[] = [];
      let before = await next();
      for (let frame = 0; frame < count; frame += 1) {
        step(frame);
        const now = await next();
        times.push(now - before);
        before = now;
      }
      return times;
    },
    { act, selector, frames },
  );
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

interface Row {
  readonly work: string;
  readonly 'p50 ms': number;
  readonly 'p95 ms': number;
  readonly 'empty p50 ms': number;
  readonly 'empty p95 ms': number;
}

/** The act's frame times beside those of an empty loop in the same window. */
async function measured(page: Playwright.Page, work: string, act: Act, selector: string): Promise<Row> {
  const empty = await frameTimes(page, 'nothing', selector);
  const times = await frameTimes(page, act, selector);
  return {
    work,
    'p50 ms': tenth(quantile(times, 0.5)),
    'p95 ms': tenth(quantile(times, 0.95)),
    'empty p50 ms': tenth(quantile(empty, 0.5)),
    'empty p95 ms': tenth(quantile(empty, 0.95)),
  };
}

function workspaceOf(file: string, hosts: number): void {
  const workspace = new Workspace(file, Date.now, { create: true });
  const model = seededFleet({
    clusters: 20,
    hostsPerCluster: hosts / 20,
    microvmsPerHost: 3,
    fill: [0.5, 0.9],
    seed: 1,
  });
  workspace.act('Bench', () => writeModel(model, workspace.entities, workspace.facts));
  workspace.close();
}

async function openHosts(page: Playwright.Page): Promise<void> {
  await page.getByRole('button', { name: 'Fleet', exact: true }).click({ timeout: 120_000 });
  await page.locator('.heat-cells').waitFor({ timeout: 240_000 });
  await page.waitForTimeout(1500);
}

await inRealWindow('frames', async ({ folder, launch }) => {
  const rows: Row[] = [];
  const five = join(folder, 'five.headroom');
  workspaceOf(five, 5000);
  await launch({ args: [inRoot(), five], data: 'five' }, async (page) => {
    await openHosts(page);
    rows.push(await measured(page, 'heat map of 5,000 hosts: scroll', 'scroll', '.heat-scroll'));
    rows.push(await measured(page, 'heat map of 5,000 hosts: hover', 'hover', '.heat-scroll'));
  });
  const twenty = join(folder, 'twenty.headroom');
  workspaceOf(twenty, 20_000);
  await launch({ args: [inRoot(), twenty], data: 'twenty' }, async (page) => {
    await openHosts(page);
    rows.push(await measured(page, 'heat map of 20,000 hosts: scroll', 'scroll', '.heat-scroll'));
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    await page.locator('.v-table .v-row').nth(3).waitFor();
    rows.push(await measured(page, 'table of 20,000 rows: scroll', 'scroll', '.v-table'));
  });
  await launch({ args: [inRoot(), '--gallery'], data: 'gallery' }, async (page) => {
    await page.getByRole('button', { name: 'time-series', exact: true }).click();
    const million = page.locator('.c-plot').last();
    await million.waitFor();
    await million.evaluate((element) => {
      element.id = 'million';
    });
    rows.push(await measured(page, 'series of 1,000,000 samples: zoom', 'zoom', '#million'));
  });
  console.table(rows);
});
