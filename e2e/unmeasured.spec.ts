import type { Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { headroomCli } from './headroom-cli.ts';
import { expect, test } from './launch.ts';
import { look } from './look.ts';
import { PLACES, placeName } from './places.ts';
import { expectNothingLeaks, goTo, pressOn } from './window-acts.ts';

const GIB = 2 ** 30;

/** What somebody has who knows which machines there are, and has measured nothing of them yet. */
const MODEL = {
  schema: 'headroom.model/v1',
  name: 'dark',
  asOf: '2026-03-01T00:00:00Z',
  regions: [{ id: 'dark', name: 'Dark' }],
  clusters: [{ id: 'd1', region: 'dark' }],
  hosts: ['d1-1', 'd1-2', 'd1-3'].map((id) => ({ id, cluster: 'd1', memoryBytes: 64 * GIB, cpuCores: 32 })),
  flavors: [{ id: 'small', vcpus: 1, memoryBytes: GIB }],
  microvms: ['d1-1', 'd1-2', 'd1-3'].map((host) => ({ id: `on-${host}`, host, flavor: 'small', count: 10 })),
  edgeNodes: [
    { id: 'edge-1', region: 'dark' },
    { id: 'edge-2', region: 'dark' },
  ],
  postgres: [{ id: 'pg', region: 'dark', nodes: [{ id: 'pg-1', role: 'primary' }] }],
  controlPlanes: [{ id: 'cp', region: 'dark', postgres: 'pg' }],
  storagePools: [{ id: 'pool', region: 'dark' }],
  overlays: [{ region: 'dark' }],
};

async function makeDark(folder: string): Promise<string> {
  const workspace = join(folder, 'Dark.headroom');
  const model = join(folder, 'model.json');
  writeFileSync(model, JSON.stringify(MODEL));
  for (const args of [
    ['init', workspace],
    ['import', model, '--workspace', workspace],
  ]) {
    const run = await headroomCli(...args);
    expect(run.exitCode, run.stderr).toBe(0);
  }
  return workspace;
}

/** Panels of the Fleet that draw a metric, by tab; each says that it was never imported. */
const PANELS: Readonly<Record<string, readonly string[]>> = {
  Edge: ['Connections', 'Throughput', 'Connect success', 'Connection resets'],
  'Control plane': [
    'API latency, p95',
    'API errors',
    'API requests',
    'API concurrency',
    'Reconcile queue',
    'Time to converge, p95',
    'Postgres CPU, pg',
    'Postgres IOPS',
    'Connections',
    'Slow queries',
  ],
  Storage: ['Snapshot store', 'Volumes used', 'Backup store'],
  Overlay: ['Packet loss', 'Handshake age, p95'],
};

/** A share, a rate or a size of nothing: what a screen must never say of what nobody measured. */
const ZERO = /(?<![\d.,–−-])0(\.0+)?\s?(%|GiB|TiB|GB|TB|MB\/s|\/s|cores|IOPS)/;

async function sayNeverImported(page: Page, panels: readonly string[]): Promise<void> {
  for (const name of panels) {
    const panel = page.getByRole('region', { name, exact: true });
    await expect(panel, name).toContainText('Never imported.', { timeout: 30_000 });
    await expect(panel.locator('svg.chart-under, canvas'), `${name} draws nothing`).toHaveCount(0);
  }
}

test('where nothing was measured every screen says so and leads to the import; nothing is drawn as zero', async ({
  launch,
  dataDir,
}) => {
  const { app, page } = await launch({ args: [await makeDark(dataDir)] });
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('region', { name: 'CPU capacity' })).toContainText('not measured used');
  await expect(page.getByRole('region', { name: 'Verdict per region' })).toContainText(
    /Every measured target holds; \d+ are not measured/,
  );
  await expect(page.getByRole('banner')).toContainText('Every measured target holds');
  await look(app, page, 'unmeasured-overview');
  for (const place of PLACES) {
    await test.step(placeName(place), async () => {
      await goTo(page, place.screen);
      if (place.tab !== null) await page.getByRole('tab', { name: place.tab, exact: true }).click();
      if (place.screen === 'Fleet' && place.tab !== null) {
        await sayNeverImported(page, PANELS[place.tab] ?? []);
        if (place.tab !== 'Hosts')
          await look(app, page, `unmeasured-${place.tab.toLowerCase().replace(' ', '-')}`);
      }
      await expect(page.getByText(/^(Computing|Assessing|Reading)/)).toHaveCount(0);
      await expect(page.getByRole('main').getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 });
      await expectNothingLeaks(page);
      // Assumptions and plans have zeros of their own, which somebody typed.
      if (['Overview', 'Fleet', 'Forecast', 'Survival'].includes(place.screen)) {
        const text = await page.getByRole('main').innerText();
        expect(ZERO.exec(text)?.[0] ?? null, `${placeName(place)} shows nothing as zero`).toBeNull();
      }
    });
  }

  await goTo(page, 'Fleet');
  await page.getByRole('tab', { name: 'Hosts' }).click();
  await page
    .getByRole('group', { name: 'Colour hosts by' })
    .getByRole('button', { name: 'Packet loss' })
    .click();
  await expect(page.getByRole('main')).toContainText('was never imported');
  await page.getByRole('tab', { name: 'Edge' }).click();
  const panel = page.getByRole('region', { name: 'Throughput', exact: true });
  await pressOn(panel.getByRole('button', { name: 'Import it on Data' }));
  await expect(page.getByRole('heading', { name: 'Data', level: 1 })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Imports' })).toHaveAttribute('aria-selected', 'true');
  await goTo(page, 'Forecast');
  await expect(page.getByRole('main')).toContainText(/No forecast yet|Nothing to forecast/);
  await expect(page.getByRole('main').getByRole('button', { name: /Import/ })).toBeVisible();
});

test('capacity says what it counts where use is not measured, and what is in reserve beside the losses', async ({
  launch,
  dataDir,
}) => {
  const { page } = await launch({ args: [await makeDark(dataDir)] });
  const memory = page.getByRole('region', { name: 'Memory capacity' });
  await expect(memory.locator('.cap-h').nth(1)).toHaveText(/%$/, { timeout: 30_000 });
  await expect(page.getByText('headroom after N+1; every loss tried one by one')).toBeVisible();
  await page.evaluate(() =>
    window.headroom.invoke('policy:apply', {
      values: [
        { key: 'memoryBasis', value: 'used' },
        { key: 'maintenanceHostsPerCluster', value: 1 },
      ],
    }),
  );
  await expect(memory.locator('.cap-h')).toHaveText(['not measured', 'not measured']);
  await expect(page.getByRole('region', { name: 'CPU capacity' })).toContainText(
    'CPU used is not measured: demand is what is reserved',
  );
  for (const words of ['in reserve: N+1 and 1 in maintenance', 'headroom after N+1 and 1 in maintenance'])
    await expect(page.getByText(words)).toBeVisible();
});
