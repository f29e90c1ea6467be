// How long a switch of scenario takes on every screen of the sample region, until all that belongs to it is painted: the
// first time a screen is asked about the scenario, and when it goes to and fro.
import type * as Playwright from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumFlags } from '../setup/chromium-flags.mjs';
import { electronExecutable } from '../setup/electron-runtime.mjs';
import { inRoot } from '../setup/places.mjs';
import { hasDisplay, startVirtualDisplay } from '../setup/virtual-display.mjs';

const SWITCHES = 8;

// Not bundled: Playwright finds its own files beside its own modules.
const loadPackage = createRequire(inRoot('package.json'));
const { _electron } = loadPackage('@playwright/test') as typeof Playwright;

interface Screen {
  readonly name: string;
  readonly tab?: string;
  /** All of these are in the page once the scenario is shown, and none without it. */
  readonly shows: readonly string[];
}

const SCREENS: readonly Screen[] = [
  { name: 'Overview', shows: ['.v-scen button', '.f-pane.with-scenario', '.cap-s'] },
  { name: 'Fleet', shows: ['.heat-heading .scen'] },
  { name: 'Fleet', tab: 'Edge', shows: ['.v-scen'] },
  { name: 'Fleet', tab: 'Control plane', shows: ['.v-scen'] },
  { name: 'Fleet', tab: 'Storage', shows: ['.v-scen'] },
  { name: 'Fleet', tab: 'Overlay', shows: ['.v-scen'] },
  { name: 'Forecast', shows: ['.f-list.with-scenario'] },
];

/** Switches to the scenario and back, so many times; milliseconds until each is painted. Runs in the page. */
async function switchTimes({ shows, times }: { shows: readonly string[]; times: number }): Promise<number[]> {
  const painted = (): Promise<void> =>
    new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
  const press = (selector: string): void => document.querySelector<HTMLElement>(selector)?.click();
  const until = async (isThere: () => boolean): Promise<void> => {
    const started = performance.now();
    while (!isThere() && performance.now() - started < 10_000)
      await new Promise((resolve) => setTimeout(resolve, 1));
  };
  const isShown = (selector: string): boolean => document.querySelector(selector) !== null;
  const timed = async (act: () => void, isThere: () => boolean): Promise<number> => {
    const started = performance.now();
    act();
    await until(isThere);
    await painted();
    return performance.now() - started;
  };
  const spent: number[] = [];
  for (let i = 0; i < times; i += 1) {
    await timed(
      () => press('.switch .a'),
      () => !shows.some(isShown),
    ).then((ms) => (i === 0 ? undefined : spent.push(ms)));
    press('.switch .b');
    await until(() => isShown('.switch-menu [role=menuitem]'));
    spent.push(
      await timed(
        () => press('.switch-menu [role=menuitem]'),
        () => shows.every(isShown),
      ),
    );
  }
  return spent;
}

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.round(share * (values.length - 1))] ?? Number.NaN;

const display = hasDisplay() ? { env: process.env, stop: () => undefined } : await startVirtualDisplay();
const folder = mkdtempSync(join(tmpdir(), 'headroom-switch-'));
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
    const window = await app.browserWindow(page);
    await window.evaluate((target) => target.setContentSize(1280, 800));
    await page.locator('section[aria-label="Four answers"]').waitFor({ timeout: 120_000 });
    await page.keyboard.press('Control+K');
    await page.getByRole('combobox').fill('lose euw-c-08');
    await page.getByRole('option', { name: 'Lose euw-c-08' }).click();
    await page.locator('.result .took', { hasText: ' ms' }).waitFor({ timeout: 30_000 });
    const rows: object[] = [];
    for (const { name, tab, shows } of SCREENS) {
      await page.locator('.switch .a').click();
      await page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
      if (tab !== undefined) await page.getByRole('tab', { name: tab, exact: true }).click();
      await page.waitForTimeout(2500);
      const [first = Number.NaN, ...again] = await page.evaluate(switchTimes, { shows, times: SWITCHES });
      rows.push({
        screen: tab === undefined ? name : `${name}, ${tab}`,
        switches: again.length,
        'first ms': Math.round(first),
        'p50 ms (goal 100)': Math.round(quantile(again, 0.5)),
        'p95 ms': Math.round(quantile(again, 0.95)),
      });
    }
    console.table(rows);
  } finally {
    await app.close();
  }
} finally {
  display.stop();
  rmSync(folder, { recursive: true, force: true });
}
