import type { ElectronApplication, Page } from '@playwright/test';
import { SIZES } from './look.ts';
import { OVER } from './over-places.ts';
import { closeOver } from './over.ts';
import { BY_THE_CLOCK, keepDrawn, keepPicture, painted, PICTURES_ARE_KEPT } from './pictures.ts';
import { PLACES, placeName, settledAt, type Place } from './places.ts';
import { test, expect } from './sample-region.ts';
import { shapeFaults } from './shape-faults.ts';
import { goTo } from './window-acts.ts';

/** The window as it is on the screen, zoom and all; pictures of the page alone are cut where it is zoomed. */
async function picture(app: ElectronApplication, name: string): Promise<void> {
  if (!PICTURES_ARE_KEPT) return;
  const png = await app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return image?.toPNG().toString('base64') ?? '';
  });
  keepDrawn(`${name}.png`, Buffer.from(png, 'base64'));
}

type Shape = 'small' | 'zoomed';

/** The smallest window there is, or one of 1280 × 800 zoomed to 200%. */
async function reshape(app: ElectronApplication, page: Page, shape: Shape | 'usual'): Promise<void> {
  const window = await app.browserWindow(page);
  const width = { small: 1024, zoomed: 640, usual: 1280 }[shape];
  await window.evaluate((shown, to) => {
    shown.webContents.setZoomFactor(to === 'zoomed' ? 2 : 1);
    if (to === 'small') shown.setContentSize(1024, 700);
    else shown.setContentSize(1280, 800);
  }, shape);
  await page.waitForFunction((wanted) => innerWidth === wanted, width, BY_THE_CLOCK);
  await painted(page);
}

const softly = expect.configure({ soft: true, timeout: 10_000 });

/** Looked at in both shapes: nothing cut off, over another, out of reach; sharp; nothing moves where no motion is asked for. */
async function check(app: ElectronApplication, page: Page, where: string): Promise<void> {
  for (const shape of ['small', 'zoomed'] as const) {
    await reshape(app, page, shape);
    // What is drawn by the size it has is drawn again a moment after the window has another.
    await softly.poll(() => shapeFaults(page), `${where}, ${shape}`).toEqual([]);
    await softly.poll(() => blurred(page), `${where}, ${shape}`).toEqual([]);
    await picture(app, `${shape}-${where.replace(/[^a-z0-9]+/gi, '-').toLowerCase()}`);
  }
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  await softly.poll(() => moving(page), `${where} without motion`).toEqual([]);
  await page.emulateMedia({ reducedMotion: 'no-preference', colorScheme: 'light' });
  await reshape(app, page, 'usual');
}

async function goToPlace(page: Page, place: Place): Promise<void> {
  await goTo(page, place.screen);
  if (place.tab !== null) await page.getByRole('tab', { name: place.tab, exact: true }).click();
  await settledAt(page, place);
}

/** What moves for longer than no time at all, pseudo-elements too. */
async function moving(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) =>
      [undefined, '::before', '::after']
        .filter((pseudo) => {
          const { transitionDuration, animationDuration } = getComputedStyle(element, pseudo);
          return [transitionDuration, animationDuration].some((all) =>
            all.split(', ').some((one) => parseFloat(one) > 0),
          );
        })
        .map((pseudo) => `${element.tagName}.${[...element.classList].join('.')}${pseudo ?? ''}`),
    ),
  );
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

test('every place in the smallest window and at 200%, with a derivation open, with a scenario', async ({
  openSample,
}) => {
  test.setTimeout(600_000);
  const { app, page } = await openSample({ size: SIZES[0], colorScheme: 'light' });
  const explain = page.getByRole('banner').getByRole('button', { name: 'Explain' });
  for (const place of PLACES) {
    const name = placeName(place);
    await test.step(name, async () => {
      await goToPlace(page, place);
      await check(app, page, name);
      await explain.click();
      await expect(page.getByRole('complementary', { name: 'Explain' })).toBeVisible();
      await check(app, page, `${name} with Explain`);
      await explain.click();
    });
  }
  await goTo(page, 'Overview');
  await page.getByRole('button', { name: 'What if' }).click();
  await page.getByRole('menuitem').first().click();
  await expect(page.locator('.v-scen')).toBeVisible();
  // Scenarios shows the scenario then: that is among what opens over a place.
  for (const place of PLACES.filter(({ screen }) => screen !== 'Scenarios')) {
    await test.step(`${placeName(place)} with a scenario`, async () => {
      await goToPlace(page, place);
      await check(app, page, `${placeName(place)} with a scenario`);
    });
  }
});

