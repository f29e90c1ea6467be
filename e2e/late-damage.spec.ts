import { openSync, readdirSync, readSync, statSync, writeSync, closeSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeLarge, MIB } from './large-workspace.ts';
import { look } from './look.ts';
import { expect, overviewIsShown, test } from './sample-region.ts';
import { answerOpenDialogs, goTo, pressKey, workspaceInfo } from './window-acts.ts';

/** Of a workspace too large to be read before it is opened. */
const LARGE_MIB = 140;

/** Turns one bit over near the end of a file, in the middle of a long value. */
function turnBit(file: string): void {
  const handle = openSync(file, 'r+');
  const at = statSync(file).size - 5 * MIB + 2000; // not where a page names the next one
  const byte = Buffer.alloc(1);
  readSync(handle, byte, 0, 1, at);
  byte[0] = (byte[0] ?? 0) ^ 1;
  writeSync(handle, byte, 0, 1, at);
  closeSync(handle);
}

test('a large workspace is read behind the first screen: damage leads to the choice of a small one, and is brought back', async ({
  openSample,
  launch,
}) => {
  const sample = await openSample();
  const { file } = sample;
  await sample.end();
  makeLarge(file, LARGE_MIB);
  const first = await launch({ args: [file] });
  await goTo(first.page, 'Overview');
  await first.page.getByRole('button', { name: 'Mark as reviewed' }).click();
  await expect.poll(async () => (await workspaceInfo(first.page)).undoLabel).not.toBeNull();
  const { undoLabel } = await workspaceInfo(first.page);
  await first.end();
  turnBit(file);

  // It opens as if nothing were wrong; the choice comes when the bit is found, over the first screen.
  const { app, page } = await launch({ args: [file] });
  const opened = () => page.evaluate(() => window.headroom.invoke('workspace:info'));
  await expect.poll(opened).toMatchObject({ ok: true, value: { damaged: false, readOnly: false } });
  await expect(page.getByRole('heading', { name: 'Overview', level: 1, includeHidden: true })).toBeVisible();
  await expect(page.locator('.vr')).toHaveCount(2);
  const dialog = page.getByRole('dialog', { name: 'Bring back Sample region.headroom?' });
  await expect(dialog).toContainText('is not what Headroom wrote on', { timeout: 60_000 });
  await expect(dialog).toContainText('It is open for reading only now.');
  await look(app, page, 'late-damage');
  await dialog.getByRole('button', { name: 'Open for reading' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('banner')).toContainText('Damaged file: no figure is certain');
  await expect(page.getByRole('contentinfo')).toContainText('Opened for reading only');
  expect(await workspaceInfo(page)).toMatchObject({ damaged: true, readOnly: true, undoLabel });
  const undone = await page.evaluate(() => window.headroom.invoke('workspace:undo'));
  expect(undone).toMatchObject({ ok: false, message: expect.stringContaining('Nothing was changed') });

  // Asked for once more, the choice comes at once; the backup of the last evening lacks nothing.
  await answerOpenDialogs(app, [file]);
  await pressKey(app, 'O', ['control']);
  await expect(dialog.getByRole('row').nth(1)).toContainText('nothing', { timeout: 60_000 });
  await dialog
    .getByRole('button', { name: /^Restore the backup of/ })
    .first()
    .click();
  await expect(page.getByRole('region', { name: 'News' })).toContainText('The damaged file is kept as', {
    timeout: 60_000,
  });
  await overviewIsShown(page);
  expect(await workspaceInfo(page)).toMatchObject({ damaged: false, readOnly: false, undoLabel });
  expect(readdirSync(dirname(file)).filter((name) => /\.damaged-.*\.headroom$/.test(name))).toHaveLength(1);
});
