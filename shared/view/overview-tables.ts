import type { CapacitySummary, Constraint, RegionSummary } from '../assess/constraint.ts';
import type { Trigger } from '../timeline/trigger-result.ts';
import type { ChartTable } from './chart-table.ts';
import type { ClusterRow } from './cluster-rows.ts';
import { constraintNameOf, splitScope } from './constraint-name.ts';
import { shownNumber } from './review-snapshot.ts';

type Cell = string | number | null;

const onlyWith = <T>(isThere: boolean, cells: readonly T[]): readonly T[] => (isThere ? cells : []);

/**
 * Constraints by id in the order they are shown, numbers in full and in base units: ratios as fractions, bytes, seconds.
 * `after` is `null` without a scenario.
 */
export function constraintTable(
  ids: readonly string[],
  before: readonly Constraint[],
  after: readonly Constraint[] | null,
): ChartTable {
  const was = new Map(before.map((constraint) => [constraint.id, constraint]));
  const is = new Map((after ?? []).map((constraint) => [constraint.id, constraint]));
  const hasScenario = after !== null;
  const sideOf = (constraint: Constraint | undefined): readonly Cell[] => [
    constraint === undefined ? null : shownNumber(constraint),
    constraint?.demand ?? null,
    constraint?.available ?? null,
    constraint?.verdict ?? null,
  ];
  const columns = ['value', 'demand', 'available', 'verdict'];
  return {
    columns: [
      'constraint',
      'name',
      'scope',
      'unit',
      'target on',
      'target',
      ...columns,
      ...onlyWith(
        hasScenario,
        columns.map((column) => `${column}, scenario`),
      ),
    ],
    rows: ids.map((id) => {
      const constraint = was.get(id) ?? is.get(id);
      const target = constraint?.target ?? null;
      return [
        id,
        constraintNameOf(id).name,
        constraint?.scope ?? null,
        constraint?.unit ?? null,
        target?.on ?? null,
        target === null ? null : `${target.op} ${target.value}`,
        ...sideOf(was.get(id)),
        ...onlyWith(hasScenario, sideOf(is.get(id))),
      ];
    }),
  };
}

/**
 * What the capacity bars are drawn from, in bytes and cores; what may be used is after the reserve. Target
 * headroom is a fraction.
 */
export function capacityTable(before: RegionSummary, after: RegionSummary | null): ChartTable {
  const columns = ['installed', 'kept in reserve', 'may be used', 'reserved', 'used', 'target headroom'];
  const sideOf = (summary: CapacitySummary): readonly Cell[] => [
    summary.total,
    summary.reserve,
    summary.available,
    summary.reserved,
    summary.used,
    summary.targetHeadroom,
  ];
  const resources = [
    { key: 'memory', unit: 'bytes' },
    { key: 'cpu', unit: 'cores' },
  ] as const;
  return {
    columns: [
      'region',
      'resource',
      'unit',
      ...columns,
      ...onlyWith(
        after !== null,
        columns.map((column) => `${column}, scenario`),
      ),
    ],
    rows: resources.map(({ key, unit }) => [
      before.region,
      key,
      unit,
      ...sideOf(before[key]),
      ...(after === null ? [] : sideOf(after[key])),
    ]),
  };
}

/** Clusters as they are shown; headroom as a fraction. */
export function clusterTable(
  rows: readonly ClusterRow[],
  before: readonly Constraint[],
  after: readonly Constraint[] | null,
): ChartTable {
  const headroomIn = (constraints: readonly Constraint[]) => {
    const byId = new Map(constraints.map(({ id, headroom }) => [id, headroom]));
    return ({ id }: ClusterRow): readonly Cell[] =>
      ['memory', 'cpu'].map((resource) => byId.get(`compute.${resource}@cluster:${id}`) ?? null);
  };
  const was = headroomIn(before);
  const is = after === null ? null : headroomIn(after);
  const columns = ['any one loss', 'memory headroom', 'CPU headroom'];
  return {
    columns: [
      'cluster',
      'hosts',
      'microVMs',
      ...columns,
      ...onlyWith(
        is !== null,
        columns.map((column) => `${column}, scenario`),
      ),
    ],
    rows: rows.map((row) => [
      row.id,
      row.hosts,
      row.microvms,
      row.survival.before,
      ...was(row),
      ...(is === null ? [] : [row.survival.after, ...is(row)]),
    ]),
  };
}

/** Triggers as they are shown: days as ISO dates, ratios as fractions. */
export function triggerTable(
  pairs: readonly { readonly baseline: Trigger; readonly scenario: Trigger | null }[],
  hasScenario: boolean,
): ChartTable {
  const columns = ['state', 'date', 'days left'];
  return {
    columns: [
      'trigger',
      'scope',
      'target on',
      'target',
      'now',
      'at horizon',
      'at horizon, low',
      'at horizon, high',
      ...columns,
      ...onlyWith(
        hasScenario,
        columns.map((column) => `${column}, scenario`),
      ),
      'smallest action',
      'order by',
      'in service by',
      'cost',
      'currency',
      'reason',
    ],
    rows: pairs.map(({ baseline, scenario }) => {
      const { target, now, atHorizon, action } = baseline;
      const edges = [atHorizon?.shownLow ?? null, atHorizon?.shownHigh ?? null].filter(
        (edge) => edge !== null,
      );
      const isBand = edges.length === 2;
      return [
        baseline.kind,
        splitScope(baseline.scope).id,
        target.on,
        `${target.op} ${target.value}`,
        now?.shown ?? null,
        atHorizon?.shown ?? null,
        isBand ? Math.min(...edges) : null,
        isBand ? Math.max(...edges) : null,
        baseline.state,
        baseline.date,
        baseline.daysLeft,
        ...onlyWith(hasScenario, [
          scenario?.state ?? null,
          scenario?.date ?? null,
          scenario?.daysLeft ?? null,
        ]),
        action?.text ?? null,
        action?.orderBy ?? null,
        action?.inServiceBy ?? null,
        action?.cost ?? null,
        action?.currency ?? null,
        baseline.reason,
      ];
    }),
  };
}
