import type { Page } from '@playwright/test';
import { expect } from './launch.ts';
import { goTo } from './window-acts.ts';

/** A new scenario from one of the questions on Scenarios; goes back to their list where a scenario is open. */
export async function startFrom(page: Page, question: string): Promise<void> {
  await goTo(page, 'Scenarios');
  const crumb = page.getByRole('main').getByRole('button', { name: 'Scenarios', exact: true });
  const questions = page.getByRole('region', { name: 'Start from a question' });
  await expect(crumb.or(questions)).toBeVisible();
  if (await crumb.isVisible()) await crumb.click();
  await questions.getByRole('button', { name: question }).click();
}

export async function addEvent(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add event' }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
}

/** The what-if of the Overview's menu: the largest host of the last cluster is lost, beside the baseline. */
export async function loseLargestHost(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'What if' }).click();
  await page
    .getByRole('menuitem', { name: /Lose the largest host/ })
    .last()
    .click();
  await expect(page.locator('.v-scen')).toContainText('In the scenario', { timeout: 30_000 });
}
