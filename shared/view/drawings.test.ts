import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derived, leaf } from '../explain/node.ts';
import { laneOf, type Transient } from '../transients/curve.ts';
import { GIB } from '../units.ts';
import { assess } from '../assess/assess.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { modelWith } from '../timeline/two-clusters.fixture.ts';
import { capacityBars, capacitySide } from './capacity-bar.ts';
import { clusterRows } from './cluster-rows.ts';
import { assessmentOf, atUtilization, survivalConstraint } from './constraint.fixture.ts';
import { explainLine, explainText, filledFormula } from './explain-view.ts';
import { laneChart } from './lanes.ts';
import { placementNote, placementView, strandedReason } from './placement-view.ts';

const summary = { total: 1000, reserve: 200, available: 800, reserved: 500, used: 400, targetHeadroom: 0.2 };
const side = { summary, demand: 500 };

describe('capacityBars', () => {
  it('draws raw and N+1 on one scale, the reserve after what may be used', () => {
    const { baseline } = capacityBars(side, null, 'N+1');
    expect(baseline).toEqual([
      { label: 'Raw', track: 1, used: 0.4, reserved: 0.5, reserve: 0, tick: 0.8, headroom: 0.5 },
      { label: 'N+1', track: 0.8, used: 0.4, reserved: 0.5, reserve: 0.2, tick: 0.64, headroom: 0.375 },
    ]);
  });

  it('keeps baseline and scenario on the scale of the larger', () => {
    const { baseline, scenario } = capacityBars(
      side,
      { ...side, summary: { ...summary, total: 2000, available: 1800 } },
      'N+2',
    );
    expect(baseline[0]?.track).toBe(0.5);
    expect(scenario?.[0]?.track).toBe(1);
    expect([...baseline, ...(scenario ?? [])].map(({ label }) => label)).toEqual([
      'Raw',
      'N+2',
      'Raw',
      'N+2',
    ]);
  });

  it('never leaves the box, and says null where a part is not measured', () => {
    fc.assert(
      fc.property(
        fc.record({
          total: fc.double({ min: 1, max: 1e6, noNaN: true }),
          reserve: fc.constant(0),
          available: fc.double({ min: -1e5, max: 1e6, noNaN: true }),
          reserved: fc.option(fc.double({ min: 0, max: 2e6, noNaN: true })),
          used: fc.option(fc.double({ min: 0, max: 2e6, noNaN: true })),
          targetHeadroom: fc.constant(0.2),
        }),
        (given) => {
          for (const bar of capacityBars({ summary: given, demand: given.used }, null, 'N+1').baseline) {
            for (const length of [bar.track, bar.used ?? 0, bar.reserved ?? 0, bar.reserve, bar.tick]) {
              expect(length).toBeGreaterThanOrEqual(0);
              expect(length).toBeLessThanOrEqual(1);
            }
            if (given.used === null) expect(bar.headroom).toBeNull();
          }
        },
      ),
    );
    const unknown = { ...side, summary: { ...summary, total: null } };
    expect(capacityBars(unknown, null, 'N+1').baseline).toEqual([]);
  });

  it('say the headroom of the constraint itself, on every basis and with whatever is not measured', () => {
    for (const memoryBasis of ['reserved', 'used', 'max'] as const) {
      for (const unused of [{ used: null }, {}]) {
        const model = modelWith();
        const hosts = model.hosts.map((host) => ({
          ...host,
          used: { ...host.used, ...('used' in unused ? { memoryBytes: null, cpuCores: null } : {}) },
        }));
        const { constraints, regions } = assess(
          { ...model, hosts },
          { ...POLICY_DEFAULTS, memoryBasis, maintenanceHostsPerCluster: 1 },
        );
        for (const resource of ['memory', 'cpu'] as const) {
          const own = constraints.find(({ id }) => id === `compute.${resource}@region:r`);
          const region = regions[0];
          if (own === undefined || region === undefined) throw new Error('nothing assessed');
          const drawn = capacityBars(capacitySide(region[resource], own), null, 'Net').baseline[1];
          expect([memoryBasis, resource, drawn?.headroom]).toEqual([memoryBasis, resource, own.headroom]);
        }
      }
    }
  });
});

describe('clusterRows', () => {
  it('keeps baseline and scenario apart and says null where they agree', () => {
    const [row] = clusterRows(
      [{ id: 'a', hosts: 3, microvms: 9 }],
      assessmentOf([survivalConstraint('ok'), atUtilization(0.7)]),
      assessmentOf([survivalConstraint('breach'), atUtilization(0.7)]),
    );
    expect(row?.survival).toEqual({ before: 'survives', after: 'fails' });
    expect(row?.memory).toMatchObject({ baseline: '30.0%', scenario: null });
    expect(row?.cpu).toBeNull();
  });
});

