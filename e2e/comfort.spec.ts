import type { ElectronApplication, Page } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { SIZES } from './look.ts';
import { test, expect } from './sample-region.ts';
import { goTo, navigationTo, SCREENS, type ScreenTitle } from './window-acts.ts';

const FOLDER = 'out/screens';

/** The window as it is on the screen, zoom and all; pictures of the page alone are cut where it is zoomed. */
async function picture(app: ElectronApplication, page: Page, name: string): Promise<void> {
  await page.waitForTimeout(400); // what is captured is what the screen last showed
  const png = await app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return image?.toPNG().toString('base64') ?? '';
  });
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${FOLDER}/${name}.png`, Buffer.from(png, 'base64'));
}

async function open(page: Page, screen: ScreenTitle): Promise<void> {
  // A press by script: where it stands under a zoom is the point of the test, not of its helper.
  await navigationTo(page, screen).evaluate((entry: HTMLElement) => entry.click());
  await expect(navigationTo(page, screen)).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText(/^(Computing|Reading|reading|Trying every)/)).toHaveCount(0, {
    timeout: 30_000,
  });
}

/**
 * What a person could not get at: text that is cut off where nothing scrolls to it. Boxes that scroll, texts that end in an
 * ellipsis on purpose and what is for screen readers only are left out.
 */
async function outOfReach(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const scrolls = (style: CSSStyleDeclaration, axis: 'overflowX' | 'overflowY') =>
      style[axis] === 'auto' || style[axis] === 'scroll';
    for (const element of document.querySelectorAll<HTMLElement>(
      '.app button, .app h1, .app h2, .app p, .app th, .app td, .app label',
    )) {
      const box = element.getBoundingClientRect();
      if (box.width < 2 || box.height < 2 || element.closest('[aria-hidden], .sr, svg') !== null) continue;
      let [seeksX, seeksY] = [true, true];
      for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
        const style = getComputedStyle(parent);
        const edge = parent.getBoundingClientRect();
        const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
        seeksX &&= !scrolls(style, 'overflowX') && style.textOverflow !== 'ellipsis';
        seeksY &&= !scrolls(style, 'overflowY');
        const isCut =
          (seeksX && hides(style.overflowX) && box.right > edge.right + 1) ||
          (seeksY && hides(style.overflowY) && box.bottom > edge.bottom + 3);
        if (!isCut) continue;
        const at = [box.right, box.bottom, edge.right, edge.bottom].map(Math.round).join(' ');
        found.push(
          `${element.tagName} ${element.textContent.trim().slice(0, 40)}: ${at} (${parent.className})`,
        );
        break;
      }
    }
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth + 1)
      found.push(`the page scrolls sideways: ${scrollWidth} in ${clientWidth}`);
    return found.slice(0, 12);
  });
}

/** Canvases whose pixels are not those of the screen. */
async function blurred(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('canvas')]
      .filter((canvas) => {
        const { width, height } = canvas.getBoundingClientRect();
        const off = (drawn: number, shown: number) => Math.abs(drawn - shown * devicePixelRatio) > 1.01;
        return width > 1 && height > 1 && (off(canvas.width, width) || off(canvas.height, height));
      })
      .map((canvas) => `${canvas.className}: ${canvas.width} × ${canvas.height} at ${devicePixelRatio}`),
  );
}

test('zoomed to 200%, in the smallest window, at twice the sharpness, without motion', async ({
  openSample,
}) => {
  test.setTimeout(300_000);
  const { app, page } = await openSample({ size: SIZES[0], colorScheme: 'light' });
  const window = await app.browserWindow(page);

  await window.evaluate((shown) => shown.webContents.setZoomFactor(2));
  await page.waitForFunction(() => innerWidth === 640);
  for (const screen of SCREENS) {
    await open(page, screen);
    expect.soft(await outOfReach(page), `${screen} at 200%`).toEqual([]);
    expect.soft(await blurred(page), `${screen} at 200%`).toEqual([]);
    await picture(app, page, `zoom-${screen}`);
  }

  // The smallest window there is; a smaller one is refused.
  await window.evaluate((shown) => {
    shown.webContents.setZoomFactor(1);
    shown.setSize(400, 300);
  });
  await page.waitForFunction(() => innerWidth > 900);
  expect(await window.evaluate((shown) => shown.getSize())).toEqual([1024, 700]);
  for (const screen of SCREENS) {
    await open(page, screen);
    expect.soft(await outOfReach(page), `${screen} in 1024 × 700`).toEqual([]);
    await picture(app, page, `small-${screen}`);
  }

  // On a finer screen, and through zooms that make the pixels of a canvas finer and coarser again.
  await goTo(page, 'Fleet');
  await expect(page.locator('canvas').first()).toBeVisible();
  const devtools = await page.context().newCDPSession(page);
  const size = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const finer = { ...size, deviceScaleFactor: 2, mobile: false };
  await devtools.send('Emulation.setDeviceMetricsOverride', finer);
  await page.waitForFunction(() => devicePixelRatio === 2);
  await expect.poll(() => blurred(page), 'twice as fine').toEqual([]);
  await devtools.send('Emulation.clearDeviceMetricsOverride');
  for (const zoom of [1.5, 1.25, 1]) {
    await window.evaluate((shown, factor) => shown.webContents.setZoomFactor(factor), zoom);
    await page.waitForFunction((ratio) => Math.abs(devicePixelRatio - ratio) < 0.01, zoom);
    await expect.poll(() => blurred(page), `zoomed to ${zoom}`).toEqual([]);
  }

  // Nothing moves where the system asks for no motion.
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) => {
        const { transitionDuration, animationDuration } = getComputedStyle(element);
        return [transitionDuration, animationDuration].some((all) =>
          all.split(', ').some((one) => parseFloat(one) > 0),
        );
      })
      .map((element) => element.className),
  );
  expect(moving).toEqual([]);
  await page.emulateMedia({ reducedMotion: 'no-preference', colorScheme: 'light' });
  expect(
    await page
      .locator('.btn')
      .first()
      .evaluate((button) => getComputedStyle(button).transitionDuration),
  ).not.toMatch(/^0s(, 0s)*$/);

  // Pictures as the colour-blind see them, and with the system's own few colours.
  await window.evaluate((shown) => shown.setContentSize(1280, 800));
  for (const screen of ['Overview', 'Fleet'] as const) {
    await goTo(page, screen);
    for (const type of ['protanopia', 'deuteranopia', 'tritanopia', 'achromatopsia'] as const) {
      await devtools.send('Emulation.setEmulatedVisionDeficiency', { type });
      await page.screenshot({ path: `${FOLDER}/${type}-${screen}.png` });
    }
    await devtools.send('Emulation.setEmulatedVisionDeficiency', { type: 'none' });
    await page.emulateMedia({ forcedColors: 'active' });
    await page.screenshot({ path: `${FOLDER}/forced-${screen}.png` });
    await page.emulateMedia({ forcedColors: 'none' });
  }
});
