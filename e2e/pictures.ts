import type { Page } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'out/screens';

/** Pictures are for people: where nobody will look at them (CI), the hundreds of them are not drawn. They check nothing. */
export const PICTURES_ARE_KEPT = (process.env['CI'] ?? '') === '';

/** The page as it is, as `out/screens/<name>.png`. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  if (PICTURES_ARE_KEPT) await page.screenshot({ path: join(FOLDER, `${name}.png`) });
}

/** A picture that a journey has at hand already, under its whole name. */
export function keepDrawn(file: string, content: string | Uint8Array): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, file), content);
}

/** How `page.waitForFunction` looks again: by itself it does so at each frame, and a window that is not drawn has none. */
export const BY_THE_CLOCK = { polling: 100, timeout: 60_000 } as const;

/**
 * What was asked of the page is painted: its sizes are taken up, and what moves or changes colour has come to its end. What is
 * held back (a window that is not drawn, a movement out of sight) is not waited for longer than anything moves here.
 */
export async function painted(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const within = (ms: number, what: Promise<unknown>): Promise<unknown> =>
      Promise.race([what, new Promise((done) => setTimeout(done, ms))]);
    const frame = (): Promise<unknown> => within(250, new Promise((done) => requestAnimationFrame(done)));
    await frame();
    await frame();
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await within(1000, Promise.allSettled(ending.map(({ finished }) => finished)));
    await frame();
  });
}
