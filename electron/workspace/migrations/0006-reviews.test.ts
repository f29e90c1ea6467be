import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReviewService } from '../../workers/review-service.ts';
import { openDatabase } from '../database.ts';
import { EngineAnswers } from '../engine-answers.ts';
import { ForecastAnswers } from '../forecast-answers.ts';
import { MIGRATIONS } from '../migration-list.ts';
import { setPolicy } from '../policy-actions.ts';
import { Workspace } from '../workspace.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom 0006 '));
  path = join(folder, 'w.headroom');
  openDatabase(path, { create: true, migrations: MIGRATIONS.slice(0, 5) }).close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function opened(atMs: number) {
  const workspace = new Workspace(path, () => atMs);
  const engine = new EngineAnswers(workspace);
  const forecasts = new ForecastAnswers(workspace);
  return { workspace, service: createReviewService(() => ({ workspace, engine, forecasts })) };
}

describe('migration 6', () => {
  it('brings a file of version 5 up to date, with a backup beside it, and nothing reviewed', () => {
    const { workspace, service } = opened(1);
    expect(service.review({})).toMatchObject({ last: null, changes: [] });
    workspace.close();
    expect(existsSync(`${path}.v5.backup`)).toBe(true);
  });

  it('keeps a review over a restart, says what changed since, and takes both back', () => {
    const first = opened(Date.parse('2026-03-23T23:30:00Z'));
    first.workspace.act('Zone', () => first.workspace.facts.set('timeZone', 'Europe/Berlin'));
    expect(first.service.markReviewed()).toMatchObject({ last: { day: '2026-03-24' }, changes: [] });
    first.workspace.close();

    const { workspace, service } = opened(Date.parse('2026-03-30T08:00:00Z'));
    setPolicy(workspace, { key: 'memoryHeadroomMinRatio', value: 0.25 }, 'ada');
    expect(service.review({}).changes.map(({ text }) => text)).toEqual([
      'Memory headroom, at least: now 25%',
    ]);
    expect(service.markReviewed().changes).toEqual([]);
    const [newest, older] = service.review({}).kept;
    expect([newest?.day, older?.day]).toEqual(['2026-03-30', '2026-03-24']);
    expect(service.review({ id: older?.id ?? 0 })).toMatchObject({
      last: { id: older?.id, day: '2026-03-24' },
    });
    expect(service.review({ id: older?.id ?? 0 }).changes).toHaveLength(1);
    expect(workspace.undo().label).toBe('Mark as reviewed');
    expect(service.review({ id: newest?.id ?? 0 }).last?.id).toBe(older?.id);
    expect(service.review({})).toMatchObject({ last: { day: '2026-03-24' } });
    expect(service.review({}).changes).toHaveLength(1);
    workspace.undo();
    expect(service.review({}).changes).toEqual([]);
    workspace.close();
  });

  it('is not written into a file that was opened read-only', () => {
    opened(1).workspace.close();
    const workspace = new Workspace(path, () => 2, { readOnly: true });
    const service = createReviewService(() => ({
      workspace,
      engine: new EngineAnswers(workspace),
      forecasts: new ForecastAnswers(workspace),
    }));
    expect(() => service.markReviewed()).toThrow(/read-only/);
    expect(service.review({}).last).toBeNull();
    workspace.close();
  });
});
