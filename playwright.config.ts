import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'out/e2e',
  workers: 1, // one window at a time: two cores, and focus belongs to one of them
  fullyParallel: false,
  forbidOnly: true,
  globalTimeout: 45 * 60_000,
  retries: 0, // a test that passes at the second try is a failing test
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
});
