import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseModelText } from '../../shared/model/parse-model.ts';
import { POLICY_DEFAULTS } from '../../shared/model/policy.ts';
import { parsePortfolio } from '../../shared/timeline/parse-portfolio.ts';
import { createPortfolioRun } from './portfolio-run.ts';
import { createSearchService, type Inputs } from './search-service.ts';

const golden = join(import.meta.dirname, '../../shared/timeline/golden/model.json');
const parsed = parseModelText(readFileSync(golden, 'utf8'));
if (!parsed.ok) throw new Error('the golden model is broken');
const model = parsed.value;
const scenario = {
  schema: 'headroom.scenario/v1' as const,
  name: 'n',
  seed: 1,
  policy: {},
  events: [{ id: 'x', type: 'hostLoss', hosts: ['b1'] }],
};
const inputs: Inputs = () =>
  Promise.resolve({
    base: { revision: 7, inputs: 7, model, policy: POLICY_DEFAULTS, history: null },
    scenario,
  });
/** Every look at it is a second later, so that a breath is taken after each step. */
const slowClock = () => {
  let now = 0;
  return () => (now += 1000);
};
const read = parsePortfolio(
  {
    schema: 'headroom.portfolio/v1',
    name: 'n',
    failures: [{ name: 'none' }, { name: 'b1', events: [{ type: 'hostLoss', hosts: ['b1'] }] }],
    policies: [{ name: 'as it is' }, { name: 'lax', policy: { memoryHeadroomMinRatio: 0 } }],
  },
  model,
);
if (!read.ok) throw new Error('broken');
const portfolio = read.value;

describe('a portfolio in its worker', () => {
  it('tells how far it is after each cell, and answers with the whole table', async () => {
    const told: unknown[] = [];
    const { signal } = new AbortController();
    const table = await createPortfolioRun(inputs, slowClock()).portfolio(
      { portfolio },
      { signal, progress: (state) => told.push(state), isCancelled: () => false },
    );
    expect(table).toMatchObject({ revision: 7, total: 4 });
    expect(table.rows.map(({ names }) => [names.failures, names.policies])).toEqual([
      ['none', 'as it is'],
      ['none', 'lax'],
      ['b1', 'as it is'],
      ['b1', 'lax'],
    ]);
    expect(told).toHaveLength(4);
    expect(told[1]).toMatchObject({ done: 2, total: 4, unit: 'cells' });
  });

  it('answers with what it has when it is cancelled', async () => {
    const stop = new AbortController();
    const table = await createPortfolioRun(inputs, slowClock()).portfolio(
      { portfolio },
      { signal: stop.signal, progress: () => stop.abort(), isCancelled: () => false },
    );
    expect([table.rows.length, table.total]).toEqual([1, 4]);
  });
});

describe('a tornado in its worker', () => {
  it('tells how many of its assumptions are tried, and ends at all of them', async () => {
    const told: { done: number; total: number }[] = [];
    const { signal } = new AbortController();
    const constraintId = 'compute.memory@cluster:b';
    const { tornado } = await createSearchService(inputs, slowClock()).tornado(
      { scenario: { kind: 'draft', scenario: {} }, constraintId },
      {
        signal,
        progress: (state) => told.push(state as { done: number; total: number }),
        isCancelled: () => false,
      },
    );
    const tried = tornado.bars.length + tornado.unmoved;
    expect(told.at(-1)).toMatchObject({ done: tried, total: tried, unit: 'assumptions' });
    expect(told[0]).toMatchObject({ done: 1, total: tried });
  });

  it('stops when it is cancelled', async () => {
    const stop = new AbortController();
    await expect(
      createSearchService(inputs, slowClock()).tornado(
        { scenario: { kind: 'draft', scenario: {} }, constraintId: 'compute.memory@cluster:b' },
        { signal: stop.signal, progress: () => stop.abort(), isCancelled: () => false },
      ),
    ).rejects.toThrow('cancelled');
  });
});
