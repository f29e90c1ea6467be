import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, test } from './sample-region.ts';
import { startFrom } from './scenario-acts.ts';

/** The last pane that speaks of an event's figures is brought into view, as a reader would. */
async function toFigures(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'In figures' }).scrollIntoViewIfNeeded();
  await page.getByRole('heading', { name: 'In figures' }).evaluate((heading) => {
    heading.scrollIntoView({ block: 'start' });
  });
}

test('figures of a loss and of a failover stand in their pane in every size and theme', async ({
  openSample,
}) => {
  const { app, page } = await openSample();
  for (const [name, question] of [
    ['host-loss', 'Lose a host'],
    ['edge-loss', 'Lose an edge node'],
    ['failover', 'Fail over Postgres'],
  ] as const) {
    await startFrom(page, question);
    await expect(page.getByRole('heading', { name: 'In figures' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Result' }).getByText('computing')).toHaveCount(0);
    await toFigures(page);
    await look(app, page, `figures-${name}`);
  }
});
