import type { Page } from '@playwright/test';
import { test, expect } from './sample-region.ts';
import {
  expectNothingLeaks,
  goTo,
  pressKey,
  pressOn,
  pressUndo,
  runByPalette,
  tabTo,
  workspaceInfo,
} from './window-acts.ts';

/** Twenty hosts as a spreadsheet puts them on the clipboard; two cells are wrong. */
function block(): string {
  const lines = Array.from({ length: 20 }, (_, i) => {
    const cluster = i === 6 ? 'euw-x' : 'euw-a';
    const memory = i === 13 ? 'plenty' : '1024';
    return [
      `new-${String(i + 1).padStart(2, '0')}`,
      cluster,
      `euw-a-rack-${(i % 5) + 1}`,
      '96',
      memory,
      '16',
    ].join('\t');
  });
  return ['id\tcluster\tfailure_domain\tcpu_cores\tmemory_gib\tsystem_reserved_memory_gib', ...lines].join(
    '\r\n',
  );
}

const region = (page: Page) => page.getByRole('region', { name: 'Memory capacity' });

test('twenty hosts pasted by keyboard: two bad cells are located, put right, applied, seen in the Overview and undone', async ({
  openSample,
}) => {
  const { app, page } = await openSample();
  const before = await workspaceInfo(page);
  const capacity = await region(page).innerText();

  await runByPalette(app, page, 'data, inventory', /data, inventory/i);
  const grid = page.getByRole('grid', { name: 'Hosts' });
  await expect(grid).toBeVisible();
  await expect(page.locator('.sheet-say')).toContainText(`${before.counts.hosts} hosts.`);
  await page.getByRole('tab', { name: 'Inventory' }).focus();
  await tabTo(page, grid, 40);

  await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), block());
  await pressKey(app, 'V', ['control']);
  const dialog = page.getByRole('dialog', { name: 'Paste into Hosts' });
  await expect(dialog.getByRole('status')).toContainText('20 hosts pasted: 18 new and 2 that cannot go in.');
  const problems = dialog.getByRole('list', { name: 'What cannot go in' });
  await expect(problems).toContainText('Row 7, Cluster: there is no such cluster (is “euw-x”)');
  await expect(problems).toContainText('Row 14, Memory: not a number; expected a number (is “plenty”)');
  await expect(dialog.getByRole('button', { name: 'Paste 18 hosts' })).toBeDisabled();
  await expectNothingLeaks(page);
  expect((await workspaceInfo(page)).revision).toBe(before.revision);

  for (const [problem, cell, right] of [
    [/^Row 7,/, 'Cluster, row 7', 'euw-a'],
    [/^Row 14,/, 'Memory, row 14', '1024'],
  ] as const) {
    await pressOn(problems.getByRole('button', { name: problem }));
    await expect(dialog.getByRole('textbox', { name: cell })).toBeFocused();
    await page.keyboard.type(right);
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('textbox', { name: cell })).toHaveCount(0);
    await expect(problems.getByRole('button', { name: problem })).toHaveCount(0);
  }
  await expect(dialog.getByRole('status')).toContainText('20 hosts pasted: 20 new.');
  await pressOn(dialog.getByRole('button', { name: 'Paste 20 hosts' }));
  await expect(dialog).toHaveCount(0);
  await expect.poll(async () => (await workspaceInfo(page)).counts.hosts).toBe(before.counts.hosts + 20);
  await expect(page.locator('.sheet-say')).toContainText(`${before.counts.hosts + 20} hosts.`);
  expect((await workspaceInfo(page)).undoLabel).toBe('Paste 20 hosts');

  await goTo(page, 'Overview');
  await expect(region(page)).not.toHaveText(capacity, { useInnerText: true });
  await expect(page.locator('.clusters, .cap-c, table').filter({ hasText: 'euw-a' }).first()).toBeVisible();
  await pressUndo(app);
  await expect.poll(async () => (await workspaceInfo(page)).counts.hosts).toBe(before.counts.hosts);
  await expect.poll(async () => region(page).innerText()).toBe(capacity);
});

