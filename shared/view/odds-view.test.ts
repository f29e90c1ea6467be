import { describe, expect, it } from 'vitest';
import { recompute } from '../explain/recompute.ts';
import { wilsonInterval } from '../forecast/wilson-interval.ts';
import type { TimelineOdds } from '../timeline/timeline-result.ts';
import { allOdds, oddsGroups, oddsLine, oddsNode, oddsRange, oddsRows, oddsText } from './odds-view.ts';

const constraint = (id: string, holds: readonly number[] | null, holdsThroughout: number | null) => ({
  id,
  holds,
  holdsThroughout,
  headroom: null,
});

const odds = (constraints: TimelineOdds['constraints']): TimelineOdds => ({
  schema: 'headroom.odds/v1',
  scenario: 'Baseline',
  seed: 1,
  runs: 2000,
  refusedRuns: 0,
  days: ['2026-03-30', '2026-03-31'],
  constraints,
  allHold: [0.5, 0.25],
  notes: [],
});

describe('odds as they are shown', () => {
  it('never say 0% or 100% of what is neither', () => {
    expect([0, 0.0005, 0.123, 0.9995, 1].map(oddsText)).toEqual([
      '0%',
      'under 1%',
      '12%',
      'over 99%',
      '100%',
    ]);
  });

  it('say how far off they may be for want of runs, also where every run agrees', () => {
    expect(oddsRange(0.1235, 2000)).toBe('11 – 14%');
    expect(oddsRange(0.5, 100)).toBe('42 – 58%');
    expect(oddsRange(0, 100)).toBe('0 – 3%');
    expect(oddsRange(1, 100)).toBe('97 – 100%');
    expect(oddsRange(0, 2000)).toBe('0% – under 1%');
  });

  it('explain a share as so many of so many runs, with its interval', () => {
    const node = oddsNode(odds([]), 0.1235, 'memory holds');
    expect(node.inputs?.[0]?.inputs?.map(({ value }) => value)).toEqual([247, 2000]);
    expect(node.value).toBe(0.1235);
    expect(recompute(node)).toEqual([]);
    const { low, high } = wilsonInterval(247, 2000);
    expect(node.inputs?.map(({ value }) => value)).toEqual([0.1235, low, high]);
  });

  it('have no line where there is no target, and all targets at the last day', () => {
    const of = odds([constraint('a', null, null), constraint('b', [1, 0.4], 0.4)]);
    expect(oddsLine(of, 'a')).toBeNull();
    expect(oddsLine(of, 'missing')).toBeNull();
    expect(oddsLine(of, 'b')).toMatchObject({ share: [1, 0.4], throughout: 0.4 });
    expect(allOdds(of).throughout).toBe(0.25);
  });

  it('put the least sure with the scenario first, and count what every run holds', () => {
    const before = odds([
      constraint('a', [1, 1], 1),
      constraint('b', [1, 0.4], 0.4),
      constraint('c', [1, 1], 1),
    ]);
    const after = odds([
      constraint('a', [0.2, 0.1], 0.1),
      constraint('b', [1, 0.4], 0.4),
      constraint('c', [1, 1], 1),
    ]);
    const { rows, certain } = oddsRows(before, after);
    expect(rows.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(certain).toBe(1);
  });

  it('count apart what the scenario leaves unmeasured, in no way as certain', () => {
    const before = odds([
      constraint('a', [1, 1], 1),
      constraint('b', [1, 1], 1),
      constraint('c', [1, 0.4], 0.4),
    ]);
    const after = odds([
      constraint('a', null, null),
      constraint('b', [1, 1], 1),
      constraint('c', null, null),
    ]);
    const { rows, certain, unmeasured } = oddsRows(before, after);
    expect([rows.map(({ id }) => id), certain, unmeasured]).toEqual([['c'], 1, 1]);
    expect(oddsRows(before, null)).toMatchObject({ certain: 2, unmeasured: 0 });
  });

  it('stand by region: the one with the least sure target first, what is shared on its own', () => {
    const shares = { 'x@region:south': 0.1, 'y@host:h1': 0.2, 'z@cluster:s1': 0.3, 'w@mesh': 0.4 };
    const of = odds(Object.entries(shares).map(([id, share]) => constraint(id, [1, share], share)));
    const regions = new Map([
      ['region:south', 'south'],
      ['host:h1', 'north'],
      ['cluster:s1', 'south'],
    ]);
    const groups = oddsGroups(oddsRows(of, null).rows, (scope) => regions.get(scope) ?? null);
    expect(groups.map(({ region, rows }) => [region, ...rows.map(({ id }) => id)])).toEqual([
      ['south', 'x@region:south', 'z@cluster:s1'],
      ['north', 'y@host:h1'],
      [null, 'w@mesh'],
    ]);
  });
});
