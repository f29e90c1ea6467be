import { readXlsx } from 'hucre';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { headroomCli, headroomCliIn } from './headroom-cli.ts';
import { expectSamePage } from './pdf-text.ts';
import { expect, test } from './sample-region.ts';
import {
  answerSaveDialogs,
  chooseByKeys,
  expectNothingLeaks,
  goTo,
  pressKey,
  pressOn,
} from './window-acts.ts';

const LOSS = {
  schema: 'headroom.scenario/v1',
  name: 'Autumn',
  events: [{ type: 'hostLoss', cluster: 'euw-b', count: 3, select: 'largest' }],
} as const;

test('plan and review as spreadsheet, PDF and page, with the figures of the screen; writing is seen and stopped', async ({
  openSample,
}, info) => {
  const { app, page } = await openSample();
  const saved = async (name: string, act: () => Promise<void>): Promise<Buffer> => {
    const path = info.outputPath(name);
    await answerSaveDialogs(app, path);
    await act();
    await expect(page.getByText(`Written to ${path}.`)).toBeVisible({ timeout: 60_000 });
    expect(existsSync(`${path}.part`)).toBe(false);
    return readFileSync(path);
  };
  const choose = async (name: RegExp): Promise<void> => {
    await chooseByKeys(page, page.getByRole('button', { name: 'Export', exact: true }), name);
  };

  const kept = await page.evaluate(
    (scenario) => window.headroom.invoke('scenario:save', { scenario: structuredClone(scenario) }),
    LOSS,
  );
  expect(kept.ok).toBe(true);
  await goTo(page, 'Scenarios');
  await pressOn(page.getByRole('button', { name: /Autumn/ }).first());
  await expect(page.getByRole('heading', { name: 'Autumn', level: 1 })).toBeVisible({ timeout: 30_000 });
  await goTo(page, 'Overview');
  const says = async (at: string): Promise<string> =>
    (await page.locator(at).first().innerText()).replaceAll(/\s+/g, ' ').trim();
  await expect(page.locator('.v-scen').first()).toContainText('In the scenario:', { timeout: 30_000 });
  await expect(page.locator('.v-scen').first()).not.toContainText('Computing');
  // What the forecasts say belongs to the sentence.
  await expect(page.getByRole('heading', { name: 'Triggers' })).toBeVisible({ timeout: 60_000 });
  const review = (await saved('review.html', () => choose(/Review HTML/))).toString();
  const words = review
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&#39;', "'")
    .replaceAll(/\s+/g, ' ');
  const verdict = await says('.v-say');
  expect(verdict.length).toBeGreaterThan(20);
  expect(words).toContain(verdict);
  expect(words).toContain(await says('.v-scen'));
  expect(words).toContain('Autumn, version 1');
  expect(review).not.toContain('<script');
  await expectSamePage(await saved('review.pdf', () => choose(/Review PDF/)), review);

  await goTo(page, 'Plan');
  const ahead = page.getByRole('textbox', { name: 'Plan ahead', exact: true });
  await expect(page.locator('.pl-say')).toBeVisible({ timeout: 60_000 });
  await ahead.fill('300');
  await ahead.press('Tab');
  await expect(page.locator('.pl-main')).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
  await expect(page.locator('.pl-say')).toContainText(/Buy \d+ hosts for €/, { timeout: 60_000 });
  const [, hosts = '', cost = ''] = /Buy (\d+) hosts for €([\d,]+)/.exec(await says('.pl-say')) ?? [];
  const sheet = await readXlsx(await saved('plan.xlsx', () => pressKey(app, 'E', ['control'])));
  const totals = new Map(sheet.sheets[0]?.rows.map((row) => [row[0], row[1]]));
  expect(totals.get('Hosts to buy')).toBe(Number(hosts));
  expect(totals.get('Cost')).toBe(Number(cost.replaceAll(',', '')));
  const plan = (await saved('plan.html', () => choose(/Report HTML/))).toString();
  expect(plan.replaceAll(/<[^>]*>/g, '')).toContain(`Buy ${hosts} hosts for €${cost}`);
  await expectSamePage(await saved('plan.pdf', () => choose(/Report PDF/)), plan);

  // Written while it runs, it is seen in the status bar; stopped, there is no file.
  const stopped = info.outputPath('stopped.xlsx');
  await answerSaveDialogs(app, stopped);
  await choose(/Spreadsheet/);
  await page.getByRole('contentinfo').getByRole('button', { name: 'Cancel' }).click({ timeout: 30_000 });
  await expect(page.getByText('Cancelled; nothing was written.')).toBeVisible({ timeout: 30_000 });
  expect(existsSync(stopped)).toBe(false);
  await expectNothingLeaks(page);
});

test('the command line prints the same page, and says where it cannot', async ({ sampleFile, dataDir }) => {
  const file = join(dataDir, 'w.headroom');
  copyFileSync(sampleFile, file);
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...noDisplay } = process.env;
  const asked = ['export', 'review', '--workspace', file, '--out'];
  const page = await headroomCli(...asked, join(dataDir, 'review.html'));
  expect(page.exitCode, page.stderr).toBe(0);
  const printed = await headroomCliIn(noDisplay, ...asked, join(dataDir, 'review.pdf'));
  expect(printed.exitCode, printed.stderr).toBe(0);
  await expectSamePage(
    readFileSync(join(dataDir, 'review.pdf')),
    readFileSync(join(dataDir, 'review.html'), 'utf8'),
  );
  if (process.platform !== 'linux') return;
  const none = await headroomCliIn({ ...noDisplay, PATH: dataDir }, ...asked, join(dataDir, 'none.pdf'));
  expect(none.exitCode).toBe(2);
  expect(none.stderr).toContain('needs a display or Xvfb, and there is neither. Write .html instead');
  expect(existsSync(join(dataDir, 'none.pdf'))).toBe(false);
});
