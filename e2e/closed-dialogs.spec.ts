import type { ElectronApplication, Page } from '@playwright/test';
import { resolve } from 'node:path';
import { detachedElements } from './detached-elements.ts';
import { PLACES, placeName, settledAt } from './places.ts';
import { test, expect } from './sample-region.ts';
import { dropFiles, expectFocusIn, goTo, openPalette } from './window-acts.ts';

const METRICS = resolve(import.meta.dirname, 'fixtures', 'ec2_cpu_utilization_53ea38.csv');

/** Enough that one more of each time cannot be mistaken for the few React keeps. */
const TIMES = 5;
/** React keeps what it removed last, in each of its two trees, until the place is drawn again. */
const KEPT = 2;

type Opening = (app: ElectronApplication, page: Page) => Promise<void>;

const button =
  (name: string): Opening =>
  (_, page) =>
    page.getByRole('button', { name }).first().click();

/** What opens, by the place it is opened at. */
const OPENINGS: readonly (readonly [place: string, open: Opening])[] = [
  ['Overview', openPalette],
  ['Overview', button('What if')],
  ['Data, Imports', (_, page) => dropFiles(page, [METRICS])],
  ['Failure modes', button('Alert rules…')],
  ['Decisions, Log', button('Record decision…')],
  ['Decisions, Checklists', button('Add hosts…')],
  ['Decisions, Reviews', button('Schedule…')],
  ['Onboarding, Pipeline', button('Paste or read a table')],
];

test('a dialog or menu that was closed is gone from memory, even in the middle of a change of colour', async ({
  openSample,
}) => {
  const { app, page } = await openSample();
  // Whatever changes its colours while a dialog is open is still at it when the dialog closes.
  await page.evaluate(() => document.documentElement.style.setProperty('--fast', '20s'));
  const open = page.locator('[role="dialog"], [role="menu"]');
  for (const [name, opening] of OPENINGS) {
    const place = PLACES.find((each) => placeName(each) === name);
    if (place === undefined) throw new Error(`there is no place ${name}`);
    await goTo(page, place.screen);
    if (place.tab !== null) await page.getByRole('tab', { name: place.tab, exact: true }).click();
    await settledAt(page, place);
    for (let time = 0; time < TIMES; time += 1) {
      await opening(app, page);
      await expect(open.locator('.btn, .item, .it').last()).toBeVisible();
      await page.emulateMedia({ colorScheme: time % 2 === 0 ? 'dark' : 'light' });
      await expectFocusIn(open.first());
      await page.keyboard.press('Escape');
      await expect(open).toHaveCount(0);
    }
  }
  await goTo(page, 'Overview'); // the last place is drawn away, too
  const left = async (): Promise<readonly (readonly [string, number])[]> =>
    Object.entries(await detachedElements(page, '[role="dialog"], [role="menu"]')).filter(
      ([, count]) => count > KEPT,
    );
  await expect.poll(left).toEqual([]);
});
