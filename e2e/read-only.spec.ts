import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { look } from './look.ts';
import { expect, overviewIsShown, test } from './sample-region.ts';
import { answerSaveDialogs, pressUndo, workspaceInfo } from './window-acts.ts';

const run = (program: string, ...args: readonly string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0;

test('a workspace on a disk that may only be read opens, says so, takes no change, and can be saved elsewhere', async ({
  openSample,
  launch,
  dataDir,
}) => {
  const sample = await openSample();
  await sample.end();
  const disk = join(dataDir, 'disk');
  mkdirSync(disk);
  const file = join(disk, 'Shared plan.headroom');
  copyFileSync(sample.file, file);
  const isMounted = run('mount', '--bind', disk, disk) && run('mount', '-o', 'remount,ro,bind', disk);
  test.skip(!isMounted, 'mount is not permitted here');
  try {
    const { app, page } = await launch({ args: [file] });
    await overviewIsShown(page);
    await expect(page.getByRole('contentinfo')).toContainText(
      'Opened for reading only: the file or its folder cannot be written',
    );
    await expect(page.getByRole('contentinfo')).not.toContainText('No backups');
    await look(app, page, 'read-only');
    await expect(page.getByRole('button', { name: 'Mark as reviewed' })).toBeDisabled();
    const before = await workspaceInfo(page);
    await pressUndo(app);
    await expect(page.getByRole('alert')).toContainText(
      'Shared plan was opened read-only. Nothing was changed.',
    );
    expect(await workspaceInfo(page)).toEqual(before);

    const copy = join(dataDir, 'My plan.headroom');
    await answerSaveDialogs(app, copy);
    expect(await page.evaluate(() => window.headroom.invoke('workspace:save-copy'))).toMatchObject({
      ok: true,
      value: { displayPath: copy },
    });
    const bytes = readFileSync(file);
    expect(bytes.equals(readFileSync(sample.file))).toBe(true);
    const second = await launch({ args: [copy], dataDir: join(dataDir, 'second') });
    await overviewIsShown(second.page);
    await second.page.getByRole('button', { name: 'Mark as reviewed' }).click();
    await expect.poll(async () => (await workspaceInfo(second.page)).undoLabel).toBe('Mark as reviewed');
  } finally {
    run('umount', '-l', disk);
  }
});
