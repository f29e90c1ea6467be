import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../events/parse-scenario.ts';
import { parseModelText } from '../model/parse-model.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { parsePortfolio } from './parse-portfolio.ts';
import { cellCount, serializePortfolio, type Portfolio } from './portfolio.ts';
import { cellsOf } from './portfolio-cell.ts';
import { figuresOf, rowOf, type PortfolioRow } from './portfolio-row.ts';
import { simulate } from './simulate.ts';

const parsedModel = parseModelText(readFileSync(join(import.meta.dirname, 'golden/model.json'), 'utf8'));
if (!parsedModel.ok) throw new Error('the golden model is broken');
const model = parsedModel.value;
const side = { model, policy: POLICY_DEFAULTS, history: null };

const document = {
  schema: 'headroom.portfolio/v1',
  name: 'Spring',
  fleets: [
    { name: 'today' },
    { name: 'one more', events: [{ type: 'addHosts', cluster: 'b', sku: 'std', count: 1 }] },
  ],
  onboardings: [
    { name: 'nobody' },
    {
      name: 'newco',
      events: [
        { type: 'onboardCustomer', customer: 'newco', cluster: 'b', fleet: [{ flavor: 's', count: 3 }] },
      ],
    },
  ],
  failures: [
    { name: 'none' },
    {
      name: 'b1',
      events: [{ type: 'hostLoss', hosts: ['b1'] }],
      policy: { hostFailureDetectionSeconds: 60 },
    },
  ],
  policies: [{ name: 'as it is' }, { name: 'lax', policy: { memoryHeadroomMinRatio: 0 } }],
};

function read(json: unknown, against = model): Portfolio {
  const parsed = parsePortfolio(json, against);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}
const portfolio = read(document);
const rows: readonly PortfolioRow[] = Array.from(cellsOf(portfolio), (cell) => rowOf(side, cell, 0, null));
const row = (...names: readonly string[]) =>
  rows.find((entry) => names.every((name) => Object.values(entry.names).includes(name)));

describe('portfolio', () => {
  it('is the product of its lists, in their order', () => {
    expect(rows).toHaveLength(2 * 2 * 2 * 2);
    expect(cellCount(portfolio)).toBe(16);
    expect(rows.slice(0, 3).map(({ names }) => Object.values(names))).toEqual([
      ['today', 'nobody', 'none', 'as it is'],
      ['today', 'nobody', 'none', 'lax'],
      ['today', 'nobody', 'b1', 'as it is'],
    ]);
  });

  it('takes an empty list for one that adds nothing', () => {
    const empty = read({ schema: 'headroom.portfolio/v1', name: 'n' });
    expect(cellCount(empty)).toBe(1);
    const [only] = cellsOf(empty);
    expect(only?.scenario).toMatchObject({ name: 'Baseline', seed: 1, policy: {}, events: [] });
  });

  it('is, row by row, what the workbench says of the scenario the row opens as', () => {
    for (const { scenario: cell, names: _names, seed: _seed, ...figures } of rows) {
      const scenario = parseScenario(JSON.parse(JSON.stringify(cell)), model);
      if (!scenario.ok) throw new Error(JSON.stringify(scenario.problems));
      const result = simulate(model, POLICY_DEFAULTS, scenario.value);
      if (!result.ok) throw new Error(JSON.stringify(result.problems));
      expect(figures).toEqual(figuresOf(result.value));
    }
  });

  it('says of each row what is missed, what is tightest and how the onboarding ends', () => {
    expect(row('today', 'nobody', 'none', 'as it is')).toMatchObject({
      verdict: 'ok',
      breaches: 0,
      newBreaches: 0,
      onboardingVerdict: null,
      unplaced: 0,
    });
    expect(row('today', 'newco', 'none', 'as it is')).toMatchObject({
      onboardingVerdict: 'accept',
      howManyFit: 1,
    });
    // b is left with nothing available for 30 of demand: −30 of 100.
    expect(row('today', 'nobody', 'b1', 'as it is')).toMatchObject({
      verdict: 'breach',
      tightest: { id: 'compute.memory@cluster:b', ratio: -0.3 },
      domains: { compute: { id: 'compute.memory@cluster:b', ratio: -0.3 } },
    });
  });

  it('leaves out of the verdict what is missed today and gets no worse, and counts it', () => {
    const strict = { ...POLICY_DEFAULTS, memoryHeadroomMinRatio: 0.75 };
    const lists = read({ schema: 'headroom.portfolio/v1', name: 'n', failures: document.failures });
    const [calm, loss] = Array.from(cellsOf(lists), (cell) =>
      rowOf({ ...side, policy: strict }, cell, 0, null),
    );
    expect(calm?.breaches).toBeGreaterThan(0);
    expect(calm).toMatchObject({ verdict: 'ok', newBreaches: 0 });
    expect(calm?.tightest?.verdict).not.toBe('breach');
    // Memory of the region was missed before as well, but by less.
    expect(loss).toMatchObject({ tightest: { id: 'compute.memory@region:r', verdict: 'breach' } });
  });

  it('lays assumptions over each other, the later axis deciding, and keeps ids of different axes apart', () => {
    const both = read({
      ...document,
      failures: [
        {
          name: 'lax',
          events: [{ type: 'hostLoss', hosts: ['b1'], id: 'x' }],
          policy: { memoryHeadroomMinRatio: 0.1 },
        },
      ],
      onboardings: [{ name: 'o', events: [{ type: 'hostLoss', hosts: ['a1'], id: 'x' }] }],
    });
    const cells = [...cellsOf(both)];
    expect(cells.map(({ scenario }) => scenario.policy.memoryHeadroomMinRatio)).toEqual([0.1, 0, 0.1, 0]);
    expect(cells[0]?.scenario.events.map(({ id }) => id)).toEqual(['onboarding.x', 'failure.x']);
  });

  it('keeps a row whose events cannot be applied, with the reason', () => {
    const twice = read({
      ...document,
      onboardings: [{ name: 'lost before', events: [{ type: 'hostLoss', hosts: ['b1'] }] }],
    });
    const refused = Array.from(cellsOf(twice), (cell) => rowOf(side, cell, 0, null)).filter(
      ({ names }) => names.failures === 'b1',
    );
    expect(refused).toHaveLength(4);
    for (const entry of refused) {
      expect(entry).toMatchObject({ verdict: 'refused', breaches: null, tightest: null });
      expect(entry.problem).toContain('b1');
    }
  });

  it('throws the dice per seed where runs are asked for', () => {
    const unlikely = read({
      schema: 'headroom.portfolio/v1',
      name: 'maybe',
      failures: [{ name: 'maybe', events: [{ type: 'hostLoss', hosts: ['b1'], probability: 0.5 }] }],
      seeds: [1, 2],
      runs: 100,
    });
    const thrown = Array.from(cellsOf(unlikely), (cell) => rowOf(side, cell, unlikely.runs, null));
    expect(thrown.map(({ seed }) => seed)).toEqual([1, 2]);
    for (const { probabilityAllHold } of thrown)
      expect(Math.abs((probabilityAllHold ?? 0) - 0.5)).toBeLessThan(0.2);
    expect(thrown[0]?.probabilityAllHold).not.toBe(thrown[1]?.probabilityAllHold);
  });
});

