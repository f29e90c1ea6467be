import { readXlsx } from 'hucre';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from './sample-region.ts';
import { answerSaveDialogs, expectNothingLeaks, goTo, pressKey } from './window-acts.ts';

test('the plan as a spreadsheet and as PDF, the review as a page, each with the figures of the screen', async ({
  openSample,
}, info) => {
  test.setTimeout(240_000);
  const { app, page } = await openSample();
  const saved = async (name: string, act: () => Promise<void>): Promise<string> => {
    const path = info.outputPath(name);
    await answerSaveDialogs(app, path);
    await act();
    await expect(page.getByText(`Written to ${path}.`)).toBeVisible({ timeout: 60_000 });
    expect(existsSync(`${path}.part`)).toBe(false);
    return path;
  };
  const choose = async (name: RegExp): Promise<void> => {
    await page.getByRole('button', { name: 'Export', exact: true }).press('Enter');
    await page.getByRole('menuitem', { name }).press('Enter');
  };

  await goTo(page, 'Overview');
  const verdict = (await page.locator('.v-say').first().innerText()).replaceAll(/\s+/g, ' ').trim();
  const review = readFileSync(await saved('review.html', () => choose(/Review HTML/)), 'utf8');
  const words = review
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&#39;', "'")
    .replaceAll(/\s+/g, ' ');
  expect(verdict.length).toBeGreaterThan(20);
  expect(words).toContain(verdict.split('.')[0] ?? '');
  expect(review).not.toContain('<script');

  await goTo(page, 'Plan');
  const ahead = page.getByRole('textbox', { name: 'Plan ahead', exact: true });
  await ahead.fill('300');
  await ahead.press('Tab');
  await expect(page.locator('.pl-say')).toContainText('Buy 3 hosts for €51,800', { timeout: 30_000 });
  const sheet = await readXlsx(readFileSync(await saved('plan.xlsx', () => pressKey(app, 'E', ['control']))));
  const totals = new Map(sheet.sheets[0]?.rows.map((row) => [row[0], row[1]]));
  expect(totals.get('Hosts to buy')).toBe(3);
  expect(totals.get('Cost')).toBe(51_800);
  const pdf = readFileSync(await saved('plan.pdf', () => choose(/Report PDF/)));
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.length).toBeGreaterThan(10_000);
  await expectNothingLeaks(page);
});
