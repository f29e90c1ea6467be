import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { EntityStore } from './entity-store.ts';
import { FactStore } from './fact-store.ts';
import { PolicyStore } from './policy-store.ts';
import { ScenarioStore } from './scenario-store.ts';
import { SeriesStore } from './series-store.ts';
import type { PackedDay } from '../../shared/import/pack-days.ts';
import { UndoStore } from './undo-store.ts';

const TABLES = [
  'fact',
  'entity',
  'policy_value',
  'series',
  'sample_day',
  'import',
  'scenario',
  'scenario_version',
];
let folder = '';
let path = '';
let db: Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom undo '));
  path = join(folder, 'w.headroom');
  db = openDatabase(path, { create: true });
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Every row of every user table, as one text. */
function contents(): string {
  return JSON.stringify(TABLES.map((table) => db.prepare(`SELECT * FROM "${table}" ORDER BY 1, 2`).all()));
}

function day(number: number, ...samples: readonly (readonly [number, number])[]): PackedDay {
  return {
    day: number,
    offsetsMs: Uint32Array.from(samples, ([offset]) => offset),
    values: Float64Array.from(samples, ([, value]) => value),
  };
}

const scenario = (name: string, events: number) =>
  ({
    schema: 'headroom.scenario/v1',
    name,
    seed: 1,
    policy: {},
    events: Array.from({ length: events }, (_, i) => ({
      id: `hostLoss-${i + 1}`,
      type: 'hostLoss',
      hosts: ['h1'],
    })),
  }) as const;

/** One change of each kind, in an order in which each builds on the ones before. */
function changes(): [string, () => unknown][] {
  const entities = new EntityStore(db);
  const policy = new PolicyStore(db);
  const series = new SeriesStore(db);
  const scenarios = new ScenarioStore(db);
  const origin = { origin: 'edited', author: 'ada', atMs: 5, note: 'why' } as const;
  const facts = new FactStore(db);
  let saved = '';
  return [
    [
      'inventory',
      () =>
        entities.replaceAll('hosts', [
          { id: 'h1', cpuCores: 4 },
          { id: 'h2', cpuCores: null },
        ]),
    ],
    ['one host changed', () => entities.replaceAll('hosts', [{ id: 'h1', cpuCores: 8 }, { id: 'h2' }])],
    [
      'a host removed, order changed',
      () => entities.replaceAll('hosts', [{ id: 'h3' }, { id: 'h1', cpuCores: 8 }]),
    ],
    ['fact', () => facts.set('asOf', '2026-03-31T00:00:00Z')],
    ['fact removed', () => facts.remove('asOf')],
    ['policy', () => policy.set('cpuOvercommit', 3, origin)],
    ['policy again', () => policy.set('cpuOvercommit', 2, origin)],
    ['policy reset', () => policy.reset('cpuOvercommit')],
    [
      'samples',
      () =>
        series.write({ entity: 'h1', metric: 'iops', unit: null, days: [day(20_000, [0, 1], [300_000, 2])] }),
    ],
    [
      'samples laid over',
      () =>
        series.write({
          entity: 'h1',
          metric: 'iops',
          unit: null,
          days: [day(20_000, [0, 7]), day(20_001, [5, 5])],
        }),
    ],
    ['scenario', () => (saved = scenarios.add(scenario('loss', 1), 6, null).id)],
    ['scenario version', () => scenarios.addVersion(saved, scenario('two losses', 2), 7, 'more')],
    ['scenario removed', () => scenarios.remove(saved)],
  ];
}

