import { look } from './look.ts';
import { test, expect } from './sample-region.ts';
import { expectNothingLeaks, goTo, pressUndo, workspaceInfo } from './window-acts.ts';

test('a host is decommissioned step by step: each step says what it moves, notes are asked for, undo goes back', async ({
  openSample,
}) => {
  test.setTimeout(180_000);
  const { app, page } = await openSample();
  await goTo(page, 'Decisions');
  await page.getByRole('tab', { name: 'Checklists' }).press('Enter');
  await expect(page.getByText('No host is being added or decommissioned')).toBeVisible();
  await look(app, page, 'checklists-empty');
  await page.getByRole('button', { name: 'Decommission hosts…' }).press('Enter');
  const form = page.getByRole('dialog', { name: 'Decommission hosts step by step' });
  await form.getByRole('combobox', { name: 'Hosts' }).fill('euw-b-');
  await page.getByRole('option').first().click();
  await form.getByRole('button', { name: 'Start checklist' }).press('Enter');
  await expect(form).toBeHidden();

  const pane = page.getByRole('region', { name: /^Remove euw-b-/ });
  const step = (name: string) => pane.getByRole('listitem').filter({ hasText: name });
  await expect(step('Cordon')).toContainText('schedulable hosts left', { timeout: 30_000 });
  await expect(step('Cordon').getByRole('row', { name: /Memory, euw-b/ })).toBeVisible();
  // Both sides of a limit derive themselves: as it is, and as the step would leave it.
  const memory = step('Cordon').getByRole('row', { name: /Memory, euw-b/ });
  const explain = page.getByRole('complementary', { name: 'Explain' });
  for (const at of [0, 1]) {
    const figure = memory.getByRole('button').nth(at);
    await figure.press('Enter');
    await expect(explain).toContainText(await figure.innerText(), { timeout: 30_000 });
    await expect(explain).toContainText('reserve');
  }
  await page.getByRole('button', { name: 'Close Explain' }).click();
  await look(app, page, 'checklists-cordon');
  await page.getByRole('button', { name: 'Done: cordon' }).press('Enter');
  await expect(step('Drain')).toContainText('have a place', { timeout: 30_000 });
  await expect(step('Drain')).toContainText('Goes to');
  await expectNothingLeaks(page);
  await look(app, page, 'checklists');
  await page.getByRole('button', { name: 'Done: drain' }).press('Enter');
  await expect(step('Verify')).toContainText('none left in the inventory', { timeout: 30_000 });
  const verify = page.getByRole('button', { name: /^Done: verify/ });
  if (await verify.isDisabled())
    await page.getByLabel('How it was confirmed').fill('volumes detached by hand');
  await verify.press('Enter');
  await page.getByRole('button', { name: /^Done: remove/ }).press('Enter');
  await expect.poll(async () => (await workspaceInfo(page)).counts.hosts).toBe(85);
  const wipe = page.getByRole('button', { name: /^Done: wipe/ });
  await expect(wipe).toBeDisabled();
  await page.getByLabel('How it was confirmed').fill('wiped and sold');
  await wipe.press('Enter');
  await expect(page.getByRole('region', { name: 'Checklists' })).toContainText('Done', { timeout: 30_000 });
  await pressUndo(app);
  await pressUndo(app);
  await expect.poll(async () => (await workspaceInfo(page)).counts.hosts).toBe(86);
  await expect(page.getByRole('region', { name: 'Checklists' })).toContainText('step 4 of 5');
});

test('adding hosts: the six steps, each with what it meets before it is done', async ({ openSample }) => {
  test.setTimeout(120_000);
  const { page } = await openSample();
  await goTo(page, 'Decisions');
  await page.getByRole('tab', { name: 'Checklists' }).press('Enter');
  await page.getByRole('button', { name: 'Add hosts…' }).press('Enter');
  const form = page.getByRole('dialog', { name: 'Add hosts step by step' });
  await form.getByRole('button', { name: /Cluster/ }).click();
  await page.getByRole('option', { name: 'euw-b' }).click();
  await form.getByRole('button', { name: /Machine type/ }).click();
  await page.getByRole('option', { name: 'std-64' }).click();
  await form.getByRole('button', { name: 'Start checklist' }).press('Enter');
  await expect(form).toBeHidden();
  const list = page.getByRole('region', { name: /^Add 1 × std-64 to euw-b/ });
  await expect(list.getByRole('listitem')).toHaveCount(6, { timeout: 30_000 });
  for (const name of ['provision', 'install', 'join', 'register', 'canary']) {
    const act = page.getByRole('button', { name: new RegExp(`^Done: ${name}`) });
    await expect(act).toBeDisabled({ timeout: 30_000 });
    await page.getByLabel('How it was confirmed').fill('seen');
    await act.press('Enter');
    await expect(act).toBeHidden({ timeout: 30_000 });
  }
  await expect(list.getByRole('row', { name: /Memory, euw-b/ })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: /^Done: mark/ }).press('Enter');
  await expect(page.getByRole('region', { name: 'Checklists' })).toContainText('Done', { timeout: 30_000 });
  await expectNothingLeaks(page);
});