test('every dialog, and what opens over a place, in the smallest window and at 200%', async ({
  openSample,
}) => {
  test.setTimeout(600_000);
  const { app, page } = await openSample({ size: SIZES[0], colorScheme: 'light' });
  page.setDefaultTimeout(30_000);
  for (const place of PLACES.filter((one) => OVER.some((over) => over.place === placeName(one)))) {
    const name = placeName(place);
    await goToPlace(page, place);
    for (const over of OVER.filter((one) => one.place === name)) {
      await test.step(`${name}: ${over.name}`, async () => {
        await over.open(page, app);
        await check(app, page, `${name}, ${over.name}`);
        await closeOver(page, over);
      });
    }
  }
});

test('no smaller window, every pixel sharp, motion only where it is wanted, seen by the colour-blind', async ({
  openSample,
}) => {
  const { app, page } = await openSample({ size: SIZES[0], colorScheme: 'light' });
  const window = await app.browserWindow(page);
  await window.evaluate((shown) => shown.setSize(400, 300));
  await page.waitForFunction(() => innerWidth < 1200, undefined, BY_THE_CLOCK);
  await expect.poll(() => window.evaluate((shown) => shown.getSize())).toEqual([1024, 700]);

  // On a finer screen, and through zooms that make the pixels of a canvas finer and coarser again.
  await goTo(page, 'Fleet');
  await expect(page.locator('canvas').first()).toBeVisible();
  const devtools = await page.context().newCDPSession(page);
  const size = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const finer = { ...size, deviceScaleFactor: 2, mobile: false };
  await devtools.send('Emulation.setDeviceMetricsOverride', finer);
  await page.waitForFunction(() => devicePixelRatio === 2, undefined, BY_THE_CLOCK);
  await expect.poll(() => blurred(page), 'twice as fine').toEqual([]);
  await devtools.send('Emulation.clearDeviceMetricsOverride');
  for (const zoom of [1.5, 1.25, 1]) {
    await window.evaluate((shown, factor) => shown.webContents.setZoomFactor(factor), zoom);
    await page.waitForFunction((ratio) => Math.abs(devicePixelRatio - ratio) < 0.01, zoom, BY_THE_CLOCK);
    await expect.poll(() => blurred(page), `zoomed to ${zoom}`).toEqual([]);
  }

  // Where motion is not refused, it is there: what is checked on every place is no empty check.
  expect(
    await page
      .locator('.btn')
      .first()
      .evaluate((button) => getComputedStyle(button).transitionDuration),
  ).not.toMatch(/^0s(, 0s)*$/);

  // Pictures as the colour-blind see them, and with the system's own few colours; what can be measured of it is in a11y.spec.ts.
  if (!PICTURES_ARE_KEPT) return;
  await window.evaluate((shown) => shown.setContentSize(1280, 800));
  for (const place of PLACES) {
    await goToPlace(page, place);
    const name = placeName(place);
    for (const type of ['protanopia', 'deuteranopia', 'tritanopia', 'achromatopsia'] as const) {
      await devtools.send('Emulation.setEmulatedVisionDeficiency', { type });
      await keepPicture(page, `${type}-${name}`);
    }
    await devtools.send('Emulation.setEmulatedVisionDeficiency', { type: 'none' });
    await page.emulateMedia({ forcedColors: 'active' });
    await keepPicture(page, `forced-${name}`);
    await page.emulateMedia({ forcedColors: 'none' });
  }
});
