import type { Page } from '@playwright/test';
import { OVER } from './over-places.ts';
import { closeOver } from './over.ts';
import { PLACES, placeName, settledAt, type Place } from './places.ts';
import { expect, test } from './sample-region.ts';
import { chooseByKeys, goTo, pressOn, pressUndo, workspaceInfo } from './window-acts.ts';

const SIZE = { width: 1280, height: 800 };
/** Menus of one place that are tried; a table has one to a row. */
const MENUS = 5;

/** Remembers what had the focus when it went into a dialog. */
async function watchOpeners(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.addEventListener('focusin', ({ target, relatedTarget }) => {
      const into = target instanceof Element ? target.closest('[role=dialog]') : null;
      if (into === null || (relatedTarget instanceof Element && into.contains(relatedTarget))) return;
      if (relatedTarget instanceof Element) Object.assign(window, { opener_: relatedTarget });
    });
  });
}

/** In words, what has the focus; `body` is nowhere. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (at === null || at === document.body) return 'body';
    return `${at.tagName.toLowerCase()} ${at.getAttribute('aria-label') ?? at.textContent.trim().slice(0, 40)}`;
  });

async function expectFocus(page: Page, after: string): Promise<void> {
  await expect.poll(() => focused(page), `after ${after}`).not.toBe('body');
}

async function goToPlace(page: Page, place: Place): Promise<void> {
  await goTo(page, place.screen);
  if (place.tab !== null) await pressOn(page.getByRole('tab', { name: place.tab, exact: true }));
  await settledAt(page, place);
}

const softly = expect.configure({ soft: true, timeout: 10_000 });

/** Tab and Shift+Tab go round inside the dialog in front. */
async function expectKept(page: Page, where: string): Promise<void> {
  const isInside = () => page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null);
  await expect.poll(isInside, `${where} has the focus`).toBe(true);
  for (const key of [
    'Tab',
    'Tab',
    'Tab',
    'Shift+Tab',
    'Shift+Tab',
    'Shift+Tab',
    'Shift+Tab',
    'Shift+Tab',
    'Tab',
  ]) {
    await page.keyboard.press(key);
    // What had it may go as an answer comes; then something beside it has the focus.
    await softly.poll(isInside, `${where} keeps the focus after ${key}`).toBe(true);
  }
}

/** Every menu opens by Enter with the focus in it, and Escape gives it back. */
async function tryMenus(page: Page, where: string): Promise<void> {
  const names = await page.evaluate(() => [
    ...new Set(
      [...document.querySelectorAll<HTMLElement>('main [aria-haspopup]:not(:disabled)')]
        .filter((button) => button.checkVisibility({ visibilityProperty: true }))
        .map((button) => button.getAttribute('aria-label') ?? button.textContent),
    ),
  ]);
  for (const name of names.slice(0, MENUS)) {
    const opener = page
      .locator('main [aria-haspopup]:not(:disabled)')
      .filter({ visible: true })
      .and(page.locator(`[aria-label=${JSON.stringify(name)}]`).or(page.getByText(name, { exact: true })));
    const button = (await opener.count()) > 0 ? opener.first() : null;
    if (button === null) continue;
    await button.focus();
    await page.keyboard.press('Enter');
    await expect
      .soft(
        page.locator('.menu').filter({ has: page.locator(':focus') }),
        `${where}: ${name} opens with the focus in it`,
      )
      .toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect.soft(button, `${where}: ${name} has it again`).toBeFocused();
  }
}

