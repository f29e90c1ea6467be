import { describe, expect, it } from 'vitest';
import type { EveryLoss } from '../placement/outcome.ts';
import { VERDICT_CODES } from '../placement/outcome.ts';
import { lossTable, microvmTable, oddsTable, placementTable } from './result-tables.ts';

const every = (hosts: readonly string[], verdicts: readonly (typeof VERDICT_CODES)[number][]): EveryLoss => ({
  hosts,
  verdicts: Uint8Array.from(verdicts.map((verdict) => VERDICT_CODES.indexOf(verdict))),
});

describe('results as CSV', () => {
  it('give every single and double loss with both sides, and nothing for a pair only one side has', () => {
    const table = lossTable({
      single: every(['a', 'b', 'c'], ['survives', 'survives', 'fails']),
      pairs: every(['a', 'b', 'c'], ['survives', 'survives-repacked', 'fails']),
      singleAfter: every(['a', 'b'], ['fails', 'survives']),
      pairsAfter: every(['a', 'b'], ['fails']),
    });
    expect(table.rows).toEqual([
      ['a', null, 'survives', 'fails'],
      ['b', null, 'survives', 'survives'],
      ['c', null, 'fails', null],
      ['a', 'b', 'survives', 'fails'],
      ['a', 'c', 'survives-repacked', null],
      ['b', 'c', 'fails', null],
    ]);
  });

  it('have no column of a scenario without one', () => {
    const pairs = every(['a', 'b'], ['fails']);
    expect(lossTable({ single: null, pairs, singleAfter: null, pairsAfter: null })).toEqual({
      columns: ['host', 'and host', 'verdict'],
      rows: [['a', 'b', 'fails']],
    });
  });

  it('name the host of every move and the reason of everything left over', () => {
    const { rows } = placementTable({
      displaced: 3,
      placed: 2,
      arriving: 0,
      targets: [{ host: 'h', arrivals: 2, beforeBytes: 1, addedBytes: null, allocatableBytes: 9 }],
      stranded: [{ microvm: 'm', reason: 'needs 2; most free 1' }],
      certificates: [],
      extraMoves: 0,
    });
    expect(rows).toEqual([
      ['h', 2, 1, null, 9, null, null],
      [null, 1, null, null, null, 'm', 'needs 2; most free 1'],
    ]);
  });

  it('give the odds of a day on both sides, and nothing for a target that is not there', () => {
    const odds = {
      schema: 'headroom.odds/v1' as const,
      scenario: 's',
      seed: 1,
      runs: 10,
      refusedRuns: 0,
      days: ['2026-03-30', '2026-03-31'],
      constraints: [{ id: 'a', holds: [1, 0.5], holdsThroughout: 0.5, headroom: null }],
      allHold: [0.9, 0.4],
      notes: [],
    };
    expect(oddsTable('a', odds, { ...odds, constraints: [] }).rows).toEqual([
      ['2026-03-30', 1, 0.9, null, 0.9],
      ['2026-03-31', 0.5, 0.4, null, 0.4],
    ]);
  });

  it('tell a microVM that stays from one that finds no host', () => {
    const microvm = { id: 'm', flavor: 'f', customer: null, memoryBytes: null };
    expect(microvmTable([microvm], () => undefined).rows[0]?.at(-1)).toBe('stays');
    expect(microvmTable([microvm], () => null).rows[0]?.at(-1)).toBe('stranded');
    expect(microvmTable([microvm], null).columns).not.toContain('goes to');
  });
});
