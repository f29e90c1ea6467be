import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostChanges, pendingByCluster } from '../assess/host-changes.ts';
import { hostFigures } from '../assess/host-figures.ts';
import { hostNodes } from '../assess/host-nodes.ts';
import { contextOf } from '../assess/row.ts';
import { parseScenario } from '../events/parse-scenario.ts';
import type { Model } from '../model/document.ts';
import { modelArbitrary } from '../model/model.arbitrary.ts';
import { parseModel } from '../model/parse-model.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { runEvents } from '../timeline/run-events.ts';
import { GIB } from '../units.ts';
import { CELL_CHANGES } from './heat-cells.ts';
import { histogram, binBounds, countUpTo, sortedKnown } from './histogram.ts';
import { groupLine } from './host-group-line.ts';
import { hostMap, type HostMapChoice } from './host-map.ts';
import { measureText, measureValues, scaleEnds, stepBounds, stepsOf } from './host-measures.ts';
import { fullestHosts } from './fullest-hosts.ts';
import { HOST_TABLE, hostTable, isSameAsBefore, sortedHosts, tabText, withScenario } from './host-table.ts';
import { hostUnion } from './host-union.ts';
import { aloneSentence } from './host-words.ts';

const policy = POLICY_DEFAULTS;
const host = (id: string, more: object = {}) => ({
  id,
  cluster: 'a',
  failureDomain: 'a-rack-1',
  cpuCores: 16,
  memoryBytes: 72 * GIB,
  systemReservedMemoryBytes: 8 * GIB,
  osDiskBytes: 100e9,
  used: { cpuCores: 4, memoryBytes: 40 * GIB, osDiskBytes: 80e9, packetLossRatio: 0.0001 },
  ...more,
});
function modelOf(hosts: readonly object[], microvms: readonly object[]): Model {
  const parsed = parseModel({
    schema: 'headroom.model/v1',
    asOf: '2026-11-16T00:00:00Z',
    regions: [{ id: 'r' }],
    clusters: [{ id: 'a', region: 'r' }],
    flavors: [{ id: 'm', vcpus: 4, memoryBytes: 16 * GIB }],
    overhead: {
      memoryBytesPerVm: 0,
      cpuCoresPerVm: 0,
      fileDescriptorsPerVm: 0,
      processesPerVm: 0,
      source: 'measured',
    },
    skus: [{ id: 'std', cpuCores: 16, memoryBytes: 72 * GIB, systemReservedMemoryBytes: 8 * GIB }],
    hosts,
    microvms,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}
const model = modelOf(
  [host('a-1'), host('a-2'), host('a-10', { failureDomain: 'a-rack-2' }), host('a-3', { state: 'down' })],
  [
    { id: 'x', host: 'a-1', flavor: 'm', count: 2 },
    { id: 'y', host: 'a-2', flavor: 'm' },
  ],
);
function after(events: readonly object[]): Model {
  const scenario = parseScenario({ schema: 'headroom.scenario/v1', name: 's', events }, model);
  if (!scenario.ok) throw new Error(JSON.stringify(scenario.problems));
  const run = runEvents(model, policy, scenario.value);
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  return run.value.model;
}
const lost = after([{ type: 'hostLoss', hosts: ['a-1'] }]);
const choice: HostMapChoice = {
  measure: 'memory',
  basis: 'reserved',
  grouping: 'cluster',
  filter: '',
  most: null,
};
const clusters = new Set(['a']);
const unionOf = (end: Model | null) =>
  hostUnion(
    hostFigures(model, policy),
    end === null ? null : { figures: hostFigures(end, policy), changes: hostChanges(model, end) },
  );

describe('hostFigures', () => {
  it('stand by cluster, rack and number; a down host has limits but no load', () => {
    const { ids, columns } = hostFigures(model, policy);
    expect(ids).toEqual(['a-1', 'a-2', 'a-3', 'a-10']);
    expect([...columns.memoryReservedBytes]).toEqual([32 * GIB, 16 * GIB, Number.NaN, 0]);
    expect([...columns.memoryAllocatableBytes]).toEqual([64 * GIB, 64 * GIB, 64 * GIB, 64 * GIB]);
    expect([...columns.memoryUsedBytes]).toEqual([32 * GIB, 32 * GIB, Number.NaN, 32 * GIB]);
    expect([...columns.cpuReservedCores]).toEqual([2, 1, Number.NaN, 0]);
    expect([...columns.microvms]).toEqual([2, 1, Number.NaN, 0]);
  });

  it('agree with the derivations of each host', () => {
    const figures = hostFigures(model, policy);
    for (const [place, id] of figures.ids.entries()) {
      const nodes = hostNodes(
        contextOf(model, policy),
        model.hosts.find((one) => one.id === id)!,
      );
      if (nodes === null) continue;
      const { columns } = figures;
      expect(nodes.memoryReserved.value).toBe(
        columns.memoryReservedBytes[place]! / columns.memoryAllocatableBytes[place]!,
      );
      expect(nodes.cpuUsed.value).toBe(columns.cpuUsedCores[place]! / columns.cpuCores[place]!);
      expect(nodes.osDisk.value).toBe(0.8);
    }
  });

  it('never make a number of what was not measured, for any model', () => {
    fc.assert(
      fc.property(modelArbitrary(), (any) => {
        const { ids, columns } = hostFigures(any, policy);
        expect([...ids].sort()).toEqual(any.hosts.map(({ id }) => id).sort());
        for (const [place, id] of ids.entries()) {
          const own = any.hosts.find((one) => one.id === id)!;
          if (own.used.cpuCores === null || own.state === 'down')
            expect(columns.cpuUsedCores[place]).toBeNaN();
          if (own.memoryBytes === null) expect(columns.memoryAllocatableBytes[place]).toBeNaN();
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('hostChanges', () => {
  it('tell what was lost, what receives, what was added and what closed', () => {
    const changes = hostChanges(model, lost);
    expect(changes.get('a-1')).toBe('lost');
    expect([...changes.values()].filter((change) => change === 'receives').length).toBeGreaterThan(0);
    expect(changes.has('a-3')).toBe(false);
    expect(hostChanges(model, model).size).toBe(0);
    const grown = after([{ type: 'addHosts', cluster: 'a', sku: 'std', count: 2 }]);
    expect([...hostChanges(model, grown).values()]).toEqual(['added', 'added']);
    expect(hostChanges(model, after([{ type: 'cordonHosts', hosts: ['a-2'] }])).get('a-2')).toBe('closed');
  });

  it('count what waits for a host', () => {
    expect(pendingByCluster(model).size).toBe(0);
    const stranded = modelOf(
      [host('a-1', { state: 'down' })],
      [{ id: 'x', host: 'a-1', flavor: 'm', count: 3 }],
    );
    expect(pendingByCluster(stranded).get('a')).toBe(3);
  });
});

describe('hostMap', () => {
  it('keeps the baseline’s colours in a scenario and marks what it does', () => {
    const before = hostMap(unionOf(null), clusters, choice);
    const then = hostMap(unionOf(lost), clusters, choice);
    expect(then.cells.steps).toEqual(before.cells.steps);
    expect(CELL_CHANGES[then.cells.changes[0]!]).toBe('lost');
    expect(before.cells.steps[2]).toBe(0);
    expect(before.unmeasured).toBe(0);
  });

  it('puts hosts the scenario adds into their cluster', () => {
    const map = hostMap(
      unionOf(after([{ type: 'addHosts', cluster: 'a', sku: 'std', count: 2 }])),
      clusters,
      choice,
    );
    expect(map.hosts.length).toBe(6);
    expect([...map.cells.changes].filter((code) => CELL_CHANGES[code] === 'added').length).toBe(2);
  });

  it('pales what a filter leaves out and keeps its place', () => {
    const map = hostMap(unionOf(lost), clusters, { ...choice, filter: 'rack-2' });
    expect(map.matching).toBe(1);
    expect(map.hosts.length).toBe(4);
    expect(hostMap(unionOf(lost), clusters, { ...choice, filter: 'lost' }).matching).toBe(1);
    expect(hostMap(unionOf(null), clusters, { ...choice, filter: 'down' }).matching).toBe(1);
  });

  it('takes cluster:NAME for that cluster alone, not for every name that contains it', () => {
    const matching = (filter: string): number =>
      hostMap(unionOf(null), clusters, { ...choice, filter }).matching;
    expect(matching('cluster:a')).toBe(4);
    expect(matching('cluster:A rack-2')).toBe(matching('rack-2'));
    expect(matching('cluster:')).toBe(0);
    expect(matching('cluster:a-')).toBe(0);
  });

  it('marks what misses its target', () => {
    const map = hostMap(unionOf(null), clusters, { ...choice, measure: 'disk', most: 0.7 });
    expect([...map.cells.missed]).toEqual([1, 1, 0, 1]);
  });

  it('groups by rack and by state, states from schedulable to down', () => {
    const racks = hostMap(unionOf(null), clusters, { ...choice, grouping: 'failureDomain' });
    expect(racks.groups.map(({ title }) => title)).toEqual(['a-rack-1', 'a-rack-2']);
    const states = hostMap(unionOf(null), clusters, { ...choice, grouping: 'state' });
    expect(states.groups.map(({ title }) => title)).toEqual(['schedulable', 'down']);
  });

  it('says over a cluster what is down and what the scenario does', () => {
    const union = unionOf(lost);
    const [group] = hostMap(union, clusters, choice).groups;
    const none = new Map<string, number>();
    const line = groupLine({
      union,
      group: group!,
      isCluster: true,
      resource: 'memory',
      before: null,
      after: null,
      pending: { before: none, after: new Map([['a', 2]]) },
    });
    expect(line).toMatchObject({
      title: 'a',
      hosts: '4 hosts',
      headroom: null,
      states: 'a-3 down',
      scenario: '1 host lost, 2 microVMs stranded',
    });
  });
});

describe('steps of colour', () => {
  it('stand at round bounds, rise, and put a value in the step its bounds say', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 200 }),
        (values) => {
          const bounds = stepBounds(values, 'ratio')!;
          expect(bounds.length).toBe(8);
          for (let i = 1; i < 8; i += 1) expect(bounds[i]).toBeGreaterThan(bounds[i - 1]!);
          for (const [index, step] of stepsOf(values, bounds).entries()) {
            expect(step).toBeGreaterThanOrEqual(1);
            if (step > 1) expect(values[index]).toBeGreaterThanOrEqual(bounds[step - 2]!);
            if (step < 9) expect(values[index]).toBeLessThan(bounds[step - 1]!);
          }
        },
      ),
    );
  });

  it('are none where nothing was measured, and 0 where one thing was not', () => {
    expect(stepBounds([Number.NaN], 'ratio')).toBeNull();
    expect([...stepsOf([Number.NaN, 0.5], stepBounds([0.5], 'ratio'))][0]).toBe(0);
  });

  it('are named by their ends', () => {
    expect(scaleEnds([0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9], 'ratio')).toEqual([
      'under 55%',
      '90% and over',
    ]);
    expect([
      measureText(0.982, 'ratio'),
      measureText(0.000162, 'ratio'),
      measureText(0.0132, 'ratio'),
      measureText(Number.NaN, 'ratio'),
    ]).toEqual(['98.2%', '0.0162%', '1.32%', 'not measured']);
  });

  it('come from used or from reserved, by the basis', () => {
    const figures = hostFigures(model, policy);
    expect(measureValues(figures, 'memory', 'reserved')[0]).toBe(0.5);
    expect(measureValues(figures, 'cpu', 'used')[0]).toBe(0.25);
    expect(measureValues(figures, 'microvms', 'used')[0]).toBe(2);
  });
});

describe('the table of hosts', () => {
  const union = unionOf(null);
  const all = [0, 1, 2, 3];

  it('sorts by numbers as numbers and by names as people do, unmeasured last whichever way', () => {
    const by = (column: string, descending: boolean) =>
      sortedHosts(union, all, HOST_TABLE, { column, descending }).map((place) => union.before.ids[place]);
    expect(by('id', true)).toEqual(['a-10', 'a-3', 'a-2', 'a-1']);
    expect(by('memoryReserved', true)).toEqual(['a-1', 'a-2', 'a-10', 'a-3']);
    expect(by('memoryReserved', false)).toEqual(['a-10', 'a-2', 'a-1', 'a-3']);
  });

  it('is copied with its units in the head and numbers in full', () => {
    const columns = HOST_TABLE.filter(({ id }) => ['id', 'memoryReserved', 'memoryFree'].includes(id));
    const table = hostTable(union, [0, 2], columns);
    expect(table.columns).toEqual(['Host', 'Memory reserved (%)', 'Memory free (GiB)']);
    expect(table.rows).toEqual([
      ['a-1', 50, 32],
      ['a-3', null, null],
    ]);
    expect(tabText(table).split('\n')[1]).toBe('a-1\t50\t32');
  });
});

describe('hosts a scenario fills', () => {
  const fuller = unionOf(
    after([
      { type: 'onboardCustomer', customer: 'c', cluster: 'a', fleet: [{ flavor: 'm', count: 3 }] },
      { type: 'cordonHosts', hosts: ['a-1'] },
    ]),
  );
  const share = (place: number, side: 'before' | 'after'): number =>
    (fuller[side]?.columns.memoryReservedBytes[place] ?? 0) / (64 * GIB);

  it('stand among the fullest by the fuller of their two sides', () => {
    const list = fullestHosts(fuller, hostMap(fuller, clusters, choice), 'ratio', 4);
    const placed = list.map(({ id }) => fuller.before.ids.indexOf(id));
    const most = placed.map((place) => Math.max(share(place, 'before'), share(place, 'after')));
    expect(most).toEqual([...most].sort((a, b) => b - a));
    expect(Math.max(...most)).toBeGreaterThan(0.5);
    expect(list[0]?.value).toBeLessThan(most[0]!);
    expect(list[0]?.after).toBe(measureText(most[0]!, 'ratio'));
  });

  it('show the scenario’s figure only where it reads otherwise than the baseline’s', () => {
    const column = withScenario(HOST_TABLE).find(({ id }) => id === 'memoryAfter')!;
    for (const place of [0, 1, 3]) {
      expect(isSameAsBefore(column, fuller, place)).toBe(share(place, 'before') === share(place, 'after'));
    }
    expect([0, 1, 3].filter((place) => isSameAsBefore(column, fuller, place)).length).toBeLessThan(3);
    expect(isSameAsBefore(HOST_TABLE[0]!, fuller, 0)).toBe(false);
  });
});

describe('distribution', () => {
  it('counts every measured value once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.double({ min: -5, max: 5, noNaN: true }), fc.constant(Number.NaN)), {
          maxLength: 200,
        }),
        (values) => {
          const sorted = sortedKnown(values);
          const { counts, measured, unmeasured } = histogram(values, binBounds([sorted], 24));
          expect(measured + unmeasured).toBe(values.length);
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(measured);
          if (sorted.length > 0) expect(countUpTo(sorted, sorted.at(-1)!)).toBe(sorted.length);
        },
      ),
      { examples: [[[0, 5e-324]], [[-5, -5]], [[1, 1 + Number.EPSILON]]], numRuns: 500 },
    );
  });
});

