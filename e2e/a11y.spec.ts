import type { ElectronApplication, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test, expect } from './sample-region.ts';
import { PLACES, placeName, settledAt } from './places.ts';
import { dropFiles, goTo, openPalette } from './window-acts.ts';
import { resolve } from 'node:path';

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
  }
}

/** By the palette and the keys alone: the list, the first letters of a library, its text. */
async function readLicences(app: ElectronApplication, page: Page): Promise<void> {
  await openPalette(app, page);
  await page.keyboard.type('Licences');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Licences' });
  const libraries = dialog.getByRole('listbox', { name: 'Libraries' });
  for (const name of ['better-sqlite3', 'electron', 'highs', 'react', 'SQLite'])
    await expect(libraries.getByRole('option', { name: new RegExp(`^${name}\\b`) }).first()).toBeAttached();
  await libraries.press('Home');
  await page.keyboard.type('valibot');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('region', { name: 'Licence of valibot' })).toContainText('Copyright (c)');
  await page.keyboard.press('ArrowUp');
  await expect(dialog.getByRole('region', { name: 'Licence of valibot' })).toHaveCount(0);
}

/** Dialogs by the place and the button that opens them. */
const DIALOGS: readonly (readonly [place: string, button: string | RegExp])[] = [
  ['Failure modes', 'Alert rules…'],
  ['Decisions, Log', 'Record decision…'],
  ['Decisions, Checklists', 'Add hosts…'],
  ['Decisions, Checklists', 'Decommission hosts…'],
  ['Decisions, Reviews', 'Schedule…'],
  ['Onboarding, Pipeline', 'Paste or read a table'],
];

/** What a place shows only once something in it is chosen. */
const INSIDE: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  async 'Fleet, Hosts'(page) {
    await page.getByRole('listbox').first().press('Enter');
    await expect(page.getByRole('complementary', { name: /^Host / })).toBeVisible();
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    await expect(page.getByRole('grid', { name: 'Hosts' })).toBeVisible();
  },
  async 'Data, Imports'(page) {
    await page
      .getByRole('main')
      .getByRole('button', { name: /\d{2}:\d{2}/ })
      .first()
      .click();
  },
  'Data, Series': (page) => page.getByRole('grid').press('ArrowDown'),
  async 'Data, Inventory'(page) {
    await page.getByRole('grid').press('ArrowDown');
    await page.getByRole('grid').press('F2');
  },
};

test('no screen, tab, panel or dialog has an accessibility fault, light or dark', async ({
  openSample,
  launch,
  dataDir,
}) => {
  test.setTimeout(300_000);
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
    if (INSIDE[name] !== undefined) {
      await INSIDE[name](page);
      await check(page, `${name}, with one chosen`);
    }
    for (const [, button] of DIALOGS.filter(([where]) => where === name)) {
      await page.getByRole('button', { name: button }).first().click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await check(page, `${name}, ${String(button)}`);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
  }
  await goTo(page, 'Overview');
  await page.getByRole('region', { name: 'Memory capacity' }).locator('.cap-h button').first().click();
  await expect(page.locator('.explain .tree')).toBeVisible();
  await check(page, 'Explain');
  await page.keyboard.press('Escape');

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
  await page.getByRole('button', { name: 'Save version 1' }).click();
  await page.getByRole('button', { name: 'History' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await check(page, 'versions');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Constraints that differ' })).toBeVisible();
  await check(page, 'comparison');
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

  await openPalette(app, page);
  await expect(page.getByRole('dialog', { name: 'Find or run' })).toBeVisible();
  await page.keyboard.type('copy');
  await check(page, 'palette');
  await page.keyboard.press('Escape');
  await page.locator('body').press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await check(page, 'keys');
  await page.keyboard.press('Escape');
  await readLicences(app, page);
  await check(page, 'licences');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Licences' })).toHaveCount(0);
  await dropFiles(page, [resolve(import.meta.dirname, 'fixtures', 'ec2_cpu_utilization_53ea38.csv')]);
  await expect(page.getByRole('dialog', { name: 'Import' }).locator('.facts')).toBeVisible();
  await check(page, 'import');
});
