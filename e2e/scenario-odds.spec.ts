import { expect, test } from './sample-region.ts';
import { expectNothingLeaks } from './window-acts.ts';

test('the result of a scenario says how likely targets hold with it and without it', async ({
  openSample,
}) => {
  const { page } = await openSample();
  await page.getByRole('button', { name: 'What if' }).click();
  await page
    .getByRole('menuitem', { name: /Lose the largest host/ })
    .last()
    .click();
  await expect(page.locator('.v-scen')).toContainText('In the scenario', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Open scenario' }).click();
  const pane = page.locator('.odds-result');
  await pane.getByRole('button', { name: 'Make 2,000 runs' }).click();
  await expect(pane.locator('.note')).toContainText('2,000 runs, seed', { timeout: 30_000 });
  await expect(pane).toContainText(/All \d+ targets hold to .* of the runs; without the scenario in/);
  await expect(pane.locator('.odds-list .c-scen').first()).toHaveAttribute('d', /^M/);
  // Two regions: each above its own rows, the one with the least sure target first.
  await expect(pane.locator('.odds-list .odds-group')).not.toHaveCount(0);
  await expect(pane.locator('.odds-list tbody tr').first()).toHaveClass(/odds-group/);
  await pane.locator('.odds-list .num').first().click();
  const explain = page.getByRole('complementary', { name: 'Explain' });
  await expect(explain.locator('.tree')).toContainText('runs in which it holds');
  await expectNothingLeaks(page);
  await page.getByRole('button', { name: 'Close Explain' }).click();
  await pane.scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'out/screens/scenario-odds.png' });
});
