import { look } from './look.ts';
import { test, expect } from './sample-region.ts';
import { expectNothingLeaks, goTo, pressOn, pressUndo, workspaceInfo } from './window-acts.ts';

test('a review is due by the schedule, is taken, noted and signed; the reminder comes and goes', async ({
  openSample,
}) => {
  const { app, page } = await openSample();
  await goTo(page, 'Decisions');
  await pressOn(page.getByRole('tab', { name: 'Reviews' }));
  await expect(page.getByText('No review is planned.')).toBeVisible();
  await look(app, page, 'reviews-empty');
  await pressOn(page.getByRole('button', { name: 'Schedule…' }));
  const form = page.getByRole('dialog', { name: 'When reviews are due' });
  const weekday = new Date().toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' });
  await form.getByRole('button', { name: /Every week on/ }).click();
  await page.getByRole('option', { name: weekday }).click();
  await form.getByLabel('After a customer’s first day').fill('30');
  await page.keyboard.press('Tab');
  await pressOn(form.getByRole('button', { name: 'Save schedule' }));
  await expect(form).toBeHidden();

  const reminder = page.getByRole('button', { name: 'Weekly review due today' });
  await expect(reminder).toBeVisible();
  await look(app, page, 'reviews-due');
  await goTo(page, 'Overview');
  await pressOn(reminder);
  await pressOn(page.getByRole('button', { name: 'Take it now' }));
  await expect(page.getByText('The first review here')).toBeVisible({ timeout: 60_000 });
  await expect(reminder).toBeHidden();

  await goTo(page, 'Assumptions');
  await page.getByLabel('Memory headroom, at least').fill('30');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: /^Save 1/ }).click();
  await expect(page.getByText('Nothing is saved before you say so.')).toBeVisible();
  await goTo(page, 'Decisions');
  await pressOn(page.getByRole('button', { name: 'Take it now' }));
  await expect(page.getByText('Memory headroom, at least: now 30%')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('textbox', { name: 'Notes' }).fill('Raised after two incidents');
  await pressOn(page.getByRole('button', { name: 'Save notes' }));
  await expect(page.getByRole('button', { name: 'Save notes' })).toBeDisabled();
  await pressOn(page.getByRole('button', { name: 'Sign off' }));
  await expect(page.getByText(/^Signed by/)).toBeVisible();
  await expectNothingLeaks(page);
  await look(app, page, 'reviews');
  expect((await workspaceInfo(page)).undoLabel).toBe('Sign a review');
  await pressUndo(app);
  await expect(page.getByRole('button', { name: 'Sign off' })).toBeVisible();
});
