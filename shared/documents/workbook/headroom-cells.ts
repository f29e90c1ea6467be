import { dayNumber } from '../../history/calendar.ts';
import type { PlanLine } from '../../plan/plan-result.ts';
import { reserveKinds } from '../../plan/supply.ts';
import { address, columnName } from './address.ts';
import type { AssumptionPlaces } from './assumptions-sheet.ts';
import { computed, number, quoted } from './cell.ts';
import {
  boughtSize,
  type ClusterSupply,
  type HeadroomRow,
  type ProcurementFacts,
} from './procurement-facts.ts';
import type { PurchaseRanges } from './purchase-sheet.ts';
import { resourceUnit } from './resource-unit.ts';
import type { Cell } from './workbook.ts';

/** Columns of the sheet, by what stands in them. The steps of the reserve stand behind them. */
export const HEAD = {
  name: 0,
  day: 1,
  demand: 2,
  standing: 3,
  bought: 4,
  reserve: 5,
  available: 6,
  headroom: 7,
  target: 8,
  verdict: 9,
  short: 10,
  unit: 11,
} as const;
export const STEPS_FROM = HEAD.unit + 1;

/** What the cells of a cluster are made of. */
export interface CellsContext {
  readonly facts: ProcurementFacts;
  readonly places: AssumptionPlaces;
  readonly ranges: PurchaseRanges | null;
  /** Machine types that are bought. */
  readonly skus: readonly string[];
}

/** Titles of the steps: the largest hosts standing, one column per bought type and rank, the largest failure domain. */
export function stepTitles({ facts, skus }: CellsContext): readonly string[] {
  const kinds = reserveKinds(facts.policy);
  const ranks = Array.from({ length: facts.reserveHosts }, (_, at) => at + 1);
  return [
    ...(kinds.includes('hosts')
      ? [
          ...ranks.map((rank) => `Largest host ${rank} standing`),
          ...skus.flatMap((sku) => ranks.map((rank) => `Host ${rank} of ${sku} bought`)),
        ]
      : []),
    ...(kinds.includes('failureDomain') ? ['Largest failure domain'] : []),
  ];
}

const linesOf = (facts: ProcurementFacts, cluster: string): readonly (readonly [PlanLine, number])[] =>
  facts.plan.lines.map((line, at) => [line, at] as const).filter(([line]) => line.cluster === cluster);

/** The steps of a cluster’s reserve on one day. */
export function stepCells(
  context: CellsContext,
  { resource, day }: HeadroomRow,
  { cluster, supply }: ClusterSupply,
  row: number,
): readonly Cell[] {
  const { facts, places, ranges, skus } = context;
  const { factor } = resourceUnit(resource);
  const kinds = reserveKinds(facts.policy);
  const step = (value: number): Cell => number(value / factor, 'decimal', 'note');
  const cells: Cell[] = [];
  if (kinds.includes('hosts')) {
    for (let rank = 0; rank < facts.reserveHosts; rank += 1) cells.push(step(supply?.limits[rank] ?? 0));
    for (const sku of skus) {
      const size = sizeOf(facts, sku, resource);
      const there = linesOf(facts, cluster)
        .filter(([line]) => line.sku === sku && dayNumber(line.inServiceBy) <= dayNumber(day))
        .reduce((sum, [line]) => sum + line.count, 0);
      for (let rank = 1; rank <= facts.reserveHosts; rank += 1) {
        const count =
          ranges === null
            ? '0'
            : `SUMPRODUCT(${arrived(ranges, cluster, row)}*EXACT(${ranges.column('sku')},${quoted(sku)})*${ranges.column('quantity')})`;
        cells.push(
          computed(step(there >= rank ? size : 0), `IF(${count}>=${rank},${places.size(sku, resource)},0)`),
        );
      }
    }
  }
  if (kinds.includes('failureDomain'))
    cells.push(domainCell(context, { cluster, supply, resource, day }, row));
  return cells;
}

