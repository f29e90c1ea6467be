import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, test } from './sample-region.ts';
import { expectNothingLeaks, goTo } from './window-acts.ts';

/** Every chart of the tab has its line, or says that its metric was never imported. */
async function chartsAreDrawn(page: Page): Promise<void> {
  await expect(page.locator('.sv-chart[aria-busy="true"]')).toHaveCount(0, { timeout: 30_000 });
  await expect(page.locator('.services .say')).toBeVisible();
}

test('edge, control plane, storage and overlay: the sentence, the past against its limit, baseline and scenario', async ({
  openSample,
}) => {
  test.setTimeout(240_000);
  const { app, page } = await openSample();
  await goTo(page, 'Fleet');

  // By keyboard along the tabs.
  await page.getByRole('tab', { name: 'Hosts' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Edge' })).toHaveAttribute('aria-selected', 'true');
  await chartsAreDrawn(page);
  await expect(page.locator('.services .v-say')).toContainText(/Every edge target holds|missed/);
  const lost = page.getByRole('region', { name: 'When a node is lost' });
  await expect(lost.getByRole('row')).toHaveCount(4);
  await lost.getByRole('button', { name: /%$/ }).first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Explain' })).toContainText('of the lost nodes');
  await page.keyboard.press('Escape');
  await look(app, page, 'fleet-edge');

  await page.getByRole('tab', { name: 'Edge' }).focus();
  await page.keyboard.press('ArrowRight');
  await chartsAreDrawn(page);
  await expect(page.getByRole('region', { name: 'The seven-day rule' })).toContainText('fires at 7');
  await expectNothingLeaks(page);
  await look(app, page, 'fleet-control-plane');

  await page.getByRole('tab', { name: 'Storage' }).click();
  await chartsAreDrawn(page);
  await expect(page.getByRole('region', { name: 'Figures of pool-euw' })).toContainText('×');
  const volumes = page.getByRole('region', { name: 'Volumes of pool-euw' });
  await volumes.getByRole('button', { name: 'Changed a day' }).click();
  await expect(volumes.getByRole('columnheader', { name: 'Changed a day' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await expectNothingLeaks(page);
  await look(app, page, 'fleet-storage');

  await page.getByRole('tab', { name: 'Overlay' }).click();
  await chartsAreDrawn(page);
  await expect(page.getByRole('region', { name: 'MTU' })).toContainText('fits');
  await page
    .getByRole('group', { name: /Round trip from host/ })
    .getByRole('img')
    .first()
    .focus();
  await page.keyboard.press('ArrowRight');
  await expectNothingLeaks(page);
  await look(app, page, 'fleet-overlay');

  // A lost edge node and a failover: every tab shows both sides.
  await page.getByRole('tab', { name: 'Edge' }).click();
  await lost.getByRole('button', { name: 'Scenario' }).first().click();
  await page.getByRole('button', { name: 'Add event' }).click();
  await page.getByRole('menuitem', { name: 'Fail over Postgres' }).click();
  await goTo(page, 'Fleet');
  await expect(page.locator('.services .v-scen')).toContainText('In the scenario', { timeout: 30_000 });
  await expect(lost).toContainText('not in service');
  await expect(page.getByRole('region', { name: 'Nodes', exact: true })).toContainText('lost');
  await look(app, page, 'fleet-edge-scenario');
  await page.getByRole('tab', { name: 'Control plane' }).click();
  await expect(page.getByRole('region', { name: /^Nodes of/ })).toContainText(/lost|primary/);
  await look(app, page, 'fleet-control-plane-scenario');
});
