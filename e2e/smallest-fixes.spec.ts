import type { Locator, Page } from '@playwright/test';
import { look } from './look.ts';
import { test, expect } from './sample-region.ts';
import { addEvent, startFrom } from './scenario-acts.ts';
import { expectNothingLeaks } from './window-acts.ts';

const fixes = (page: Page): Locator => page.getByRole('region', { name: 'Smallest fixes' });
const events = (page: Page): Locator => page.getByRole('complementary', { name: 'Events' });
const row = (page: Page, name: RegExp): Locator =>
  page.getByRole('region', { name: 'Result' }).locator('.chg').getByRole('row', { name });

async function searched(page: Page): Promise<void> {
  await expect(fixes(page)).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
}

test('what lost hosts and edge nodes miss is mended by one press, and the press is undone by another', async ({
  openSample,
}) => {
  const { app, page } = await openSample();
  await startFrom(page, 'Lose a host');
  await events(page).getByRole('textbox', { name: 'How many, exact' }).fill('4');
  await page.keyboard.press('Tab');
  await addEvent(page, 'Lose edge nodes');
  await expect(row(page, /^Edge connections/)).toContainText('Missed');
  await expect(row(page, /^Memory euw-a/)).toContainText('Missed');
  await searched(page);

  const hosts = fixes(page).getByRole('button', { name: /^Add to the scenario: \d+ × \S+ in euw-a$/ });
  await expect(hosts).toHaveCount(1);
  await hosts.click();
  const first = events(page).getByRole('article').first();
  await expect(first).toHaveAccessibleName(/Add hosts/);
  // The news of it goes by itself.
  const news = page.getByRole('region', { name: 'News' });
  await news.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(first).not.toHaveAccessibleName(/Add hosts/);
  await expect(row(page, /^Memory euw-a/)).toContainText('Missed');

  await searched(page);
  await hosts.click();
  await expect(row(page, /^Memory euw-a/)).toContainText(/Holds|Close/);
  await expect(row(page, /^Edge connections/)).toContainText('Missed');
  await first.getByRole('button', { name: /^Acts on / }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(row(page, /^Memory euw-a/)).toContainText('Missed');

  await searched(page);
  await look(app, page, 'workbench-fixes');
  await fixes(page)
    .getByRole('button', { name: /^Add all \d/ })
    .click();
  await expect(row(page, /^Memory euw-a/)).toContainText(/Holds|Close/);
  await expect(row(page, /^Edge connections/)).not.toContainText('Missed');
  await expectNothingLeaks(page);
});

test('a Postgres failover says which of its objectives nothing mends, and what was tried', async ({
  openSample,
}) => {
  const { page } = await openSample();
  await startFrom(page, 'Fail over Postgres');
  await searched(page);
  await expect(fixes(page)).toContainText(/no event of a scenario changes it|cores for pg|max_connections/);
});
