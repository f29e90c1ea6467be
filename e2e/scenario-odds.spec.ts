import { keepPicture } from './pictures.ts';
import { expect, test } from './sample-region.ts';
import { loseLargestHost } from './scenario-acts.ts';
import { expectNothingLeaks } from './window-acts.ts';

test('the result of a scenario says how likely targets hold with it and without it', async ({
  openSample,
}) => {
  const { page } = await openSample();
  await loseLargestHost(page);
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
  await keepPicture(page, 'scenario-odds');
});