const sizeOf = ({ options }: ProcurementFacts, sku: string, resource: HeadroomRow['resource']): number =>
  boughtSize(options, { sku }, resource);

/** Ones for the lines of a cluster that are in service on the row’s day, zeros for the others. */
export const arrived = (ranges: PurchaseRanges, cluster: string, row: number): string =>
  `EXACT(${ranges.column('cluster')},${quoted(cluster)})*(${ranges.column('arrival')}<=$${address(row, HEAD.day)})`;

/** The largest failure domain with what is bought into it; a host in none is a domain of its own. */
function domainCell(
  { facts, ranges }: CellsContext,
  {
    cluster,
    supply,
    resource,
    day,
  }: Pick<HeadroomRow, 'resource' | 'day'> & Omit<ClusterSupply, 'bought' | 'available'>,
  row: number,
): Cell {
  const { factor } = resourceUnit(resource);
  const own = linesOf(facts, cluster);
  const isThere = ([line]: readonly [PlanLine, number]): boolean =>
    dayNumber(line.inServiceBy) <= dayNumber(day);
  const sumIn = (name: string | null): number =>
    name === null ? 0 : (supply?.domains.find(({ failureDomain }) => failureDomain === name)?.sum ?? 0);
  const boughtInto = new Set(
    own.flatMap(([{ failureDomain }]) => (failureDomain === null ? [] : [failureDomain])),
  );
  const untouched = Math.max(
    0,
    ...(supply?.domains ?? [])
      .filter(({ failureDomain }) => failureDomain === null || !boughtInto.has(failureDomain))
      .map(({ sum }) => sum),
  );
  const at = (name: 'arrival' | 'quantity', index: number): string =>
    ranges === null ? '0' : `INDEX(${ranges.column(name)},${index + 1})`;
  const size = (index: number): string =>
    ranges === null ? '0' : `INDEX(${ranges.size(resource)},${index + 1})`;
  const comes = (index: number): string => `(${at('arrival', index)}<=$${address(row, HEAD.day)})`;
  const values = [untouched];
  const terms = [String(untouched / factor)];
  for (const name of boughtInto) {
    const into = own.filter(([line]) => line.failureDomain === name);
    values.push(
      sumIn(name) +
        into.filter(isThere).reduce((sum, [line]) => sum + line.count * sizeOf(facts, line.sku, resource), 0),
    );
    terms.push(
      [
        String(sumIn(name) / factor),
        ...into.map(([, i]) => `${comes(i)}*${at('quantity', i)}*${size(i)}`),
      ].join('+'),
    );
  }
  for (const each of own.filter(([{ failureDomain }]) => failureDomain === null)) {
    const [line, i] = each;
    values.push(isThere(each) ? sizeOf(facts, line.sku, resource) : 0);
    terms.push(`${comes(i)}*(${at('quantity', i)}>0)*${size(i)}`);
  }
  return computed(number(Math.max(...values) / factor, 'decimal', 'note'), `MAX(${terms.join(',')})`);
}

/** The reserve of a cluster’s row by its steps. */
export function reserveFormula({ facts, skus }: CellsContext, row: number): string {
  const kinds = reserveKinds(facts.policy);
  const { reserveHosts } = facts;
  const hostColumns = kinds.includes('hosts') ? reserveHosts * (1 + skus.length) : 0;
  const range = `${columnName(STEPS_FROM)}${row + 1}:${columnName(STEPS_FROM + hostColumns - 1)}${row + 1}`;
  const hosts =
    reserveHosts === 0
      ? '0'
      : Array.from({ length: reserveHosts }, (_, at) => `LARGE(${range},${at + 1})`).join('+');
  const domain = address(row, STEPS_FROM + hostColumns);
  const parts = kinds.map((kind) => (kind === 'hosts' ? hosts : domain));
  return parts.length === 1 ? (parts[0] ?? '0') : `MAX(${parts.join(',')})`;
}
