import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import { dayNumber } from '../history/calendar.ts';
import type { PipelineCourse, PipelinePlan } from '../plan/pipeline-plan.ts';
import type { PlanLine, PlanResult } from '../plan/plan-result.ts';
import { formatDay, formatDayInSentence } from './date-format.ts';
import { counted, formatShareAtMost } from './number-format.ts';
import { money } from './money.ts';

export const COURSE_TITLES: Readonly<Record<PipelineCourse, string>> = {
  expected: 'Each by their likelihood',
  everybody: 'Everybody signs',
};

/** `at once`, `by 26 Apr`, or `no date` where a lead time is not known. */
export const orderWhen = ({ orderBy, late }: PlanLine, asOf: string): string =>
  orderBy === null ? 'no date' : late ? 'at once' : `by ${formatDay(orderBy, asOf)}`;

/** What the plans come to, in a sentence each: how many hosts, for how much, when the first is ordered. */
export function pipelinePlansText(plans: readonly PipelinePlan[]): string {
  return plans
    .map(({ course, plan }) => {
      const title = COURSE_TITLES[course];
      if (plan.lines.length === 0)
        return plan.feasible && plan.missed.length === 0
          ? `${title}: nothing to buy.`
          : `${title}: nothing that can be bought keeps every target.`;
      const asOf = plan.asOf.slice(0, 10);
      const cost = plan.totalCost === null ? '' : ` for ${money(plan.totalCost, plan.currency)}`;
      const days = plan.lines.flatMap(({ orderBy }) => orderBy ?? []).sort();
      const [first] = days;
      const when =
        first === undefined
          ? ''
          : plan.lines.some(({ late }) => late)
            ? ', the first to order at once'
            : `, the first to order by ${formatDayInSentence(first, asOf)}`;
      return `${title}: ${counted(plan.hosts, 'host')}${cost}${when}.`;
    })
    .join(' ');
}

/** How sure a plan is: proved least or its gap, and on how many days the engine was asked with the hosts in place. */
export function planSurety(plan: PlanResult): string {
  const asOf = plan.asOf.slice(0, 10);
  const days = dayNumber(plan.until) - dayNumber(asOf) + 1;
  const least =
    plan.lines.length === 0
      ? ''
      : plan.optimal
        ? 'proved to cost least'
        : plan.gap === null
          ? 'not proved to cost least'
          : `at most ${formatShareAtMost(plan.gap)} above the least cost`;
  const checked = plan.verified
    ? `${counted(days, 'day')} to ${formatDay(plan.until, asOf)} verified by the engine`
    : 'not verified: some target stays missed';
  return [least, checked].filter((part) => part !== '').join('; ');
}

/** What a plan costs, line by line; `null` where there is nothing to add up or a price is not known. */
export function planCostNode({ lines, totalCost }: PlanResult): ExplainNode | null {
  if (totalCost === null || lines.length === 0) return null;
  return derived('Cost of the plan', 'count', 'sum of inputs', lines.map(lineCostNode));
}

/** Hosts times price. */
export function lineCostNode({ count, sku, cluster, unitCost }: PlanLine): ExplainNode {
  return derived(`${count} × ${sku} for ${cluster}`, 'count', 'product of inputs', [
    leaf('hosts', count, 'hosts', { origin: 'computed', of: 'the purchase plan' }),
    leaf(`price of ${sku}`, unitCost, 'count', { origin: 'vendor', of: 'skus.csv' }),
  ]);
}
