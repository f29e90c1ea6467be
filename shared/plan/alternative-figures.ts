import { policySource } from '../assess/leaves.ts';
import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import { sumNode } from '../explain/grouping.ts';
import type { Purchase, Regret } from './plan-result.ts';
import { targetName } from './purchase-lines.ts';

type Lines = Pick<Purchase, 'lines'>;

/** Hosts of a purchase, line by line with why each is there. */
export function hostsNode({ lines }: Lines): ExplainNode {
  return sumNode(
    'Hosts',
    'hosts',
    lines.map(({ count, sku, cluster, reason }) =>
      leaf(`${sku} for ${cluster}`, count, 'hosts', { origin: 'computed', of: reason }),
    ),
  );
}

/** What a purchase costs more (less) than the plan. */
export const differenceNode = (other: Lines, plan: Lines): ExplainNode =>
  derived('Difference', 'count', 'a − b', [
    purchaseCostNode(other),
    { ...purchaseCostNode(plan), label: 'Cost of the plan' },
  ]);

/** The cost of a purchase: its lines, each count × price; `null` where a price is not known. */
export function purchaseCostNode({ lines }: Lines): ExplainNode {
  return sumNode(
    'Total cost',
    'count',
    lines.map((line) =>
      derived(`${line.count} × ${line.sku} for ${line.cluster}`, 'count', 'product of inputs', [
        leaf('hosts', line.count, 'hosts', { origin: 'computed', of: line.reason }),
        leaf('price of one', line.unitCost, 'count', { origin: 'vendor', of: `${line.sku}.unitCost` }),
      ]),
    ),
  );
}

/** Days on which a target is missed, added up over the targets, stretch by stretch. */
export function missedDaysNode({ missed }: Purchase): ExplainNode {
  return sumNode(
    'Target days missed',
    'days',
    missed.map(({ id, from, to, days }) =>
      leaf(targetName(id), days, 'days', { origin: 'computed', of: `${id}, ${from} to ${to}` }),
    ),
  );
}

/** Expected regret: both mistakes by their weights, each the mean over the demands weighed. */
export function regretNode(regret: Regret, cost: number): ExplainNode {
  const source = { origin: 'computed', of: 'least-cost plans' } as const;
  const bought = leaf('bought', cost, 'count', source);
  const mean = (
    label: string,
    of: (itsPlan: ExplainNode) => readonly [ExplainNode, ExplainNode],
  ): ExplainNode =>
    derived(label, 'count', 'a ÷ b', [
      sumNode(
        'all demands together',
        'count',
        regret.demands.map((demand) =>
          derived(
            `demand at ${Math.round(demand.quantile * 100)}%`,
            'count',
            'a − b, at least 0',
            of(leaf('its plan costs', demand.cost, 'count', source)),
          ),
        ),
      ),
      leaf('demands', regret.demands.length, 'count', { origin: 'computed', of: 'tenths of the interval' }),
    ]);
  const weighed = (
    label: string,
    key: 'underBuyWeight' | 'overBuyWeight',
    amount: ExplainNode,
  ): ExplainNode =>
    derived(label, 'count', 'product of inputs', [
      leaf('weight', regret[key], 'count', policySource(key, regret[key])),
      amount,
    ]);
  return derived('Expected regret', 'count', 'sum of inputs', [
    weighed(
      'bought too little',
      'underBuyWeight',
      mean('mean too little', (itsPlan) => [itsPlan, bought]),
    ),
    weighed(
      'bought too much',
      'overBuyWeight',
      mean('mean too much', (itsPlan) => [bought, itsPlan]),
    ),
  ]);
}
