import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packDays } from '../../shared/import/pack-days.ts';
import { SeriesCatalogue } from './series-catalogue.ts';
import { removeSeries, renameSeries } from './series-edits.ts';
import { Workspace } from './workspace.ts';

let folder = '';
let workspace: Workspace;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom series '));
  workspace = new Workspace(join(folder, 'w.headroom'), () => 7, { create: true });
});
afterEach(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

const HOUR = 3_600_000;
function store(entity: string, metric: string, unit: string | null, values: readonly number[]): void {
  const times = Float64Array.from(values, (_, i) => 20_000 * 24 * HOUR + i * HOUR);
  workspace.act('store', () =>
    workspace.series.write({ entity, metric, unit, days: packDays(times, Float64Array.from(values)) }),
  );
}
const valuesOf = (entity: string, metric: string): number[] => [
  ...workspace.series.read(entity, metric).values,
];
const names = (): string[] => workspace.series.list().map(({ entity, metric }) => `${entity} ${metric}`);
const everything = () =>
  JSON.stringify([
    workspace.series.list(),
    names().map((name) => valuesOf(...(name.split(' ') as [string, string]))),
  ]);

describe('deleting a series', () => {
  it('takes it with all its days, is one step, and comes back exactly', () => {
    store(
      'h1',
      'iops',
      '1/s',
      Array.from({ length: 60 }, (_, i) => i),
    );
    store('h2', 'iops', '1/s', [1, 2]);
    const before = everything();
    expect(removeSeries(workspace, [{ entity: 'h1', metric: 'iops' }])).toEqual({
      label: 'Delete series iops of h1',
    });
    expect(names()).toEqual(['h2 iops']);
    workspace.undo();
    expect(everything()).toBe(before);
  });

  it('of several is all or nothing', () => {
    store('h1', 'iops', '1/s', [1]);
    const before = everything();
    const both = [
      { entity: 'h1', metric: 'iops' },
      { entity: 'h9', metric: 'iops' },
    ];
    expect(() => removeSeries(workspace, both)).toThrow(/no series iops of h9/);
    expect(everything()).toBe(before);
  });
});

describe('renaming a series', () => {
  const rename = (from: string, to: string) => {
    const [a = '', b = ''] = from.split(' ');
    const [c = '', d = ''] = to.split(' ');
    return renameSeries(workspace, [{ from: { entity: a, metric: b }, to: { entity: c, metric: d } }]);
  };
  it('keeps its samples under the new name, and gives the old one back on undo', () => {
    store('10.0.0.1', 'load', null, [1, 2, 3]);
    const before = everything();
    rename('10.0.0.1 load', 'h1 cpu_used_cores');
    expect(names()).toEqual(['h1 cpu_used_cores']);
    expect(workspace.series.unitOf('h1', 'cpu_used_cores')).toBe('cores');
    expect(valuesOf('h1', 'cpu_used_cores')).toEqual([1, 2, 3]);
    workspace.undo();
    expect(everything()).toBe(before);
  });

  it('converts its values to the unit of the metric, undone to the bit', () => {
    store('h1', 'mem', 'GiB', [1, 0.1]);
    const before = everything();
    rename('h1 mem', 'h1 memory_used_bytes');
    expect(valuesOf('h1', 'memory_used_bytes')).toEqual([2 ** 30, 0.1 * 2 ** 30]);
    workspace.undo();
    expect(everything()).toBe(before);
  });

  it('refuses a unit that measures something else, and a name that is taken', () => {
    store('h1', 'mem', '%', [1]);
    store('h1', 'memory_used_bytes', 'bytes', [5]);
    const before = everything();
    expect(() => rename('h1 mem', 'h2 memory_used_bytes')).toThrow(/is in bytes, the series in %/);
    store('h1', 'other', null, [1]);
    expect(() => rename('h1 other', 'h1 memory_used_bytes')).toThrow(/already/);
    workspace.undo();
    expect(everything()).toBe(before);
  });
});

describe('the catalogue', () => {
  it('lists every series and looks through its samples once per change', () => {
    workspace.act('as of', () =>
      workspace.facts.set('asOf', new Date(20_000 * 24 * HOUR + 400 * HOUR).toISOString()),
    );
    const catalogue = new SeriesCatalogue(workspace);
    const wave = Array.from({ length: 48 }, (_, i) => (i % 7) + 1);
    store('h1', 'iops', '1/s', wave);
    expect(catalogue.list().rows).toMatchObject([{ entity: 'h1', samples: 48, days: 2, kind: null }]);
    const [first] = catalogue.qualities([{ entity: 'h1', metric: 'iops' }]);
    expect(first).toMatchObject({
      stepSeconds: 3600,
      gapCount: 0,
      outliers: 0,
      stale: true,
      constant: false,
    });
    expect(catalogue.qualities([{ entity: 'h1', metric: 'iops' }])[0]).toBe(first);
    store('h1', 'iops', '1/s', [...wave, ...wave, 9999]);
    expect(catalogue.qualities([{ entity: 'h1', metric: 'iops' }])[0]).toMatchObject({ outliers: 1 });
    expect(catalogue.detail({ entity: 'h1', metric: 'iops' }).outlierValues).toEqual([9999]);
    expect(() => catalogue.detail({ entity: 'h9', metric: 'iops' })).toThrow(/no series/);
  });
});
