import { readFileSync, writeFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, test } from './sample-region.ts';
import { chooseByKeys, dropFiles, expectNothingLeaks, goTo, pressOn, pressUndo } from './window-acts.ts';

const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Cells of the portfolio' });
const axes = (page: Page): Locator => page.getByRole('complementary', { name: 'Axes' });
const evaluate = (page: Page): Locator => axes(page).getByRole('button', { name: /^Evaluate / });
const numberIn = (text: string): number => Number(/[\d,]+/.exec(text)?.[0]?.replaceAll(',', ''));

async function openPortfolios(page: Page): Promise<void> {
  await goTo(page, 'Scenarios');
  await pressOn(page.getByRole('button', { name: 'Portfolios' }));
  const make = page.getByRole('button', { name: 'New portfolio' }).last();
  await expect(make).toBeEnabled({ timeout: 30_000 }); // it is made from the inventory, which comes a moment later
  await make.press('Enter');
  await expect(evaluate(page)).toBeEnabled();
}

test('every fleet with every onboarding, failure and policy by keyboard: evaluated, sorted, explained, opened as a scenario', async ({
  openSample,
}) => {
  const { app, page } = await openSample();
  await openPortfolios(page);
  const cells = numberIn(await evaluate(page).innerText());
  expect(cells).toBeGreaterThan(20);
  const bar = axes(page).getByRole('progressbar').waitFor();
  await pressOn(evaluate(page));
  await bar;
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(cells + 1), { timeout: 120_000 });
  await expectNothingLeaks(page);
  await look(app, page, 'portfolio-table');

  // The tightest row first; Enter on its compute margin explains it down to what it is made of.
  await grid(page).focus();
  await expect(grid(page)).toBeFocused();
  const compute = await grid(page)
    .getByRole('columnheader')
    .evaluateAll((heads) => heads.findIndex((head) => head.textContent.startsWith('Compute')));
  for (let step = 0; step < compute; step += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const explain = page.getByRole('complementary', { name: 'Explain' });
  await expect(explain.locator('.tree')).toContainText('what still fits');
  await look(app, page, 'portfolio-explain');
  await pressOn(page.getByRole('button', { name: 'Close Explain' }));
  await expect(explain).toHaveCount(0);

  await pressOn(page.getByRole('button', { name: 'Map', exact: true }));
  await look(app, page, 'portfolio-map');
  await pressOn(page.getByRole('button', { name: 'Table', exact: true }));

  // The row opens as the scenario it is: the workbench misses what the row says.
  await page.getByRole('textbox', { name: 'Filter cells' }).fill('as failover workspace small');
  await grid(page).focus();
  await expect(grid(page)).toBeFocused();
  const first = grid(page).getByRole('row').nth(1);
  const missed = numberIn(
    await first
      .getByRole('gridcell')
      .nth(compute - 1)
      .innerText(),
  );
  const name = await first.getByRole('gridcell').nth(0).innerText();
  expect(name).not.toBe('');
  await page.keyboard.press('Home');
  for (let step = 0; step < compute; step += 1) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  const result = page.getByRole('region', { name: 'Result' });
  await expect(result.locator('.chg .note').first()).toHaveText(new RegExp(`^${missed} of `), {
    timeout: 30_000,
  });
});

test('a portfolio is changed, undone, cancelled, and goes out and in again as the same document', async ({
  openSample,
}, testInfo) => {
  const { app, page } = await openSample();
  await openPortfolios(page);
  const before = numberIn(await evaluate(page).innerText());
  await pressOn(axes(page).getByRole('button', { name: 'Remove N+2 from policies' }));
  await expect(evaluate(page)).toHaveText(`Evaluate ${before / 2} cells`);
  await page.keyboard.press('Escape');
  await pressUndo(app);
  await expect(evaluate(page)).toHaveText(`Evaluate ${before} cells`);

  await chooseByKeys(page, axes(page).getByRole('button', { name: 'Add to failures' }), /^Each edge node/);
  await expect.poll(async () => numberIn(await evaluate(page).innerText())).toBeGreaterThan(before);
  await pressOn(evaluate(page));
  await pressOn(axes(page).getByRole('button', { name: 'Cancel' }));
  await expect(page.getByText(/^Cancelled: [\d,]+ of [\d,]+ cells were not computed/)).toBeVisible();

  const file = testInfo.outputPath('portfolio.json');
  const document = {
    schema: 'headroom.portfolio/v1',
    name: 'From a file',
    policies: [{ name: 'loose', policy: { memoryHeadroomMinRatio: 0.01 } }],
  };
  writeFileSync(file, JSON.stringify(document));
  await dropFiles(page, [file]);
  await expect(page.getByRole('textbox', { name: 'Name of the portfolio' })).toHaveValue('From a file');
  await expect(evaluate(page)).toHaveText('Evaluate 1 cell');
  expect(readFileSync(file, 'utf8')).toContain('loose');
  await expectNothingLeaks(page);
});
