import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseModelText } from '../model/parse-model.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { portfolio, portfolioRows, type PortfolioLists } from './portfolio.ts';

const parsedModel = parseModelText(readFileSync(join(import.meta.dirname, 'golden/model.json'), 'utf8'));
if (!parsedModel.ok) throw new Error('the golden model is broken');
const model = parsedModel.value;

const lists: PortfolioLists = {
  models: [
    { name: 'today', model },
    { name: 'without skus', model: { ...model, skus: [] } },
  ],
  onboardings: [
    { name: 'none', events: [] },
    {
      name: 'newco',
      events: [
        { type: 'onboardCustomer', customer: 'newco', cluster: 'b', fleet: [{ flavor: 's', count: 3 }] },
      ],
    },
  ],
  failures: [
    { name: 'none', events: [] },
    { name: 'b1', events: [{ type: 'hostLoss', hosts: ['b1'] }] },
    { name: 'ghost', events: [{ type: 'hostLoss', hosts: ['nowhere'] }] },
  ],
  policies: [
    { name: 'default', policy: POLICY_DEFAULTS },
    { name: 'lax', policy: { ...POLICY_DEFAULTS, memoryHeadroomMinRatio: 0 } },
  ],
  seeds: [],
};

describe('portfolio', () => {
  const { rows, columns } = portfolio(lists);

  it('is the product of its lists, in their order; an empty list adds nothing', () => {
    expect(rows).toHaveLength(2 * 2 * 3 * 2);
    expect(rows.map(({ model: name }) => name)).toEqual([
      ...Array<string>(12).fill('today'),
      ...Array<string>(12).fill('without skus'),
    ]);
    expect(rows.slice(0, 3).map(({ failure, policy }) => [failure, policy])).toEqual([
      ['none', 'default'],
      ['none', 'lax'],
      ['b1', 'default'],
    ]);
  });
  it('has a column for every figure of a row', () => {
    expect(columns.map(({ key }) => key).sort()).toEqual(Object.keys(rows[0] ?? {}).sort());
  });
  it('says of each row what is missed, what is tightest and how the onboarding ends', () => {
    expect(rows[0]).toMatchObject({
      verdict: 'ok',
      breaches: 0,
      newBreaches: 0,
      onboardingVerdict: null,
      unplaced: 0,
    });
    const newco = rows.find(
      (row) => row.onboarding === 'newco' && row.failure === 'none' && row.policy === 'default',
    );
    expect(newco).toMatchObject({ onboardingVerdict: 'accept', howManyFit: 1 });
    const loss = rows.find(
      (row) => row.onboarding === 'none' && row.failure === 'b1' && row.policy === 'default',
    );
    // b is left with nothing available for 30 of demand: −30 of 100.
    expect(loss).toMatchObject({
      verdict: 'breach',
      worstConstraint: 'compute.memory@cluster:b',
      worstMarginRatio: -0.3,
    });
  });
  it('keeps a row whose events cannot be applied, with the reason', () => {
    const ghosts = rows.filter((row) => row.failure === 'ghost');
    expect(ghosts).toHaveLength(8);
    for (const row of ghosts) {
      expect(row.verdict).toBe('refused');
      expect(row.problem).toContain('there is no host nowhere');
      expect(row.breaches).toBeNull();
    }
  });
  it('yields row by row, so that a worker can stop', () => {
    const steps = portfolioRows(lists);
    expect(steps.next().value).toEqual(rows[0]);
    expect(steps.next().value).toEqual(rows[1]);
  });
  it('throws the dice per seed where runs are asked for', () => {
    const unlikely = { name: 'maybe', events: [{ type: 'hostLoss', hosts: ['b1'], probability: 0.5 }] };
    const table = portfolio({
      ...lists,
      models: lists.models.slice(0, 1),
      onboardings: [],
      failures: [unlikely],
      policies: lists.policies.slice(0, 1),
      seeds: [1, 2],
      runs: 100,
    });
    expect(table.rows.map((row) => row.seed)).toEqual([1, 2]);
    for (const row of table.rows) expect(Math.abs((row.probabilityAllHold ?? 0) - 0.5)).toBeLessThan(0.2);
    expect(table.rows[0]?.probabilityAllHold).not.toBe(table.rows[1]?.probabilityAllHold);
  });
});
