import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeLarge } from './large-workspace.ts';
import { expect, overviewIsShown, test } from './sample-region.ts';
import { answerOpenDialogs, pressKey, workspaceInfo } from './window-acts.ts';

/** Of a workspace too large to be copied at once when it is closed. */
const LARGE_MIB = 70;

test('the backup of a large workspace is made while the next one is open; opened again meanwhile, it is had back', async ({
  launch,
  dataDir,
  sampleFile,
}) => {
  const [large, other] = [join(dataDir, 'Large.headroom'), join(dataDir, 'Other.headroom')];
  for (const file of [large, other]) copyFileSync(sampleFile, file);
  makeLarge(large, LARGE_MIB);
  const session = await launch({ args: [large] });
  const { app, page } = session;
  await overviewIsShown(page);
  await page.getByRole('button', { name: 'Mark as reviewed' }).click();
  await expect.poll(async () => (await workspaceInfo(page)).undoLabel).not.toBeNull();
  const { undoLabel } = await workspaceInfo(page);
  const show = async (file: string, name: string): Promise<void> => {
    await answerOpenDialogs(app, [file]);
    // A key that is pressed while the one before is still being opened is let go.
    await expect(async () => {
      await pressKey(app, 'O', ['control']);
      await expect.poll(async () => (await workspaceInfo(page)).name, { timeout: 15_000 }).toBe(name);
    }).toPass({ timeout: 120_000 });
  };
  await show(other, 'Other');
  await show(large, 'Large');
  expect(await workspaceInfo(page)).toMatchObject({ undoLabel, readOnly: false, damaged: false });
  await show(other, 'Other');
  const folder = `${large}.backups`;
  const backups = () =>
    existsSync(folder) ? readdirSync(folder).filter((name) => /^\d{4}-/.test(name)) : [];
  await expect.poll(backups, { timeout: 60_000 }).toHaveLength(1);
  await expect.poll(() => existsSync(join(folder, 'seal.json')), { timeout: 60_000 }).toBe(true);
  expect((await workspaceInfo(page)).name).toBe('Other');
  await session.end();
  expect(readdirSync(folder).filter((name) => name.startsWith('new'))).toEqual([]);
});
