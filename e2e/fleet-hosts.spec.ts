import { headroomCli } from './headroom-cli.ts';
import { look } from './look.ts';
import { expect, test } from './sample-region.ts';
import { expectNothingLeaks, goTo, pressOn } from './window-acts.ts';

interface Survived {
  readonly clusters: readonly {
    readonly cluster: string;
    readonly worst: readonly { readonly lost: readonly string[] }[];
  }[];
}

test('hosts by keyboard: from cell to cell, a host opened, its loss tried by the real engine, made a scenario', async ({
  openSample,
}) => {
  const { app, page } = await openSample();
  await goTo(page, 'Fleet');
  const map = page.getByRole('listbox', { name: /Memory reserved by host/ });
  await expect(map).toBeVisible();
  await map.focus();
  await expect(map).toBeFocused();
  const said = async (): Promise<string> =>
    (await map.getAttribute('aria-activedescendant')) === null
      ? ''
      : await page.locator(`[id="${await map.getAttribute('aria-activedescendant')}"]`).innerText();
  await page.keyboard.press('ArrowRight');
  await expect.poll(said).not.toBe('');
  const one = await said();
  await page.keyboard.press('ArrowRight');
  await expect.poll(said).not.toBe(one);
  await page.keyboard.press('Enter');
  const host = page.getByRole('complementary', { name: /^Host / });
  await expect(host).toBeVisible();
  const name = ((await host.getAttribute('aria-label')) ?? '').replace('Host ', '');
  expect(await said()).toContain(name);
  await expect(host.getByRole('region', { name: 'If it is lost alone' })).toContainText(
    /survives .*microVMs? moves? to \d+ hosts?/,
    { timeout: 30_000 },
  );
  await expect(host.getByRole('region', { name: '60 days' })).toContainText('used');
  // The names at the ends of several lines have the room they need.
  await expect(host.getByRole('region', { name: '60 days' })).not.toContainText('…');
  await look(app, page, 'fleet-hosts');

  await pressOn(host.getByRole('button', { name: 'Make a scenario' }));
  await goTo(page, 'Fleet');
  await expect(page.getByRole('main')).toContainText(/1 host lost/);
  await look(app, page, 'fleet-hosts-scenario');
  await expectNothingLeaks(page);
});

test('hosts by mouse: another measure, a filter, the table sorted, and a metric nobody imported is not drawn as zero', async ({
  openSample,
  sampleFile,
}) => {
  const { app, page } = await openSample();
  await goTo(page, 'Fleet');
  for (const measure of ['CPU', 'Disk', 'Packet loss', 'MicroVMs', 'Memory']) {
    const button = page
      .getByRole('group', { name: 'Colour hosts by' })
      .getByRole('button', { name: measure });
    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByRole('listbox')).toBeVisible();
  }
  await page.getByRole('group', { name: 'Show hosts as' }).getByRole('button', { name: 'Table' }).click();
  const table = page.getByRole('grid', { name: 'Hosts' });
  const model = JSON.parse(
    (await headroomCli('survive', '--workspace', sampleFile, '--json')).stdout,
  ) as Survived;
  const cluster = model.clusters[0]?.cluster ?? '';
  await page.getByLabel('Filter hosts').fill(`${cluster}-01`);
  await expect(table.getByRole('row')).toHaveCount(2); // the head and one host
  await expect(table).toContainText(`${cluster}-01`);
  await page.getByLabel('Filter hosts').fill('');
  await expect.poll(async () => Number(await table.getAttribute('aria-rowcount'))).toBeGreaterThan(20);
  const head = table.getByRole('columnheader', { name: /Memory/ }).first();
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', /ascending|descending/);
  await look(app, page, 'fleet-table');
  await expectNothingLeaks(page);
});