describe('UndoStore', () => {
  it('takes back and restores every kind of change, one by one, to the byte', () => {
    const undo = new UndoStore(db);
    const states = [contents()];
    for (const [label, change] of changes()) {
      expect(undo.act(label, 1, change).action, label).not.toBeNull();
      states.push(contents());
    }
    for (let round = 0; round < 2; round += 1) {
      for (let i = states.length - 2; i >= 0; i -= 1) {
        expect(undo.undo().entry.label).toBe(changes()[i]?.[0]);
        expect(contents(), `after undoing ${changes()[i]?.[0]}`).toBe(states[i]);
      }
      expect(() => undo.undo()).toThrow('nothing to undo');
      for (let i = 1; i < states.length; i += 1) {
        undo.redo();
        expect(contents(), `after redoing ${changes()[i - 1]?.[0]}`).toBe(states[i]);
      }
      expect(() => undo.redo()).toThrow('nothing to redo');
    }
  });

  it('survives closing and opening the file, in the middle of undone steps', () => {
    const undo = new UndoStore(db);
    const empty = contents();
    const facts = new FactStore(db);
    undo.act('one', 1, () => facts.set('name', 'one'));
    const one = contents();
    undo.act('two', 2, () => facts.set('name', 'two'));
    undo.undo();
    db.close();
    db = openDatabase(path);
    const again = new UndoStore(db);
    expect(contents()).toBe(one);
    expect(again.history()).toEqual({
      undo: [{ id: 1, label: 'one', atMs: 1 }],
      redo: [{ id: 2, label: 'two', atMs: 2 }],
    });
    again.redo();
    expect(new FactStore(db).get('name')).toBe('two');
    again.undo();
    again.undo();
    expect(contents()).toBe(empty);
  });

  it('drops what could be redone when something new is done, and only then', () => {
    const undo = new UndoStore(db);
    const facts = new FactStore(db);
    undo.act('one', 1, () => facts.set('name', 'one'));
    undo.undo();
    expect(undo.act('nothing', 2, () => facts.remove('overhead')).action).toBeNull();
    expect(undo.history().redo).toHaveLength(1);
    undo.act('other', 3, () => facts.set('name', 'other'));
    expect(undo.history().redo).toEqual([]);
    expect(db.prepare('SELECT count(*) AS n FROM undo_step').get()).toEqual({ n: 1 });
  });

  it('leaves nothing of an action that throws', () => {
    const undo = new UndoStore(db);
    const facts = new FactStore(db);
    const before = contents();
    const failing = (): void => {
      facts.set('name', 'half');
      throw new Error('boom');
    };
    expect(() => undo.act('fails', 1, failing)).toThrow('boom');
    expect(contents()).toBe(before);
    expect(undo.history()).toEqual({ undo: [], redo: [] });
    expect(() => facts.set('name', 'outside any action')).toThrow(/NOT NULL/);
  });

  it('logs only the key of a new day of samples, so that an import costs no second copy', () => {
    const undo = new UndoStore(db);
    const series = new SeriesStore(db);
    undo.act('import', 1, () =>
      series.write({ entity: 'h', metric: 'iops', unit: null, days: [day(20_000, [0, 1])] }),
    );
    expect(db.prepare('SELECT series_id, day, offsets, readings FROM undo_sample_day').all()).toEqual([
      { series_id: 1, day: 20_000, offsets: null, readings: null },
    ]);
  });

  it('keeps no more actions and no more old samples than it may, but always the newest', () => {
    const undo = new UndoStore(db, { actions: 3, bytes: 30 });
    const facts = new FactStore(db);
    for (let i = 1; i <= 5; i += 1) undo.act(`a${i}`, i, () => facts.set('name', i));
    expect(undo.history().undo.map((action) => action.label)).toEqual(['a5', 'a4', 'a3']);
    const series = new SeriesStore(db);
    const write = (value: number) =>
      series.write({
        entity: 'h',
        metric: 'iops',
        unit: null,
        days: [day(1, [0, value], [1, value], [2, value])],
      });
    undo.act('w1', 6, () => write(1));
    undo.act('w2', 7, () => write(2)); // keeps 36 bytes of w1's samples: above the limit, but the newest
    expect(undo.history().undo.map((action) => action.label)).toEqual(['w2']);
    expect(db.prepare('SELECT count(DISTINCT action) AS n FROM undo_step').get()).toEqual({ n: 1 });
    undo.undo();
    expect(series.read('h', 'iops').values).toEqual(Float64Array.of(1, 1, 1));
  });

  it('pieces of long work are undone together, unless something else came between', () => {
    const undo = new UndoStore(db);
    const facts = new FactStore(db);
    const first = undo.act('long', 1, () => facts.set('name', 'a'));
    const second = undo.act('long', 2, () => facts.set('timeZone', 'UTC'), first.action);
    expect(second.action).toBe(first.action);
    undo.undo();
    expect([facts.get('name'), facts.get('timeZone')]).toEqual([undefined, undefined]);
    undo.redo();
    expect([facts.get('name'), facts.get('timeZone')]).toEqual(['a', 'UTC']);
    expect(undo.act('long', 3, () => facts.set('name', 'a'), first.action).action).toBeNull();
    undo.act('other', 4, () => facts.set('name', 'b'));
    const third = undo.act('long', 5, () => facts.set('name', 'c'), first.action);
    expect(third.action).not.toBe(first.action);
    undo.undo();
    expect(facts.get('name')).toBe('b');
    // What was undone may be redone: an action is not continued past it.
    expect(undo.act('long', 6, () => facts.set('name', 'd'), third.action).action).not.toBe(third.action);
  });
});
