import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{shared,electron,renderer,scripts}/**/*.test.{ts,tsx}'],
    pool: 'forks', // better-sqlite3 and process-wide state stay apart
    maxWorkers: 2,
    allowOnly: false,
    testTimeout: 20_000,
    env: { TZ: 'UTC' },
  },
});
