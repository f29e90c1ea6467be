import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PackedDay } from '../../../shared/import/pack-days.ts';
import { openDatabase } from '../database.ts';
import { MIGRATIONS } from '../migration-list.ts';
import { Workspace } from '../workspace.ts';

let folder = '';
let workspace: Workspace;

const day = (number: number, samples: number): PackedDay => ({
  day: number,
  offsetsMs: Uint32Array.from({ length: samples }, (_, at) => at * 60_000),
  values: new Float64Array(samples).fill(1),
});
const write = (entity: string, days: readonly PackedDay[]): number =>
  workspace.act('Import', () =>
    workspace.series.write({ entity, metric: 'cpu_used_cores', unit: null, days }),
  );
/** What the samples themselves say, read one by one. */
const counted = (): { series: number; samples: number } => {
  const lengths = workspace.series
    .list()
    .map(({ entity, metric }) => workspace.series.read(entity, metric).times.length);
  return { series: lengths.length, samples: lengths.reduce((sum, length) => sum + length, 0) };
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom 0013 '));
  const path = join(folder, 'w.headroom');
  const db = openDatabase(path, { create: true, migrations: MIGRATIONS.slice(0, 12) });
  db.exec(`
    INSERT INTO undo_action (label, at_ms) VALUES ('Import', 0);
    UPDATE undo_now SET action = 1;
    INSERT INTO series VALUES (1, 'h0', 'cpu_used_cores', NULL);
    INSERT INTO sample_day VALUES (1, 20000, 2, 1, 1, 1, 1, zeroblob(8), zeroblob(16)), (1, 20001, 1, 1, 1, 1, 1, zeroblob(4), zeroblob(8));
    UPDATE undo_now SET action = NULL;`);
  db.close();
  workspace = new Workspace(path, () => 0);
});
afterEach(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

it('counts what a file of version 12 holds, with a backup beside it', () => {
  expect(existsSync(join(folder, 'w.headroom.v12.backup'))).toBe(true);
  expect(workspace.series.totals()).toEqual({ series: 1, samples: 3 });
  expect(workspace.series.list()).toMatchObject([{ samples: 3, days: 2, firstDay: 20000, lastDay: 20001 }]);
});

it('follows new days, longer days, removal, undo and redo, as reading the samples does', () => {
  const follows = (): void => expect(workspace.series.totals()).toEqual(counted());
  write('h1', [day(20000, 5), day(20001, 7)]);
  expect(workspace.series.totals()).toEqual({ series: 2, samples: 15 });
  write('h1', [day(20001, 9)]);
  expect(workspace.series.totals()).toEqual({ series: 2, samples: 17 });
  follows();
  workspace.undo();
  expect(workspace.series.totals().samples).toBe(15);
  follows();
  workspace.redo();
  follows();
  workspace.act('Remove', () => workspace.series.remove('h1', 'cpu_used_cores'));
  expect(workspace.series.totals()).toEqual({ series: 1, samples: 3 });
  follows();
  workspace.undo();
  expect(workspace.series.totals()).toEqual({ series: 2, samples: 17 });
  follows();
});
