import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Constraint } from '../assess/constraint.ts';
import { atUtilization, constraintOf, survivalConstraint } from './constraint.fixture.ts';
import { constraintName, constraintPhrase } from './constraint-name.ts';
import { byHarm, byUrgency, constraintRow, pairConstraints } from './constraint-rows.ts';
import { LIMIT_AT, limitShare, scalePosition } from './limit-scale.ts';
import { foldHosts } from './region-constraints.ts';
import { regionOfScope } from './scope-index.ts';
import { shownState } from './shown-state.ts';
import { limitPhrase, shownValue, targetText } from './target-text.ts';

const rowsOf = (before: readonly Constraint[], after: readonly Constraint[] | null) =>
  pairConstraints(before, after).flatMap((pair) => constraintRow(pair) ?? []);

describe('constraintName', () => {
  it('names the resource and the entity it stands in', () => {
    expect(constraintName(constraintOf({ scope: 'cluster:euw-b' }))).toEqual({
      name: 'Memory',
      where: 'euw-b',
    });
    expect(
      constraintName(
        constraintOf({ domain: 'controlPlane', resource: 'postgresCpu', scope: 'postgres:pg:main' }),
      ),
    ).toEqual({ name: 'Postgres CPU', where: 'pg:main' });
    expect(constraintName(constraintOf({ resource: 'cpu', scope: 'region:eu' })).where).toBe('region');
  });

  it('spells out a resource it does not know', () => {
    expect(constraintName(constraintOf({ resource: 'someNewThing' })).name).toBe('Some new thing');
  });

  it('makes a phrase for a sentence', () => {
    expect(constraintPhrase(constraintOf({ scope: 'cluster:euw-b' }))).toBe('memory in euw-b');
    expect(constraintPhrase(constraintOf({ scope: 'region:eu' }))).toBe('the region’s memory');
    expect(
      constraintPhrase(constraintOf({ domain: 'storage', resource: 'snapshots', scope: 'pool:p1' })),
    ).toBe('snapshot store of p1');
  });
});

describe('limitShare', () => {
  it('is 1 exactly at the limit, whatever the target is written on', () => {
    expect(limitShare(atUtilization(0.8))).toBeCloseTo(1, 12);
    expect(
      limitShare(atUtilization(0.7, { target: { on: 'utilization', op: '<=', value: 0.7 } })),
    ).toBeCloseTo(1, 12);
    expect(limitShare(constraintOf({ demand: 5, target: { on: 'demand', op: '<=', value: 5 } }))).toBe(1);
  });

  it('is above 1 exactly when a headroom target is missed', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 3, noNaN: true }), (utilization) => {
        const share = limitShare(atUtilization(utilization)) ?? NaN;
        fc.pre(Math.abs(utilization - 0.8) > 1e-9);
        expect(share > 1).toBe(utilization > 0.8);
      }),
    );
  });

  it('is infinite where there is demand and nothing available, and null where an input is not measured', () => {
    const none = constraintOf({ available: 0, utilization: null, headroom: null, verdict: 'breach' });
    expect(limitShare(none)).toBe(Infinity);
    expect(shownValue(none)).toBe('none left');
    expect(limitShare(constraintOf({ utilization: null, available: null }))).toBeNull();
    expect(limitShare(survivalConstraint('breach'))).toBeNull();
  });

  it('is infinite for a queue that never drains', () => {
    const stuck = constraintOf({
      resource: 'reconcile',
      capacity: 30,
      demand: 30,
      target: { on: 'timeToConverge', op: '<=', value: 120 },
    });
    expect(limitShare(stuck)).toBe(Infinity);
    expect(shownValue(stuck)).toBe('never');
  });

  it('stays inside the scale', () => {
    expect(scalePosition(1)).toBe(LIMIT_AT);
    expect(scalePosition(Infinity)).toBe(1);
    expect(scalePosition(-1)).toBe(0);
  });
});

describe('shownState', () => {
  it('is close from 95% of the limit on, and missed only by the verdict', () => {
    expect(shownState(atUtilization(0.75))).toBe('holds');
    expect(shownState(atUtilization(0.771))).toBe('close');
    expect(shownState(atUtilization(0.81))).toBe('missed');
    expect(shownState(constraintOf({ verdict: 'not-measured' }))).toBe('not-measured');
    expect(shownState(survivalConstraint('ok'))).toBe('holds');
  });
});

describe('target words', () => {
  it('write the comparison the target makes', () => {
    expect(targetText(constraintOf())).toBe('≥ 20%');
    expect(limitPhrase(constraintOf())).toBe('target 20%');
    expect(targetText(constraintOf({ unit: 'seconds', target: { on: 'demand', op: '<=', value: 5 } }))).toBe(
      '≤ 5 s',
    );
    expect(targetText(survivalConstraint('ok'))).toBe('survives');
    expect(targetText(constraintOf({ target: null }))).toBe('');
  });
});