describe('parsePortfolio', () => {
  it('reads back what is written', () => {
    expect(read(JSON.parse(serializePortfolio(portfolio)))).toEqual(portfolio);
  });

  it('locates everything that is wrong at once', () => {
    const parsed = parsePortfolio(
      {
        schema: 'headroom.portfolio/v1',
        name: ' ',
        fleet: [],
        failures: [
          { name: 'a', events: [{ type: 'hostLoss', hosts: ['nowhere'] }] },
          { name: 'a', policy: { memoryHeadroomMinRatio: 2 } },
          { events: ['x'] },
        ],
        policies: [{ name: 'p', events: [{ type: 'hostLoss', hosts: ['b1'] }] }],
        seeds: [1, 1, -1],
        runs: 0.5,
      },
      model,
    );
    expect(parsed.ok ? [] : parsed.problems.map(({ path }) => path)).toEqual([
      'fleet',
      'name',
      'failures[1].policy.memoryHeadroomMinRatio',
      'failures[1].name',
      'failures[2].name',
      'failures[2].events[0]',
      'policies[0].events',
      'seeds[1]',
      'seeds[2]',
      'runs',
    ]);
  });

  it('reads events against the model, and takes what a fleet has for being there', () => {
    const failing = (host: string) => ({
      ...document,
      failures: [{ name: 'f', events: [{ type: 'hostLoss', hosts: [host] }] }],
    });
    const refused = parsePortfolio(failing('nowhere'), model);
    expect(refused.ok ? [] : refused.problems.map(({ path }) => path)).toEqual([
      'failures[0].events[0].hosts[0]',
    ]);
    expect(parsePortfolio(failing('std-1'), model).ok).toBe(true); // the host the grown fleet adds
    expect(parsePortfolio(failing('nowhere'), null).ok).toBe(true);
  });

  it('refuses a product nobody can read', () => {
    const many = Array.from({ length: 101 }, (_, at) => ({ name: `v${at}` }));
    const parsed = parsePortfolio(
      { ...document, fleets: many, failures: many, onboardings: [], policies: [] },
      model,
    );
    expect(parsed.ok ? '' : parsed.problems[0]?.message).toBe('has too many cells');
  });
});
