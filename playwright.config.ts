import { defineConfig } from '@playwright/test';
import { DISPLAYS } from './e2e/displays.ts';

const PACKAGES = /packag(ed|es)\.spec\.ts$/;

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'out/e2e',
  workers: Math.max(1, DISPLAYS.length), // one window to a display: focus and clipboard belong to one of them
  fullyParallel: false,
  projects: [
    { name: 'package', testMatch: PACKAGES, workers: 1 }, // one build serves both files
    { name: 'window', testIgnore: PACKAGES },
  ],
  forbidOnly: true,
  globalTimeout: 60 * 60_000,
  // Where nobody can look again, a journey that fails has a second try, and the run names it (scripts/test/second-tries.mjs).
  retries: process.env['CI'] === undefined ? 0 : 1,
  // A machine with little to spare takes its time; nothing here measures speed.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
});
