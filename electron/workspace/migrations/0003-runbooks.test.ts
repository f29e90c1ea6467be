import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { FailureAnswers, resetRunbook, setRunbook, setRunbookBase } from '../failure-answers.ts';
import { MIGRATIONS } from '../migration-list.ts';
import { Workspace } from '../workspace.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom 0003 '));
  path = join(folder, 'w.headroom');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A file of version 2 with a region in it, as that version wrote them. */
function versionTwo(): void {
  const db = openDatabase(path, { create: true, migrations: MIGRATIONS.slice(0, 2) });
  db.exec(`
    INSERT INTO undo_action (id, label, at_ms) VALUES (1, 'Import', 7);
    UPDATE undo_now SET action = 1;
    INSERT INTO entity VALUES ('regions', 'r', 0, '{"id":"r","name":null}');
    INSERT INTO fact VALUES ('asOf', '"2026-03-31T00:00:00Z"');
    UPDATE undo_now SET action = NULL;
  `);
  db.close();
}

describe('migration 3', () => {
  it('brings a file of version 2 up to date, with all that is in it and a backup beside it', () => {
    versionTwo();
    const workspace = new Workspace(path, () => 1);
    expect(workspace.model().regions).toEqual([{ id: 'r', name: null }]);
    expect(workspace.runbooks.all().size).toBe(0);
    workspace.close();
    expect(existsSync(`${path}.v2.backup`)).toBe(true);
  });

  it('keeps an edited runbook, undoes and redoes it, and restores the template', () => {
    versionTwo();
    const workspace = new Workspace(path, () => 5);
    const failures = new FailureAnswers(workspace);
    const template = failures.runbook('host-loss');
    expect(template).toContain('# Host loss');
    setRunbook(workspace, 'host-loss', 'Call Ada.');
    expect(failures.runbook('host-loss')).toBe('Call Ada.');
    expect(failures.get('host-loss').runbook).toMatchObject({
      edited: true,
      changedAtMs: 5,
      templateChanged: false,
      filled: 'Call Ada.',
    });
    workspace.undo();
    expect(failures.runbook('host-loss')).toBe(template);
    workspace.redo();
    resetRunbook(workspace, 'host-loss');
    expect(failures.get('host-loss').runbook.edited).toBe(false);
    expect(workspace.actions().undo.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Edit runbook “Host loss”', 'Restore runbook “Host loss”']),
    );
    workspace.close();
  });

  it('an edit that puts the template’s own text back is no difference', () => {
    versionTwo();
    const workspace = new Workspace(path, () => 5);
    const failures = new FailureAnswers(workspace);
    setRunbook(workspace, 'edge-flap', 'x');
    setRunbook(workspace, 'edge-flap', failures.get('snapshot-store').runbook.body);
    expect(failures.get('edge-flap').runbook.edited).toBe(true);
    resetRunbook(workspace, 'edge-flap');
    setRunbook(workspace, 'edge-flap', failures.runbook('edge-flap'));
    expect(failures.get('edge-flap').runbook.edited).toBe(false);
    workspace.close();
  });

  it('says which places of a runbook nothing is known for, and leaves them as they are', () => {
    versionTwo();
    const workspace = new Workspace(path, () => 5);
    setRunbook(workspace, 'retry-storm', 'As of {{asOf}}: {{polcy.x}} and {{policy.nothing}}, {{scopes}}');
    const { filled, unknownPlaces } = new FailureAnswers(workspace).get('retry-storm').runbook;
    expect(unknownPlaces).toEqual(['{{polcy.x}}', '{{policy.nothing}}']);
    expect(filled).toBe(
      'As of 2026-03-31: {{polcy.x}} and {{policy.nothing}}, - nothing: the model has no control plane',
    );
    workspace.close();
  });

  it('shows every mode of an empty region as a gap, and writes no alert', () => {
    versionTwo();
    const workspace = new Workspace(path, () => 5);
    const failures = new FailureAnswers(workspace);
    expect(failures.list().modes.every((mode) => mode.nothing !== null && mode.scopes.length === 0)).toBe(
      true,
    );
    expect(failures.rules().alertCount).toBe(0);
    expect(failures.rules().text).toContain('host-loss: no cluster has a host that is up');
    setRunbookBase(workspace, 'https://wiki.example/headroom');
    expect(failures.list().runbookBase).toBe('https://wiki.example/headroom');
    workspace.close();
  });
});
