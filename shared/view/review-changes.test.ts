import { describe, expect, it } from 'vitest';
import type { Assessment, Constraint } from '../assess/constraint.ts';
import type { Model } from '../model/document.ts';
import { POLICY_DEFAULTS, type Policy } from '../model/policy.ts';
import type { ForecastSummary } from '../timeline/forecast-result.ts';
import { constraintOf } from './constraint.fixture.ts';
import { crossingOf, summaryOf } from './forecast.fixture.ts';
import { reviewChanges } from './review-changes.ts';
import { reviewSnapshot, type Present } from './review-snapshot.ts';

const MODEL: Model = {
  schema: 'headroom.model/v1',
  name: null,
  asOf: '2026-03-30T00:00:00Z',
  regions: [{ id: 'r', name: null }],
  clusters: [],
  hosts: [],
  flavors: [],
  microvms: [],
  edgeNodes: [],
  postgres: [],
  controlPlanes: [],
  storagePools: [],
  overlays: [],
  orders: [],
  overhead: null,
  skus: [],
};

interface Seen {
  readonly model?: Partial<Model>;
  readonly policy?: Partial<Policy>;
  readonly constraints?: readonly Constraint[];
  readonly forecasts?: readonly ForecastSummary[];
}

function seen({ model = {}, policy = {}, constraints = [], forecasts = [] }: Seen): Present {
  const assessment: Assessment = {
    schema: 'headroom.assessment/v1',
    name: null,
    asOf: MODEL.asOf,
    constraints,
    regions: [],
  };
  return {
    model: { ...MODEL, ...model },
    policy: { ...POLICY_DEFAULTS, ...policy },
    assessment,
    forecasts,
  };
}

/** Through JSON, as the workspace keeps it. */
function since(before: Seen, after: Seen) {
  const kept = JSON.parse(JSON.stringify(reviewSnapshot(seen(before)))) as ReturnType<typeof reviewSnapshot>;
  return reviewChanges(kept, seen(after));
}
const lines = (before: Seen, after: Seen): readonly string[] =>
  since(before, after).map(({ text, detail }) => (detail === '' ? text : `${text} | ${detail}`));

const headroom = (value: number, change: Partial<Constraint> = {}): Constraint =>
  constraintOf({
    scope: 'cluster:euw-c',
    headroom: value,
    utilization: 1 - value,
    verdict: value >= 0.2 ? 'ok' : 'breach',
    ...change,
  });

