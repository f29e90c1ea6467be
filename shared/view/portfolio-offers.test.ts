import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseModelText } from '../model/parse-model.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { parsePortfolio } from '../timeline/parse-portfolio.ts';
import { PORTFOLIO_AXES } from '../timeline/portfolio.ts';
import { firstPortfolio, portfolioOffers } from './portfolio-offers.ts';

const golden = join(import.meta.dirname, '../timeline/golden/model.json');
const parsed = parseModelText(readFileSync(golden, 'utf8'));
if (!parsed.ok) throw new Error('the golden model is broken');
// Two databases: the choice that adds a failover of each stands beside those that add one.
const postgres = parsed.value.postgres.flatMap((one) => [one, { ...one, id: `${one.id}-2` }]);
const model = { ...parsed.value, postgres };
const schema = 'headroom.portfolio/v1';

describe('what a portfolio is made of', () => {
  it('starts with lists the engine takes, every variant once', () => {
    const lists = firstPortfolio('n', model, POLICY_DEFAULTS);
    const read = parsePortfolio({ schema, ...lists }, model);
    expect(read.ok ? [] : read.problems).toEqual([]);
    for (const axis of PORTFOLIO_AXES) expect(lists[axis].length).toBeGreaterThan(1);
    expect(lists.failures.filter(({ name }) => name.endsWith(' failover'))).toHaveLength(postgres.length);
  });

  it('offers nothing the engine refuses', () => {
    for (const axis of PORTFOLIO_AXES) {
      for (const { id, variants } of portfolioOffers(axis, model, POLICY_DEFAULTS)) {
        const read = parsePortfolio({ schema, name: 'n', [axis]: variants }, model);
        expect(read.ok ? [] : read.problems, id).toEqual([]);
      }
    }
  });
});
