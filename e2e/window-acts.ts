import type { ElectronApplication, Locator, Page } from '@playwright/test';
import type { WorkspaceInfo } from '../shared/ipc/workspace-channels.ts';
import type { Bridge } from '../shared/ipc/bridge.ts';
import { expect } from './launch.ts';

declare global {
  interface Window {
    readonly headroom: Bridge<File>;
  }
}

export const SCREENS = [
  'Overview',
  'Fleet',
  'Forecast',
  'Scenarios',
  'Survival',
  'Onboarding',
  'Plan',
  'Failure modes',
  'Decisions',
  'Data',
  'Assumptions',
  'Help',
] as const;
export type ScreenTitle = (typeof SCREENS)[number];

/** The entry of the navigation; Scenarios carries its count in its name. */
export const navigationTo = (page: Page, screen: ScreenTitle): Locator =>
  page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: new RegExp(`^${screen}`) });

export async function goTo(page: Page, screen: ScreenTitle): Promise<void> {
  await navigationTo(page, screen).click();
  await expect(navigationTo(page, screen)).toHaveAttribute('aria-current', 'page');
}

type Modifier = 'control' | 'shift' | 'alt';

/**
 * A key as it comes from the keyboard, so that the application's menu gets it when the page does not want it.
 * Playwright's own keys never reach the native menu.
 */
export async function pressKey(
  app: ElectronApplication,
  keyCode: string,
  modifiers: readonly Modifier[] = [],
): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, key) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.focus();
      contents?.sendInputEvent({ type: 'keyDown', keyCode: key.keyCode, modifiers: [...key.modifiers] });
      contents?.sendInputEvent({ type: 'keyUp', keyCode: key.keyCode, modifiers: [...key.modifiers] });
    },
    { keyCode, modifiers },
  );
}

export const pressUndo = (app: ElectronApplication): Promise<void> => pressKey(app, 'Z', ['control']);
export const pressRedo = (app: ElectronApplication): Promise<void> =>
  pressKey(app, 'Z', ['control', 'shift']);

/** A menu opened and one of its entries chosen, both by keys: not before the menu has the focus, which it takes for itself. */
export async function chooseByKeys(page: Page, opener: Locator, entry: string | RegExp): Promise<void> {
  await pressOn(opener);
  await expectFocusIn(page.getByRole('menu'));
  await pressOn(page.getByRole('menuitem', { name: entry }));
}

/** What the next open dialogs of the system answer, since a test cannot click in them. */
export async function answerOpenDialogs(app: ElectronApplication, paths: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () =>
      Promise.resolve({ canceled: filePaths.length === 0, filePaths: [...filePaths] });
  }, paths);
}

/** Where the next save dialogs of the system say to write to. */
export async function answerSaveDialogs(app: ElectronApplication, filePath: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, filePath);
}

/** Files let go over the middle of the window, as the system does it: with their paths. */
export async function dropFiles(page: Page, files: readonly string[]): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await client.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
  }
  await client.detach();
}

/** The workspace as the main process sees it. */
export async function workspaceInfo(page: Page): Promise<WorkspaceInfo> {
  const reply = await page.evaluate(() => window.headroom.invoke('workspace:info'));
  if (!reply.ok || reply.value === null) throw new Error('no workspace is open');
  return reply.value;
}

/** Words that are never meant for a person: they leak out where a value was not there. */
const LEAKED = /\b(NaN|undefined|null|Infinity)\b|\[object /;

export async function expectNothingLeaks(page: Page): Promise<void> {
  const text = await page.locator('body').innerText();
  expect(text.length).toBeGreaterThan(0);
  expect(LEAKED.exec(text)?.[0] ?? null, 'no raw value of the program is on the screen').toBeNull();
}

const palette = (page: Page): Locator => page.getByRole('dialog', { name: 'Find or run' });

/** The palette by its key, once it takes what is typed: keys that come before go nowhere. */
export async function openPalette(app: ElectronApplication, page: Page): Promise<void> {
  await pressKey(app, 'K', ['control']);
  await expect(palette(page).getByRole('combobox')).toBeFocused();
}

/** Types into the palette and takes its first entry, once that is the one meant: it may be of what is still being read. */
export async function runByPalette(
  app: ElectronApplication,
  page: Page,
  words: string,
  entry: string | RegExp,
): Promise<void> {
  await openPalette(app, page);
  await page.keyboard.type(words);
  await expect(palette(page).getByRole('option').first()).toContainText(entry);
  await page.keyboard.press('Enter');
  await expect(palette(page)).toHaveCount(0);
}

/** Presses a key on something that can be used: on what is greyed, or not there to be seen, it would be lost. */
export async function pressOn(target: Locator, key = 'Enter'): Promise<void> {
  await expect(target).toBeVisible();
  await expect(target).toBeEnabled();
  await target.press(key);
}

/** The focus is in a dialog or menu, so that the next key is for it and not for what lies below. */
export async function expectFocusIn(over: Locator): Promise<void> {
  await expect(over).toBeVisible();
  await expect
    .poll(() => over.evaluate((element) => element.contains(document.activeElement)), 'the focus is in it')
    .toBe(true);
}

/** Closes a dialog or menu by Escape, once it takes it. */
export async function escapeFrom(page: Page, over: Locator): Promise<void> {
  await expectFocusIn(over);
  await page.keyboard.press('Escape');
  await expect(over).toHaveCount(0);
}

/** The way round goes through a whole screen, where every number that explains itself is a stop. */
const MOST_TABS = 600;

/**
 * Goes on by the Tab key until `target` has the focus: what cannot be reached so is not for the keyboard. It is asked for the
 * element, not for its name: for a moment after a screen is left nothing has the focus, and all words stand in nothing.
 */
export async function tabTo(page: Page, target: Locator, most = MOST_TABS): Promise<void> {
  await expect(target).toBeVisible();
  await expect(target).toBeEnabled();
  for (let presses = 0; presses <= most; presses += 1) {
    // While a list of choices is open, what lies below cannot be found by its role; another Tab closes it.
    if (await target.evaluateAll((found) => found.some((one) => one === document.activeElement))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${most} presses of Tab did not reach ${String(target)}`);
}