test('a cell is edited like in a spreadsheet: refused where it stands, taken, undone; rows are added and deleted', async ({
  openSample,
}) => {
  const { app, page } = await openSample();
  await goTo(page, 'Data');
  await page.getByRole('tab', { name: 'Inventory' }).click();
  const grid = page.getByRole('grid', { name: 'Hosts' });
  await expect(grid.locator('[data-row="0"][data-column="4"]')).toHaveText('64');
  await grid.focus();
  for (let press = 0; press < 4; press += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.type('much');
  await page.keyboard.press('Enter');
  const input = grid.getByRole('textbox', { name: 'CPU cores' });
  await expect(grid.getByRole('alert')).toContainText('not a number');
  await expect(input).toHaveValue('much');
  await input.fill('-4');
  await page.keyboard.press('Enter');
  await expect(grid.getByRole('alert')).toContainText('is negative');
  await input.fill('72');
  await page.keyboard.press('Enter');
  await expect(grid.locator('[data-row="0"][data-column="4"]')).toHaveText('72');
  await expect(grid.locator('[data-row="1"][data-column="4"]')).toHaveClass(/\bat\b/);
  // The cell shows what was typed before the workspace has it.
  await expect
    .poll(async () => (await workspaceInfo(page)).undoLabel)
    .toBe('Change CPU cores of host euw-a-01');
  await grid.focus();
  await pressUndo(app);
  await expect(grid.locator('[data-row="0"][data-column="4"]')).toHaveText('64');

  // A reference offers what there is; Tab goes on to the right.
  const hosts = (await workspaceInfo(page)).counts.hosts;
  // What is typed right after the jump is for the row jumped to, though the sheet is not scrolled there yet.
  const takesMore = await grid.evaluate(async () => {
    for (const [key, ctrlKey] of [
      ['Home', false],
      ['End', true],
      ['Home', false],
      ['e', false],
    ] as const) {
      const press = { key, ctrlKey, bubbles: true, cancelable: true };
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', press));
      await Promise.resolve();
    }
    return document.activeElement instanceof HTMLInputElement;
  });
  expect(takesMore).toBe(true);
  await expect(grid.locator(`[data-row="${hosts}"][data-column="0"] input`)).toBeFocused();
  await page.keyboard.type('xtra-1');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const cluster = grid.getByRole('combobox', { name: 'Cluster' });
  await expect(cluster).toBeFocused();
  await page.keyboard.type('euw-b');
  await expect(grid.getByRole('option', { name: 'euw-b' })).toBeVisible();
  const { counts } = await workspaceInfo(page);
  await page.keyboard.press('Tab');
  await expect.poll(async () => (await workspaceInfo(page)).counts.hosts).toBe(counts.hosts + 1);
  await expect(grid.locator(`[data-row="${hosts}"][data-column="0"]`)).toHaveText('extra-1');

  await page.getByRole('searchbox', { name: 'Filter hosts' }).fill('euw-a-0');
  await expect(page.locator('.sheet-say')).toContainText(`9 of ${counts.hosts + 1} hosts.`);
  await pressOn(grid, 'Control+Home');
  await page.keyboard.press('Shift+Delete');
  const dialog = page.getByRole('dialog', { name: 'Delete 1 host?' });
  await expect(dialog).toContainText(/microVMs .* become pending in the cluster/);
  await expect(dialog.getByRole('button', { name: 'Delete 1 host' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await workspaceInfo(page)).counts.hosts).toBe(counts.hosts);
  expect((await workspaceInfo(page)).undoLabel).toMatch(/^Delete host euw-a-01/);
  await expectNothingLeaks(page);
});

test('what is copied with its header comes back as it was', async ({ openSample }) => {
  const { app, page } = await openSample();
  await goTo(page, 'Data');
  await page.getByRole('tab', { name: 'Inventory' }).click();
  await page.getByRole('button', { name: /^Storage pools/ }).click();
  const grid = page.getByRole('grid', { name: 'Storage pools' });
  await expect(grid.locator('[data-row="1"][data-column="0"]')).not.toBeEmpty();
  await pressOn(grid, 'Control+A');
  await page.getByRole('button', { name: 'Copy with header' }).click();
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toContain('backing_tb');
  await grid.focus();
  await pressKey(app, 'V', ['control']);
  const dialog = page.getByRole('dialog', { name: 'Paste into Storage pools' });
  await expect(dialog.getByRole('status')).toContainText('2 storage pools pasted: 2 there already.');
  await page.keyboard.press('Escape');
});
