// From the start of the process to the painted Overview of the sample region, beside an empty window of the same Electron.
// Both are driven the same way, so that the cost of driving is in both.
import type * as Playwright from '@playwright/test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumFlags } from '../setup/chromium-flags.mjs';
import { electronExecutable } from '../setup/electron-runtime.mjs';
import { inRoot } from '../setup/places.mjs';
import { hasDisplay, startVirtualDisplay } from '../setup/virtual-display.mjs';

const RUNS = 7;
const EMPTY_MAIN = `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ webPreferences: { sandbox: true } }).loadURL('data:text/html,<p id=painted>empty'));
app.on('window-all-closed', () => app.quit());`;

// Not bundled: Playwright finds its own files beside its own modules.
const loadPackage = createRequire(inRoot('package.json'));
const { _electron } = loadPackage('@playwright/test') as typeof Playwright;

/** Milliseconds until the selector's element has been painted. */
async function timed(args: readonly string[], selector: string, env: NodeJS.ProcessEnv): Promise<number> {
  const started = performance.now();
  const app = await _electron.launch({ args: [...args], env: definedOnly(env) });
  try {
    const page = await app.firstWindow();
    await page.locator(selector).first().waitFor({ state: 'visible', timeout: 60_000 });
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    return performance.now() - started;
  } finally {
    await app.close();
  }
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const display = hasDisplay() ? { env: process.env, stop: () => undefined } : await startVirtualDisplay();
const folder = mkdtempSync(join(tmpdir(), 'headroom-start-'));
try {
  const flags = [
    ...chromiumFlags(electronExecutable(), { virtualDisplay: !hasDisplay() }),
    `--user-data-dir=${join(folder, 'data')}`,
  ];
  const emptyMain = join(folder, 'main.cjs');
  writeFileSync(emptyMain, EMPTY_MAIN);
  const overview = 'section[aria-label="Four answers"]';
  const app = [...flags, inRoot(), '--sample'];

  const first = await timed(app, overview, display.env); // makes the sample workspace
  const times = { overview: [] as number[], empty: [] as number[] };
  for (let run = 0; run < RUNS; run += 1) {
    times.overview.push(await timed(app, overview, display.env));
    times.empty.push(await timed([...flags, emptyMain], '#painted', display.env));
  }
  const row = (work: string, values: readonly number[]) => ({
    work,
    runs: values.length,
    'median ms': Math.round(median(values)),
    'fastest ms': Math.round(Math.min(...values)),
    'slowest ms': Math.round(Math.max(...values)),
  });
  console.table([
    row('first start: sample region made and shown', [first]),
    row('start to painted Overview (goal 2,500)', times.overview),
    row('start to painted empty window', times.empty),
  ]);
} finally {
  display.stop();
  rmSync(folder, { recursive: true, force: true });
}
