import type { ElectronApplication, Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { look } from './look.ts';
import { test, expect } from './sample-region.ts';
import {
  answerSaveDialogs,
  dropFiles,
  escapeFrom,
  expectNothingLeaks,
  pressOn,
  pressRedo,
  pressUndo,
  workspaceInfo,
} from './window-acts.ts';

/** Values of the policy as the workspace has them. */
async function valueOf(page: Page, key: string): Promise<unknown> {
  const reply = await page.evaluate(() => window.headroom.invoke('policy:get'));
  if (!reply.ok) throw new Error(reply.message);
  return reply.value.find((entry) => entry.key === key)?.value;
}

const written = (folder: string, name: string, document: object): string => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(document, null, 2));
  return path;
};

async function undoneAndRedone(app: ElectronApplication, page: Page): Promise<void> {
  await pressUndo(app);
  await expect.poll(() => valueOf(page, 'memoryHeadroomMinRatio')).toBe(0.2);
  expect(await valueOf(page, 'cpuOvercommit')).toBe(4);
  await pressRedo(app);
  await expect.poll(() => valueOf(page, 'memoryHeadroomMinRatio')).toBe(0.3);
  expect(await valueOf(page, 'cpuOvercommit')).toBe(3);
}

test('a policy dropped on the window is held against the workspace’s, applied as one step, and taken back as one', async ({
  openSample,
  dataDir,
}) => {
  const { app, page } = await openSample();
  const policy = {
    schema: 'headroom.policy/v1',
    memoryHeadroomMinRatio: 0.3,
    cpuOvercommit: 3,
    scheduler: 'best-fit',
  };
  await dropFiles(page, [written(dataDir, 'tighter.json', policy)]);
  const dialog = page.getByRole('dialog', { name: 'Apply tighter.json?' });
  const row = (name: string) =>
    dialog.getByRole('table', { name: 'What the file changes' }).getByRole('row', { name });
  await expect(row('Memory headroom, at least')).toContainText(/20%\s*30%/);
  await expect(row('vCPUs per core')).toContainText(/4\s*3/);
  await expect(dialog).toContainText('1 value it gives stands so already');
  await expect(dialog.getByRole('row', { name: /^Memory/ }).last()).toBeVisible();
  expect(await valueOf(page, 'cpuOvercommit')).toBe(4);
  await look(app, page, 'policy-dropped');
  await pressOn(dialog.getByRole('button', { name: 'Change 2 assumptions' }));
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => valueOf(page, 'memoryHeadroomMinRatio')).toBe(0.3);
  await undoneAndRedone(app, page);

  // The same again changes nothing; without its schema it is still known for what it is.
  const { schema: _schema, ...bare } = policy;
  await dropFiles(page, [written(dataDir, 'bare.json', bare)]);
  const again = page.getByRole('dialog', { name: 'Apply bare.json?' });
  await expect(again.getByRole('button', { name: 'Change 0 assumptions' })).toBeDisabled();
  await escapeFrom(page, again);
  await expectNothingLeaks(page);
});

test('a bad policy is refused with every problem in its place, and nothing changes', async ({
  openSample,
  dataDir,
}) => {
  const { page } = await openSample();
  const before = await workspaceInfo(page);
  const bad = {
    schema: 'headroom.policy/v1',
    memoryHeadroomMinRatio: 3,
    memoryHeadroomMinRatoi: 0.2,
    scheduler: 7,
  };
  await dropFiles(page, [written(dataDir, 'bad.json', bad)]);
  const dialog = page.getByRole('dialog', { name: 'bad.json' });
  const problems = dialog.locator('.problems li');
  await expect(problems).toHaveCount(3);
  for (const words of ['memoryHeadroomMinRatio', 'memoryHeadroomMinRatoi', 'scheduler'])
    await expect(problems.filter({ hasText: words }).first()).toContainText('bad.json');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toHaveCount(0);
  expect((await workspaceInfo(page)).revision).toBe(before.revision);
});

test('a model dropped on the window goes into a workspace of its own, or into the open one', async ({
  openSample,
  dataDir,
}) => {
  const { app, page } = await openSample();
  const model = {
    schema: 'headroom.model/v1',
    asOf: '2026-03-01T00:00:00Z',
    regions: [{ id: 'north' }],
    clusters: [{ id: 'north-a', region: 'north' }],
    hosts: ['n1', 'n2'].map((id) => ({ id, cluster: 'north-a', memoryBytes: 549755813888, cpuCores: 64 })),
    flavors: [{ id: 's2', vcpus: 2, memoryBytes: 4294967296 }],
    microvms: [{ id: 'vm', host: 'n1', flavor: 's2', count: 10 }],
  };
  await dropFiles(page, [written(dataDir, 'north.json', model)]);
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await expect(dialog.getByRole('button', { name: 'Import 1 file' })).toBeEnabled();
  await answerSaveDialogs(app, join(dataDir, 'north.headroom'));
  await pressOn(dialog.getByRole('button', { name: 'Into a new workspace…' }));
  await expect.poll(async () => (await workspaceInfo(page)).name).toBe('north');
  await pressOn(dialog.getByRole('button', { name: 'Import 1 file' }));
  await expect.poll(async () => (await workspaceInfo(page)).regions.map(({ id }) => id)).toEqual(['north']);
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Verdict per region' })).toContainText('north');
  await pressUndo(app);
  await expect.poll(async () => (await workspaceInfo(page)).regions.length).toBe(0);
});
