import { describe, expect, it } from 'vitest';
import { recompute } from '../explain/recompute.ts';
import type { Constraint } from '../assess/constraint.ts';
import type { PortfolioRow, Tightest } from '../timeline/portfolio-row.ts';
import { csvText } from './chart-table.ts';
import {
  marginText,
  portfolioColumns,
  portfolioTable,
  sameMargins,
  verdictText,
} from './portfolio-columns.ts';
import { filteredRows, sortedRows } from './portfolio-rows.ts';
import { marginNode } from './portfolio-explain.ts';
import { portfolioMatrix, rampStep } from './portfolio-map.ts';
import { freeName } from './portfolio-offers.ts';
import { portfolioVerdict } from './portfolio-verdict.ts';
import { sentenceText } from './sentence.ts';

const tight = (ratio: number | null, id = 'compute.memory@cluster:b'): Tightest => ({
  id,
  ratio,
  verdict: ratio === null || ratio < 0 ? 'breach' : 'ok',
  unit: 'bytes',
  margin: ratio,
});

function row(
  failure: string,
  policy: string,
  ratio: number | null,
  more: Partial<PortfolioRow> = {},
): PortfolioRow {
  const isMissed = ratio === null || ratio < 0;
  const names = { fleets: 'today', onboardings: 'nobody', failures: failure, policies: policy };
  return {
    names,
    seed: 1,
    scenario: {
      schema: 'headroom.scenario/v1',
      name: `${failure}, ${policy}`,
      seed: 1,
      policy: {},
      events: [],
    },
    verdict: isMissed ? 'breach' : 'ok',
    breaches: isMissed ? 2 : 1,
    newBreaches: isMissed ? 1 : 0,
    notMeasured: 0,
    tightest: tight(ratio),
    domains: {
      compute: tight(ratio),
      edge: tight(0.2, 'edge.cpu@edge:e'),
      controlPlane: null,
      storage: null,
      overlay: null,
    },
    crossing: null,
    onboardingVerdict: null,
    howManyFit: null,
    unplaced: 0,
    probabilityAllHold: null,
    problem: null,
    ...more,
  };
}

const refused = row('ghost', 'p', 0, {
  verdict: 'refused',
  tightest: null,
  breaches: null,
  newBreaches: null,
  problem: 'there is no host x',
});
const rows = [
  row('none', 'p', 0.1),
  row('none', 'q', -0.02),
  row('b1', 'p', -0.3),
  row('b1', 'q', null),
  refused,
];
const order = (list: readonly PortfolioRow[]) => list.map(({ scenario }) => scenario.name);

describe('rows of a portfolio', () => {
  it('say how much is not measured where what is measured holds', () => {
    const blind = row('none', 'p', 0.1, { notMeasured: 3 });
    const missed = row('none', 'p', -0.1, { notMeasured: 3 });
    expect([blind, missed, rows[0] ?? blind, refused].map(verdictText)).toEqual([
      'Holds, 3 not measured',
      'Missed',
      'Holds',
      'Refused',
    ]);
    const verdict = portfolioColumns([blind], 0, null).find(({ id }) => id === 'verdict');
    expect(verdict?.text(blind)).toBe('Holds, 3 not measured');
  });

  it('stand by harm: lost and missed by most first, then what cannot be applied, then what holds', () => {
    const columns = portfolioColumns(rows, 0, null);
    expect(order(sortedRows(rows, columns, null))).toEqual([
      'b1, q',
      'b1, p',
      'none, q',
      'ghost, p',
      'none, p',
    ]);
  });

  it('sort by a column both ways, what is not known last', () => {
    const columns = portfolioColumns(rows, 0, null);
    const by = (descending: boolean) => order(sortedRows(rows, columns, { column: 'breaches', descending }));
    expect(by(false)[0]).toBe('none, p');
    expect([by(false).at(-1), by(true).at(-1)]).toEqual(['ghost, p', 'ghost, p']);
  });

  it('have columns for what differs, and say once what does not', () => {
    expect(portfolioColumns(rows, 0, null).map(({ id }) => id)).toEqual([
      'failures',
      'policies',
      'verdict',
      'breaches',
      'compute',
      'tightest',
    ]);
    expect(portfolioColumns(rows, 100, null).map(({ id }) => id)).toContain('chance');
    expect(sameMargins(rows)).toEqual(['Edge 20.0%']);
  });

  it('are found by every word typed, of names and of the tightest constraint', () => {
    expect(order(filteredRows(rows, 'NONE q', 'all'))).toEqual(['none, q']);
    expect(order(filteredRows(rows, 'memory b1', 'breach'))).toEqual(['b1, p', 'b1, q']);
    expect(order(filteredRows(rows, '', 'refused'))).toEqual(['ghost, p']);
  });

  it('leave as CSV with every figure in full and what is unknown empty', () => {
    const [head = '', , missed = ''] = csvText(portfolioTable(rows)).split('\r\n');
    expect(head.split(',')).toHaveLength(missed.split(',').length);
    expect(missed).toContain('today,nobody,none,q,1,Missed,2,1,0,compute.memory@cluster:b,-0.02');
  });
});

