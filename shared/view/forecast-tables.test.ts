import { describe, expect, it } from 'vitest';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { simulate } from '../timeline/simulate.ts';
import { modelWith, scenarioWith } from '../timeline/two-clusters.fixture.ts';
import { AS_OF, crossingOf, detailOf, summaryOf } from './forecast.fixture.ts';
import { forecastSpark } from './forecast-spark.ts';
import {
  forecastListTable,
  movedDaysTable,
  movedLinesTable,
  movesTable,
  sparkTable,
} from './forecast-tables.ts';
import { scenarioDays } from './scenario-days.ts';

const cell = (
  { columns, rows }: ReturnType<typeof forecastListTable>,
  row: number,
  column: string,
): string | number | null | undefined => {
  const at = columns.indexOf(column);
  if (at < 0) throw new Error(`no column ${column}: ${columns.join(', ')}`);
  return rows[row]?.[at];
};

describe('forecasts as CSV', () => {
  const moved = summaryOf({ state: 'missing', crossing: crossingOf('2026-03-30', { early: null }) });
  const pairs = [
    { id: 'a', baseline: summaryOf(), scenario: moved },
    { id: 'b', baseline: summaryOf({ crossing: null, now: null, state: 'not-measured' }), scenario: null },
  ];

  it('give days as ISO dates and numbers in full, and nothing where nothing is known', () => {
    const table = forecastListTable(pairs, true);
    expect(cell(table, 0, 'now')).toBe(0.232);
    expect(cell(table, 0, 'reached on')).toBe('2026-05-14');
    expect(cell(table, 0, 'reached on, scenario')).toBe('2026-03-30');
    expect(cell(table, 0, 'early, scenario')).toBeNull();
    expect(cell(table, 1, 'now')).toBeNull();
    expect(cell(table, 1, 'state, scenario')).toBeNull();
  });

  it('have no column of a scenario without one', () => {
    expect(forecastListTable(pairs, false).columns.join()).not.toContain('scenario');
  });

  it('give the small charts day by day: measured up to today, projected with its interval from there', () => {
    const spark = forecastSpark(detailOf(), null, AS_OF);
    const table = sparkTable([{ id: 'a', spark }], false);
    const isMeasured = table.rows.map((row) => row[2] !== null);
    expect(isMeasured.indexOf(false)).toBe(spark.past.length);
    expect(table.rows.at(-1)?.[3]).toBe(spark.baseline.line.at(-1)?.value);
    expect(Number(table.rows.at(-1)?.[4])).toBeLessThan(Number(table.rows.at(-1)?.[3]));
    expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
  });
});

describe('what a scenario moves as CSV', () => {
  const model = modelWith();
  const resultOf = (events: readonly object[]) => {
    const done = simulate(model, POLICY_DEFAULTS, scenarioWith(model, events));
    if (!done.ok) throw new Error(JSON.stringify(done.problems));
    return done.value;
  };
  const result = resultOf([
    {
      type: 'onboardCustomer',
      customer: 'newco',
      region: 'r',
      connections: 900,
      fleet: [],
      on: '2026-03-11',
    },
  ]);
  const id = 'edge.connections@region:r';
  const { timeline } = result;

  it('gives the day on both sides, and the lines a column per side with a row per day', () => {
    const { rows } = scenarioDays({ timeline }, () => null, resultOf([]).timeline);
    const days = movedDaysTable(rows, timeline.constraints);
    const at = rows.findIndex((row) => row.id === id);
    expect(cell(days, at, 'reached on')).toBeNull();
    expect(cell(days, at, 'reached on, scenario')).toBe(timeline.days[rows[at]?.at ?? -1]);
    const lines = movedLinesTable(rows, timeline.days);
    expect(lines.rows).toHaveLength(timeline.days.length);
    expect(cell(lines, 12, `${id}, scenario`)).toBe(rows[at]?.shares[12]);
    expect(cell(lines, 12, id)).toBe(rows[at]?.baseShares[12]);
  });

  it('stands beside both sides of a constraint; without days yet those are empty', () => {
    const table = movesTable([id], result, timeline);
    expect(Number(cell(table, 0, 'demand, scenario'))).toBeGreaterThan(Number(cell(table, 0, 'demand')));
    expect(cell(table, 0, 'reached on, scenario')).toMatch(/^2026-/);
    expect(cell(movesTable([id], result, null), 0, 'reached on, scenario')).toBeNull();
  });
});
