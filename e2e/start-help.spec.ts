import type { Locator, Page } from '@playwright/test';
import { test, expect } from './launch.ts';
import { look, SIZES } from './look.ts';
import { overviewIsShown } from './sample-region.ts';
import { escapeFrom, openPalette, pressKey } from './window-acts.ts';

const startScreen = (page: Page): Locator => page.getByRole('heading', { name: 'Headroom', level: 1 });
const helpScreen = (page: Page): Locator => page.getByRole('heading', { name: 'Help', level: 1 });

test('help, licences and diagnostics are there before a workspace is', async ({ launch }) => {
  const { app, page } = await launch({ size: SIZES[0], colorScheme: 'light' });
  await expect(startScreen(page)).toBeVisible();

  // The key leads to the page to begin with, Alt ← back to the start.
  await pressKey(app, 'F1');
  const article = page.getByRole('article');
  await expect(article).toContainText('How do I begin');
  await look(app, page, 'start-help');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(startScreen(page)).toBeVisible();
  await page.getByRole('button', { name: 'How to begin' }).click();
  await page.getByRole('button', { name: 'Back to Start' }).click();
  await expect(startScreen(page)).toBeVisible();

  // What has nothing to lead to yet is text, not a button that does nothing.
  await page.getByRole('button', { name: 'Glossary' }).click();
  await expect(page.getByRole('region', { name: 'Glossary' })).toContainText('headroom');
  await expect(page.locator('.help-seen button')).toHaveCount(0);
  await page.getByRole('tab', { name: 'Guides' }).click();
  await page.getByRole('navigation', { name: 'Guides' }).getByRole('button', { name: 'Plan' }).click();
  await expect(article).toContainText('What do we buy');
  await expect(article.getByRole('button', { name: /^Go to/ })).toHaveCount(0);
  await page.getByRole('tab', { name: 'Sample scenarios' }).click();
  await expect(page.getByText('No workspace is open')).toBeVisible();
  await look(app, page, 'start-help-samples');

  // The palette offers what works here.
  await openPalette(app, page);
  const palette = page.getByRole('dialog', { name: 'Find or run' });
  await expect(palette.getByRole('option', { name: 'Overview', exact: true })).toHaveCount(0);
  await page.keyboard.type('licences');
  await expect(palette.getByRole('option', { selected: true })).toContainText('Licences');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox', { name: 'Libraries' }).getByRole('option').first()).toBeVisible();
  await escapeFrom(page, page.getByRole('dialog', { name: 'Licences' }));
  await page.getByRole('button', { name: 'Back to Start' }).click();
  await page.getByRole('button', { name: 'Save diagnostics' }).click();
  await expect(page.getByRole('region', { name: 'The report' })).toContainText('"workspace": null');
  await escapeFrom(page, page.getByRole('dialog', { name: 'Save diagnostics' }));
  await page.keyboard.press('?');
  await escapeFrom(page, page.getByRole('dialog', { name: 'Keys' }));

  // From a sample scenario one goes on in the workspace that has them; its Back leads to no start screen.
  await page.getByRole('button', { name: 'Formulas' }).click();
  await page.getByRole('tab', { name: 'Sample scenarios' }).click();
  await page.getByRole('button', { name: 'Open sample region' }).click();
  await overviewIsShown(page, 60_000);
  await expect(helpScreen(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Back to/ })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Triggers' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/^Computing/)).toHaveCount(0, { timeout: 60_000 });
});
