import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test, expect } from './sample-region.ts';
import { dropFiles, goTo, pressKey, SCREENS } from './window-acts.ts';
import { resolve } from 'node:path';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

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
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate((tags) => {
    const { axe } = window as unknown as { readonly axe: Axe };
    return axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
  }, RULES);
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      const why = (failureSummary ?? '').split('\n').slice(1).join(' ').trim();
      return `${id} (${help}): ${target.join(' ')}: ${why}`;
    }),
  );
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no screen has an accessibility fault, ${colorScheme}`, async ({ openSample, launch, dataDir }) => {
    test.setTimeout(150_000);
    const start = await launch({ colorScheme, dataDir: `${dataDir}/start` });
    await expect(start.page.getByRole('button', { name: 'Open sample region' })).toBeVisible();
    const check = async (page: Page, where: string): Promise<void> => {
      expect.soft(await findings(page), where).toEqual([]);
    };
    await check(start.page, 'start');
    await start.end();

    const { app, page } = await openSample({ colorScheme });
    for (const screen of SCREENS) {
      await goTo(page, screen);
      await expect(page.getByRole('heading', { name: screen, level: 1 })).toBeVisible();
      if (screen === 'Survival')
        await expect(page.getByRole('heading', { name: 'Which pair kills us?' })).toBeVisible();
      await check(page, screen);
    }
    await goTo(page, 'Data');
    for (const tab of ['Series', 'Inventory', 'Quality']) {
      await page.getByRole('tab', { name: tab }).click();
      await expect(page.locator('.ser-say, .sheet-say, .q-say')).toBeVisible({ timeout: 30_000 });
      if (tab !== 'Quality') await page.getByRole('grid').press('ArrowDown');
      if (tab === 'Inventory') await page.getByRole('grid').press('F2');
      await check(page, `Data, ${tab}`);
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
    await page.getByRole('button', { name: 'Open scenario' }).click();
    await expect(page.getByRole('region', { name: 'Result' }).locator('.v-say')).toBeVisible();
    await page.getByRole('article').first().focus();
    await check(page, 'scenario editor');

    await pressKey(app, 'K', ['control']);
    await expect(page.getByRole('dialog', { name: 'Find or run' })).toBeVisible();
    await check(page, 'palette');
    await page.keyboard.press('Escape');
    await page.locator('body').press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await check(page, 'keys');
    await page.keyboard.press('Escape');
    await dropFiles(page, [resolve(import.meta.dirname, 'fixtures', 'ec2_cpu_utilization_53ea38.csv')]);
    await expect(page.getByRole('dialog', { name: 'Import' }).locator('.facts')).toBeVisible();
    await check(page, 'import');
  });
}
