import type { Page } from '@playwright/test';
import { resolve } from 'node:path';
import { expect, test } from './sample-region.ts';
import { listen, whatWasTold, type Told } from './told.ts';
import { dropFiles, goTo } from './window-acts.ts';

const FIXTURE = resolve(import.meta.dirname, 'fixtures', 'ec2_cpu_utilization_53ea38.csv');

/** Waits until something of this kind is told, and gives all that was told till then. */
async function heard(page: Page, what: RegExp, kind: Told['kind'] = 'status'): Promise<readonly Told[]> {
  const all: Told[] = [];
  await expect
    .poll(
      async () => {
        all.push(...(await whatWasTold(page)));
        return all.filter((one) => one.kind === kind && what.test(one.text)).length;
      },
      { message: `${what} is told`, timeout: 60_000 },
    )
    .toBeGreaterThan(0);
  return all;
}

/** What is on its way is told within this; a verdict that stays, after the answer to the last move. */
const QUIET_MS = 2500;

/** Nothing more is told for so long that whatever was on its way is there. */
async function untilQuiet(page: Page): Promise<readonly Told[]> {
  const all: Told[] = [];
  let heardAt = Date.now();
  await expect
    .poll(
      async () => {
        const told = await whatWasTold(page);
        all.push(...told);
        if (told.length > 0) heardAt = Date.now();
        return Date.now() - heardAt;
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThan(QUIET_MS);
  return all;
}

interface Sentence {
  readonly atMs: number;
  readonly text: string;
}

/** Writes down from now on each sentence of the result as it comes. */
async function watchSentence(page: Page): Promise<void> {
  await page.evaluate(() => {
    const sentences: Sentence[] = [];
    Object.assign(window, { sentencesOfResult: sentences });
    const note = (): void => {
      const words = document.querySelector('[aria-label="Result"] .v-say')?.textContent ?? '';
      const text = words.replace(/\s+/g, ' ').trim();
      if (text !== '' && text !== sentences.at(-1)?.text) sentences.push({ atMs: performance.now(), text });
    };
    note();
    new MutationObserver(note).observe(document.body, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
}

const sentencesSeen = (page: Page): Promise<readonly Sentence[]> =>
  page.evaluate(
    () => (window as unknown as { readonly sentencesOfResult: readonly Sentence[] }).sentencesOfResult,
  );

/** Less than a verdict stands before it is said; where answers take longer than that, one on the way may. */
const STILL_MS = 600;

const VERDICT = /^(Holds|Misses|Fails|Undecided)/;
const COUNTED = /\d+ of [\d,]+|\d+%|tried|left$/;

test('a screen reader is told the verdict, the end of what runs, errors and undoing, and no more', async ({
  openSample,
}) => {
  const { page } = await openSample();
  page.setDefaultTimeout(30_000);
  await listen(page);

  // A scenario: its verdict, once; then what the search for fixes ended with.
  await goTo(page, 'Scenarios');
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Lose a host/ })
    .click();
  await heard(page, VERDICT);
  await untilQuiet(page);

  // A slider that moves says nothing of the verdicts it passes; the last one is said, once.
  const slider = page.getByRole('slider', { name: 'How many' }).first();
  const result = page.getByRole('region', { name: 'Result' });
  await slider.focus();
  await watchSentence(page);
  for (let step = 0; step < 12; step += 1) {
    await slider.press('ArrowRight');
    await expect(result.getByText('computing')).toHaveCount(0);
  }
  const moved = [...(await heard(page, VERDICT)), ...(await untilQuiet(page))];
  const passed = await sentencesSeen(page);
  const last = passed.at(-1)?.text ?? '';
  expect(new Set(passed.map(({ text }) => text)).size, 'the verdict changes on the way').toBeGreaterThan(3);
  const verdicts = moved.filter(({ text }) => VERDICT.test(text));
  const stood = ({ text, atMs }: Told): number =>
    Math.max(
      ...passed.filter((one) => text.includes(one.text) && one.atMs < atMs).map((one) => atMs - one.atMs),
    );
  expect(verdicts.filter((one) => stood(one) < STILL_MS)).toEqual([]);
  expect(verdicts.at(-1)?.text).toContain(last);
  expect(verdicts.filter(({ text }) => text.includes(last))).toHaveLength(1);

  // What runs says that it has ended, not how far it is.
  await goTo(page, 'Forecast');
  const odds = await heard(page, /^2,000 runs made$/);
  expect(odds.filter(({ text }) => COUNTED.test(text))).toEqual([]);
  await goTo(page, 'Survival');
  const sweeps = await heard(page, /pairs/);
  expect(sweeps.filter(({ text }) => COUNTED.test(text.replace(/of [\d,]+ (host|pair)/g, '')))).toEqual([]);
  await goTo(page, 'Plan');
  await heard(page, /buy|Buy/);
  await untilQuiet(page);

  // An import, its undoing, and a file that cannot be used.
  await dropFiles(page, [FIXTURE]);
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await dialog.getByRole('button', { name: 'Import 1 file' }).click();
  const imported = await heard(page, /imported/);
  expect(imported.filter(({ text }) => COUNTED.test(text.replace(/\d+ file/g, '')))).toEqual([]);
  await expect(dialog).toHaveCount(0);
  await page.getByRole('banner').getByRole('button', { name: 'Undo' }).click();
  await heard(page, /^Undone: /);
  await page.getByRole('banner').getByRole('button', { name: 'Redo' }).click();
  await heard(page, /^Done again: /);
  await dropFiles(page, [resolve(import.meta.dirname, 'no-such-file.csv')]);
  await heard(page, /no-such-file/, 'alert');
});
