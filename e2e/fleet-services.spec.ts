import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, test } from './sample-region.ts';
import { addEvent } from './scenario-acts.ts';
import { expectNothingLeaks, goTo, pressOn } from './window-acts.ts';

/** Every chart of the tab has its line, or says that its metric was never imported. */
async function chartsAreDrawn(page: Page): Promise<void> {
  await expect(page.locator('.services .say')).toBeVisible();
  await expect(page.locator('.sv-chart[aria-busy="true"]')).toHaveCount(0, { timeout: 30_000 });
}

test('edge, control plane, storage and overlay: the sentence, the past against its limit, baseline and scenario', async ({
  openSample,
}) => {
  const { app, page } = await openSample();
  await goTo(page, 'Fleet');

  // By keyboard along the tabs.
  await pressOn(page.getByRole('tab', { name: 'Hosts' }), 'ArrowRight');
  await expect(page.getByRole('tab', { name: 'Edge' })).toHaveAttribute('aria-selected', 'true');
  await chartsAreDrawn(page);
  await expect(page.locator('.services .v-say')).toContainText(/Every (measured )?edge target holds|missed/);
  const lost = page.getByRole('region', { name: 'When a node is lost' });
  await expect(lost.getByRole('row')).toHaveCount(4);
  await pressOn(lost.getByRole('button', { name: /%$/ }).first());
  await expect(page.getByRole('complementary', { name: 'Explain' })).toContainText('of the lost nodes');
  await page.keyboard.press('Escape');
  await look(app, page, 'fleet-edge');

  await pressOn(page.getByRole('tab', { name: 'Edge' }), 'ArrowRight');
  await expect(page.getByRole('tab', { name: 'Control plane' })).toHaveAttribute('aria-selected', 'true');
  await chartsAreDrawn(page);
  await expect(page.getByRole('region', { name: 'The seven-day rule' })).toContainText('fires at 7');
  await expect(
    page.getByRole('region', { name: 'Postgres IOPS' }).locator('.sv-chart svg').first(),
  ).toBeVisible();
  const flight = page.getByRole('region', { name: 'API concurrency' });
  await expect(flight.locator('.sv-chart svg').first()).toBeVisible();
  await flight.locator('.sv-head-now .num').click();
  await expect(page.getByRole('complementary', { name: 'Explain' })).toContainText('mean latency');
  await page.keyboard.press('Escape');
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
  // By mouse: a pair of groups, why it is what it is, then its tunnels one by one.
  const pane = page.getByRole('region', { name: 'Host to host' });
  await expect(pane.getByRole('listbox', { name: 'Round trip from group to group' })).toBeVisible();
  await look(app, page, 'fleet-overlay-groups');
  await pane.getByRole('listbox').click({ position: { x: 110, y: 110 } });
  await expect(pane.locator('.sv-chosen')).toContainText(/worst of \d+ tunnels/);
  await pane.locator('.sv-chosen .num').click();
  await expect(page.getByRole('complementary', { name: 'Explain' })).toContainText('p95 of 2026-11-15');
  await page.keyboard.press('Escape');
  await pane.getByRole('button', { name: /^Show \d+ tunnel/ }).click();
  await expect(pane).toContainText('host by host');
  await pane.getByRole('button', { name: /^All / }).click();
  // By keyboard: loss, hosts one by one, along the cells.
  await pressOn(pane.getByRole('button', { name: 'Loss' }));
  await pressOn(pane.getByRole('button', { name: /Rows and columns/ }));
  await page.getByRole('option', { name: 'hosts' }).click();
  const cells = pane.getByRole('listbox', { name: 'Loss from host to host' });
  await pressOn(cells, 'ArrowRight');
  await expect(cells.getByRole('option')).toContainText(/from euw-a-\d\d/);
  await page.keyboard.press('ArrowDown');
  await expect(cells.getByRole('option')).toContainText(/from euw-a-\d\d to euw-a-\d\d: [\d.]+%/);
  await page.keyboard.press('Enter');
  await expect(pane.locator('.sv-chosen')).toContainText(/→ euw-a-\d\d/);
  await expect(page.getByRole('region', { name: 'Tunnels' })).toContainText(/more tunnels/);
  await expectNothingLeaks(page);
  await look(app, page, 'fleet-overlay');

  // A lost edge node and a failover: every tab shows both sides.
  await page.getByRole('tab', { name: 'Edge' }).click();
  await lost.getByRole('button', { name: 'Scenario' }).first().click();
  await addEvent(page, 'Fail over Postgres');
  await addEvent(page, 'Lose hosts');
  await goTo(page, 'Fleet');
  await expect(page.locator('.services .v-scen')).toContainText('In the scenario', { timeout: 30_000 });
  await expect(lost).toContainText('not in service');
  await expect(page.getByRole('region', { name: 'Nodes', exact: true })).toContainText('lost');
  await look(app, page, 'fleet-edge-scenario');
  await page.getByRole('tab', { name: 'Control plane' }).click();
  await expect(page.getByRole('region', { name: /^Nodes of/ })).toContainText(/lost|primary/);
  await look(app, page, 'fleet-control-plane-scenario');
  await page.getByRole('tab', { name: 'Overlay' }).click();
  await expect(page.getByRole('region', { name: 'Host to host' })).toContainText(
    /In the scenario .* lost, and [\d,]+ measured tunnels with/,
    { timeout: 30_000 },
  );
  await look(app, page, 'fleet-overlay-scenario');
});
