import type { Locator, Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './sample-region.ts';
import { dropFiles, expectNothingLeaks, goTo, type ScreenTitle } from './window-acts.ts';

/** Touches every domain: hosts, edge, control plane, storage with a customer's volumes, and by the lost hosts the overlay. */
const EVERYWHERE = {
  schema: 'headroom.scenario/v1',
  name: 'A bad week',
  seed: 1,
  policy: {},
  events: [
    { id: 'hosts', type: 'hostLoss', count: 2, select: 'largest', cluster: 'euw-b' },
    { id: 'edge', type: 'edgeLoss', nodes: ['edge-euw-2'] },
    { id: 'failover', type: 'postgresFailover', postgres: 'pg-euw' },
    {
      id: 'larkspur',
      type: 'onboardCustomer',
      customer: 'larkspur',
      cluster: 'euw-a',
      fleet: [{ flavor: 'm8', count: 120 }],
      connections: 20_000,
      apiRequestsPerSecond: 20,
      postgresConnections: 40,
      pool: 'pool-euw',
      volumes: {
        allocatedBytes: 4e12,
        usedBytes: 2e12,
        changedBytesPerDay: 1e11,
        snapshotRetentionDays: 14,
      },
    },
    { id: 'snapshots', type: 'snapshotGrowth', pool: 'pool-euw', factor: 2 },
  ],
};

const main = (page: Page): Locator => page.getByRole('main');
const scenarioSays = (page: Page): Locator => main(page).locator('.v-scen');

/** The screen opens with both sentences: what is, and what would be. */
async function saysBoth(page: Page): Promise<void> {
  await expect(main(page).locator('.v-say').first()).toBeVisible({ timeout: 60_000 });
  await expect(scenarioSays(page).first()).toContainText('In the scenario', { timeout: 60_000 });
}

/** A limit stands with both its figures in the table of limits. */
async function limitHasBoth(page: Page, limit: RegExp): Promise<void> {
  const row = main(page)
    .locator('.sv-limits')
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: limit }) });
  await expect(row.locator('.scen').first()).toHaveText(/\d/);
}

