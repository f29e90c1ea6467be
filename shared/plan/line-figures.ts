import { policyLeaf } from '../assess/leaves.ts';
import { reserveName } from '../assess/losses-name.ts';
import { derived, leaf, type ExplainNode, type Source } from '../explain/node.ts';
import { dayNumber } from '../history/calendar.ts';
import type { Unit } from '../units.ts';
import { availableTo, sizeOf, type Delivery, type PlanProblem } from './plan-problem.ts';
import type { PlanLine, Purchase } from './plan-result.ts';
import { targetName } from './purchase-lines.ts';

/** Derivations of a plan's figures by name: `total`, and `count`, `orderBy`, `cost` of a line behind its id. */
export type PlanFigures = Readonly<Record<string, ExplainNode>>;

/** How every number of a purchase list comes about (MODEL.md section 4, explain). */
export function planFigures(
  problem: PlanProblem,
  deliveries: readonly Delivery[],
  purchase: Purchase,
): PlanFigures {
  const figures: [string, ExplainNode][] = [];
  const costs: ExplainNode[] = [];
  for (const line of purchase.lines) {
    const cost = costOf(line, problem);
    costs.push(cost);
    figures.push(
      [`cost ${line.id}`, cost],
      [`orderBy ${line.id}`, orderOf(line, problem)],
      [`count ${line.id}`, countOf(line, problem, deliveries)],
    );
  }
  if (costs.length > 0) figures.push(['total', derived('Total cost', 'count', 'sum of inputs', costs)]);
  return Object.fromEntries(figures);
}

/** Where a machine type's own figure comes from: the settings of the plan, else the catalogue. */
function skuSource(line: PlanLine, problem: PlanProblem, field: 'unitCost' | 'leadTimeDays'): Source {
  const isOwn = (problem.settings.skus[line.sku]?.[field] ?? null) !== null;
  return isOwn
    ? { origin: 'edited', of: `plan settings: ${line.sku}.${field}` }
    : { origin: 'vendor', of: `skus[${line.sku}].${field}` };
}

/** Cost of a line: hosts × the price of one, in the currency of the plan's settings (MODEL.md section 12). */
function costOf(line: PlanLine, problem: PlanProblem): ExplainNode {
  return derived(`${line.count} × ${line.sku} for ${line.cluster}`, 'count', 'product of inputs', [
    leaf('hosts', line.count, 'hosts', { origin: 'computed', of: 'the least-cost purchase' }),
    leaf('price of one', line.unitCost, 'count', skuSource(line, problem, 'unitCost')),
  ]);
}

/**
 * Order day: in service by − lead time − provisioning days. In service by is the day of need; where an order of today comes later
 * than that, the first day it can be in service (MODEL.md section 12).
 */
function orderOf(line: PlanLine, problem: PlanProblem): ExplainNode {
  return derived(`Order ${line.sku} for ${line.cluster} by`, 'days', 'day a − b − c days', [
    leaf('in service by', line.inServiceBy, 'days', {
      origin: 'computed',
      of: line.late
        ? `the first day after ${line.neededBy} on which one ordered today can be in service`
        : line.reason,
    }),
    leaf('lead time', line.leadTimeDays, 'days', skuSource(line, problem, 'leadTimeDays')),
    policyLeaf(problem.policy, 'provisioningDays', 'days'),
  ]);
}

/** What is left over of the target on the day with the line: available with it minus what the target asks for. */
function countOf(line: PlanLine, problem: PlanProblem, deliveries: readonly Delivery[]): ExplainNode {
  const day = Math.max(dayNumber(line.inServiceBy), dayNumber(line.neededBy));
  const requirement = problem.requirements.find(
    (candidate) => candidate.target.id === line.target && candidate.day === day,
  );
  const own = deliveries.find(
    ({ place, day: on }) =>
      on === dayNumber(line.inServiceBy) &&
      place.cluster === line.cluster &&
      place.failureDomain === line.failureDomain &&
      problem.options[place.option]?.sku.id === line.sku,
  );
  if (requirement === undefined || own === undefined)
    return leaf(`Hosts of ${line.sku}`, line.count, 'hosts', { origin: 'computed', of: line.reason });
  const { target, demand } = requirement;
  const option = problem.options[own.place.option];
  const size = option === undefined ? 0 : (sizeOf(option, target.resource) ?? 0);
  const unit: Unit = target.outlook.constraint.unit;
  const others = deliveries.filter((delivery) => delivery !== own);
  const without = availableTo(problem, requirement, others);
  const grown = without + size * line.count - availableTo(problem, requirement, deliveries);
  const on = line.inServiceBy;
  const computed = (of: string): Source => ({ origin: 'computed', of });
  const given = derived(`${line.count} × ${line.sku}`, unit, 'product of inputs', [
    leaf('hosts', line.count, 'hosts', computed('the least-cost purchase')),
    leaf('each gives', size, unit, { origin: 'vendor', of: `skus[${line.sku}]` }),
  ]);
  const available = derived(`Available with it on ${on}`, unit, 'sum of inputs', [
    leaf(
      'available without it',
      without,
      unit,
      computed(`${target.id} on ${on}, the plan’s other lines in place`),
    ),
    given,
    ...(grown > 0
      ? [
          leaf(
            'kept in reserve on top',
            -grown,
            unit,
            computed(`a larger host raises what is kept free for ${reserveName(problem.policy)}`),
          ),
        ]
      : []),
  ]);
  const required = derived(`Asked for by ${targetName(target.id)}`, unit, 'a ÷ b', [
    leaf('demand', demand, unit, computed(`${target.id}, projected for ${on}`)),
    derived('share that may be used', 'ratio', 'a − b', [
      leaf('everything', 1, 'ratio', computed('by definition')),
      policyLeaf(problem.policy, target.resource.target, 'ratio'),
    ]),
  ]);
  return derived(`Left over with ${line.count} × ${line.sku}`, unit, 'a − b', [available, required]);
}
