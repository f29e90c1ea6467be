import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packDays } from '../../shared/import/pack-days.ts';
import type { DemandSource } from '../../shared/history/measured-history.ts';
import { MeasuredHistoryReader } from './measured-history-reader.ts';
import { Workspace } from './workspace.ts';

let folder = '';
let workspace: Workspace;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom measured '));
  workspace = new Workspace(join(folder, 'w.headroom'), () => 1, { create: true });
});
afterEach(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

const HOUR_MS = 3_600_000;
const START = Date.parse('2026-03-20T00:00:00Z');
const ENTITIES = ['h1', 'h2', 'h3'];
const source: DemandSource = {
  key: 'iops sum',
  metric: 'iops',
  scope: 'cluster:a',
  reduction: 'sum',
  quantile: 0.95,
  node: {
    entity: 'cluster:a',
    weight: 1,
    parts: ENTITIES.map((entity) => ({ entity, weight: 1, parts: [] })),
  },
};

interface Stretch {
  readonly entity: number;
  readonly from: number;
  readonly samples: number;
  readonly stepHours: number;
  readonly value: number;
}
const write = ({ entity, from, samples, stepHours, value }: Stretch): void => {
  const times = Float64Array.from({ length: samples }, (_, i) => START + (from + i * stepHours) * HOUR_MS);
  workspace.act('write', () =>
    workspace.series.write({
      entity: ENTITIES[entity] ?? '',
      metric: 'iops',
      unit: 'iops',
      days: packDays(
        times,
        times.map((_, i) => value + i),
      ),
    }),
  );
};
const stretches = fc.record({
  entity: fc.nat(2),
  from: fc.nat(24 * 60),
  samples: fc.integer({ min: 1, max: 150 }),
  stepHours: fc.constantFrom(1, 1, 2, 6),
  value: fc.integer({ min: 1, max: 100 }),
});

describe('daily peaks of a source', () => {
  it('kept up over any writes, undo and redo are those of reading everything', () => {
    const steps = fc.array(
      fc.oneof({ weight: 5, arbitrary: stretches }, { weight: 1, arbitrary: fc.constant('undo' as const) }),
      {
        minLength: 2,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(steps, fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York'), (writes, zone) => {
        workspace.close();
        rmSync(join(folder, 'w.headroom'), { force: true });
        workspace = new Workspace(join(folder, 'w.headroom'), () => 1, { create: true });
        const kept = new MeasuredHistoryReader(workspace.series, zone);
        for (const step of writes) {
          if (step !== 'undo') write(step);
          else if (workspace.actions().undo.length > 0) workspace.undo();
          const afresh = new MeasuredHistoryReader(workspace.series, zone);
          expect(kept.peaksOf(source)).toEqual(afresh.peaksOf(source));
          const single = { ...source, key: 'one', node: { entity: 'h1', weight: 2, parts: [] } };
          expect(kept.peaksOf(single)).toEqual(afresh.peaksOf(single));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('does not read again what did not change, nor after the same samples came again', () => {
    const hours = { entity: 0, from: 0, samples: 240, stepHours: 1, value: 5 };
    for (const entity of [0, 1, 2]) write({ ...hours, entity });
    const reader = new MeasuredHistoryReader(workspace.series, 'UTC');
    const first = reader.peaksOf(source);
    write(hours);
    expect(reader.peaksOf(source)).toBe(first);
    write({ ...hours, from: 240, samples: 24 });
    expect(reader.peaksOf(source)).not.toBe(first);
  });

  it('gives the samples of a source from a day on', () => {
    for (const entity of [0, 1, 2]) write({ entity, from: 0, samples: 72, stepHours: 1, value: 10 });
    const reader = new MeasuredHistoryReader(workspace.series, 'UTC');
    const samples = reader.samplesOf(source, Date.parse('2026-03-22T00:00:00Z') / 86_400_000);
    expect(samples?.times.length).toBe(24);
    expect(samples?.values[0]).toBe(3 * (10 + 48));
    expect(reader.samplesOf(source, -Infinity)?.times.length).toBe(72);
  });
});
