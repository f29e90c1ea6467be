import type { Locator, Page } from '@playwright/test';
import { look } from './look.ts';
import { test, expect } from './sample-region.ts';
import { expectNothingLeaks, goTo } from './window-acts.ts';

const result = (page: Page): Locator => page.getByRole('region', { name: 'Result' });
const events = (page: Page): Locator => page.getByRole('complementary', { name: 'Events' });

async function add(page: Page, item: string): Promise<void> {
  const opener = page.getByRole('button', { name: 'Add event' });
  await expect(opener).toBeEnabled();
  await opener.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menu', { name: 'Add event' }).getByRole('menuitem', { name: item }).focus();
  await page.keyboard.press('Enter');
}

test('the strip under a slider says where the verdict flips, and there it flips', async ({ openSample }) => {
  test.setTimeout(150_000);
  const { app, page } = await openSample();
  await goTo(page, 'Scenarios');
  await page.getByRole('button', { name: 'New scenario' }).click();
  await add(page, 'Onboard a customer');
  const card = events(page).getByRole('article');
  const count = card.getByRole('textbox', { name: 'How many, exact' });
  await count.fill('500');
  await page.keyboard.press('Tab');
  const words = card.locator('.flip-words').first();
  await expect(words).toHaveText(/ from [\d,]+/, { timeout: 60_000 });
  const flip = Number(/ from ([\d,]+)/.exec(await words.innerText())?.[1]?.replaceAll(',', ''));
  const missed = result(page).locator('.chg .note').first();
  const say = async (value: number): Promise<string> => {
    await count.fill(String(value));
    await page.keyboard.press('Tab');
    await expect(result(page).getByText('computing')).toHaveCount(0);
    await page.waitForTimeout(500);
    return missed.innerText();
  };
  const before = await say(flip - 1);
  expect(await say(flip)).not.toBe(before);
  await card.getByRole('button', { name: 'How many: as low, likely and high' }).click();
  await expect(card.getByRole('textbox', { name: 'likely', exact: true })).toHaveValue(
    flip.toLocaleString('en'),
  );
  await card.getByRole('textbox', { name: 'high', exact: true }).fill(String(flip * 2));
  await page.keyboard.press('Tab');
  await expect(page.getByText('by the middle of its interval')).toBeVisible();
  await expectNothingLeaks(page);
  await look(app, page, 'workbench-interval');
  await card.getByRole('button', { name: 'How many: back to one number' }).click();
  await expect(words).toHaveText(/ from [\d,]+/, { timeout: 60_000 });
  await look(app, page, 'workbench-flip');

  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  const comparison = page.getByRole('region', { name: 'Comparison' });
  await expect(comparison.locator('.cmp tbody tr').first()).toBeVisible({ timeout: 30_000 });
  await expectNothingLeaks(page);
  await look(app, page, 'workbench-compare');
});