describe('reviewChanges', () => {
  it('finds nothing where nothing changed', () => {
    const all: Seen = { constraints: [headroom(0.31)], forecasts: [summaryOf()] };
    expect(lines(all, all)).toEqual([]);
  });

  it('says numbers that moved by a point or more, and keeps still about less', () => {
    expect(lines({ constraints: [headroom(0.31)] }, { constraints: [headroom(0.28)] })).toEqual([
      'Memory headroom of euw-c 31.0% → 28.0% | target 20%',
    ]);
    expect(lines({ constraints: [headroom(0.31)] }, { constraints: [headroom(0.3)] })).toHaveLength(1);
    expect(lines({ constraints: [headroom(0.31)] }, { constraints: [headroom(0.3011)] })).toEqual([]);
  });

  it('names a target that is missed before anything else, and one that is met again later', () => {
    const before: Seen = {
      constraints: [headroom(0.21), headroom(0.1, { id: 'x', scope: 'cluster:d' })],
      forecasts: [summaryOf({ crossing: crossingOf('2026-05-17') })],
    };
    const after: Seen = {
      constraints: [headroom(0.18), headroom(0.3, { id: 'x', scope: 'cluster:d' })],
      forecasts: [summaryOf()],
      policy: { memoryHeadroomMinRatio: 0.25 },
    };
    expect(lines(before, after)).toEqual([
      'Memory in euw-c: target missed | 18.0%, was 21.0% (target 20%)',
      'Memory, euw-b, crosses 3 days earlier | 14 May (6 – 23 May), was 17 May',
      'Memory headroom, at least: now 25% | assumption, was 20%',
      'Memory in d: target met again | 30.0%, was 10.0% (target 20%)',
    ]);
  });

  it('tells a target that moved from a number that did', () => {
    const stricter = headroom(0.29, {
      target: { on: 'headroom', op: '>=', value: 0.3 },
      verdict: 'breach',
    });
    expect(lines({ constraints: [headroom(0.29)] }, { constraints: [stricter] })).toEqual([
      'Memory in euw-c: target missed | still 29.0% (target 30%)',
    ]);
  });

  it('never takes what was not measured for a number', () => {
    const unknown = headroom(0.3, {
      headroom: null,
      utilization: null,
      demand: null,
      available: null,
      verdict: 'not-measured',
    });
    expect(lines({ constraints: [unknown] }, { constraints: [headroom(0.3)] })).toEqual([
      'Memory in euw-c: measured now | 30.0% (target 20%)',
    ]);
    expect(lines({ constraints: [headroom(0.3)] }, { constraints: [unknown] })).toEqual([
      'Memory in euw-c: not measured any more | was 30.0%',
    ]);
    expect(lines({ constraints: [unknown] }, { constraints: [headroom(0.1)] })).toEqual([
      'Memory in euw-c: target missed | 10.0% (target 20%)',
    ]);
  });

  it('tells a crossing that comes into sight from one that goes', () => {
    const clear = summaryOf({ state: 'clear', crossing: crossingOf(null, { early: null, late: null }) });
    expect(lines({ forecasts: [clear] }, { forecasts: [summaryOf()] })).toEqual([
      'Memory, euw-b, crosses now | 14 May (6 – 23 May), was none in sight',
    ]);
    expect(lines({ forecasts: [summaryOf()] }, { forecasts: [clear] })).toEqual([
      'Memory, euw-b, no longer crosses | none in sight, was 14 May (6 – 23 May)',
    ]);
    const unmeasured = summaryOf({ state: 'not-measured', crossing: null });
    expect(lines({ forecasts: [unmeasured] }, { forecasts: [summaryOf()] })).toEqual([]);
  });

  it('says what was ordered, delivered and moved, deliveries of one sort together', () => {
    const order = (count: number, arrivesOn = '2026-04-09') => ({
      sku: 'std-64',
      cluster: 'euw-d',
      count,
      arrivesOn,
    });
    expect(lines({}, { model: { orders: [order(1), order(1, '2026-05-01')] } })).toEqual([
      '2 × std-64 ordered for euw-d | next arrives 9 Apr',
    ]);
    expect(lines({ model: { orders: [order(2)] } }, {})).toEqual([
      '2 × std-64 fewer on order for euw-d | none on order now',
    ]);
    expect(lines({ model: { orders: [order(2)] } }, { model: { orders: [order(2, '2026-04-16')] } })).toEqual(
      ['std-64 for euw-d arrive on another day | next arrives 16 Apr, was 9 Apr'],
    );
  });

  it('says the overhead in the unit a person reads', () => {
    const overhead = (mib: number) => ({
      memoryBytesPerVm: mib * 2 ** 20,
      cpuCoresPerVm: null,
      fileDescriptorsPerVm: null,
      processesPerVm: null,
      source: 'measured' as const,
    });
    expect(lines({ model: { overhead: overhead(38) } }, { model: { overhead: overhead(40) } })).toEqual([
      'Overhead now 40 MiB | per microVM, was 38 MiB',
    ]);
    expect(lines({}, { model: { overhead: overhead(40) } })).toEqual([
      'Overhead now 40 MiB | per microVM, was not measured',
    ]);
  });

  it('counts hosts that miss a limit of their own instead of naming each', () => {
    const disk = (id: string, verdict: Constraint['verdict']) =>
      constraintOf({ resource: 'osDisk', scope: `host:${id}`, verdict });
    expect(
      lines(
        { constraints: [disk('a', 'ok'), disk('b', 'breach')] },
        { constraints: [disk('a', 'breach'), disk('b', 'breach')] },
      ),
    ).toEqual(['OS disk: 2 hosts over its limit | was 1']);
    expect(lines({ constraints: [disk('b', 'breach')] }, { constraints: [disk('b', 'ok')] })).toEqual([
      'OS disk: no host misses its target any more | was 1',
    ]);
  });

  it('says which pool came and which went, clusters by their hosts', () => {
    const pool = (id: string) =>
      constraintOf({ domain: 'storage', resource: 'snapshots', scope: `pool:${id}` });
    expect(lines({ constraints: [pool('old')] }, { constraints: [pool('new')] })).toEqual([
      'new: new | not there at the last review',
      'old: not in the inventory any more | its limits are not judged now',
    ]);
    const host = { cluster: 'd' } as Model['hosts'][number];
    const cluster = { id: 'd', region: 'r' } as Model['clusters'][number];
    expect(
      lines({}, { model: { clusters: [cluster], hosts: [host, host] }, constraints: [headroom(0.3)] }),
    ).toEqual(['d: 2 hosts more | 2 hosts, 0 microVMs now']);
  });

  it('gives each change its scope and what explains it', () => {
    expect(since({ constraints: [headroom(0.31)] }, { constraints: [headroom(0.28)] })).toMatchObject([
      { scope: 'cluster:euw-c', constraintId: 'compute.memory@cluster:euw-c' },
    ]);
    expect(since({}, { policy: { forecastHorizonDays: 180 } })).toMatchObject([
      { scope: null, constraintId: null, text: 'Days ahead: now 180 days' },
    ]);
  });
});
