import { requiredFor } from '../../plan/host-targets.ts';
import { constraintNameOf } from '../../view/constraint-name.ts';
import { address, fixedColumn, onSheet } from './address.ts';
import { chosenShare, computed, day, number, share, text } from './cell.ts';
import { LIST_FIRST_ROW as FIRST, listSheet } from './list-sheet.ts';
import {
  arrived,
  HEAD,
  reserveFormula,
  STEPS_FROM,
  stepCells,
  stepTitles,
  type CellsContext,
} from './headroom-cells.ts';
import type { HeadroomRow } from './procurement-facts.ts';
import { resourceUnit } from './resource-unit.ts';
import type { Cell, Sheet } from './workbook.ts';

const HEADROOM = 'Headroom by month';

/** A miss this small is the noise of sums of decimals, as in the verdicts of the application. */
const NOISE = '0.000000000000004';

const TITLES = [
  'Target',
  'Day',
  'Demand',
  'Standing and ordered',
  'Bought',
  'Reserve',
  'Available',
  'Headroom',
  'At least',
  'Verdict',
  'Short by',
  'Unit',
];

/** Rows of one target, for charts. */
export interface TargetRows {
  readonly resource: HeadroomRow['resource'];
  readonly scope: string;
  readonly days: string;
  readonly headroom: string;
  readonly target: string;
  readonly lowest: number | null;
  /** Shown days on which it is missed. */
  readonly missed: number;
}

export interface HeadroomPart {
  readonly sheet: Sheet;
  readonly targets: readonly TargetRows[];
  readonly verdicts: string;
}

const nameOf = ({ resource, scope }: HeadroomRow): string => {
  const { name, where } = constraintNameOf(
    `compute.${resource.name}@${scope}`,
    (region) => `region ${region}`,
  );
  return `${name}, ${where}`;
};

/** Every headroom target today and at the end of each month, with what is bought by then. */
export function headroomSheet(context: CellsContext): HeadroomPart {
  const { facts } = context;
  const rowOf = new Map(
    facts.rows.map(({ resource, scope, day: on }, at) => [`${resource.name} ${scope} ${on}`, FIRST + at]),
  );
  const steps = stepTitles(context);
  const last = FIRST + facts.rows.length - 1;
  return {
    targets: targetsOf(facts.rows),
    verdicts: onSheet(HEADROOM, fixedColumn(HEAD.verdict, FIRST, Math.max(FIRST, last))),
    sheet: listSheet({
      name: HEADROOM,
      title: 'Headroom by month',
      note: 'Today, at the end of each month and on the last day planned for. Available = standing and ordered + bought − reserve; headroom = 1 − demand ÷ available.',
      heads: [...TITLES, ...steps],
      entries: facts.rows.map((row, at) => rowCells(context, row, FIRST + at, rowOf)),
      none: 'No target of hosts is measured.',
      widths: [28, 12, 13, 14, 12, 12, 13, 11, 10, 14, 12, 9, ...steps.map(() => 14)],
      frozenColumns: 2,
      printedColumns: STEPS_FROM,
      alarms: [
        {
          range: `${address(FIRST, HEAD.verdict)}:${address(Math.max(FIRST, last), HEAD.verdict)}`,
          text: 'Missed',
        },
      ],
    }),
  };
}

function targetsOf(rows: readonly HeadroomRow[]): readonly TargetRows[] {
  const targets: TargetRows[] = [];
  let from = 0;
  rows.forEach((row, at) => {
    const next = rows[at + 1];
    if (next !== undefined && next.scope === row.scope && next.resource === row.resource) return;
    const own = rows.slice(from, at + 1).flatMap(({ headroom }) => (headroom === null ? [] : [headroom]));
    const range = (column: number): string =>
      onSheet(HEADROOM, fixedColumn(column, FIRST + from, FIRST + at));
    targets.push({
      resource: row.resource,
      scope: row.scope,
      days: range(HEAD.day),
      headroom: range(HEAD.headroom),
      target: range(HEAD.target),
      lowest: own.length === 0 ? null : Math.min(...own),
      missed: rows.slice(from, at + 1).filter(({ missed }) => missed === true).length,
    });
    from = at + 1;
  });
  return targets;
}

function rowCells(
  context: CellsContext,
  row: HeadroomRow,
  at: number,
  rowOf: ReadonlyMap<string, number>,
): readonly Cell[] {
  const { facts, places, ranges } = context;
  const { resource, scope, demand, available, headroom, missed } = row;
  const { label, factor } = resourceUnit(resource);
  const cell = (name: keyof typeof HEAD): string => address(at, HEAD[name]);
  const amount = (value: number | null): Cell => number(value === null ? null : value / factor, 'decimal');
  const parts = scope.startsWith('region:')
    ? row.clusters.map(({ cluster }) => rowOf.get(`${resource.name} cluster:${cluster} ${row.day}`))
    : null;
  const sumOf = (column: number): string | null =>
    parts === null ? null : parts.map((part) => address(part ?? 0, column)).join('+') || '0';
  const [own] = row.clusters;
  const standing = sumKnown(row.clusters.map(({ supply }) => supply?.capacity ?? null));
  const bought = row.clusters.reduce(
    (sum, cluster) => sum + cluster.bought.reduce((all, { size, count }) => all + size * count, 0),
    0,
  );
  const ratio = facts.policy[resource.target];
  const target = typeof ratio === 'number' ? ratio : 0;
  const whenKnown = (value: Cell, formula: string): Cell =>
    available === null ? value : computed(value, formula);
  const boughtHere =
    ranges === null || own === undefined
      ? '0'
      : `SUMPRODUCT(${arrived(ranges, own.cluster, at)}*${ranges.column('quantity')}*${ranges.size(resource)})`;
  const measured = demand !== null && available !== null;
  const live = (value: Cell, formula: string): Cell => (measured ? computed(value, formula) : value);
  const reserve = standing === null || available === null ? null : standing + bought - available;
  return [
    text(nameOf(row)),
    day(row.day),
    amount(demand),
    sumOf(HEAD.standing) === null || standing === null
      ? amount(standing)
      : computed(amount(standing), sumOf(HEAD.standing) ?? '0'),
    computed(amount(bought), sumOf(HEAD.bought) ?? boughtHere),
    whenKnown(amount(reserve), sumOf(HEAD.reserve) ?? reserveFormula(context, at)),
    whenKnown(amount(available), `${cell('standing')}+${cell('bought')}-${cell('reserve')}`),
    live(
      share(headroom, [target], 'plain', measured ? 'nothing available' : 'not measured'),
      `IF(${cell('available')}>0,(${cell('available')}-${cell('demand')})/${cell('available')},"nothing available")`,
    ),
    computed(chosenShare(target), places.target.get(resource) ?? String(target)),
    live(
      text(missed === null ? 'Not measured' : missed ? 'Missed' : 'Holds'),
      `IF(ISNUMBER(${cell('headroom')}),IF(${cell('target')}-${cell('headroom')}<=${NOISE},"Holds","Missed"),IF(${cell('demand')}>0,"Missed","Holds"))`,
    ),
    live(
      amount(measured ? Math.max(0, requiredFor(demand, target) - available) : null),
      `IF(${cell('target')}<1,MAX(0,${cell('demand')}/(1-${cell('target')})-${cell('available')}),"no end")`,
    ),
    text(label, 'note'),
    ...(parts === null && own !== undefined ? stepCells(context, row, own, at) : []),
  ];
}

function sumKnown(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>(
    (sum, value) => (sum === null || value === null ? null : sum + value),
    0,
  );
}
