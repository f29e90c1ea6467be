import type { ElectronApplication, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from './launch.ts';
import { BY_THE_CLOCK, keepPicture, painted } from './pictures.ts';

/** Every screen is looked at in both sizes and both themes. */
export const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;
const THEMES = ['light', 'dark'] as const;

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Variant {
  readonly size: (typeof SIZES)[number];
  readonly theme: (typeof THEMES)[number];
}

const VARIANTS: readonly Variant[] = SIZES.flatMap((size) => THEMES.map((theme) => ({ size, theme })));

async function show(app: ElectronApplication, page: Page, { size, theme }: Variant): Promise<void> {
  const window = await app.browserWindow(page);
  await window.evaluate((target, { width, height }) => target.setContentSize(width, height), size);
  await page.emulateMedia({ colorScheme: theme });
  await page.waitForFunction(({ width }) => innerWidth === width, size, BY_THE_CLOCK);
}

/** Nothing reaches over the edge of the window, and no pane is wider than the place it has. */
async function overflowing(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const wide = [
      ...document.querySelectorAll<HTMLElement>('.main, .pane, .topbar, .nav, .explain, .events'),
    ].filter(
      (element) =>
        element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'auto',
    );
    return wide.map((element) => `${element.className}: ${element.scrollWidth} in ${element.clientWidth}`);
  });
}

async function violations(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run: (
          root: Document,
          options: object,
        ) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const result = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
    return result.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
    );
  });
}

async function settled(page: Page): Promise<void> {
  await expect(page.getByText(/^Computing/)).toHaveCount(0, { timeout: 30_000 });
  await painted(page);
}

const softly = expect.configure({ soft: true, timeout: 10_000 });

/** Checks layout and accessibility in every size and theme, and keeps a picture of each. */
export async function look(app: ElectronApplication, page: Page, name: string): Promise<void> {
  for (const variant of VARIANTS) {
    await show(app, page, variant);
    await settled(page);
    const at = `${name}-${variant.size.width}-${variant.theme}`;
    await keepPicture(page, at);
    // What is drawn by the size it has is drawn again a moment after the window has another.
    await softly.poll(() => overflowing(page), `${at} keeps inside its panes`).toEqual([]);
    if (variant.size.width === 1280) expect.soft(await violations(page), `${at} is accessible`).toEqual([]);
  }
}
