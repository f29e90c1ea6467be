import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { resolve } from 'node:path';
import { expect } from './launch.ts';
import { dropFiles, goTo, pressRedo, pressUndo, SCREENS } from './window-acts.ts';

/** What a planner does in this many minutes; eight hours are forty rounds. */
export const MINUTES_OF_A_ROUND = 12;

const METRICS = resolve(import.meta.dirname, 'fixtures', 'ec2_cpu_utilization_53ea38.csv');
const TABS_OF_FLEET = ['Edge', 'Control plane', 'Storage', 'Overlay', 'Hosts'] as const;

/** The page has painted and asks nothing any more that it would still show. */
async function rest(page: Page): Promise<void> {
  await expect(page.getByText('computing')).toHaveCount(0, { timeout: 60_000 });
  await page.waitForTimeout(150);
}

async function lookAround(page: Page, acts: { count: number }): Promise<void> {
  for (const screen of SCREENS) {
    await goTo(page, screen);
    await rest(page);
    acts.count += 1;
  }
}

async function fleet(page: Page, acts: { count: number }): Promise<void> {
  await goTo(page, 'Fleet');
  for (const tab of TABS_OF_FLEET) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    await rest(page);
    acts.count += 1;
  }
}

async function importAndBack(app: ElectronApplication, page: Page, acts: { count: number }): Promise<void> {
  await goTo(page, 'Data');
  const rows: Locator = page.locator('.pane', { hasText: 'newest first' }).locator('tbody tr');
  await expect(rows.first()).toBeVisible(); // the sample region's own
  const before = await rows.count();
  await dropFiles(page, [METRICS]);
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await dialog.getByRole('button', { name: 'Import 1 file' }).click();
  await expect(rows).toHaveCount(before + 1);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  for (const [press, count] of [
    [pressUndo, before],
    [pressRedo, before + 1],
    [pressUndo, before],
  ] as const) {
    await press(app);
    await expect(rows).toHaveCount(count);
  }
  acts.count += 4;
}

/** A what-if by the palette, looked at on the screens, and back to the baseline. */
async function whatIf(page: Page, host: string, acts: { count: number }): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox').fill(`lose ${host}`);
  await page.getByRole('option', { name: `Lose ${host}` }).click();
  await expect(page.getByRole('region', { name: 'Result' }).locator('.v-say')).toBeVisible({
    timeout: 60_000,
  });
  await rest(page);
  acts.count += 1;
  for (const screen of ['Overview', 'Forecast', 'Fleet', 'Plan'] as const) {
    await goTo(page, screen);
    await rest(page);
    acts.count += 1;
  }
  await page.locator('.switch .a').click();
  await rest(page);
  acts.count += 1;
}

const region = (page: Page, name: RegExp): Locator => page.getByRole('button', { name }).first();

async function survival(page: Page, acts: { count: number }): Promise<void> {
  await goTo(page, 'Overview');
  await region(page, /^US East/).click();
  await goTo(page, 'Survival');
  const grid = page.getByRole('grid', { name: 'Losses of one and two hosts of use-b' });
  await expect(grid).toBeVisible({ timeout: 60_000 });
  await grid.getByRole('button').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await rest(page);
  await goTo(page, 'Overview');
  await region(page, /^EU West/).click();
  await rest(page);
  acts.count += 4;
}

async function explain(page: Page, acts: { count: number }): Promise<void> {
  await goTo(page, 'Overview');
  await page.getByRole('region', { name: 'Memory capacity' }).locator('.cap-h button').first().click();
  await expect(page.locator('.explain .tree')).toBeVisible();
  await page.getByRole('button', { name: 'Close Explain' }).click();
  acts.count += 1;
}

/** Hosts of the sample region, the clusters in turn: another one in each of 51 rounds. */
function hostOf(round: number): string {
  const number = String(1 + (round % 17)).padStart(2, '0');
  return `euw-${'abc'.charAt(round % 3)}-${number}`;
}

/**
 * One round of a planner's day through the real window. The workspace is after it what it was before. Returns the acts.
 *
 * @param lost which host the what-if loses: another number asks what was never asked before.
 */
export async function roundOfUse(app: ElectronApplication, page: Page, lost: number): Promise<number> {
  const acts = { count: 0 };
  await lookAround(page, acts);
  await fleet(page, acts);
  await importAndBack(app, page, acts);
  await whatIf(page, hostOf(lost), acts);
  await survival(page, acts);
  await explain(page, acts);
  await goTo(page, 'Overview');
  await rest(page);
  return acts.count;
}
