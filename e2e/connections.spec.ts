import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exporterFleet } from '../scripts/test/exporter-fleet.ts';
import {
  startFaultyProxy,
  type Fault,
  type FaultyProxy,
  type ProxiedRequest,
} from '../scripts/test/faulty-proxy.ts';
import {
  PROMETHEUS_IS_HERE,
  startPrometheus,
  type TestPrometheus,
} from '../scripts/test/prometheus-server.ts';
import { headroomCli } from './headroom-cli.ts';
import { expect, test } from './launch.ts';
import { look } from './look.ts';
import { goTo, pressUndo, workspaceInfo } from './window-acts.ts';

const HOSTS = 6;
const DAYS = 14;
const SECRET = 'correct horse battery';

/** A server that wants to know who asks. */
const guarded = ({ headers }: ProxiedRequest): Fault =>
  headers.authorization === `Basic ${Buffer.from(`ann:${SECRET}`).toString('base64')}`
    ? { kind: 'pass' }
    : { kind: 'status', status: 401 };

test.describe('connections', () => {
  test.skip(!PROMETHEUS_IS_HERE, 'there is no Prometheus to test with');
  let server: TestPrometheus;
  let proxy: FaultyProxy;

  test.beforeAll(async () => {
    server = await startPrometheus(
      exporterFleet({ hosts: HOSTS, days: DAYS, stepSeconds: 60, nowMs: Date.now() }),
    );
    proxy = await startFaultyProxy({ target: server.url });
    proxy.behave(guarded);
  });
  test.afterAll(async () => {
    await proxy?.stop();
    await server?.stop();
  });

  const dialog = (page: Page) => page.getByRole('dialog');

  test('from an address to a forecast: test, find metrics, preview, compare the inventory, sync, undo', async ({
    launch,
    dataDir,
  }) => {
    const file = join(dataDir, 'Amsterdam.headroom');
    expect((await headroomCli('init', file)).exitCode).toBe(0);
    const session = await launch({ args: [file], size: { width: 1280, height: 800 } });
    const { app, page } = session;
    await goTo(page, 'Data');
    await page.getByRole('tab', { name: 'Connections' }).click();
    expect(proxy.requests).toHaveLength(0);
    await look(app, page, 'connections-empty');

    // Add, with a wrong password first.
    await page.getByRole('button', { name: 'Add a connection' }).click();
    await dialog(page).getByLabel('Address').fill(`${proxy.url}/graph`);
    await dialog(page).getByLabel('Name').fill('Amsterdam');
    await dialog(page)
      .getByRole('button', { name: /Method/ })
      .click();
    await page.getByRole('option', { name: 'Basic' }).click();
    await dialog(page).getByLabel('User', { exact: true }).fill('ann');
    await dialog(page).getByLabel('Password', { exact: true }).fill('wrong');
    await dialog(page).getByRole('button', { name: 'Test' }).click();
    await expect(dialog(page).getByRole('status')).toContainText('check user and password');
    await look(app, page, 'connections-refused');
    await dialog(page).getByLabel('Password', { exact: true }).fill(SECRET);
    await dialog(page).getByRole('button', { name: 'Test' }).click();
    await expect(dialog(page).getByRole('status')).toContainText(
      /Prometheus 2\.\S+ answers\. It has \d+ series now\./,
    );
    await look(app, page, 'connections-tested');
    await dialog(page).getByRole('button', { name: 'Save connection' }).click();
    await expect(page.getByText('Nothing is fetched yet.')).toBeVisible();

    // What the server has of the catalogue.
    await page.getByRole('button', { name: 'Find metrics of the catalogue' }).click();
    const memory = page.getByRole('row', { name: /Memory used/ });
    await expect(memory).toBeVisible();
    await expect(page.getByRole('row', { name: /CPU used/ })).toBeVisible();
    await expect(page.getByRole('row', { name: /API requests/ })).toHaveCount(0);
    await expect(page.getByText(`${proxy.url}/graph`)).toHaveCount(0); // the server below the pasted page

    // The inventory first, so that series find their hosts.
    await page.getByRole('button', { name: 'Compare inventory' }).click();
    await expect(dialog(page)).toContainText('The server knows 6 hosts, 1 edge node and 1 Postgres node.');
    await look(app, page, 'connections-inventory');
    await dialog(page).getByRole('button', { name: 'Take over 8 differences' }).click();
    await expect(dialog(page)).toHaveCount(0);
    await expect.poll(async () => (await workspaceInfo(page)).counts.hosts).toBe(HOSTS);

    await memory.getByRole('button', { name: 'Memory used' }).click();
    await dialog(page).getByRole('button', { name: 'Preview' }).click();
    await expect(dialog(page).getByRole('status')).toContainText(
      '6 series, all of them hosts of the inventory.',
    );
    await look(app, page, 'connections-preview');
    await dialog(page).getByRole('button', { name: /Keep/ }).click();
    await page.getByRole('option', { name: 'Daily peak of sums per cluster and region' }).click();
    await dialog(page).getByRole('button', { name: 'Preview' }).click();
    await expect(dialog(page).getByRole('status')).toContainText(/90 days are \d+ points instead of 155,520/);
    await look(app, page, 'connections-push-down');
    await dialog(page).getByRole('button', { name: 'Cancel' }).click();

    let goOn = (): void => undefined;
    const isLookedAt = new Promise<void>((done) => {
      goOn = done;
    });
    proxy.behave((asked) =>
      asked.path.endsWith('query_range') ? { kind: 'held', until: isLookedAt } : guarded(asked),
    );
    await page.getByRole('button', { name: 'Sync now' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Each part is kept' })).toContainText('%');
    await look(app, page, 'connections-running');
    goOn();
    await expect(page.getByRole('status').filter({ hasText: 'samples synced from Amsterdam' })).toBeVisible({
      timeout: 60_000,
    });
    await expect(page.getByText(/^Synced to/)).toBeVisible();
    await expect(memory).toContainText('complete');
    await look(app, page, 'connections-synced');
    const { counts } = await workspaceInfo(page);
    expect(counts.samples).toBeGreaterThan(3 * HOSTS * DAYS * 280);

    // A sync that fails says why, and what was fetched stays.
    proxy.behave(() => ({ kind: 'status', status: 403, body: 'tenant amsterdam is locked' }));
    await page.getByRole('button', { name: 'Sync now' }).click();
    await expect(page.getByRole('alert')).toContainText('tenant amsterdam is locked');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: 'does not let this user in' })).toBeVisible();
    await page.getByRole('button', { name: 'Edit' }).click();
    await dialog(page).getByText('Verify the server’s certificate').click();
    await dialog(page).getByRole('button', { name: 'Save connection' }).click();
    await expect(page.getByText('Certificates are not verified')).toBeVisible();
    await look(app, page, 'connections-failed');
    proxy.behave(guarded);

    await goTo(page, 'Forecast');
    await page
      .getByRole('button', { name: /Memory.*ams/ })
      .first()
      .click();
    await expect(page.locator('.demand svg')).toBeVisible({ timeout: 30_000 });

    // A sync is undone like an import; the password is in neither file.
    await pressUndo(app); // the edit
    await pressUndo(app); // at once: two presses are two steps
    await expect.poll(async () => (await workspaceInfo(page)).counts.samples).toBeLessThan(HOSTS * 10);
    await session.end();
    for (const kept of [file, join(dataDir, 'connections.json'), join(dataDir, 'logs', 'main.log')]) {
      const text = (() => {
        try {
          return readFileSync(kept, 'latin1');
        } catch {
          return '';
        }
      })();
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain(Buffer.from(`ann:${SECRET}`).toString('base64'));
    }
  });
});
