import type { Page } from '@playwright/test';
import { join } from 'node:path';
import { assessedByCli, constraintIn, percent } from './headroom-cli.ts';
import { overviewIsShown, test, expect } from './sample-region.ts';
import {
  escapeFrom,
  expectNothingLeaks,
  goTo,
  openPalette,
  runByPalette,
  SCREENS,
  tabTo,
} from './window-acts.ts';

const SIZE = { width: 1280, height: 800 };

const REGIONS = [
  { id: 'eu-west', name: 'EU West' },
  { id: 'us-east', name: 'US East' },
] as const;

/** The headroom figures as the Capacity pane shows them, N+1-adjusted: the button beside each second bar. */
async function shownHeadroom(page: Page, resource: 'Memory' | 'CPU'): Promise<string> {
  const rows = page.getByRole('region', { name: `${resource} capacity` }).locator('.cap-row');
  return rows.filter({ hasText: 'N+1' }).locator('.cap-h').innerText();
}

test('an empty data folder leads to the verdict of every region with one key', async ({
  launch,
  dataDir,
}) => {
  const session = await launch({ size: SIZE });
  const { page } = session;
  await expect(page.getByRole('heading', { name: 'Headroom', level: 1 })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Recent' })).toHaveCount(0);
  const sample = page.getByRole('button', { name: 'Open sample region' });
  await expect(sample).toBeFocused();
  await page.keyboard.press('Enter');
  await overviewIsShown(page, 180_000); // the sample is made through the real import

  const shown = new Map<string, { memory: string; cpu: string; sentence: string }>();
  for (const { id, name } of REGIONS) {
    const verdict = page.locator('.vr', { hasText: name });
    // Two regions: the name of the other one is a button.
    await expect(page.locator('.vr').getByRole('button', { name: /^(EU West|US East)$/ })).toHaveCount(1);
    const choose = verdict.getByRole('button', { name, exact: true });
    if ((await choose.count()) > 0) await choose.click();
    await expect(verdict).toHaveClass(/\bon\b/);
    for (const resource of ['Memory', 'CPU']) {
      for (const label of ['Raw', 'N\\+1']) {
        const bar = page.getByRole('img', {
          name: new RegExp(`^${resource} ${label}: used .*reserved .*headroom`),
        });
        await expect(bar).toBeVisible();
      }
    }
    await expectNothingLeaks(page);
    shown.set(id, {
      memory: await shownHeadroom(page, 'Memory'),
      cpu: await shownHeadroom(page, 'CPU'),
      sentence: await verdict.locator('.v-say').innerText(),
    });
  }
  for (const screen of SCREENS) {
    await goTo(page, screen);
    await expect(page.getByRole('heading', { name: screen, level: 1 })).toBeVisible();
    await expectNothingLeaks(page);
  }
  await session.end();

  const assessed = await assessedByCli(join(dataDir, 'Sample region.headroom'));
  for (const { id } of REGIONS) {
    const says = shown.get(id);
    expect(says?.memory).toBe(percent(constraintIn(assessed, `compute.memory@region:${id}`).headroom));
    expect(says?.cpu).toBe(percent(constraintIn(assessed, `compute.cpu@region:${id}`).headroom));
    const clusters = assessed.constraints.filter(
      (constraint) =>
        constraint.id.startsWith('compute.survival@') &&
        constraint.scope.startsWith(id === 'eu-west' ? 'cluster:euw-' : 'cluster:use-'),
    );
    expect(clusters.length).toBeGreaterThan(1);
    const holds = clusters.every(({ verdict }) => verdict === 'ok');
    expect(says?.sentence).toMatch(holds ? /^N\+1 holds\./ : /^N\+1 (fails|is undecided) in /);
  }
});

test('Enter on a number opens its derivation, whose root is that number', async ({ openSample }) => {
  const { page } = await openSample({ size: SIZE });
  const explain = page.getByRole('complementary', { name: 'Explain' });
  for (const resource of ['Memory', 'CPU'] as const) {
    const rows = page.getByRole('region', { name: `${resource} capacity` }).locator('.cap-row');
    for (const at of [0, 1]) {
      const number = rows.nth(at).locator('.cap-h').getByRole('button');
      await tabTo(page, number);
      const text = await number.innerText();
      await page.keyboard.press('Enter');
      await expect(number).toHaveAttribute('aria-expanded', 'true');
      await expect(explain.locator('.figure').first()).toHaveText(text);
      await expect(explain.locator('.tree .row').first()).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(explain).toHaveCount(0);
      await expect(number).toBeFocused();
    }
  }
});

test('the palette opens by its key, filters, and runs what is chosen', async ({ openSample }) => {
  const { app, page } = await openSample({ size: SIZE });
  const palette = page.getByRole('dialog', { name: 'Find or run' });
  await openPalette(app, page);
  await palette.evaluate((dialog: HTMLElement) => dialog.focus()); // as a dialog that closes late may do
  await expect(palette.getByRole('combobox')).toBeFocused();
  await expect(palette.getByRole('option', { name: 'Lose the largest host of use-b' })).toBeAttached();
  const before = await palette.getByRole('option').count();
  await page.keyboard.type('surviv');
  await expect(palette.getByRole('option').first()).toContainText('Survival');
  await expect.poll(() => palette.getByRole('option').count()).toBeLessThan(before);
  await page.keyboard.press('Enter');
  await expect(palette).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Survival', level: 1 })).toBeVisible();

  await openPalette(app, page);
  await page.keyboard.type('no such thing anywhere');
  await expect(palette.getByText('Nothing by that name.')).toBeVisible();
  await escapeFrom(page, palette);

  await runByPalette(app, page, 'lose the largest host of use-b', 'Lose the largest host of use-b');
  await expect(page.getByRole('group', { name: 'Compare' })).toContainText(
    'Lose the largest host of use-b, draft',
  );
});
