import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './sample-region.ts';
import { expectNothingLeaks, goTo, pressOn } from './window-acts.ts';

const table = (page: Page) => page.getByRole('region', { name: 'Failure modes' });

async function openFailures(page: Page): Promise<void> {
  await goTo(page, 'Failure modes');
  await expect(table(page).getByRole('button', { name: 'Host loss', exact: true })).toBeVisible({
    timeout: 60_000,
  });
}

test('a mode is opened by keyboard, its runbook edited, undone and restored', async ({ openSample }) => {
  const { page } = await openSample();
  await openFailures(page);
  await expect(page.locator('.v-say')).toContainText('All 12 modes are covered.');

  await pressOn(table(page).getByRole('button', { name: 'Host loss', exact: true }), 'ArrowDown');
  await expect(table(page).getByRole('button', { name: 'Memory bleed' })).toBeFocused();
  const detail = page.getByRole('region', { name: 'Memory bleed', exact: true });
  await expect(detail.locator('.md')).toContainText('HeadroomMemoryBleed');
  await expect(detail.locator('.md')).not.toContainText('{{');

  await detail.getByRole('button', { name: 'Edit runbook' }).click();
  const text = detail.getByRole('textbox', { name: 'Text of the runbook' });
  await expect(text).toBeFocused();
  await text.fill('## First of all\n\nCall **Ada**. <script>alert(1)</script> {{asOf}} {{nonsense}}');
  // Another mode in between loses nothing.
  await table(page).getByRole('button', { name: 'Host loss', exact: true }).click();
  await expect(table(page).getByText('draft')).toBeVisible();
  await table(page).getByRole('button', { name: 'Memory bleed' }).click();
  await expect(text).toHaveValue(/Call \*\*Ada/);
  await pressOn(text, 'Control+Enter');
  await expect(detail.locator('.md')).toContainText('Call Ada.');
  await expect(detail.locator('.md h3')).toHaveText('First of all');
  await expect(detail.locator('.md script')).toHaveCount(0);
  await expect(detail.getByText('Nothing is known for {{nonsense}}')).toBeVisible();
  await expect(detail.getByText(/differs from the template/)).toBeVisible();
  await expect(table(page).getByText('edited')).toBeVisible();

  await pressOn(table(page).getByRole('button', { name: 'Memory bleed' }), 'Control+Z');
  await expect(detail.locator('.md')).toContainText('HeadroomMemoryBleed');
  await page.keyboard.press('Control+Shift+Z');
  await expect(detail.locator('.md')).toContainText('Call Ada.');
  await detail.getByRole('button', { name: 'Restore template' }).click();
  await expect(detail.locator('.md')).toContainText('HeadroomMemoryBleed');
  await expect(table(page).getByText('edited')).toHaveCount(0);
  await expectNothingLeaks(page);
});

test('a mode is simulated with one press, as a scenario of the workspace’s own entities', async ({
  openSample,
}) => {
  const { page } = await openSample();
  await openFailures(page);
  await table(page).getByRole('button', { name: 'Edge node loss' }).click();
  await page.getByRole('button', { name: 'Simulate' }).click();
  await expect(page.getByRole('textbox', { name: 'Name of the scenario' })).toHaveValue(
    'Lose the busiest edge node of eu-west',
  );
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('edge', { timeout: 30_000 });
});

test('rules are looked at and exported with their tests and runbooks, an edited one as edited', async ({
  openSample,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'headroom export '));
  try {
    const { app, page } = await openSample();
    await openFailures(page);
    const detail = page.getByRole('region', { name: 'Host loss', exact: true });
    await detail.getByRole('button', { name: 'Edit runbook' }).click();
    await detail.getByRole('textbox', { name: 'Text of the runbook' }).fill('Wake {{policy.scheduler}}.');
    await detail.getByRole('button', { name: 'Save runbook' }).click();
    await expect(detail.locator('.md')).toContainText('Wake best-fit.');

    await detail.getByRole('tab', { name: /Alert rules/ }).click();
    await expect(detail.getByRole('region', { name: 'Rules of this mode' })).toContainText(
      'alert: HeadroomHostLost',
    );
    await expect(detail.getByRole('region', { name: 'Unit tests' })).toContainText('HeadroomHostLost');

    await detail.getByText('why this limit').first().click();
    await expect(page.getByRole('complementary', { name: 'Explain' })).toContainText('reserve');
    await page.getByRole('button', { name: 'Close Explain' }).click();

    await page.getByRole('button', { name: 'Alert rules…' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByLabel('Rule file')).toContainText('HeadroomSnapshotStore');
    await dialog.getByRole('textbox', { name: 'Runbooks are at' }).fill('https://wiki.example/headroom');
    await page.keyboard.press('Tab');
    await expect(dialog.getByLabel('Rule file')).toContainText(
      'runbook_url: https://wiki.example/headroom/host-loss.md',
    );
    const path = join(folder, 'rules.yml');
    await app.evaluate(({ dialog: system }, filePath) => {
      system.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, path);
    await dialog.getByRole('button', { name: 'Export rules' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText(/14 files written/)).toBeVisible();
    expect(readFileSync(path, 'utf8')).toContain('alert: HeadroomHostLost');
    expect(existsSync(join(folder, 'rules-tests.yml'))).toBe(true);
    expect(readdirSync(join(folder, 'runbooks'))).toHaveLength(12);
    expect(readFileSync(join(folder, 'runbooks', 'host-loss.md'), 'utf8')).toBe('Wake best-fit.');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a cancelled export writes nothing, and another one can follow', async ({ openSample }) => {
  const folder = mkdtempSync(join(tmpdir(), 'headroom export '));
  try {
    const { app, page } = await openSample();
    await openFailures(page);
    await page.getByRole('button', { name: 'Alert rules…' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByLabel('Rule file')).toContainText('HeadroomSnapshotStore');
    // The system's dialog answers when the test says so: the export is certainly under way when it is cancelled.
    await app.evaluate(
      ({ dialog: system }, filePath) => {
        system.showSaveDialog = () =>
          new Promise((resolve) => {
            Object.assign(globalThis, { answerSave: () => resolve({ canceled: false, filePath }) });
          });
      },
      join(folder, 'rules.yml'),
    );
    /** The export has come to the question where to write to. */
    const isAsked = () => expect.poll(() => app.evaluate(() => 'answerSave' in globalThis)).toBe(true);
    const answer = () =>
      app.evaluate(() => {
        const asked = globalThis as unknown as { answerSave?: () => void };
        asked.answerSave?.();
        delete asked.answerSave;
      });
    await dialog.getByRole('button', { name: 'Export rules' }).click();
    await expect(dialog.getByRole('button', { name: 'Export rules' })).toBeDisabled();
    await isAsked();
    await dialog.getByRole('button', { name: 'Cancel export' }).click();
    await answer();
    await expect(page.getByText('The export was cancelled; nothing was written.')).toBeVisible();
    expect(readdirSync(folder)).toEqual([]);

    await dialog.getByRole('button', { name: 'Export rules' }).click();
    await expect(dialog.getByRole('button', { name: 'Cancel export' })).toBeVisible();
    await isAsked();
    await answer();
    await expect(page.getByText(/14 files written/)).toBeVisible();
    expect(readdirSync(folder)).toHaveLength(3);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
