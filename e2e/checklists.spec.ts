import { look } from './look.ts';
import { test, expect } from './sample-region.ts';
import { expectNothingLeaks, goTo, pressOn, pressUndo, workspaceInfo } from './window-acts.ts';

test('a host is decommissioned step by step: each step says what it moves, notes are asked for, undo goes back', async ({
  openSample,
}) => {
  const { app, page } = await openSample();
  await goTo(page, 'Decisions');
  await pressOn(page.getByRole('tab', { name: 'Checklists' }));
  await expect(page.getByText('No host is being added or decommissioned')).toBeVisible();
  await look(app, page, 'checklists-empty');
  await pressOn(page.getByRole('button', { name: 'Decommission hosts…' }));
  const form = page.getByRole('dialog', { name: 'Decommission hosts step by step' });
  await form.getByRole('combobox', { name: 'Hosts' }).fill('euw-b-');
  await page.getByRole('option').first().click();
  await pressOn(form.getByRole('button', { name: 'Start checklist' }));
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
    const text = await figure.innerText();
    await pressOn(figure);
    await expect(figure).toHaveAttribute('aria-expanded', 'true');
    await expect(explain).toContainText(text, { timeout: 30_000 });
    await expect(explain).toContainText('reserve');
  }
  // So does what the step meets.
  const left = step('Cordon').getByTitle(/^Explain Memory left in euw-b/);
  await pressOn(left);
  await expect(explain).toContainText('largest of');
  await page.getByRole('button', { name: 'Close Explain' }).click();
  await look(app, page, 'checklists-cordon');
  await pressOn(page.getByRole('button', { name: 'Done: cordon' }));
  await expect(step('Drain')).toContainText('have a place', { timeout: 30_000 });
  await expect(step('Drain')).toContainText('Goes to');
  await expectNothingLeaks(page);
  await look(app, page, 'checklists');
  await pressOn(page.getByRole('button', { name: 'Done: drain' }));
  await expect(step('Verify')).toContainText('none left in the inventory', { timeout: 30_000 });
  const verify = page.getByRole('button', { name: /^Done: verify/ });
  await expect(verify).toBeVisible();
  if (await verify.isDisabled())
    await page.getByLabel('How it was confirmed').fill('volumes detached by hand');
  await pressOn(verify);
  await pressOn(page.getByRole('button', { name: /^Done: remove/ }));
  await expect.poll(async () => (await workspaceInfo(page)).counts.hosts).toBe(85);
  const wipe = page.getByRole('button', { name: /^Done: wipe/ });
  await expect(wipe).toBeDisabled();
  await page.getByLabel('How it was confirmed').fill('wiped and sold');
  await pressOn(wipe);
  await expect(page.getByRole('region', { name: 'Checklists' })).toContainText('Done', { timeout: 30_000 });
  // Two presses are two steps; the last step is done once the list says so.
  await expect.poll(async () => (await workspaceInfo(page)).undoLabel).toMatch(/wipe/i);
  await pressUndo(app);
  await pressUndo(app);
  await expect.poll(async () => (await workspaceInfo(page)).counts.hosts).toBe(86);
  await expect(page.getByRole('region', { name: 'Checklists' })).toContainText('step 4 of 5');
});

test('adding hosts: the six steps, each with what it meets before it is done', async ({ openSample }) => {
  const { page } = await openSample();
  await goTo(page, 'Decisions');
  await pressOn(page.getByRole('tab', { name: 'Checklists' }));
  await pressOn(page.getByRole('button', { name: 'Add hosts…' }));
  const form = page.getByRole('dialog', { name: 'Add hosts step by step' });
  await form.getByRole('button', { name: /Cluster/ }).click();
  await page.getByRole('option', { name: 'euw-b' }).click();
  await form.getByRole('button', { name: /Machine type/ }).click();
  await page.getByRole('option', { name: 'std-64' }).click();
  await pressOn(form.getByRole('button', { name: 'Start checklist' }));
  await expect(form).toBeHidden();
  const list = page.getByRole('region', { name: /^Add 1 × std-64 to euw-b/ });
  await expect(list.getByRole('listitem')).toHaveCount(6, { timeout: 30_000 });
  for (const name of ['provision', 'install', 'join', 'register', 'canary']) {
    const act = page.getByRole('button', { name: new RegExp(`^Done: ${name}`) });
    await expect(act).toBeDisabled({ timeout: 30_000 });
    await page.getByLabel('How it was confirmed').fill('seen');
    await pressOn(act);
    await expect(act).toBeHidden({ timeout: 30_000 });
  }
  await expect(list.getByRole('row', { name: /Memory, euw-b/ })).toBeVisible({ timeout: 30_000 });
  await pressOn(page.getByRole('button', { name: /^Done: mark/ }));
  await expect(page.getByRole('region', { name: 'Checklists' })).toContainText('Done', { timeout: 30_000 });
  await expectNothingLeaks(page);
});