test('with a scenario of every domain each screen draws what is and what would be, and the difference alone is marked', async ({
  openSample,
  dataDir,
}) => {
  const { page } = await openSample();
  const file = join(dataDir, 'a-bad-week.json');
  writeFileSync(file, JSON.stringify(EVERYWHERE));
  await dropFiles(page, [file]);
  const result = page.getByRole('region', { name: 'Result' });
  await expect(result.locator('.v-say')).toContainText(/^(Misses|Fails)/, { timeout: 30_000 });
  const edge = result.locator('.chg').getByRole('row').filter({ hasText: 'Edge connections' });
  await expect(edge).toContainText(/\d+\.\d%\s*\d+\.\d%/);

  const screen = (title: ScreenTitle, check: () => Promise<void>): Promise<void> =>
    test.step(title, async () => {
      await goTo(page, title);
      await check();
      await expectNothingLeaks(page);
    });
  const tab = (name: string, check: () => Promise<void>): Promise<void> =>
    test.step(`Fleet, ${name}`, async () => {
      await page.getByRole('tab', { name }).click();
      await check();
      await expectNothingLeaks(page);
    });

  await screen('Overview', async () => {
    await saysBoth(page);
    const memory = page.getByRole('region', { name: 'Memory capacity' });
    await expect(memory.locator('.scen').first()).toHaveText(/\d+\.\d%/);
    const cluster = page
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: 'euw-b', exact: true }) });
    await expect(cluster.locator('.scen').first()).toHaveText(/\d+\.\d%/);
    const untouched = page
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: 'euw-c', exact: true }) });
    await expect(untouched).toContainText('same');
    const forecasts = main(page).locator('.f-pane .f-rows');
    await expect(forecasts.locator('.c-scen')).toHaveCount(6, { timeout: 60_000 });
    await expect(forecasts.locator('.c-base')).toHaveCount(6);
    await expect(forecasts).toContainText('at once');
  });

  await screen('Forecast', async () => {
    await expect(main(page).locator('.demand .c-scen').first()).toHaveAttribute('d', /^M/, {
      timeout: 60_000,
    });
    await expect(main(page).locator('.demand .c-base').first()).toHaveAttribute('d', /^M/);
    const list = page.getByRole('region', { name: 'Forecasts, most urgent first' });
    await expect(list.locator('.scen').first()).toBeVisible();
    await expect(list).toContainText('same');
  });

  await goTo(page, 'Fleet');
  await tab('Hosts', async () => {
    const map = page.getByRole('listbox', { name: /Memory reserved by host/ });
    await expect(map).toBeVisible();
    await expect(main(page)).toContainText(/→ \d+\.\d%, 2 hosts lost/);
    // The fullest of either side stand first, so that the ones the scenario fills are seen.
    const highest = main(page).locator('.host-spread tbody tr').first();
    await expect(highest.locator('.scen')).toHaveText(/\d%/);
    await highest.getByRole('button').click();
    const host = page.getByRole('complementary', { name: /^Host / });
    await expect(host).toContainText('gets microVMs in the scenario');
    await expect(host.getByRole('region', { name: 'How full' }).locator('.scen').first()).toHaveText(/\d%/);
    await expect(host.getByRole('region', { name: /microVMs? arrives? in the scenario/ })).toBeVisible();
    await page.getByRole('group', { name: 'Show hosts as' }).getByRole('button', { name: 'Table' }).click();
    const table = page.getByRole('grid', { name: 'Hosts' });
    await expect(
      table.getByRole('row').filter({ hasText: 'gets microVMs' }).first().locator('.scen').last(),
    ).toHaveText(/\d/);
    await expect(table.getByText('same', { exact: true }).first()).toBeVisible();
  });
  await tab('Edge', async () => {
    await saysBoth(page);
    const lost = page.getByRole('region', { name: 'When a node is lost' });
    await expect(lost).toContainText('not in service');
    await expect(lost.locator('.scen').filter({ hasText: '%' }).first()).toBeVisible();
    await limitHasBoth(page, /^Edge connections/);
  });
  await tab('Control plane', async () => {
    await saysBoth(page);
    await expect(
      page.getByRole('region', { name: 'API concurrency' }).locator('.sv-head-now .num'),
    ).toHaveCount(2);
    await limitHasBoth(page, /^Postgres connections/);
  });
  await tab('Storage', async () => {
    await saysBoth(page);
    await expect(
      page.getByRole('region', { name: 'Figures of pool-euw' }).locator('.scen').first(),
    ).toHaveText(/\d/);
    await limitHasBoth(page, /^Snapshot store/);
  });
  await tab('Overlay', async () => {
    await saysBoth(page);
    await expect(page.getByRole('region', { name: 'Host to host' })).toContainText(
      /In the scenario .* lost, and [\d,]+ measured tunnels/,
      { timeout: 30_000 },
    );
    // A host that is down is a peer still: the mesh keeps its size, and the pane says so.
    await expect(page.getByRole('region', { name: 'Peers per host' })).toContainText('same');
  });

  await screen('Survival', async () => {
    await saysBoth(page);
    await expect(main(page).getByRole('columnheader', { name: 'scenario' }).first()).toBeVisible();
  });
  await screen('Plan', async () => {
    await expect(scenarioSays(page)).toContainText(/With A bad week; the baseline alone buys/, {
      timeout: 60_000,
    });
  });
  // Assumptions hold for both sides: the switch says which scenario is on, and nothing of it is drawn there.
  await screen('Assumptions', async () => {
    await expect(page.getByRole('group', { name: 'Compare' })).toContainText('A bad week');
  });

  await test.step('back to the baseline nothing of the scenario stays', async () => {
    await goTo(page, 'Overview');
    await page.getByRole('button', { name: 'Back to baseline' }).click();
    await expect(scenarioSays(page)).toHaveCount(0);
    await expect(main(page).locator('.f-pane .c-scen')).toHaveCount(0);
    await expect(main(page).locator('.f-pane .c-base')).toHaveCount(6, { timeout: 30_000 });
  });
});

test('a scenario with an assumption of its own about losses says what is kept in reserve on either side', async ({
  openSample,
  dataDir,
}) => {
  const { page } = await openSample();
  const file = join(dataDir, 'two-losses.json');
  const { schema, seed } = EVERYWHERE;
  const scenario = {
    schema,
    seed,
    name: 'Two losses',
    policy: { hostLossesPerCluster: 2 },
    events: [{ type: 'hostLoss', count: 1, select: 'largest', cluster: 'euw-b' }],
  };
  writeFileSync(file, JSON.stringify(scenario));
  await dropFiles(page, [file]);
  await expect(page.getByRole('region', { name: 'Result' }).locator('.v-say')).toContainText(/\w/);
  await goTo(page, 'Overview');
  await saysBoth(page);
  const pane = (title: string): Locator => main(page).locator('.pane', { hasText: title });
  for (const title of ['Clusters', 'Room for more'])
    await expect(pane(title).locator('header .note')).toContainText('N+1 (in the scenario N+2)');
  await expect(pane('Clusters').getByRole('columnheader').nth(3)).toHaveText(
    'Any one host (in the scenario 2 hosts) lost',
  );
  const memory = page.getByRole('region', { name: 'Memory capacity' });
  await expect(memory.locator('.cap-l')).toHaveText(['Raw', 'Net']);
  await page.getByRole('button', { name: 'Baseline', exact: true }).first().click();
  await expect(memory.locator('.cap-l')).toHaveText(['Raw', 'N+1']);
  await expect(pane('Clusters').locator('header .note')).not.toContainText('in the scenario');
});
