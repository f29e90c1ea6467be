import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { MIGRATIONS } from '../migration-list.ts';
import { Workspace } from '../workspace.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom 0002 '));
  path = join(folder, 'w.headroom');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A file of version 1 with a host and a day of samples in it, as that version wrote them. */
function versionOne(): void {
  const db = openDatabase(path, { create: true, migrations: MIGRATIONS.slice(0, 1) });
  db.exec(`
    INSERT INTO undo_action (id, label, at_ms) VALUES (1, 'Import', 7);
    UPDATE undo_now SET action = 1;
    INSERT INTO entity VALUES ('regions', 'r', 0, '{"id":"r","name":null}');
    INSERT INTO series (id, entity, metric, unit) VALUES (1, 'region:r', 'iops', 'iops');
    INSERT INTO sample_day VALUES (1, 20000, 1, 5, 5, 5, 5, x'00000000', x'0000000000001440');
    UPDATE undo_now SET action = NULL;
  `);
  db.close();
}

describe('migration 2', () => {
  it('brings a file of version 1 up to date, with all that is in it and a backup beside it', () => {
    versionOne();
    const workspace = new Workspace(path, () => 1);
    expect(workspace.model().regions).toEqual([{ id: 'r', name: null }]);
    expect([...workspace.series.read('region:r', 'iops').values]).toEqual([5]);
    expect(workspace.actions().undo.map(({ label }) => label)).toEqual(['Import']);
    expect(workspace.savedForecasts.of('compute.iops@region:r')).toEqual([]);
    workspace.close();
    expect(existsSync(`${path}.v1.backup`)).toBe(true);
    const db = openDatabase(path);
    expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    db.close();
  });

  it('keeps one forecast per constraint and day, undone with the step that made it', () => {
    versionOne();
    const workspace = new Workspace(path, () => 1);
    const fit = {
      n: 7,
      slopePerDay: 1,
      intercept: 0,
      residualStd: 0,
      firstDay: 1,
      meanX: 3,
      sumSquaresX: 28,
    };
    const said = {
      schema: 'headroom.saved-forecast/v1' as const,
      id: 'c@s:1',
      metric: 'iops',
      basis: 'used',
      offset: 0,
      lastDay: 7,
      now: 6,
      level: 0.9,
      horizonDays: 90,
      fit,
      crossing: null,
    };
    const keep = (): number => workspace.act('keep', (atMs) => workspace.savedForecasts.add([said], atMs));
    expect(keep()).toBe(1);
    expect(keep()).toBe(0);
    expect(workspace.savedForecasts.of('c@s:1')).toEqual([{ madeAtMs: 1, forecast: said }]);
    workspace.undo();
    expect(workspace.savedForecasts.of('c@s:1')).toEqual([]);
    workspace.redo();
    expect(workspace.savedForecasts.of('c@s:1')).toHaveLength(1);
    workspace.close();
  });
});
