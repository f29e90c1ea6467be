import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, expect } from './sample-region.ts';
import { look, SIZES } from './look.ts';
import { answerSaveDialogs, goTo, navigationTo, pressKey, pressUndo, runByPalette } from './window-acts.ts';

test('help: the guide of each screen, terms, formulas of a number, a sample scenario and back', async ({
  openSample,
  dataDir,
}) => {
  const { app, page } = await openSample({ size: SIZES[0], colorScheme: 'light' });

  // The key and the head of a screen both lead to that screen's guide; Alt ← leads back.
  await goTo(page, 'Plan');
  await pressKey(app, 'F1');
  await expect(page.getByRole('article', { name: 'Plan' })).toContainText('What do we buy');
  await page.getByRole('article').getByRole('button', { name: 'Go to Plan' }).click();
  await expect(navigationTo(page, 'Plan')).toHaveAttribute('aria-current', 'page');
  await goTo(page, 'Survival');
  await page.getByRole('button', { name: 'Guide to this screen' }).click();
  await expect(page.getByRole('article', { name: 'Survival' })).toContainText('Which host, which pair');
  await look(app, page, 'help-guide');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(navigationTo(page, 'Survival')).toHaveAttribute('aria-current', 'page');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(navigationTo(page, 'Help')).toHaveAttribute('aria-current', 'page');

  // A word of a guide leads to its meaning; one search serves all tabs.
  await page.getByRole('article').getByRole('button', { name: 'witness' }).click();
  await expect(page.locator('.help-terms .is-marked')).toContainText('certificate');
  await page.getByRole('searchbox', { name: 'Search the help' }).fill('edge lost');
  await expect(page.getByRole('tab', { name: /^Guides/ })).toContainText(/[1-9]/);
  await expect(page.getByRole('tab', { name: /^Formulas/ })).toContainText(/[1-9]/);
  await page.getByRole('searchbox', { name: 'Search the help' }).fill('zzz');
  await expect(page.getByText('No term has all of these words.')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search the help' }).fill('');
  await look(app, page, 'help-glossary');

  // From a number to its derivation, to the formula in the engine's own words, to where it is computed and seen.
  await goTo(page, 'Overview');
  await page.getByRole('region', { name: 'Memory capacity' }).locator('.cap-h button').first().click();
  const explain = page.getByRole('complementary', { name: 'Explain' });
  await explain.getByRole('button', { name: 'Formula', exact: true }).click();
  const formula = page.getByRole('article');
  await expect(formula).toContainText(/shared\/[a-z/-]+\.ts:\d+/);
  await page.getByRole('button', { name: 'Close Explain' }).click();
  await page
    .getByRole('navigation', { name: 'Formulas' })
    .getByRole('button', { name: 'Edge reconnect' })
    .click();
  await expect(formula).toContainText('max over survivors of share × lost');
  await page
    .getByRole('navigation', { name: 'Formulas' })
    .getByRole('button', { name: 'Half the interval' })
    .click();
  await expect(formula).toContainText('spread of the peaks about the line');
  await look(app, page, 'help-formula');
  await formula.getByRole('button', { name: '√(a ÷ (n − 2))' }).click();
  await expect(formula.locator('pre')).toContainText('Math.sqrt');

  // A sample is one step of the workspace.
  await page.getByRole('tab', { name: 'Sample scenarios' }).click();
  await expect(page.getByRole('button', { name: 'Open Sample: a bad evening' })).toBeEnabled();
  await look(app, page, 'help-samples');
  await page.getByRole('button', { name: 'Open Sample: a bad evening' }).click();
  await expect(page.getByRole('region', { name: 'Result' }).locator('.v-say')).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByText('version 1', { exact: true })).toBeVisible();
  await expect(navigationTo(page, 'Scenarios')).toContainText('1');
  await page.locator('body').click({ position: { x: 4, y: 4 } });
  await pressUndo(app);
  await expect(navigationTo(page, 'Scenarios')).not.toContainText('1');

  // What a bug report would carry is shown in full, without names until they are ticked, and saved as it is shown.
  await runByPalette(app, page, 'save diagnostics', 'Save diagnostics');
  const report = page.getByRole('region', { name: 'The report' });
  await expect(report).toContainText('"schemaVersion"', { timeout: 30_000 });
  await expect(report).not.toContainText('euw-a');
  await look(app, page, 'diagnostics');
  await page.getByText('With names of entities and files').click();
  await expect(report).toContainText('euw-a', { timeout: 30_000 });
  const file = join(dataDir, 'headroom-diagnostics.json');
  await answerSaveDialogs(app, file);
  await page.getByRole('dialog').getByRole('button', { name: 'Save…' }).click();
  await expect(page.getByText('Written to')).toBeVisible();
  expect(readFileSync(file, 'utf8')).toBe(await report.textContent());
});
