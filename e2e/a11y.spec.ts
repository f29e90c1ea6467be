import type { ElectronApplication, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test, expect } from './sample-region.ts';
import { PLACES, placeName, settledAt } from './places.ts';
import { nameFaults, wordFaults } from './name-faults.ts';
import { OVER } from './over-places.ts';
import { closeOver } from './over.ts';
import { colourFaults } from './seen-colours.ts';
import { escapeFrom, goTo, pressOn, runByPalette } from './window-acts.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What another theme can break. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

interface Found {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
  }[];
}
interface Axe {
  run(context: Document, options: object): Promise<Found>;
}

/** The rules of axe over what is shown now; each finding as one line with where it stands. */
async function findings(page: Page, onlyColours: boolean): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const runOnly = onlyColours ? { type: 'rule', values: COLOUR_RULES } : { type: 'tag', values: RULES };
  const found = await page.evaluate((asked) => {
    const { axe } = window as unknown as { readonly axe: Axe };
    return axe.run(document, { runOnly: asked, resultTypes: ['violations'] });
  }, runOnly);
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      const why = (failureSummary ?? '').split('\n').slice(1).join(' ').trim();
      return `${id} (${help}): ${target.join(' ')}: ${why}`;
    }),
  );
}

/** Every rule in light, those of colours in dark too: nothing else differs. */
async function check(page: Page, where: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect.soft(await findings(page, colorScheme === 'dark'), `${where}, ${colorScheme}`).toEqual([]);
    expect.soft(await colourFaults(page), `${where}, ${colorScheme}`).toEqual([]);
  }
  expect.soft(await nameFaults(page), where).toEqual([]);
  expect.soft(await wordFaults(page), where).toEqual([]);
}

/** By the palette and the keys alone: the list, the first letters of a library, its text, and Chromium's own. */
async function readLicences(app: ElectronApplication, page: Page): Promise<void> {
  await runByPalette(app, page, 'Licences', 'Licences');
  const dialog = page.getByRole('dialog', { name: 'Licences' });
  const libraries = dialog.getByRole('listbox', { name: 'Libraries' });
  for (const name of ['better-sqlite3', 'electron', 'highs', 'react', 'SQLite'])
    await expect(libraries.getByRole('option', { name: new RegExp(`^${name}\\b`) }).first()).toBeAttached();
  await pressOn(libraries, 'Home');
  await page.keyboard.type('valibot');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('region', { name: 'Licence of valibot' })).toContainText('Copyright (c)');
  await page.keyboard.press('ArrowUp');
  await expect(dialog.getByRole('region', { name: 'Licence of valibot' })).toHaveCount(0);

  // What Chromium is made of opens in the browser of the system; where that refuses, it is said.
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openPath = (path) => Promise.resolve(opened.push(path) === 1 ? '' : 'no program for it');
  });
  const notices = dialog.getByRole('button', { name: 'Open Chromium’s notices' });
  await pressOn(notices);
  const opened = () =>
    app.evaluate(() => (globalThis as unknown as { readonly opened: readonly string[] }).opened);
  await expect.poll(opened).toHaveLength(1);
  const [file = ''] = await opened();
  expect(readFileSync(file, 'utf8')).toContain('Chromium');
  await pressOn(notices);
  await expect(page.getByRole('region', { name: 'News' })).toContainText('no program for it');
  await escapeFrom(page, dialog);
}

test('no screen, tab, panel or dialog has an accessibility fault, light or dark', async ({
  openSample,
  launch,
  dataDir,
}) => {
  test.setTimeout(600_000);
  const start = await launch({ dataDir: `${dataDir}/start` });
  await expect(start.page.getByRole('button', { name: 'Open sample region' })).toBeVisible();
  await check(start.page, 'start');
  await start.end();

  const { app, page } = await openSample();
  for (const place of PLACES) {
    const name = placeName(place);
    await goTo(page, place.screen);
    if (place.tab !== null) await page.getByRole('tab', { name: place.tab, exact: true }).click();
    await settledAt(page, place);
    await check(page, name);
    for (const over of OVER.filter((one) => one.place === name)) {
      await over.open(page, app);
      await check(page, `${name}, ${over.name}`);
      await closeOver(page, over);
    }
  }
  await goTo(page, 'Overview');
  await page.getByRole('button', { name: 'What if' }).click();
  await check(page, 'a menu');
  await page.getByRole('menuitem').first().click();
  await expect(page.locator('.v-scen')).toBeVisible();
  await check(page, 'Overview with a scenario');
  await page.getByRole('button', { name: 'Copy Forecasts', exact: true }).click();
  await check(page, 'what a pane is copied as');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Open scenario' }).click();
  await expect(page.getByRole('region', { name: 'Result' }).locator('.v-say')).toBeVisible();
  await page.getByRole('article').first().focus();
  await check(page, 'scenario editor');
  for (const screen of ['Survival', 'Forecast'] as const) {
    await goTo(page, screen);
    await expect(page.getByText(/^Computing/)).toHaveCount(0, { timeout: 30_000 });
    await check(page, `${screen} with a scenario`);
  }
  await goTo(page, 'Fleet');
  for (const tab of ['Edge', 'Control plane', 'Overlay']) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    await expect(page.locator('.services .v-scen')).toBeVisible();
    await check(page, `Fleet, ${tab}, with a scenario`);
  }

  await readLicences(app, page);
});
