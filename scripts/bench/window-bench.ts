// From a moved slider to the painted result on the Scenarios screen, sample region with its history, in the real window;
// beside it what two frames of the same window take when nothing happens. On a machine that is shared the processor time of
// the window's own thread says more than the clock; it stands beside.
import type * as Playwright from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumFlags } from '../setup/chromium-flags.mjs';
import { electronExecutable } from '../setup/electron-runtime.mjs';
import { inRoot } from '../setup/places.mjs';
import { hasDisplay, startVirtualDisplay } from '../setup/virtual-display.mjs';

const MOVES = 40;

// Not bundled: Playwright finds its own files beside its own modules.
const loadPackage = createRequire(inRoot('package.json'));
const { _electron } = loadPackage('@playwright/test') as typeof Playwright;

interface Moved {
  /** From the input event to the frame after the new result stood in the page. */
  readonly painted: number;
  /** What the worker says it computed for. */
  readonly computed: number;
}

/** Moves the slider to one value after the other, each once the last one's result is painted. Runs in the page. */
async function moveSlider({ label, moves }: { label: string; moves: number }): Promise<Moved[]> {
  const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
  const slider = Array.from(document.querySelectorAll('.slider-field'))
    .find((field) => field.querySelector('.label')?.textContent === label)
    ?.querySelector<HTMLInputElement>('input[type=range]');
  if (slider == null) throw new Error(`no slider ${label}`);
  const [least, most, step] = [Number(slider.min), Number(slider.max), Number(slider.step) || 1];
  const first = Math.max(least, step);
  const places = Math.floor((most - first) / step) + 1;
  // React listens to the setter of the element itself, so the value is set past it, as a hand would.
  const shown = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  const took = () => document.querySelector('.result .took')?.textContent ?? '';
  const moved: Moved[] = [];
  for (let n = 1; n <= moves; n += 1) {
    const value = first + ((n * 7) % places) * step;
    if (Number(slider.value) === value) continue;
    const changes = { seen: 0 };
    const observer = new MutationObserver((records) => (changes.seen += records.length));
    const region = document.querySelector('.result');
    if (region !== null) observer.observe(region, { subtree: true, childList: true, characterData: true });
    const started = performance.now();
    shown?.set?.call(slider, String(value));
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    do await frame();
    while (
      (changes.seen === 0 || took() === '' || took().includes('computing')) &&
      performance.now() - started < 10_000
    );
    await frame();
    observer.disconnect();
    moved.push({
      painted: performance.now() - started,
      computed: parseFloat(/([\d.,]+) ms/.exec(took())?.[1] ?? ''),
    });
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  return moved;
}

/** Two frames of the window at rest. Runs in the page. */
async function emptyFrames(times: number): Promise<number[]> {
  const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
  const spent: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const started = performance.now();
    await frame();
    await frame();
    spent.push(performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  return spent;
}

/** Processor time the window's main thread has spent so far, in milliseconds. */
async function busyMs(session: Playwright.CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
}

/** From the last move until the dates of its result are there. Runs in the page. */
async function datesFollow(): Promise<number> {
  const started = performance.now();
  while (document.querySelector('.days[aria-busy=false]') === null && performance.now() - started < 10_000)
    await new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
  return performance.now() - started;
}

function share(values: readonly number[], part: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN).toFixed(0);
}

const display = hasDisplay() ? { env: process.env, stop: () => undefined } : await startVirtualDisplay();
const folder = mkdtempSync(join(tmpdir(), 'headroom-window-'));
try {
  const env = Object.fromEntries(
    Object.entries(display.env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
  const args = [
    ...chromiumFlags(electronExecutable(), { virtualDisplay: !hasDisplay() }),
    `--user-data-dir=${join(folder, 'data')}`,
    inRoot(),
    '--sample',
  ];
  const app = await _electron.launch({ args, env });
  try {
    const page = await app.firstWindow();
    await page.locator('section[aria-label="Four answers"]').waitFor({ timeout: 120_000 });
    await page.keyboard.press('Control+3');
    const rows: Record<string, string | number>[] = [];
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    for (const [preset, label] of [
      ['Lose a host', 'How many'],
      ['Onboard a customer', 'Connections'],
    ] as const) {
      await page.getByRole('button', { name: 'Scenarios', exact: true }).first().click();
      const crumb = page.getByRole('main').getByRole('button', { name: 'Scenarios', exact: true });
      if ((await crumb.count()) > 0) await crumb.click();
      await page
        .getByRole('region', { name: 'Start from a question' })
        .getByRole('button', { name: preset })
        .click();
      await page.locator('.result .took', { hasText: ' ms' }).waitFor({ timeout: 30_000 });
      const sliders = await page.locator('.slider-field .label').allTextContents();
      const slider = sliders.includes(label) ? label : (sliders[0] ?? label);
      const busy = await busyMs(session);
      const moved = await page.evaluate(moveSlider, { label: slider, moves: MOVES });
      const window = (await busyMs(session)) - busy;
      const dates = await page.evaluate(datesFollow);
      const painted = moved.map((move) => move.painted);
      rows.push({
        work: `${preset}: ${slider} moved`,
        moves: moved.length,
        'first ms': share(painted.slice(0, 1), 0),
        'p50 ms': share(painted, 0.5),
        'p95 ms (goal < 100)': share(painted, 0.95),
        'computed p50 ms': share(
          moved.map((move) => move.computed),
          0.5,
        ),
        'window busy ms a move': (window / moved.length).toFixed(0),
        'dates after ms (150 of rest)': dates.toFixed(0),
      });
    }
    const empty = await page.evaluate(emptyFrames, MOVES);
    rows.push({
      work: 'two frames of the window at rest',
      moves: empty.length,
      'first ms': share(empty.slice(0, 1), 0),
      'p50 ms': share(empty, 0.5),
      'p95 ms (goal < 100)': share(empty, 0.95),
      'computed p50 ms': '',
      'window busy ms a move': '',
      'dates after ms (150 of rest)': '',
    });
    console.table(rows);
  } finally {
    await app.close();
  }
} finally {
  display.stop();
  rmSync(folder, { recursive: true, force: true });
}
