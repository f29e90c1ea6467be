import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportBatch } from '../import/import-reader.ts';
import { packDays } from '../../shared/import/pack-days.ts';
import { acceptOverhead, overheadAnswer } from './overhead-actions.ts';
import { ForecastAnswers } from './forecast-answers.ts';
import { applyImport } from './import-writer.ts';
import type { CollectedSeries } from '../import/collected-series.ts';
import { Workspace } from './workspace.ts';

let folder = '';
let workspace: Workspace;
let forecasts: ForecastAnswers;
const DAY_MS = 86_400_000;
const ASOF = Date.parse('2026-03-31T00:00:00Z');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom forecasts '));
  workspace = new Workspace(join(folder, 'w.headroom'), () => ASOF, { create: true });
  forecasts = new ForecastAnswers(workspace);
});
afterEach(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

const GIB = 2 ** 30;
/** Counts and flavors that do not move together: h0 … h5 run i + 2 small and 8 − i large microVMs. */
const hosts = Array.from({ length: 6 }, (_, i) => `h${i}`);
const document = {
  schema: 'headroom.model/v1',
  name: 'six hosts',
  asOf: '2026-03-31T00:00:00Z',
  regions: [{ id: 'r' }],
  clusters: [{ id: 'a', region: 'r' }],
  hosts: hosts.map((id) => ({
    id,
    cluster: 'a',
    memoryBytes: 100 * GIB,
    systemReservedMemoryBytes: 4 * GIB,
    cpuCores: 32,
  })),
  flavors: [
    { id: 's', memoryBytes: GIB, vcpus: 1 },
    { id: 'l', memoryBytes: 4 * GIB, vcpus: 4 },
  ],
  microvms: hosts.flatMap((host, i) => [
    { id: `${host}-s`, host, flavor: 's', count: 2 * i + 2 },
    { id: `${host}-l`, host, flavor: 'l', count: 8 - i },
  ]),
  overhead: {
    memoryBytesPerVm: 0,
    cpuCoresPerVm: 0,
    fileDescriptorsPerVm: 0,
    processesPerVm: 0,
    source: 'assumed',
  },
};

/** Hourly samples over whole days before an end. */
function hourly(
  entity: string,
  metric: string,
  endMs: number,
  days: number,
  value: (day: number) => number,
): CollectedSeries {
  const times = Float64Array.from({ length: days * 24 }, (_, i) => endMs - (days * 24 - i) * 3_600_000);
  return {
    entity,
    metric,
    unit: null,
    days: packDays(
      times,
      times.map((_, i) => value(Math.floor(i / 24))),
    ),
  };
}
const batch = (series: readonly CollectedSeries[], withModel = false): ImportBatch => ({
  files: [],
  skipped: [],
  mappings: [],
  spill: null,
  documents: withModel ? [{ file: 'm.json', document }] : [],
  tables: [],
  series,
});
const ID = 'compute.memory@region:r';
const BASELINE = { kind: 'baseline' } as const;
const reserved = (endMs: number, days: number, slope: number) =>
  hourly('region:r', 'memory_reserved_bytes', endMs, days, (day) => (100 + slope * day) * GIB);

describe('forecasts of a workspace', () => {
  it('has one row per constraint that a metric feeds, measured or not, and remembers them', () => {
    applyImport(workspace, batch([reserved(ASOF, 30, 2)], true));
    const list = forecasts.list(BASELINE);
    const row = list.rows.find(({ id }) => id === ID);
    // 6 × 96 GiB, one host in reserve: 480 available, at most 384: 100 + 2 × 142 on day 142, beyond the horizon of 90.
    expect(row?.baseline).toMatchObject({ state: 'clear', basis: 'reserved', slopePerDay: 2 * GIB });
    expect(row?.scenario).toBeNull();
    expect(list).toMatchObject({ asOf: '2026-03-31', horizonDays: 90, triggerHorizonDays: 30 });
    expect(list.rows.find(({ id }) => id === 'compute.cpu@region:r')?.baseline.state).toBe('not-measured');
    expect(forecasts.list(BASELINE).rows).toBe(list.rows);
  });

  it('are the same after the same file once more, a part of it, or its days in any order', () => {
    const wave = (day: number): number => (100 + 2 * day + ((day * 13) % 7)) * GIB;
    const series = hourly('region:r', 'memory_reserved_bytes', ASOF, 40, wave);
    applyImport(workspace, batch([series], true));
    const first = [forecasts.list(BASELINE).rows, forecasts.get({ scenario: BASELINE, constraintId: ID })];
    expect(forecasts.get({ scenario: BASELINE, constraintId: ID }).baseline.fit?.n).toBe(40);
    const again: readonly CollectedSeries[] = [
      series,
      { ...series, days: series.days.slice(10, 25) },
      { ...series, days: [...series.days].reverse() },
    ];
    for (const one of again) {
      applyImport(workspace, batch([one]));
      const fresh = new ForecastAnswers(workspace);
      expect([fresh.list(BASELINE).rows, fresh.get({ scenario: BASELINE, constraintId: ID })]).toEqual(first);
    }
    // Other values do move it: the comparison can fail.
    applyImport(
      workspace,
      batch([hourly('region:r', 'memory_reserved_bytes', ASOF, 5, (day) => (400 + day) * GIB)]),
    );
    expect(new ForecastAnswers(workspace).list(BASELINE).rows).not.toEqual(first[0]);
  });

  it('answers both sides of a scenario, and refuses what is not there', () => {
    applyImport(workspace, batch([reserved(ASOF, 30, 2)], true));
    const events = [{ type: 'growthMultiplier', constraint: 'compute.memory', factor: 10 }];
    const scenario = {
      kind: 'draft',
      scenario: { schema: 'headroom.scenario/v1', name: 'x', events },
    } as const;
    const { baseline, scenario: faster } = forecasts.get({ scenario, constraintId: ID });
    expect(baseline.crossing?.date).toBeNull();
    // 160 on asOf (day 30), then 20 a day: over 384 on the twelfth day after it.
    expect(faster?.crossing?.date).toBe('2026-04-12');
    expect(faster?.line.day.at(0)).toBe('2026-03-01');
    const triggers = forecasts
      .triggers(scenario)
      .triggers.find(({ id }) => id === 'memory-headroom@region:r');
    expect([triggers?.baseline.state, triggers?.scenario?.state]).toEqual(['quiet', 'firing']);
    expect(() => forecasts.get({ scenario: BASELINE, constraintId: 'compute.fit@cluster:a' })).toThrow(
      /no forecast/,
    );
    expect(() => forecasts.past({ constraintId: ID, daysAgo: 29 })).toThrow(/fewer than 7/);
    expect(forecasts.past({ constraintId: ID, daysAgo: 20 })).toMatchObject({
      cutoff: '2026-03-10',
      daysScored: 20,
      mape: 0,
    });
  });

  it('keeps what it said with every import and scores it by what came', () => {
    const before = ASOF - 20 * DAY_MS;
    applyImport(workspace, batch([reserved(before, 30, 2)], true));
    const kept = () => forecasts.get({ scenario: BASELINE, constraintId: ID }).saved;
    // Nothing has come since: it is listed, with the line it drew and the date it named, and not scored.
    expect(kept()).toHaveLength(1);
    expect(kept()[0]).toMatchObject({
      lastDay: '2026-03-10',
      daysScored: 0,
      mape: null,
      said: null,
      came: null,
    });
    expect(kept()[0]?.line.value[1]).toBeCloseTo(160 * GIB, 0);
    // It said 2 a day; 3 a day came: on the last of 20 days 100 + 2 × 49 was said and 100 + 2 × 29 + 3 × 20 came.
    const came = hourly('region:r', 'memory_reserved_bytes', ASOF, 20, (day) => (158 + 3 * (day + 1)) * GIB);
    applyImport(workspace, batch([came]));
    const [today, ...saved] = kept();
    expect(today).toMatchObject({ lastDay: '2026-03-30', daysScored: 0 });
    expect(saved).toHaveLength(1);
    expect(saved[0]).toMatchObject({
      lastDay: '2026-03-10',
      daysScored: 20,
      coverage: 0,
      said: { day: '2026-03-30' },
    });
    expect(saved[0]?.said?.value).toBeCloseTo(198 * GIB, 0);
    expect(saved[0]?.came).toBe(218 * GIB);
    const mean =
      Array.from({ length: 20 }, (_, i) => (i + 1) / (158 + 3 * (i + 1))).reduce((a, b) => a + b) / 20;
    expect(saved[0]?.mape).toBeCloseTo(mean, 9);
    expect(saved[0]?.bias).toBeCloseTo(-mean, 9);
    // Importing the same once more says nothing new; undoing the import takes back what was said with it.
    applyImport(workspace, batch([came]));
    expect(workspace.savedForecasts.of(ID)).toHaveLength(2);
    expect(forecasts.save()).toEqual({ saved: 0 });
    workspace.undo();
    expect(workspace.savedForecasts.of(ID)).toHaveLength(1);
    expect(kept().map(({ daysScored }) => daysScored)).toEqual([0]);
  });

  it('estimates the overhead hosts and days show, and takes it into the model when asked', () => {
    // Each microVM 50 MiB beyond 90% of its flavor; the system's own 4 GiB are not counted.
    const used = hosts.map((host, i) => {
      const [small, large] = [2 * i + 2, 8 - i];
      const bytes = 4 * GIB + (small + large) * 50 * 2 ** 20 + 0.9 * (small + 4 * large) * GIB;
      return hourly(host, 'memory_used_bytes', ASOF, 10, () => bytes);
    });
    applyImport(workspace, batch(used, true));
    const [memory, cpu] = overheadAnswer(workspace).offers;
    expect(memory).toMatchObject({ key: 'memoryBytesPerVm', current: 0, reason: null });
    expect(memory?.estimate).toMatchObject({ hosts: 6, days: 10, observations: 60 });
    expect(memory?.estimate?.perMicrovm).toBeCloseTo(50 * 2 ** 20, -1);
    expect(memory?.estimate?.inUseRatio).toBeCloseTo(0.9, 9);
    expect(cpu).toMatchObject({ estimate: null, reason: 'no host has a series of cpu_used_cores' });
    expect(() => acceptOverhead(workspace, { keys: ['cpuCoresPerVm'] })).toThrow(/could not be estimated/);
    const accepted = acceptOverhead(workspace, { keys: ['memoryBytesPerVm'] });
    expect(accepted.current).toMatchObject({ source: 'measured', cpuCoresPerVm: 0 });
    expect(workspace.model().overhead?.memoryBytesPerVm).toBeCloseTo(50 * 2 ** 20, -1);
    workspace.undo();
    expect(workspace.model().overhead).toMatchObject({ source: 'assumed', memoryBytesPerVm: 0 });
  });

  it('offers dated onboardings of saved scenarios as steps, and fits them along when told to', () => {
    const jump = hourly(
      'region:r',
      'memory_reserved_bytes',
      ASOF,
      30,
      (day) => (100 + day + (day >= 10 ? 40 : 0)) * GIB,
    );
    applyImport(workspace, batch([jump], true));
    const scenario = {
      schema: 'headroom.scenario/v1' as const,
      name: 'newco',
      seed: 1,
      policy: {},
      events: [
        { id: 'o', type: 'onboardCustomer', customer: 'newco', region: 'r', fleet: [], on: '2026-03-11' },
      ],
    };
    workspace.act('save', (atMs) => workspace.scenarios.add(scenario, atMs, null));
    const asked = { scenario: BASELINE, constraintId: ID };
    const { recordable, baseline } = forecasts.get(asked);
    expect(recordable).toMatchObject([{ day: '2026-03-11' }]);
    expect(baseline.fit?.slopePerDay).toBeGreaterThan(1.5 * GIB);
    const told = forecasts.get({ ...asked, steps: [...recordable] }).baseline;
    expect(told.fit?.slopePerDay).toBeCloseTo(GIB, 0);
    expect(told.fit?.steps[0]?.height).toBeCloseTo(40 * GIB, 0);
  });
});
