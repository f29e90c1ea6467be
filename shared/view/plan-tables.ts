import type { PlanResult, Purchase, Sensitivity } from '../plan/plan-result.ts';
import type { ChartTable } from './chart-table.ts';
import { formatSigned } from './number-format.ts';

// Tables of a plan with full figures, for CSV.

const unitOf = (currency: string | null): string => (currency === null ? '' : ` (${currency})`);
const firstOrder = ({ lines }: Pick<Purchase, 'lines'>): string | null =>
  lines.flatMap(({ orderBy }) => (orderBy === null ? [] : [orderBy])).sort()[0] ?? null;

/** The purchase list as a table with full figures. */
export function planTable({ lines, currency }: Purchase): ChartTable {
  const unit = unitOf(currency);
  return {
    columns: [
      'order_by',
      'in_service_by',
      'count',
      'sku',
      'cluster',
      'failure_domain',
      `unit_cost${unit}`,
      `cost${unit}`,
      'late',
      'needed_by',
      'target',
      'reason',
      'order_by_if_slow',
    ],
    rows: lines.map((line) => [
      line.orderBy,
      line.inServiceBy,
      line.count,
      line.sku,
      line.cluster,
      line.failureDomain,
      line.unitCost,
      line.cost,
      line.late ? 'yes' : 'no',
      line.neededBy,
      line.target,
      line.reason,
      line.orderByIfSlow,
    ]),
  };
}

/** The plan and what else could be done, one row each. */
export function alternativesTable(plan: PlanResult): ChartTable {
  const unit = unitOf(plan.currency);
  const row = (title: string, kind: string, what: Purchase, explanation: string) => [
    title,
    kind,
    what.hosts,
    what.lines.map(({ count, sku, cluster }) => `${count} × ${sku} for ${cluster}`).join('; '),
    what.totalCost,
    what.totalCost === null || plan.totalCost === null ? null : what.totalCost - plan.totalCost,
    firstOrder(what),
    what.missed.reduce((sum, { days }) => sum + days, 0),
    what.feasible ? 'yes' : 'no',
    explanation,
  ];
  return {
    columns: [
      'plan',
      'kind',
      'hosts',
      'buys',
      `cost${unit}`,
      `difference${unit}`,
      'first_order_by',
      'target_days_missed',
      'keeps_what_can_be_kept',
      'explanation',
    ],
    rows: [
      row('This plan', 'plan', plan, plan.explanation.join('; ')),
      ...plan.alternatives.map((other) => row(other.title, other.kind, other, other.explanation)),
    ],
  };
}

/** `std-64 at +20%`, `orders take −14 days`. */
export function sensitivityName({ kind, sku, change }: Pick<Sensitivity, 'kind' | 'sku' | 'change'>): string {
  if (kind === 'price') return `${sku ?? ''} at ${formatSigned((change - 1) * 100)}%`;
  return `orders take ${formatSigned(change)} ${Math.abs(change) === 1 ? 'day' : 'days'}`;
}

export function sensitivitiesTable(plan: PlanResult): ChartTable {
  const unit = unitOf(plan.currency);
  return {
    columns: [
      'if',
      `cost${unit}`,
      `difference${unit}`,
      'hosts',
      'late_lines',
      'first_order_by',
      'buys_otherwise',
    ],
    rows: plan.sensitivities.map((entry) => [
      sensitivityName(entry),
      entry.totalCost,
      entry.totalCost === null || plan.totalCost === null ? null : entry.totalCost - plan.totalCost,
      entry.hosts,
      entry.lateLines,
      entry.firstOrderBy,
      entry.purchaseChanges ? 'yes' : 'no',
    ]),
  };
}
