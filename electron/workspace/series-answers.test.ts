import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packDays } from '../../shared/import/pack-days.ts';
import { HOUR_SECONDS } from '../../shared/units.ts';
import { servicesAnswer } from './services-answers.ts';
import { seriesAnswer } from './series-answers.ts';
import { Workspace } from './workspace.ts';

let folder = '';
let workspace: Workspace;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom series '));
  workspace = new Workspace(join(folder, 'w.headroom'), () => 1, { create: true });
  const times = Float64Array.from({ length: 48 }, (_, i) => i * HOUR_SECONDS * 1000);
  const values = Float64Array.from({ length: 48 }, (_, i) => i);
  workspace.act('samples', () =>
    workspace.series.write({
      entity: 'e1',
      metric: 'edge_connections',
      unit: '1',
      days: packDays(times, values),
    }),
  );
});
afterEach(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

const asked = [
  { entity: 'e1', metric: 'edge_connections' },
  { entity: 'e1', metric: 'edge_resets_per_second' },
] as const;

describe('seriesAnswer', () => {
  it('gives every sample with its step, and an empty series for what was never imported', () => {
    const { series } = seriesAnswer(workspace, { series: [...asked], resolution: 'samples' });
    expect(series[0]).toMatchObject({ unit: '1', stepSeconds: HOUR_SECONDS });
    expect(series[0]?.values).toHaveLength(48);
    expect(series[1]).toMatchObject({ unit: null, stepSeconds: null });
    expect(series[1]?.times).toHaveLength(0);
  });

  it('gives p95 daily peaks at the start of the days from a day on', () => {
    const { series } = seriesAnswer(workspace, {
      series: [...asked],
      resolution: 'days',
      from: '1970-01-02',
    });
    expect([...(series[0]?.times ?? [])]).toEqual([24 * HOUR_SECONDS * 1000]);
    expect(series[0]?.values[0]).toBeCloseTo(24 + 0.95 * 23, 9);
  });
});

describe('servicesAnswer', () => {
  it('has nothing beside the baseline without a scenario, and both sides with one', () => {
    workspace.act('inventory', () => {
      workspace.facts.set('asOf', '2026-04-01T00:00:00Z');
      workspace.entities.replaceAll('regions', [{ id: 'eu', name: null }]);
      workspace.entities.replaceAll(
        'edgeNodes',
        ['e1', 'e2', 'e3'].map((id) => ({
          id,
          region: 'eu',
          maxConnections: 100,
          used: { connections: 30 },
        })),
      );
    });
    const baseline = servicesAnswer(workspace, { kind: 'baseline' });
    expect(baseline.after).toBeNull();
    expect(baseline.before.edgeLosses.map(({ lost, maxUtilization }) => [lost, maxUtilization])).toEqual([
      [['e1'], 0.45],
      [['e2'], 0.45],
      [['e3'], 0.45],
    ]);
    const { after } = servicesAnswer(workspace, {
      kind: 'draft',
      scenario: {
        schema: 'headroom.scenario/v1',
        name: 'loss',
        events: [{ type: 'edgeLoss', nodes: ['e1'] }],
      },
    });
    expect(after?.edgeLosses.map(({ lost, maxUtilization }) => [lost, maxUtilization])).toEqual([
      [['e2'], 0.9],
      [['e3'], 0.9],
    ]);
  });
});
