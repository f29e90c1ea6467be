import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from './launch.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SHELVES = ['time-series', 'heat', 'spread', 'small', 'components'];

interface Axe {
  run(
    context: Document,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** The gallery as pictures to be looked at (out/screens/gallery-*), and without an accessibility fault. */
test('every chart and component is shown in every state, in both themes', async ({ launch }) => {
  test.setTimeout(120_000);
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
      await page.waitForTimeout(250);
      await page.screenshot({ path: `out/screens/gallery-${shelf}-${theme}.png` });
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
