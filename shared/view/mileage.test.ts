import { describe, expect, it } from 'vitest';
import { VERDICT_CODES, type EveryLoss, type SurvivalVerdict } from '../placement/outcome.ts';
import { failingPairs, mileage, MILEAGE_ROWS } from './mileage.ts';
import { failingPattern } from './survival-words.ts';

/** Hosts h00, h01 … and the verdict of every pair as `of` says it of their numbers. */
function pairsOf(count: number, of: (i: number, j: number) => SurvivalVerdict): EveryLoss {
  const verdicts: number[] = [];
  for (let i = 0; i < count; i += 1)
    for (let j = i + 1; j < count; j += 1) verdicts.push(VERDICT_CODES.indexOf(of(i, j)));
  const hosts = Array.from({ length: count }, (_, i) => `h${String(i).padStart(3, '0')}`);
  return { hosts, verdicts: Uint8Array.from(verdicts) };
}
const alone = { pairsAfter: null, single: null, singleAfter: null };

describe('mileage', () => {
  it('sorts hosts by harm and puts those that harm nobody in one list', () => {
    const pairs = pairsOf(6, (i, j) =>
      i === 2 && j === 4 ? 'fails' : i === 1 && j === 4 ? 'survives-repacked' : 'survives',
    );
    const chart = mileage({ ...alone, pairs });
    expect(chart.rows.map(({ name }) => name)).toEqual(['h004', 'h002', 'h001']);
    expect(chart.harmless).toEqual(['h000', 'h003', 'h005']);
    expect(chart.cells.map((row) => row.map(({ worst }) => worst))).toEqual([
      [],
      ['fails'],
      ['survives-repacked', 'survives'],
    ]);
    expect(chart.cells[1]?.[0]?.example).toEqual(['h004', 'h002']);
  });

  it('shows hosts only the scenario has, without a verdict of the baseline', () => {
    const pairs = pairsOf(3, () => 'survives');
    const pairsAfter = pairsOf(4, (_i, j) => (j === 3 ? 'survives-repacked' : 'survives'));
    const chart = mileage({ ...alone, pairs, pairsAfter });
    expect(chart.rows.find(({ name }) => name === 'h003')).toMatchObject({ isAdded: true, isLost: false });
    const row = chart.rows.findIndex(({ name }) => name === 'h003');
    const cells = [
      ...(chart.cells[row] ?? []),
      ...chart.cells.slice(row + 1).flatMap((each) => each[row] ?? []),
    ];
    expect(cells).toHaveLength(3);
    for (const cell of cells) expect(cell).toMatchObject({ worst: null, scenario: 'survives-repacked' });
    const harmlessToo = mileage({ ...alone, pairs, pairsAfter: pairsOf(4, () => 'survives') });
    expect(harmlessToo.harmlessAdded).toEqual(['h003']);
  });

  it('lets hosts that fare alike share a row, with their own pairs on it', () => {
    const pairs = pairsOf(100, (i, j) =>
      i < 30 && j < 30 ? 'fails' : i < 60 ? 'survives-repacked' : 'survives',
    );
    const chart = mileage({ ...alone, pairs });
    expect(chart.rows.map(({ hosts }) => hosts.length)).toEqual([30, 30, 40]);
    expect(chart.harmless).toEqual([]);
    const [[own] = []] = chart.cells;
    expect(own).toMatchObject({ pairs: 435, worst: 'fails', counts: { fails: 435 } });
    const total = chart.cells.flat().reduce((sum, { pairs: some }) => sum + some, 0);
    expect(total).toBe(4950);
  });

  it('stays legible for 1,000 hosts that all differ, and loses no pair', () => {
    const pairs = pairsOf(1000, (i, j) => ((i * 7919 + j * 104_729) % 11 === 0 ? 'fails' : 'survives'));
    const chart = mileage({ ...alone, pairs });
    expect(chart.rows.length).toBeLessThanOrEqual(MILEAGE_ROWS);
    const fails = chart.cells.flat().reduce((sum, { counts }) => sum + counts.fails, 0);
    expect(fails).toBe(failingPairs(pairs).length);
  });

  it('shows where the scenario fares otherwise, and says nothing of hosts it takes away', () => {
    const pairs = pairsOf(4, () => 'survives');
    const pairsAfter = pairsOf(3, (i, j) => (i === 0 && j === 1 ? 'fails' : 'survives'));
    const chart = mileage({ pairs, pairsAfter, single: pairsOf(0, () => 'survives'), singleAfter: null });
    expect(chart.rows.map(({ name }) => name)).toEqual(['h000', 'h001']);
    expect(chart.cells[1]?.[0]).toMatchObject({ worst: 'survives', scenario: 'fails' });
    expect(chart.harmless).toEqual(['h002', 'h003']);
    expect(chart.rows.map(({ isLost }) => isLost)).toEqual([false, false]);
  });

  it('says which hosts the scenario takes away', () => {
    const pairs = pairsOf(4, () => 'fails');
    const chart = mileage({ ...alone, pairs, pairsAfter: pairsOf(3, () => 'fails') });
    expect(chart.rows.flatMap(({ name, isLost }) => (isLost ? [name] : []))).toEqual(['h003']);
  });
});

describe('failingPattern', () => {
  const kindOf = (host: string) => (host < 'h003' ? 'mem-96' : 'std-64');

  it('names a set whose every pair fails by its kind, else by its hosts', () => {
    const three = pairsOf(8, (_, j) => (j < 3 ? 'fails' : 'survives'));
    expect(failingPattern(three, kindOf)).toBe('any two of the three mem-96');
    expect(failingPattern(three, () => null)).toBe('any two of h000, h001 and h002');
  });

  it('names the one host that is in every failing pair, or in most', () => {
    expect(
      failingPattern(
        pairsOf(8, (i) => (i === 0 ? 'fails' : 'survives')),
        kindOf,
      ),
    ).toBe('every pair with h000');
    expect(
      failingPattern(
        pairsOf(8, (i, j) => (i === 0 && j < 4 ? 'fails' : 'survives')),
        kindOf,
      ),
    ).toBe('all with h000');
    expect(
      failingPattern(
        pairsOf(8, (i, j) => ((i === 0 && j < 4) || (i === 5 && j === 6) ? 'fails' : 'survives')),
        kindOf,
      ),
    ).toBe('most often h000, in 3 of them');
    expect(
      failingPattern(
        pairsOf(3, (i, j) => (i + j === 1 ? 'fails' : 'survives')),
        kindOf,
      ),
    ).toBe('h000 and h001');
  });
});
