import { defineConfig } from 'vitest/config';

/** `Map.groupBy`, which the reporter that prints failures wants and Node has only from 21 on: a failure must show its reason. */
function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
if (!('groupBy' in Map)) Object.assign(Map, { groupBy });

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'rules', include: ['{shared,renderer}/**/*.test.{ts,tsx}'] } },
      {
        extends: true,
        test: {
          name: 'processes',
          include: ['{electron,scripts}/**/*.test.{ts,tsx}'],
          // They start, kill and wait for processes. Where nobody can look again one that fails has a second try, and is named.
          retry: process.env['CI'] === undefined ? 0 : 1,
        },
      },
    ],
    pool: 'forks', // better-sqlite3 and process-wide state stay apart
    maxWorkers: 2,
    allowOnly: false,
    setupFiles: ['scripts/test/property-seed.ts'],
    testTimeout: 60_000, // guards against hanging, no measure of speed
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    env: { TZ: 'UTC' },
  },
});
