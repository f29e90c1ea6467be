import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from './launch.ts';
import { keepPicture, painted } from './pictures.ts';
import { chooseByKeys } from './window-acts.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SHELVES = ['time-series', 'heat', 'spread', 'small', 'days', 'losses', 'components'];

interface Axe {
  run(
    context: Document,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** The gallery as pictures to be looked at (out/screens/gallery-*), and without an accessibility fault. */
test('every chart and component is shown in every state, in both themes', async ({ launch }) => {
  const { page } = await launch({
    args: ['--gallery'],
    size: { width: 1280, height: 1100 },
    colorScheme: 'light',
  });
  await expect(page.getByRole('heading', { name: 'Charts and components' })).toBeVisible();
  await page.evaluate(AXE);
  for (const shelf of SHELVES) {
    await page.getByRole('button', { name: shelf, exact: true }).click();
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await painted(page);
      await keepPicture(page, `gallery-${shelf}-${theme}`);
      const faults = await page.evaluate(async () => {
        const { axe } = window as unknown as { readonly axe: Axe };
        const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
        return found.violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 140)).join(' | ')}`,
        );
      });
      expect.soft(faults, `${shelf}, ${theme}`).toEqual([]);
    }
    await page.getByRole('button', { name: shelf, exact: true }).click();
  }
});

test('a chart is read, zoomed and shown as a table by keyboard, and brushed by mouse', async ({ launch }) => {
  const { page } = await launch({ args: ['--gallery'], size: { width: 1280, height: 1100 } });
  const figure = page.getByRole('figure', { name: "A host's daily peaks" });
  const plot = figure.getByRole('slider');
  await expect(plot).toHaveAccessibleName(/daily peaks/);
  await plot.focus();
  const tip = figure.locator('.chart-tip');
  await expect(tip).toContainText('reserved');
  const last = await plot.getAttribute('aria-valuetext');
  await page.keyboard.press('ArrowLeft');
  await expect(plot).not.toHaveAttribute('aria-valuetext', last ?? '');
  // The values of the moment are said and shown alike: every line with its figure.
  for (const line of ['reserved', 'used', 'CPU']) {
    await expect(tip).toContainText(line);
    await expect(plot).toHaveAttribute('aria-valuetext', new RegExp(`${line} \\d+(\\.\\d+)?%`));
  }
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(figure.getByRole('button', { name: 'Show all' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(figure.getByRole('button', { name: 'Show all' })).toHaveCount(0);

  const box = await plot.boundingBox();
  if (box === null) throw new Error('the plot is drawn');
  await page.mouse.move(box.x + box.width * 0.3, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 30, { steps: 5 });
  await page.mouse.up();
  await figure.getByRole('button', { name: 'Show all' }).click();

  await chooseByKeys(page, figure.getByRole('button', { name: /^Copy / }), 'Show as a table');
  await expect(figure.getByRole('row')).toHaveCount(61);
  await expect(figure.getByRole('columnheader', { name: 'reserved (%)' })).toBeVisible();

  const spread = page.getByRole('figure', { name: 'Memory reserved, cumulative' }).getByRole('slider');
  await spread.focus();
  await page.keyboard.press('Home');
  const low = await spread.getAttribute('aria-valuetext');
  await page.keyboard.press('End');
  await expect(spread).not.toHaveAttribute('aria-valuetext', low ?? '');
  await expect(spread).toHaveAttribute('aria-valuetext', /host/);

  const cells = page.getByRole('listbox').first();
  await cells.focus();
  const first = await cells.getByRole('option').innerText();
  await page.keyboard.press('ArrowRight');
  await expect(cells.getByRole('option')).not.toHaveText(first);
});

test('every chart of days is read by the same keys and by the pointer', async ({ launch }) => {
  const { page } = await launch({ args: ['--gallery'], size: { width: 1280, height: 1100 } });
  await page.getByRole('button', { name: 'days', exact: true }).click();
  const charts = [
    'Memory of a cluster against its limit',
    'Share of the runs in which memory holds',
    'CPU with the pipeline',
    'Edge connections',
  ];
  for (const name of charts) {
    const chart = page.getByRole('group', { name }).first();
    const plot = chart.getByRole('slider').first();
    const [least, most] = await Promise.all(
      ['aria-valuemin', 'aria-valuemax'].map(async (edge) => (await plot.getAttribute(edge)) ?? ''),
    );
    await plot.focus();
    await page.keyboard.press('End');
    await expect(plot, name).toHaveAttribute('aria-valuenow', most ?? '');
    await page.keyboard.press('ArrowRight');
    await expect(plot, name).toHaveAttribute('aria-valuenow', most ?? '');
    await page.keyboard.press('PageDown');
    await expect(plot, name).toHaveAttribute('aria-valuenow', String(Number(most) - 7));
    await page.keyboard.press('Home');
    await expect(plot, name).toHaveAttribute('aria-valuenow', least ?? '');
    const box = await plot.boundingBox();
    if (box === null) throw new Error(`${name} is drawn`);
    await page.mouse.move(box.x + box.width - 1, box.y + box.height / 2);
    await expect(plot, name).toHaveAttribute('aria-valuenow', most ?? '');
    const line = await chart.locator('.c-cursor').boundingBox();
    expect(
      Math.abs((line?.x ?? 0) - (box.x + box.width)),
      `${name}: the line stands where it is read`,
    ).toBeLessThan(2);
  }
});
