import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCadenceService } from '../../workers/cadence-service.ts';
import { createDecisionService } from '../../workers/decision-service.ts';
import { openDatabase } from '../database.ts';
import { EngineAnswers } from '../engine-answers.ts';
import { ForecastAnswers } from '../forecast-answers.ts';
import { MIGRATIONS } from '../migration-list.ts';
import { setPolicy } from '../policy-actions.ts';
import { Workspace } from '../workspace.ts';

let folder = '';
let workspace: Workspace;
let service: ReturnType<typeof createCadenceService>;
let decisions: ReturnType<typeof createDecisionService>;
let now = 0;
const at = (day: string): void => {
  now = Date.parse(`${day}T09:00:00Z`);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom 0012 '));
  const path = join(folder, 'w.headroom');
  openDatabase(path, { create: true, migrations: MIGRATIONS.slice(0, 11) }).close();
  at('2026-03-30');
  workspace = new Workspace(path, () => now);
  const of = {
    workspace,
    engine: new EngineAnswers(workspace),
    forecasts: new ForecastAnswers(workspace),
  };
  service = createCadenceService(() => of, 'ada');
  decisions = createDecisionService(() => of, 'ada');
});
afterEach(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('migration 12', () => {
  it('brings a file of version 11 up to date, with a backup beside it, no schedule and nothing due', () => {
    expect(existsSync(join(folder, 'w.headroom.v11.backup'))).toBe(true);
    expect(service.cadence()).toMatchObject({ today: '2026-03-30', due: [], reviews: [] });
  });

  it('keeps the schedule, takes a review with what changed since the last, and signs it for good', () => {
    service.setCadence({ weekday: 1, monthDay: null, afterOnboardingDays: null });
    expect(service.cadence().due).toMatchObject([{ kind: 'weekly', overdueDays: 0 }]);
    service.takeReview({ kind: 'weekly', subject: null, note: 'all quiet' });
    at('2026-04-08');
    expect(service.cadence().due).toMatchObject([{ dueOn: '2026-04-06', overdueDays: 2 }]);
    setPolicy(workspace, { key: 'memoryHeadroomMinRatio', value: 0.25 }, 'bob');
    const { reviews, due } = service.takeReview({ kind: 'weekly', subject: null, note: '' });
    expect(due).toMatchObject([{ dueOn: '2026-04-13' }]);
    expect(reviews[0]?.sheet?.changes.map(({ text }) => text)).toEqual([
      'Memory headroom, at least: now 25%',
    ]);
    expect(reviews[0]?.sheet?.since).toBe(reviews[1]?.id);

    const id = reviews[0]?.id ?? 0;
    service.noteReview({ id, note: 'raised after two incidents' });
    expect(service.signReview({ id, note: 'raised after two incidents' }).reviews[0]?.sheet).toMatchObject({
      note: 'raised after two incidents',
      signed: { by: 'ada', atMs: now },
    });
    expect(() => service.noteReview({ id, note: 'other' })).toThrow(/signed/);
    workspace.undo();
    expect(service.noteReview({ id, note: 'other' }).reviews[0]?.sheet?.note).toBe('other');
  });

  it('waits after an onboarding that was decided, and not after one that was taken back', () => {
    service.setCadence({ weekday: null, monthDay: null, afterOnboardingDays: 30 });
    const made = decisions.recordDecision({
      kind: 'onboarding',
      title: 'Accept larkspur',
      reason: 'fits',
      goLiveOn: '2026-04-01',
    });
    expect(service.cadence().due).toMatchObject([{ dueOn: '2026-05-01', title: 'Accept larkspur' }]);
    expect(() => service.takeReview({ kind: 'onboarding', subject: 99, note: '' })).toThrow(/no customer/);
    expect(service.takeReview({ kind: 'onboarding', subject: made.id, note: 'as said' }).due).toEqual([]);
    workspace.undo();
    decisions.revertDecision({ id: made.id, reason: 'contract fell through' });
    expect(service.cadence().due).toEqual([]);
  });
});
