import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backupsToDrop } from './backup-thinning.ts';

const at = (text: string, bytes = 1) => ({ atMs: Date.parse(`${text}Z`), bytes, text });
const kept = (backups: readonly ReturnType<typeof at>[]): readonly string[] => {
  const gone = new Set(backupsToDrop(backups));
  return backups.filter((backup) => !gone.has(backup)).map(({ text }) => text);
};

it('keeps the three newest, one for each of seven days, one for each of four weeks', () => {
  const backups = [
    at('2026-05-20T18:00:00'),
    at('2026-05-20T17:00:00'),
    at('2026-05-20T16:00:00'),
    at('2026-05-20T15:00:00'),
    at('2026-05-19T15:00:00'),
    at('2026-05-19T12:00:00'),
    at('2026-05-14T12:00:00'),
    at('2026-05-13T12:00:00'),
    at('2026-05-05T12:00:00'),
    at('2026-05-04T12:00:00'),
    at('2026-04-29T12:00:00'),
    at('2026-04-01T12:00:00'),
  ];
  expect(kept(backups)).toEqual([
    '2026-05-20T18:00:00',
    '2026-05-20T17:00:00',
    '2026-05-20T16:00:00',
    '2026-05-19T15:00:00',
    '2026-05-14T12:00:00',
    '2026-05-05T12:00:00',
    '2026-04-29T12:00:00',
  ]);
});

it('lets old ones go where all together are too large, and never the three newest', () => {
  const large = 1.5 * 1024 ** 3;
  const days = ['20', '19', '18', '17', '16'].map((day) => at(`2026-05-${day}T12:00:00`, large));
  expect(kept(days)).toHaveLength(3);
});

it('never drops the newest, and drops nothing more when asked again', () => {
  const backups = fc.array(
    fc.record({ atMs: fc.integer({ min: 0, max: 4e12 }), bytes: fc.integer({ min: 0, max: 1e10 }) }),
  );
  fc.assert(
    fc.property(backups, (all) => {
      const gone = new Set(backupsToDrop(all));
      const left = all.filter((backup) => !gone.has(backup));
      const newest = Math.max(...all.map(({ atMs }) => atMs));
      expect(left.some(({ atMs }) => atMs === newest) || all.length === 0).toBe(true);
      expect(backupsToDrop(left)).toEqual([]);
    }),
  );
});