describe('constraint rows', () => {
  it('say nothing about a scenario that leaves the constraint as it was', () => {
    const [row] = rowsOf([atUtilization(0.7)], [atUtilization(0.7)]);
    expect(row).toMatchObject({ scenario: null, dotAt: null, harm: 0 });
  });

  it('put both sides on the common scale', () => {
    const [row] = rowsOf([atUtilization(0.4)], [atUtilization(0.6)]);
    expect(row?.ringAt).toBeCloseTo(0.4, 12);
    expect(row?.dotAt).toBeCloseTo(0.6, 12);
    expect(row?.harm).toBeCloseTo(0.25, 12);
  });

  it('order newly missed first, then by how far they moved; little moves are counted, not listed', () => {
    const before = [
      atUtilization(0.5, { scope: 'cluster:a' }),
      atUtilization(0.7, { scope: 'cluster:b' }),
      atUtilization(0.7, { scope: 'cluster:c' }),
      atUtilization(0.85, { scope: 'cluster:d' }),
      survivalConstraint('ok', 'cluster:e'),
    ];
    const after = [
      atUtilization(0.7, { scope: 'cluster:a' }),
      atUtilization(0.82, { scope: 'cluster:b' }),
      atUtilization(0.701, { scope: 'cluster:c' }),
      atUtilization(0.85, { scope: 'cluster:d' }),
      survivalConstraint('breach', 'cluster:e'),
    ];
    const { rows, little } = byHarm(rowsOf(before, after));
    expect(rows.map((row) => row.where)).toEqual(['e', 'b', 'a']);
    expect(little.map((row) => row.where)).toEqual(['c', 'd']);
  });

  it('order a baseline by what is closest to its limit, unmeasured last', () => {
    const rows = byUrgency(
      rowsOf(
        [
          constraintOf({ scope: 'cluster:z', verdict: 'not-measured', utilization: null, headroom: null }),
          atUtilization(0.3, { scope: 'cluster:a' }),
          atUtilization(0.9, { scope: 'cluster:b' }),
          survivalConstraint('breach', 'cluster:c'),
          atUtilization(0.79, { scope: 'cluster:d' }),
        ],
        null,
      ),
    );
    expect(rows.map((row) => row.where)).toEqual(['c', 'b', 'd', 'a', 'z']);
  });

  it('keep every constraint of either side exactly once', () => {
    const pairs = pairConstraints(
      [constraintOf({ scope: 'cluster:gone' })],
      [constraintOf({ scope: 'cluster:new' })],
    );
    expect(pairs.map(({ id, before, after }) => [id, before !== null, after !== null])).toEqual([
      ['compute.memory@cluster:new', false, true],
      ['compute.memory@cluster:gone', true, false],
    ]);
  });
});

describe('foldHosts', () => {
  const disk = (host: string, utilization: number) =>
    atUtilization(utilization, { resource: 'osDisk', scope: `host:${host}` });

  it('keeps the fullest host of those that hold and counts the rest', () => {
    const { shown, hidden } = foldHosts([
      disk('h1', 0.2),
      disk('h2', 0.6),
      disk('h3', 0.4),
      atUtilization(0.5),
    ]);
    expect(shown.map((constraint) => constraint.scope)).toEqual(['cluster:a', 'host:h2']);
    expect(hidden).toBe(2);
  });

  it('keeps every host that misses', () => {
    const { shown, hidden } = foldHosts([disk('h1', 0.9), disk('h2', 0.95), disk('h3', 0.4)]);
    expect(shown.map((constraint) => constraint.scope)).toEqual(['host:h1', 'host:h2']);
    expect(hidden).toBe(1);
  });
});

describe('regionOfScope', () => {
  const regionOf = regionOfScope({
    clusters: [{ id: 'a', region: 'eu' }],
    hosts: [{ id: 'h:1', cluster: 'a' }],
    postgres: [{ id: 'pg', region: null }],
    controlPlanes: [{ id: 'cp', region: 'us' }],
    storagePools: [],
  });

  it('finds the region of every kind of scope', () => {
    expect(['region:eu', 'cluster:a', 'host:h:1', 'controlPlane:cp'].map(regionOf)).toEqual([
      'eu',
      'eu',
      'eu',
      'us',
    ]);
  });

  it('is null for what the model does not place', () => {
    expect(['postgres:pg', 'host:__proto__', 'pool:x'].map(regionOf)).toEqual([null, null, null]);
  });
});
