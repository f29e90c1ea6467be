import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { headroomCli } from './headroom-cli.ts';
import { look } from './look.ts';
import { overviewIsShown, test, expect } from './sample-region.ts';
import { answerOpenDialogs, goTo, pressKey, pressOn, workspaceInfo } from './window-acts.ts';

/** The bytes of a workspace with one bit turned over where SQLite finds nothing wrong; `tried` is a file to try them in. */
function withReadingChanged(file: string, tried: string): Buffer {
  const whole = readFileSync(file);
  for (let share = 0.5; share < 0.9; share += 0.01) {
    const bytes = Buffer.from(whole);
    const at = Math.floor(bytes.length * share);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(tried, bytes);
    const db = new Sqlite(tried, { readonly: true });
    try {
      if (db.pragma('integrity_check', { simple: true }) === 'ok') return bytes;
    } catch {
      // Structure was hit: another place.
    } finally {
      db.close();
      rmSync(tried);
    }
  }
  throw new Error('no reading was found');
}

test('a workspace damaged on the disk is not opened: its backups are offered, and what is left can be read', async ({
  openSample,
  launch,
  dataDir,
}) => {
  // A day's work, closed: Headroom seals the file and keeps a backup of it.
  const first = await openSample();
  await goTo(first.page, 'Overview');
  await first.page.getByRole('button', { name: 'Mark as reviewed' }).click();
  await expect.poll(async () => (await workspaceInfo(first.page)).undoLabel).not.toBeNull();
  const { undoLabel, counts } = await workspaceInfo(first.page);
  await first.end();
  const file = first.file;
  expect(readdirSync(`${file}.backups`)).toHaveLength(2);

  // One bit of a reading turns over. SQLite finds nothing wrong with that.
  const bytes = withReadingChanged(file, join(dataDir, 'tried.headroom'));
  writeFileSync(file, bytes);
  const cli = await headroomCli('assess', '--workspace', file);
  expect(cli.exitCode).toBe(2);
  expect(cli.stderr).toContain('is damaged: its content is not what Headroom wrote on');

  const { app, page } = await launch({ args: [file] });
  const dialog = page.getByRole('dialog', { name: 'Bring back Sample region.headroom?' });
  await expect(dialog).toContainText('It was not changed.');
  await expect(dialog.getByRole('row').nth(1)).toContainText('nothing');
  await look(app, page, 'damaged');
  expect(readFileSync(file).equals(bytes)).toBe(true);

  // What is left of it, for reading only, and said on every screen.
  await dialog.getByRole('button', { name: 'Open for reading' }).click();
  await overviewIsShown(page);
  await expect(page.getByRole('banner')).toContainText('Damaged file: no figure is certain');
  await expect(page.getByRole('contentinfo')).toContainText('Opened for reading only');
  expect(await workspaceInfo(page)).toMatchObject({ damaged: true, readOnly: true });
  await look(app, page, 'damaged-read');

  // Opened once more, and brought back by keyboard.
  await answerOpenDialogs(app, [file]);
  await pressKey(app, 'O', ['control']);
  await expect(dialog).toBeVisible();
  await pressOn(dialog.getByRole('button', { name: /^Restore the backup of/ }));
  await expect(page.getByRole('region', { name: 'News' })).toContainText('The damaged file is kept as');
  await overviewIsShown(page);
  expect(await workspaceInfo(page)).toMatchObject({ damaged: false, readOnly: false, undoLabel, counts });
  const aside = readdirSync(dirname(file)).filter((name) => name.includes('.damaged-'));
  expect(aside).toHaveLength(1);
  expect(readFileSync(join(dirname(file), aside[0] ?? '')).equals(bytes)).toBe(true);
  expect(dirname(file)).toBe(dataDir);
});
