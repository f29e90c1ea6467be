import type { ElectronApplication, Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, overviewIsShown, test } from './sample-region.ts';
import { answerOpenDialogs, pressKey, workspaceInfo } from './window-acts.ts';

/** From now on nothing in this folder answers, as on a network that is gone; the function returned wakes it. */
async function silence(app: ElectronApplication, folder: string): Promise<() => Promise<void>> {
  await app.evaluate((_electron, silent) => {
    const files = process.getBuiltinModule('node:fs/promises');
    const { access } = files;
    const waiting: (() => void)[] = [];
    const answers = (): void => {
      files.access = access;
      process.getBuiltinModule('node:module').syncBuiltinESMExports();
      for (const wake of waiting.splice(0)) wake();
    };
    files.access = async (path, mode) => {
      if (String(path).startsWith(silent)) await new Promise<void>((resolve) => waiting.push(resolve));
      return access(path, mode);
    };
    process.getBuiltinModule('node:module').syncBuiltinESMExports();
    Object.assign(globalThis, { diskAnswers: answers });
  }, folder);
  return () => app.evaluate(() => (globalThis as unknown as { diskAnswers: () => void }).diskAnswers());
}

test('a start waits for no disk that does not answer, and knows its files once it does', async ({
  launch,
  dataDir,
}) => {
  const folder = join(dataDir, 'net');
  const recent = [
    { path: join(folder, 'far.headroom'), openedAtMs: Date.UTC(2026, 3, 2) },
    { path: join(dataDir, 'removed.headroom'), openedAtMs: Date.UTC(2026, 3, 1) },
  ];
  writeFileSync(join(dataDir, 'recent.json'), JSON.stringify(recent));
  const { app, page } = await launch();
  const row = (name: string) => page.locator('.recent-row', { hasText: name });
  await expect(row('far')).toContainText('The file is not there any more');

  const wake = await silence(app, folder);
  await page.reload();
  await expect(row('far')).toContainText('Its disk does not answer');
  await expect(row('far')).toBeEnabled();
  await expect(row('removed')).toContainText('The file is not there any more');
  await expect(row('removed')).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Open sample region' })).toBeEnabled();

  await wake();
  await expect(row('far')).toContainText('The file is not there any more', { timeout: 30_000 });
  await expect(row('far')).toBeDisabled();
});

/** Whether the thread that has the workspace answers in time. */
const answersWithin = (page: Page, ms: number): Promise<boolean> =>
  page.evaluate(
    (limit) =>
      Promise.race([
        window.headroom.invoke('workspace:info').then(() => true),
        new Promise<boolean>((resolve) => setTimeout(() => resolve(false), limit)),
      ]),
    ms,
  );

const hasEnded = (app: ElectronApplication): Promise<unknown> =>
  new Promise((resolve) => app.process().once('exit', resolve));

test('closed while a disk does not answer, Headroom ends; what was open has every change, and is backed up the next time', async ({
  openSample,
  launch,
  dataDir,
}) => {
  test.skip(process.platform === 'win32', 'needs a file that does not answer');
  const { app, page, file } = await openSample();
  await page.getByRole('button', { name: 'Mark as reviewed' }).click();
  await expect.poll(async () => (await workspaceInfo(page)).undoLabel).not.toBeNull();
  const { undoLabel } = await workspaceInfo(page);
  // Reading what stands beside it waits for whoever writes into it.
  const far = join(dataDir, 'far.headroom');
  copyFileSync(file, far);
  mkdirSync(`${far}.backups`);
  execFileSync('mkfifo', [join(`${far}.backups`, 'seal.json')]);
  await answerOpenDialogs(app, [far]);
  await pressKey(app, 'O', ['control']);
  await expect.poll(() => answersWithin(page, 2000)).toBe(false);
  const ended = hasEnded(app);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => undefined);
  await ended;

  const again = await launch({ args: [file] });
  await overviewIsShown(again.page);
  expect((await workspaceInfo(again.page)).undoLabel).toBe(undoLabel);
  // Where every disk answers, nothing is killed.
  const child = again.app.process();
  await again.end();
  expect([child.exitCode, child.signalCode]).toEqual([0, null]);
  expect(readdirSync(`${file}.backups`).filter((name) => /^\d{4}-/.test(name))).toHaveLength(1);
});

test('a disk of the recent list that does not answer keeps Headroom from ending no more than from starting', async ({
  launch,
  dataDir,
}) => {
  test.skip(process.platform === 'win32', 'needs a file that does not answer');
  const { app, page } = await launch();
  await expect(page.getByRole('button', { name: 'Open sample region' })).toBeEnabled();
  const pipe = join(dataDir, 'pipe');
  execFileSync('mkfifo', [pipe]);
  await app.evaluate((_electron, silent) => {
    process
      .getBuiltinModule('node:fs/promises')
      .open(silent)
      .catch(() => undefined);
  }, pipe);
  const ended = hasEnded(app);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => undefined);
  await ended;
});