describe('explain view', () => {
  const node = derived('Memory headroom', 'ratio', '1 − demand ÷ available', [
    leaf('Demand', 210 * GIB, 'bytes', { origin: 'measured', of: 'microvms.csv' }),
    derived('Available', 'bytes', 'a − b', [
      leaf('Capacity', 600 * GIB, 'bytes', { origin: 'measured', of: 'hosts.csv' }),
      leaf('Reserve for N+1', 300 * GIB, 'bytes', { origin: 'default', of: 'policy.hostLossesPerCluster' }),
    ]),
  ]);

  it('fills the values into the formula', () => {
    expect(filledFormula(node)).toBe('1 − 210 ÷ 300 = 0.3');
  });

  it('writes a formula in the words of its inputs', () => {
    expect(explainLine(node.inputs?.[1] ?? node).formula).toBe('capacity − reserve for N+1');
    expect(explainLine(node.inputs?.[0] ?? node)).toMatchObject({
      origin: 'measured',
      of: 'microvms.csv',
      formula: null,
    });
  });

  it('is copied as indented text with every origin', () => {
    expect(explainText(node)).toBe(
      [
        'Memory headroom: 30.0% = 1 − demand ÷ available',
        '  Demand: 210.0 GiB [measured: microvms.csv]',
        '  Available: 300.0 GiB = capacity − reserve for N+1',
        '    Capacity: 600.0 GiB [measured: hosts.csv]',
        '    Reserve for N+1: 300.0 GiB [default: policy.hostLossesPerCluster]',
      ].join('\n'),
    );
  });

  it('says "not measured" instead of a number', () => {
    const unknown = derived('Headroom', 'ratio', '1 − demand ÷ available', [
      leaf('Demand', null, 'bytes', { origin: 'measured', of: 'x' }),
      leaf('Available', GIB, 'bytes', { origin: 'measured', of: 'y' }),
    ]);
    expect(filledFormula(unknown)).toBe('1 − not measured ÷ 1 = not measured');
  });
});

describe('laneChart', () => {
  const transient: Transient = {
    kind: 'host-recovery',
    title: 'Recovery',
    lanes: [
      laneOf(
        'MicroVMs down',
        'microvms',
        [
          [0, 54],
          [30, 54],
          [51.4, 0],
        ],
        { label: 'limit', value: 60 },
      ),
    ],
    breakpoints: [
      { seconds: 30, label: 'detected' },
      { seconds: 30, label: 'queue stands' },
    ],
    totalSeconds: 51.4,
    missing: [],
  };

  it('ends the axis at a round second after everything settled, and carries the last value there', () => {
    const chart = laneChart([transient]);
    expect(chart?.maxSeconds).toBe(60);
    expect(chart?.rows[0]?.points.at(-1)).toEqual([60, 0]);
    expect(chart?.rows[0]).toMatchObject({ max: 60, note: '54, none from 51.4 s' });
  });

  it('says two labels of one second together', () => {
    expect(laneChart([transient])?.marks).toEqual([{ seconds: 30, label: 'detected, queue stands' }]);
  });

  it('is nothing without lanes', () => {
    expect(laneChart([{ ...transient, lanes: [] }])).toBeNull();
  });
});

describe('placementView', () => {
  const result = {
    schema: 'headroom.result/v1' as const,
    scenario: 's',
    before: assessmentOf([]),
    after: assessmentOf([]),
    changes: [],
    cascade: [],
    notes: [],
    timeline: { days: [], constraints: [], markers: [] },
    triggers: [],
    triggersBefore: [],
    events: [
      {
        event: { id: 'e', type: 'hostLoss' },
        day: '2026-03-31',
        transients: [],
        figures: [],
        notes: [],
        outcome: {
          lost: ['h1'],
          displaced: 3,
          placed: 2,
          verdict: 'fails',
          unplaced: [{ microvm: 'big', resource: 'memory', need: 640 * GIB, have: 185 * GIB, host: 'h9' }],
          moves: [
            { microvm: 'v1', from: 'h1', to: 'h2' },
            { microvm: 'v2', from: 'h1', to: 'h2' },
          ],
        },
      },
    ],
  };
  const sizes = {
    memoryOf: (microvm: string) => (microvm === 'v1' ? 4 * GIB : 2 * GIB),
    reservedOn: () => 10 * GIB,
    allocatableOf: () => 100 * GIB,
  };

  it('counts who finds a host, and says need and have of who does not', () => {
    const view = placementView(result, sizes);
    expect(view).toMatchObject({ displaced: 3, placed: 2, extraMoves: 0 });
    expect(view?.targets).toEqual([
      { host: 'h2', arrivals: 2, beforeBytes: 10 * GIB, addedBytes: 6 * GIB, allocatableBytes: 100 * GIB },
    ]);
    expect(view?.stranded).toEqual([{ microvm: 'big', reason: 'needs 640.0 GiB; most free 185.0 GiB, h9' }]);
    expect(view === null ? '' : placementNote(view)).toBe('3 displaced, 2 placed on 1 host');
  });

  it('is nothing when nothing was displaced', () => {
    expect(placementView({ ...result, events: [] }, sizes)).toBeNull();
  });

  it('says what refused in words where it was not a resource', () => {
    expect(strandedReason({ microvm: 'v', resource: 'spreadGroup' })).toMatch(/spread group/);
    expect(strandedReason({ microvm: 'v', resource: 'hosts' })).toBe('no schedulable host is left');
  });
});