test('a dialog takes the focus, keeps it and gives it back; a menu too; a tab keeps it: on every place', async ({
  openSample,
}) => {
  test.setTimeout(600_000);
  const { app, page } = await openSample({ size: SIZE });
  page.setDefaultTimeout(30_000);
  await watchOpeners(page);
  for (const place of PLACES) {
    const name = placeName(place);
    await test.step(name, async () => {
      await goToPlace(page, place);
      await expectFocus(page, `going to ${name}`);
      await tryMenus(page, name);
      for (const over of OVER.filter((one) => one.place === name)) {
        const where = `${name}, ${over.name}`;
        await over.open(page, app);
        const isDialog = (await page.getByRole('dialog').count()) > 0;
        if (isDialog) await expectKept(page, where);
        await closeOver(page, over);
        await expectFocus(page, `closing ${where}`);
        if (isDialog && over.close === undefined)
          await expect
            .poll(
              () =>
                page.evaluate(() => {
                  const { opener_ } = window as unknown as { readonly opener_?: Element };
                  return opener_?.isConnected !== true || opener_ === document.activeElement
                    ? 'its opener'
                    : document.activeElement?.outerHTML.slice(0, 120);
                }),
              `${where} gives the focus back`,
            )
            .toBe('its opener');
      }
    });
  }
});

test('what takes away what had the focus leaves it beside: acts done, rows deleted, views left, steps undone', async ({
  openSample,
}) => {
  const { app, page } = await openSample({ size: SIZE });
  page.setDefaultTimeout(30_000);
  const main = page.getByRole('main');
  // An act that is done and cannot be done twice, and its undoing.
  const review = main.getByRole('button', { name: 'Mark as reviewed' });
  await expect(review).toBeEnabled({ timeout: 30_000 });
  await pressOn(review);
  await expect(page.getByRole('banner').getByRole('button', { name: 'Undo' })).toBeEnabled();
  await expectFocus(page, 'marking as reviewed');
  const redo = page.getByRole('banner').getByRole('button', { name: 'Redo' });
  await pressOn(page.getByRole('banner').getByRole('button', { name: 'Undo' }));
  await expect(redo).toBeEnabled();
  await expectFocus(page, 'undoing it');
  await pressOn(redo);
  await expect(redo).toBeDisabled();
  await expectFocus(page, 'the last redo');

  // A number whose screen goes, a card, a scenario.
  await goTo(page, 'Scenarios');
  await pressOn(main.getByRole('button', { name: /Lose/ }).first());
  await expect(page.getByRole('article').first()).toBeVisible();
  await expectFocus(page, 'opening a scenario');
  await chooseByKeys(page, page.getByRole('button', { name: /^Acts on/ }).first(), /Remove|Delete/);
  await expect(page.getByRole('article')).toHaveCount(0);
  await expectFocus(page, 'removing the only event');
  await pressOn(main.getByRole('button', { name: 'Scenarios', exact: true }));
  await expectFocus(page, 'leaving the scenario');
  await expect.poll(() => focused(page)).toContain('Scenarios');

  // A row of a grid.
  await goTo(page, 'Data');
  await pressOn(page.getByRole('tab', { name: 'Series' }));
  await page.getByRole('grid', { name: 'Stored series' }).press('ArrowDown');
  await pressOn(main.getByRole('button', { name: 'Delete series' }));
  const undoLabel = async () => (await workspaceInfo(page)).undoLabel;
  await expect.poll(undoLabel).toMatch(/^Delete /);
  await expect(page.getByRole('banner').getByRole('button', { name: 'Redo' })).toBeDisabled();
  await expectFocus(page, 'deleting a series');
  await pressUndo(app);
  await expect.poll(undoLabel).not.toMatch(/^Delete /);
  await expect(page.getByRole('banner').getByRole('button', { name: 'Redo' })).toBeEnabled();
  await expectFocus(page, 'undoing it');

  // A changed assumption, dropped again.
  await goTo(page, 'Assumptions');
  await page.getByRole('textbox', { name: 'Memory headroom, at least' }).fill('35');
  await page.keyboard.press('Tab');
  await pressOn(main.getByRole('button', { name: 'Discard', exact: true }));
  await expect(page.getByText('Nothing is saved before you say so.')).toBeVisible();
  await expectFocus(page, 'dropping a change');
});