describe('what losing a host alone does', () => {
  const recovery = {
    detectionSeconds: 30,
    ratePerSecond: 1,
    seconds: 31,
    queueSeconds: 1,
    bootSeconds: 1,
    never: false,
    missing: [],
  };
  const moved = (microvm: string, from: string, to: string) => ({ microvm, from, to });

  it('says how many move, to how many hosts, in which time, and what had to make room', () => {
    const outcome = {
      lost: ['a-1'],
      displaced: 2,
      placed: 2,
      verdict: 'survives-repacked' as const,
      unplaced: [],
      moves: [moved('x#1', 'a-1', 'a-2'), moved('x#2', 'a-1', 'a-10'), moved('y', 'a-2', 'a-10')],
      recovery,
    };
    expect(aloneSentence(outcome, 'a-1')).toBe(
      '2 microVMs move to 2 hosts in 31 s, with 1 move of others to make room',
    );
    expect(aloneSentence({ ...outcome, displaced: 0 }, 'a-1')).toBe('no microVM runs on it');
  });

  it('names the proof where some stay stranded', () => {
    const outcome = {
      lost: ['a-1'],
      displaced: 3,
      placed: 2,
      verdict: 'fails' as const,
      unplaced: [{ microvm: 'x', resource: 'memory' as const, need: 16 * GIB, have: 8 * GIB, host: 'a-2' }],
      moves: [],
      certificate: { bound: 'sum', need: 3, have: 2, text: 'three need room, two have it' },
      recovery,
    };
    expect(aloneSentence(outcome, 'a-1')).toBe('1 microVM of 3 stays stranded: three need room, two have it');
    const { certificate: _proof, ...unproved } = outcome;
    expect(aloneSentence({ ...unproved, verdict: 'undecided' }, 'a-1')).toBe(
      '1 of 3 microVMs without a place found, none ruled out: x needs 16.0 GiB; most free 8.0 GiB, a-2',
    );
  });
});
