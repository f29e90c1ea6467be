import type { ElectronApplication, Page } from '@playwright/test';
import { headroomCli } from './headroom-cli.ts';
import { expect, overviewIsShown, test } from './sample-region.ts';
import { workspaceInfo } from './window-acts.ts';

test.use({ allowedProblems: [/the page crashed|Target crashed|the page ended|does not answer/i] });

interface Shown {
  readonly message: string;
  readonly buttons: readonly string[];
}

/** Answers the native dialog, which a test cannot reach with a mouse, with the button of this name; returns what it said. */
async function answerTrouble(
  app: ElectronApplication,
  button: string,
): Promise<() => Promise<readonly Shown[]>> {
  await app.evaluate(({ dialog }, wanted) => {
    const shown: Shown[] = [];
    Object.assign(globalThis, { shownDialogs: shown });
    dialog.showMessageBox = ((_window: unknown, { message, buttons = [] }: Electron.MessageBoxOptions) => {
      shown.push({ message, buttons: [...buttons] });
      return Promise.resolve({ response: buttons.indexOf(wanted), checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
  }, button);
  return () => app.evaluate(() => (globalThis as unknown as { shownDialogs: Shown[] }).shownDialogs);
}

const crash = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );

/** The process that draws the page; 0 while there is none, or it is still loading. */
const processOf = (app: ElectronApplication): Promise<number> =>
  app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    return contents === undefined || contents.isLoading() ? 0 : contents.getOSProcessId();
  });

/** Another process draws the page than before. */
async function loadedAnew(app: ElectronApplication, before: number): Promise<void> {
  await expect.poll(async () => ![0, before].includes(await processOf(app)), { timeout: 30_000 }).toBe(true);
}

/** What the window holds now, asked from outside: Playwright's page does not outlive a crash. */
const inWindow = (app: ElectronApplication, script: string): Promise<unknown> =>
  app.evaluate(
    ({ BrowserWindow }, code) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code),
    script,
  );

const marked = async (page: Page): Promise<string | null> => {
  await page.getByRole('button', { name: 'Mark as reviewed' }).click();
  await expect.poll(async () => (await workspaceInfo(page)).undoLabel).not.toBeNull();
  return (await workspaceInfo(page)).undoLabel;
};

test('a page that ended is loaded again: the workspace is still open, with every change', async ({
  openSample,
}) => {
  const { app, page } = await openSample();
  const undoLabel = await marked(page);
  const before = await processOf(app);
  const shown = await answerTrouble(app, 'Reload');
  await crash(app);
  await expect
    .poll(shown)
    .toEqual([{ message: 'This window stopped working.', buttons: ['Reload', 'Close Headroom'] }]);
  await loadedAnew(app, before);
  await expect
    .poll(() => inWindow(app, `document.querySelector('main')?.innerText ?? ''`), { timeout: 30_000 })
    .toContain('euw');
  const info = await inWindow(app, `window.headroom.invoke('workspace:info')`);
  expect(info).toMatchObject({ ok: true, value: { undoLabel, readOnly: false, damaged: false } });
});

test('closed after its page ended, Headroom lets go of the workspace, which has every change', async ({
  openSample,
  launch,
}) => {
  const { app, page, file } = await openSample();
  const undoLabel = await marked(page);
  const gone = new Promise((resolve) => app.process().once('exit', resolve));
  await answerTrouble(app, 'Close Headroom');
  await crash(app).catch(() => undefined);
  await gone;
  const run = await headroomCli('assess', '--workspace', file, '--json');
  expect(run.exitCode, run.stderr).toBe(0);
  const again = await launch({ args: [file] });
  await overviewIsShown(again.page);
  expect((await workspaceInfo(again.page)).undoLabel).toBe(undoLabel);
});

test('a page that does not answer is loaded again when the person says so', async ({ openSample }) => {
  const { app } = await openSample();
  const before = await processOf(app);
  const shown = await answerTrouble(app, 'Reload');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('unresponsive'));
  await expect
    .poll(shown)
    .toEqual([{ message: 'This window does not answer.', buttons: ['Wait', 'Reload'] }]);
  await loadedAnew(app, before);
  await expect
    .poll(() => inWindow(app, `document.querySelector('main')?.innerText ?? ''`), { timeout: 30_000 })
    .toContain('euw');
  expect(await shown()).toHaveLength(1);
});