describe('words and places', () => {
  it('say a margin with one decimal, a lost outcome by name, and never minus zero', () => {
    expect([0.1234, -0.123, -1e-17, null].map((ratio) => marginText(ratio, 'breach'))).toEqual([
      '12.3',
      '−12.3',
      '0.0',
      'lost',
    ]);
  });

  it('say no margin of nothing of a target that is missed by a little', () => {
    expect(marginText(-0.0001, 'breach')).toBe('−0.01');
    expect(marginText(0.00004, 'ok')).toBe('0.004');
  });

  it('begin with how many cells miss something new, then the worst, then what was not computed', () => {
    const said = portfolioVerdict(rows, 8);
    expect(said.mark).toBe('breach');
    expect(sentenceText(said.sentence)).toBe(
      '3 of 5 cells miss a target that holds today. Tightest: Memory b is lost with b1, q.',
    );
    expect(sentenceText(said.detail)).toBe(
      'Cancelled: 3 of 8 cells were not computed. 1 cell cannot be applied; each says why.',
    );
    expect(sentenceText(portfolioVerdict([row('none', 'p', 0.1)], 1).sentence)).toBe(
      'No cell misses a target that holds today. Tightest: Memory b with 10.0% to its target: none, p.',
    );
  });

  it('put each row in its cell of the map, of several seeds the worst, by a step of the ramp', () => {
    const { lines, columns, cells } = portfolioMatrix([...rows, row('none', 'p', 0.01, { seed: 2 })]);
    expect(lines.map(({ outer, inner, span }) => [outer, inner, span])).toEqual([
      ['none', 'p', 2],
      ['none', 'q', 0],
      ['b1', 'p', 2],
      ['b1', 'q', 0],
      ['ghost', 'p', 1],
    ]);
    expect(columns).toHaveLength(1);
    expect(cells[0]?.[0]?.seed).toBe(2);
    expect(rows.map(rampStep)).toEqual(['good-2', 'bad-1', 'bad-4', 'bad-4', null]);
  });

  it('give a variant whose name is taken the next number', () => {
    const taken = [
      { name: 'a', events: [], policy: {} },
      { name: 'a (2)', events: [], policy: {} },
    ];
    expect(freeName('a', taken)).toBe('a (3)');
    expect(freeName('b', taken)).toBe('b');
  });
});

describe('the derivation of a margin', () => {
  const constraint: Constraint = {
    id: 'compute.memory@cluster:b',
    domain: 'compute',
    resource: 'memory',
    scope: 'cluster:b',
    unit: 'bytes',
    capacity: 200,
    reserve: 100,
    available: 100,
    reserved: 90,
    used: null,
    demand: 90,
    utilization: 0.9,
    headroom: 0.1,
    target: { on: 'headroom', op: '>=', value: 0.2 },
    margin: -10,
    verdict: 'breach',
  };
  it('recomputes, from what still fits and what is available', () => {
    const node = marginNode(constraint);
    if (node === null) throw new Error('no node');
    expect(node.value).toBe(-0.1);
    expect(recompute(node)).toEqual([]);
  });
  it('is none where nothing is measured', () => {
    expect(marginNode({ ...constraint, margin: null })).toBeNull();
  });
});
