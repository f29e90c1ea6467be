import { dayText } from '../model/instant.ts';
import type { ImmediateResult } from '../timeline/result.ts';
import type { Timeline, TimelineConstraint } from '../timeline/timeline-result.ts';
import type { CrossingDates, ForecastSummary } from '../timeline/forecast-result.ts';
import type { ChartTable } from './chart-table.ts';
import type { ForecastPair } from './forecast-rows.ts';
import type { ForecastSpark } from './forecast-spark.ts';
import { constraintTable } from './overview-tables.ts';
import type { DaysRow } from './scenario-days.ts';

type Cell = string | number | null;

const datesOf = (crossing: CrossingDates | null | undefined): readonly Cell[] => [
  crossing?.date ?? null,
  crossing?.early ?? null,
  crossing?.late ?? null,
];
const DATES = ['reached on', 'early', 'late'];
const inScenario = (columns: readonly string[]): readonly string[] =>
  columns.map((column) => `${column}, scenario`);

/** Forecasts as they are listed: days as ISO dates, `now` as the target is written (ratios as fractions). No date: not to the horizon. */
export function forecastListTable(pairs: readonly ForecastPair[], hasScenario: boolean): ChartTable {
  const sideOf = (summary: ForecastSummary | null): readonly Cell[] => [
    summary?.state ?? null,
    ...datesOf(summary?.crossing),
  ];
  const side = ['state', ...DATES];
  return {
    columns: [
      'constraint',
      'target on',
      'target',
      'unit',
      'now',
      'change per day',
      'backtest',
      'skill',
      ...side,
      ...(hasScenario ? inScenario(side) : []),
    ],
    rows: pairs.map(({ id, baseline, scenario }) => [
      id,
      baseline.target?.on ?? null,
      baseline.target === null ? null : `${baseline.target.op} ${baseline.target.value}`,
      baseline.unit,
      baseline.now?.shown ?? null,
      baseline.slopePerDay,
      baseline.trust,
      baseline.skill,
      ...sideOf(baseline),
      ...(hasScenario ? sideOf(scenario) : []),
    ]),
  };
}

/**
 * The small charts of a list of forecasts, a row per constraint and day: the share of the limit, measured or projected,
 * with its interval. The scenario has a value only where it differs, as in the drawing.
 */
export function sparkTable(
  sparks: readonly { readonly id: string; readonly spark: ForecastSpark }[],
  hasScenario: boolean,
): ChartTable {
  const columns = ['constraint', 'day', 'measured', 'projected', 'low', 'high'];
  const rows = sparks.flatMap(({ id, spark }) => {
    const band = new Map(spark.baseline.band.map((point) => [point.day, point]));
    const other = new Map(spark.scenario?.line.map(({ day, value }) => [day, value]));
    const past = spark.past.map(({ day, value }): readonly Cell[] => [
      id,
      dayText(day),
      value,
      null,
      null,
      null,
      ...(hasScenario ? [null] : []),
    ]);
    const ahead = spark.baseline.line.map(({ day, value }): readonly Cell[] => [
      id,
      dayText(day),
      null,
      value,
      band.get(day)?.low ?? null,
      band.get(day)?.high ?? null,
      ...(hasScenario ? [other.get(day) ?? null] : []),
    ]);
    return [...past, ...ahead];
  });
  return { columns: [...columns, ...(hasScenario ? ['projected, scenario'] : [])], rows };
}

/** Limits a scenario reaches on another day, as they are listed; days as ISO dates, none where it is not reached to the horizon. */
export function movedDaysTable(
  rows: readonly DaysRow[],
  constraints: readonly TimelineConstraint[],
): ChartTable {
  const byId = new Map(constraints.map((constraint) => [constraint.id, constraint]));
  return {
    columns: ['constraint', ...DATES, ...inScenario(DATES), 'moved'],
    rows: rows.map(({ id, moved }) => [
      id,
      ...datesOf(byId.get(id)?.crossingBefore),
      ...datesOf(byId.get(id)?.crossing),
      moved === '' ? null : moved,
    ]),
  };
}

/** The lines of those limits: a column per constraint and side, a row per day; demand as a share of what its target allows. */
export function movedLinesTable(rows: readonly DaysRow[], days: readonly string[]): ChartTable {
  const drawn = rows.flatMap(({ id, shares, baseShares }) => [
    ...(baseShares.length === 0 ? [] : [{ name: id, values: baseShares }]),
    { name: `${id}, scenario`, values: shares },
  ]);
  return {
    columns: ['day', ...drawn.map(({ name }) => name)],
    rows: days.map((day, at) => [
      day,
      ...drawn.map(({ values }) => {
        const value = values[at] ?? null;
        return value === null || Number.isFinite(value) ? value : null;
      }),
    ]),
  };
}

/** What a customer moves, as it is listed: both sides at full size, and the days on which limits are reached. */
export function movesTable(
  ids: readonly string[],
  { before, after }: Pick<ImmediateResult, 'before' | 'after'>,
  timeline: Timeline | null,
): ChartTable {
  const both = constraintTable(ids, before.constraints, after.constraints);
  const byId = new Map(timeline?.constraints.map((constraint) => [constraint.id, constraint]));
  return {
    columns: [...both.columns, ...DATES, ...inScenario(DATES)],
    rows: both.rows.map((row, at) => {
      const dated = byId.get(ids[at] ?? '');
      return [...row, ...datesOf(dated?.crossingBefore), ...datesOf(dated?.crossing)];
    }),
  };
}
