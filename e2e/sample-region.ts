import type { Page } from '@playwright/test';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { headroomCli } from './headroom-cli.ts';
import { test as base, expect, type LaunchOptions, type Session } from './launch.ts';

export interface SampleSession extends Session {
  /** The workspace file the window has open. */
  readonly file: string;
}

interface Fixtures {
  /** Opens the window on a copy of the sample region that is this test's own, and waits for its verdicts. */
  readonly openSample: (options?: LaunchOptions) => Promise<SampleSession>;
}

interface WorkerFixtures {
  /** The sample region, made once by the command line: the window's own way is `first-start.spec.ts`. */
  readonly sampleFile: string;
}

/** `test` with a sample region at hand. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  sampleFile: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter list
    async ({}, provide) => {
      const folder = mkdtempSync(join(tmpdir(), 'headroom-e2e-sample-'));
      const file = join(folder, 'sample.headroom');
      const made = await headroomCli('init', file, '--sample');
      expect(made.exitCode, made.stderr).toBe(0);
      await provide(file);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  openSample: async ({ launch, dataDir, sampleFile }, provide) => {
    await provide(async (options = {}) => {
      const file = join(dataDir, 'Sample region.headroom');
      copyFileSync(sampleFile, file);
      const session = await launch({ args: ['--sample'], ...options });
      await overviewIsShown(session.page);
      return { ...session, file };
    });
  },
});

/** The Overview with every region's sentence: what a person waits for after opening a workspace. */
export async function overviewIsShown(page: Page, timeoutMs = 30_000): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible({ timeout: timeoutMs });
  await expect(page.getByRole('region', { name: 'Verdict per region' }).locator('.vr')).toHaveCount(2);
  await expect(page.getByRole('region', { name: 'Memory capacity' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Constraints of the region' })).toBeVisible();
}

export { expect };
