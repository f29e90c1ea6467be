import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { look } from './look.ts';
import { expect, overviewIsShown, test } from './sample-region.ts';
import { goTo, workspaceInfo } from './window-acts.ts';

test('that no backup can be made is said once, stays to be seen, and keeps nobody from working', async ({
  openSample,
  launch,
}) => {
  const first = await openSample();
  await goTo(first.page, 'Overview');
  await first.page.getByRole('button', { name: 'Mark as reviewed' }).click();
  await expect.poll(async () => (await workspaceInfo(first.page)).undoLabel).not.toBeNull();
  await expect(first.page.getByRole('contentinfo')).not.toContainText('No backups');
  await first.end();
  const folder = `${first.file}.backups`;
  expect(readdirSync(folder).filter((name) => name.endsWith('.headroom'))).toHaveLength(1);

  // A folder nobody may write into, the superuser neither, where the disk can; else a file in its place.
  const isLocked = spawnSync('chattr', ['+i', folder]).status === 0;
  if (!isLocked) {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'mine');
  }
  try {
    const { app, page } = await launch({ args: [first.file] });
    await overviewIsShown(page);
    const news = page.getByRole('region', { name: 'News' });
    await expect(news).toContainText('No backup of Sample region can be made.');
    await expect(news).toContainText(isLocked ? /The last one is of \d+ \w+ \d{4}/ : 'There is none so far.');
    const line = isLocked ? /No backups since \d+ \w+ \d{4}/ : 'No backups';
    await expect(page.getByRole('contentinfo')).toContainText(line);
    await look(app, page, 'no-backup');
    await news.getByRole('button', { name: 'Close' }).click();

    // Work goes on and is saved; it is not said again, neither then nor when the workspace is closed.
    await goTo(page, 'Overview');
    await page.getByRole('button', { name: 'Mark as reviewed' }).click();
    await expect.poll(async () => (await workspaceInfo(page)).backups?.trouble).not.toBeNull();
    const report = await page.evaluate(() =>
      window.headroom.invoke('diagnostics:read', { names: false, values: false }),
    );
    expect(report.ok && JSON.parse(report.value.text)).toMatchObject({
      workspace: {
        backups: { trouble: expect.stringMatching(isLocked ? /nothing may be written/ : /a file stands/) },
      },
    });
    expect(await page.evaluate(() => window.headroom.invoke('workspace:close'))).toMatchObject({ ok: true });
    await expect(page.getByRole('button', { name: 'Open sample region' })).toBeVisible();
    await expect(news).not.toContainText('No backup of');
    const closed = await page.evaluate(() =>
      window.headroom.invoke('diagnostics:read', { names: true, values: false }),
    );
    expect(closed.ok && closed.value.text).toContain('no backup was made:');
  } finally {
    if (isLocked) spawnSync('chattr', ['-i', folder]);
  }
  expect(readFileSync(first.file).length).toBeGreaterThan(0);
});
