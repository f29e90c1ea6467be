import type { Locator, Page } from '@playwright/test';
import { PLACES, placeName, settledAt, type Place } from './places.ts';
import { expect, test } from './sample-region.ts';
import {
  escapeFrom,
  expectFocusIn,
  expectNothingLeaks,
  navigationTo,
  SCREENS,
  tabTo,
} from './window-acts.ts';

const SIZE = { width: 1280, height: 800 };

/** Notes every stop of the Tab key: what shows no focus, and what holds it. */
async function watchFocus(page: Page): Promise<void> {
  await page.evaluate(() => {
    const faults: string[] = [];
    let stops = 0;
    const named = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${element.className} "${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}"`;
    const isMarked = (element: Element, pseudo?: string): boolean => {
      const style = getComputedStyle(element, pseudo);
      const hasOutline = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0;
      return hasOutline || style.boxShadow !== 'none';
    };
    /** The ring may stand on a frame around a field, or on a cover over a row; not on a whole pane. */
    const showsFocus = (element: Element): boolean => {
      if (isMarked(element) || isMarked(element, '::after') || isMarked(element, '::before')) return true;
      const mark = element.getAttribute('aria-activedescendant');
      if (mark !== null) return true;
      let around = element.parentElement;
      for (let up = 0; up < 3 && around !== null; up += 1, around = around.parentElement) {
        if (isMarked(around) && around.getBoundingClientRect().height < 60) return true;
        if (around.querySelector('[data-focus-visible]') !== null && up < 2) return true;
      }
      return false;
    };
    document.addEventListener('focusin', ({ target }) => {
      if (!(target instanceof Element)) return;
      stops += 1;
      setTimeout(() => {
        if (document.activeElement !== target) return;
        const { width, height, bottom, top } = target.getBoundingClientRect();
        if (width === 0 || height === 0) faults.push(`not there: ${named(target)}`);
        else if (bottom < 0 || top > innerHeight) faults.push(`out of sight: ${named(target)}`);
        else if (!showsFocus(target)) faults.push(`no focus shown: ${named(target)}`);
      }, 0);
    });
    Object.assign(window, { focusWalk: { faults, stops: () => stops } });
  });
}

interface FocusWalk {
  readonly faults: string[];
  readonly stops: () => number;
}

const walked = (page: Page): Promise<{ readonly faults: readonly string[]; readonly stops: number }> =>
  page.evaluate(() => {
    const { focusWalk } = window as unknown as { readonly focusWalk: FocusWalk };
    return { faults: [...new Set(focusWalk.faults)], stops: focusWalk.stops() };
  });

const tabOf = (page: Page, name: string): Locator => page.getByRole('tab', { name, exact: true });

/** From the navigation, or along the tabs, to the place; by keys alone. */
async function goByKeys(page: Page, place: Place, before: Place | undefined): Promise<void> {
  if (before?.screen !== place.screen) {
    await tabTo(page, navigationTo(page, place.screen));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: place.screen, level: 1 })).toBeVisible();
  } else if (place.tab !== null && before.tab !== null) {
    await tabTo(page, tabOf(page, before.tab));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
  }
  if (place.tab !== null) await expect(tabOf(page, place.tab)).toHaveAttribute('aria-selected', 'true');
  await settledAt(page, place);
}

/** What each place is for, done by keys alone; the others are only walked through. */
const ACTS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  async Overview(page) {
    await tabTo(page, page.getByRole('button', { name: 'What if' }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'What if' })).toBeFocused();
  },
  async 'Fleet, Hosts'(page) {
    const group = page.getByRole('button', { name: /Group hosts by/ });
    await tabTo(page, group);
    await page.keyboard.press('Enter');
    await expectFocusIn(page.getByRole('listbox').last());
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(group).toContainText('failure domain');
    await tabTo(page, page.getByRole('searchbox', { name: 'Filter hosts' }));
    await page.keyboard.type('euw-b');
    await expect(page.getByText('18 of 56')).toBeVisible();
    await tabTo(page, page.getByRole('button', { name: 'Table', exact: true }));
    await page.keyboard.press('Enter');
    const table = page.getByRole('grid', { name: 'Hosts' });
    await expect(table.getByRole('columnheader', { name: 'Rack' })).toBeVisible();
    await tabTo(page, page.getByRole('button', { name: 'Columns' }));
    await page.keyboard.press('Enter');
    await expectFocusIn(page.getByRole('menu'));
    const rack = page.getByRole('menuitemcheckbox', { name: 'Rack' });
    for (
      let step = 0;
      step < 12 && !(await rack.evaluate((item) => item === document.activeElement));
      step += 1
    )
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menu')).toHaveCount(0);
    await expect(table.getByRole('columnheader', { name: 'Rack' })).toHaveCount(0);
    const head = table.getByRole('columnheader', { name: /Memory reserved/ });
    await tabTo(page, head.getByRole('button'));
    await page.keyboard.press('Enter');
    await expect(head).toHaveAttribute('aria-sort', 'descending');
    await tabTo(page, table);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('complementary', { name: /^Host euw-b/ })).toBeVisible();
    await tabTo(page, page.getByRole('button', { name: 'Map', exact: true }));
    await page.keyboard.press('Enter');
  },
  async 'Onboarding, New customer'(page) {
    await tabTo(page, page.getByRole('button', { name: /^Small/ }));
    await page.keyboard.press('Enter');
    await expect(page.locator('.v-say')).toContainText(/Accept|Does not fit/, { timeout: 30_000 });
    await tabTo(page, page.getByRole('textbox', { name: 'Customer' }));
    await page.keyboard.press('Control+A');
    await page.keyboard.type('wren');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('wren');
    await tabTo(page, page.getByRole('main').getByRole('button', { name: 'Onboarding', exact: true }));
    await page.keyboard.press('Enter');
  },
  async Plan(page) {
    const ahead = page.getByRole('textbox', { name: 'Plan ahead', exact: true });
    await tabTo(page, ahead);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('300');
    await page.keyboard.press('Tab');
    await expect(page.locator('.pl-say')).toContainText('Buy 3 hosts', { timeout: 30_000 });
    await tabTo(page, page.getByRole('slider', { name: /^Lead times/ }));
    await page.keyboard.press('End');
    await expect(page.locator('.pl-say')).toContainText('late even if ordered today', { timeout: 30_000 });
    await tabTo(page, page.getByRole('button', { name: 'Back to the catalogue' }));
    await page.keyboard.press('Enter');
  },
  async 'Failure modes'(page) {
    await tabTo(page, page.getByRole('button', { name: 'Host loss', exact: true }));
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('heading', { name: 'Memory bleed' })).toBeVisible();
    await tabTo(page, page.getByRole('tab', { name: 'Runbook' }));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Unit tests' })).toBeVisible({ timeout: 30_000 });
  },
  async 'Decisions, Log'(page) {
    const record = page.getByRole('button', { name: 'Record decision…' }).first();
    await tabTo(page, record);
    await page.keyboard.press('Enter');
    await escapeFrom(page, page.getByRole('dialog'));
    await expect(record).toBeFocused();
  },
  async 'Data, Series'(page) {
    await tabTo(page, page.getByRole('searchbox', { name: 'Filter series' }));
    await page.keyboard.type('edge-euw-1');
    await expect(page.getByRole('button', { name: /^Delete \d+ shown$/ })).toBeVisible();
    await tabTo(page, page.getByRole('grid', { name: 'Stored series' }));
    await page.keyboard.press('ArrowDown');
    await expect(page.locator('.ser-facts')).toBeVisible();
  },
  async 'Data, Inventory'(page) {
    await tabTo(page, page.getByRole('grid', { name: 'Hosts' }));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('F2');
    await page.keyboard.press('Escape');
  },
  async Assumptions(page) {
    await tabTo(page, page.getByRole('textbox', { name: 'Memory headroom, at least' }));
    await page.keyboard.press('Control+A');
    await page.keyboard.type('35');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Save 1 assumption' })).toBeVisible();
    await tabTo(page, page.getByRole('button', { name: 'Discard' }));
    await page.keyboard.press('Enter');
    await expect(page.getByText('Nothing is saved before you say so.')).toBeVisible();
  },
};

test('every screen and tab by keyboard alone: reached, worked with, left again, the focus in sight', async ({
  openSample,
}) => {
  const { page } = await openSample({ size: SIZE });
  // A screen added later must join the list these journeys walk.
  const entries = page.getByRole('navigation', { name: 'Screens' }).getByRole('button');
  await expect(entries).toHaveCount(SCREENS.length);
  expect(new Set(PLACES.map(({ screen }) => screen)).size).toBe(SCREENS.length);
  await watchFocus(page);
  let before: Place | undefined;
  for (const place of PLACES) {
    const name = placeName(place);
    await test.step(name, async () => {
      await goByKeys(page, place, before);
      await ACTS[name]?.(page);
      await expectNothingLeaks(page);
    });
    before = place;
  }
  // The last screen is walked to its end too: from there the way leads back to the first entry of the navigation.
  await tabTo(page, navigationTo(page, 'Overview'));
  const { faults, stops } = await walked(page);
  expect(stops, 'the walk stopped at what can be worked with').toBeGreaterThan(500);
  expect(faults).toEqual([]);
});

test('every screen and tab by mouse: opened, a number explained, a chart read off', async ({
  openSample,
}) => {
  const { page } = await openSample({ size: SIZE });
  for (const place of PLACES) {
    await test.step(placeName(place), async () => {
      await navigationTo(page, place.screen).click();
      if (place.tab !== null) await tabOf(page, place.tab).click();
      await settledAt(page, place);
      const number = page.getByRole('main').locator('.num:visible').first();
      if (await number.count()) {
        await number.click();
        const explain = page.getByRole('complementary', { name: 'Explain' });
        if (await explain.count()) await page.getByRole('button', { name: 'Close Explain' }).click();
      }
      const chart = page.getByRole('main').locator('.c-plot:visible').first();
      if (await chart.count()) await chart.hover();
      await expectNothingLeaks(page);
    });
  }
});
