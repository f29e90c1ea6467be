import { daysInWords } from '../../view/date-format.ts';
import { nothingBought } from '../../view/plan-words.ts';
import type { HostResource } from '../../assess/host-resource.ts';
import type { PlanLine } from '../../plan/plan-result.ts';
import { address, fixedColumn, onSheet } from './address.ts';
import type { AssumptionPlaces } from './assumptions-sheet.ts';
import { computed, day, nothing, number, text } from './cell.ts';
import { LIST_FIRST_ROW as FIRST, listSheet } from './list-sheet.ts';
import type { ProcurementFacts } from './procurement-facts.ts';
import { resourceUnit } from './resource-unit.ts';
import type { Cell, Sheet } from './workbook.ts';

const PURCHASES = 'Purchase list';

/** Columns of the list, by what stands in them. */
export const BUY = {
  orderBy: 0,
  arrival: 1,
  quantity: 2,
  sku: 3,
  cluster: 4,
  failureDomain: 5,
  unitCost: 6,
  cost: 7,
  leadDays: 8,
  provisioning: 9,
  neededBy: 10,
  status: 11,
  slowOrderBy: 12,
  reason: 13,
} as const;
const SIZES_FROM = BUY.reason + 1;

/** Where the lines stand, for formulas of other sheets; `null` where nothing is bought. */
export interface PurchaseRanges {
  /** `'Purchase list'!$C$4:$C$9` */
  readonly column: (name: keyof typeof BUY) => string;
  readonly size: (resource: HostResource) => string;
}

export interface PurchasePart {
  readonly sheet: Sheet;
  readonly ranges: PurchaseRanges | null;
  readonly totalHosts: string;
  readonly totalCost: string;
}

/** `DATE(2026,5,14)` */
const dateOf = (isoDay: string): string => `DATE(${isoDay.split('-').map(Number).join(',')})`;

/** What to buy, by when, for how much: each figure recalculated from the assumptions. */
export function purchaseSheet(facts: ProcurementFacts, places: AssumptionPlaces): PurchasePart {
  const { plan, resources } = facts;
  const last = FIRST + plan.lines.length - 1;
  const currency = plan.currency ?? 'no currency';
  const heads = [
    'Order by',
    'In service by',
    'Hosts',
    'Machine type',
    'Cluster',
    'Failure domain',
    `Unit cost (${currency})`,
    `Cost (${currency})`,
    'Lead time (days)',
    'Provisioning (days)',
    'Needed by',
    'Status',
    'Order by if slow',
    'Because',
    ...resources.map((resource) => {
      const { title, label } = resourceUnit(resource);
      return `${title} per host (${label})`;
    }),
  ];
  const lines = plan.lines.map((line, at) => lineCells(facts, places, line, at));
  const has = plan.lines.length > 0;
  const totalRow = last + 1;
  return {
    ranges: has
      ? {
          column: (name) => onSheet(PURCHASES, fixedColumn(BUY[name], FIRST, last)),
          size: (resource) =>
            onSheet(PURCHASES, fixedColumn(SIZES_FROM + resources.indexOf(resource), FIRST, last)),
        }
      : null,
    totalHosts: onSheet(PURCHASES, address(totalRow, BUY.quantity)),
    totalCost: onSheet(PURCHASES, address(totalRow, BUY.cost)),
    sheet: listSheet({
      name: PURCHASES,
      title: 'Purchase list',
      note: 'In the order in which orders have to be placed.',
      heads,
      entries: lines,
      none: nothingBought(plan),
      ...(has ? { totals: totals(facts, last) } : {}),
      widths: [11, 13, 7, 13, 13, 12, 12, 12, 11, 13, 11, 9, 12, 44, ...resources.map(() => 17)],
      frozenColumns: 0,
      printedColumns: SIZES_FROM,
      alarms: has
        ? [{ range: `${address(FIRST, BUY.status)}:${address(last, BUY.status)}`, text: 'late' }]
        : [],
    }),
  };
}

function lineCells(
  { resources, options, policy }: ProcurementFacts,
  places: AssumptionPlaces,
  line: PlanLine,
  at: number,
): readonly Cell[] {
  const cell = (name: keyof typeof BUY): string => address(FIRST + at, BUY[name]);
  const timed = line.leadTimeDays !== null;
  const lead = timed ? (places.leadDays.get(line.sku) ?? '0') : '0';
  const whole = `${cell('leadDays')}+${cell('provisioning')}`;
  const slow = places.slowLeadDays.get(line.sku);
  const sku = options.find((option) => option.sku.id === line.sku)?.sku;
  // A line bought before its target asks for it comes on its own day.
  const wanted = line.neededBy > line.inServiceBy ? dateOf(line.inServiceBy) : cell('neededBy');
  const arrival = `MAX(${wanted},ROUNDUP(${places.asOf}+${lead}+${places.provisioningDays},0))`;
  const slowOrder = `INT(${cell('arrival')}-${slow}-${cell('provisioning')})`;
  return [
    timed ? computed(day(line.orderBy), `INT(${cell('arrival')}-(${whole}))`) : day(null),
    computed(day(line.inServiceBy), arrival),
    computed(number(line.count, 'whole'), places.quantity[at] ?? '0'),
    text(line.sku),
    text(line.cluster),
    line.failureDomain === null ? text('any', 'note') : text(line.failureDomain),
    line.unitCost === null
      ? number(null, 'money', 'plain', 'not known')
      : computed(number(line.unitCost, 'money'), places.price.get(line.sku) ?? '0'),
    line.cost === null
      ? number(null, 'money', 'plain', 'not known')
      : computed(number(line.cost, 'money'), `${cell('quantity')}*${cell('unitCost')}`),
    timed ? computed(number(line.leadTimeDays), lead) : number(null, 'general', 'plain', 'not known'),
    computed(number(policy.provisioningDays), places.provisioningDays),
    day(line.neededBy),
    computed(
      text(line.late ? 'late' : 'in time'),
      `IF(${cell('arrival')}>${cell('neededBy')},"late","in time")`,
    ),
    line.orderByIfSlow === null || slow === undefined
      ? text('no interval', 'note')
      : computed(day(line.orderByIfSlow), slowOrder),
    text(daysInWords(line.reason), 'wrapped'),
    ...resources.map((resource) => {
      const size = sku === undefined ? null : resource.limit(sku);
      return size === null
        ? number(0, 'decimal', 'note')
        : computed(
            number(size / resourceUnit(resource).factor, 'decimal', 'note'),
            places.size(line.sku, resource),
          );
    }),
  ];
}

function totals({ plan, resources }: ProcurementFacts, last: number): readonly Cell[] {
  const sum = (column: number): string => `SUM(${address(FIRST, column)}:${address(last, column)})`;
  const row: Cell[] = Array.from({ length: SIZES_FROM + resources.length }, () => nothing);
  row[BUY.orderBy] = text('Total', 'total');
  for (let column = 1; column < SIZES_FROM; column += 1) row[column] = { ...nothing, role: 'total' };
  row[BUY.quantity] = computed(number(plan.hosts, 'whole', 'total'), sum(BUY.quantity));
  row[BUY.cost] =
    plan.totalCost === null
      ? text('not known', 'total')
      : computed(number(plan.totalCost, 'money', 'total'), sum(BUY.cost));
  return row;
}
