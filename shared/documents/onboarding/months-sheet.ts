import { dayName, dayNumber } from '../../history/calendar.ts';
import type { TimelineConstraint } from '../../timeline/timeline-result.ts';
import { address, fixedColumn, onSheet } from '../workbook/address.ts';
import { amountUnit } from '../workbook/amount-unit.ts';
import { computed, day, number, share, text } from '../workbook/cell.ts';
import { LIST_FIRST_ROW as FIRST, listSheet } from '../workbook/list-sheet.ts';
import type { Cell, LineChart, Sheet } from '../workbook/workbook.ts';
import type { LimitsPart } from './limits-sheet.ts';
import type { OnboardingFacts } from './onboarding-facts.ts';

const MONTHS = 'By month';
/** More lines than this are no picture. */
const MOST_LINES = 6;
/** A share of exactly everything is kept; sums of decimals miss it by less than this. */
const NOISE = 1e-12;
const TITLES = [
  'Limit',
  'Day',
  'Demand',
  'Most that keeps the target',
  'Share of it',
  'Everything',
  'Verdict',
  'Amounts in',
];
const AT = { day: 1, demand: 2, most: 3, share: 4, everything: 5, verdict: 6 } as const;

export interface MonthsPart {
  readonly sheet: Sheet;
  /** Lines and axis of a chart that stands where it is wanted; `null` where there is nothing to draw. */
  readonly chart: Pick<LineChart, 'lines' | 'startsAt'> | null;
}

/** Today, the last day of each month and the last day looked at, as places in the timeline. */
function shownPlaces(days: readonly string[]): readonly number[] {
  return days.flatMap((each, at) => {
    const isMonthEnd = dayName(dayNumber(each) + 1).endsWith('-01');
    return at === 0 || at === days.length - 1 || isMonthEnd ? [at] : [];
  });
}

/** What the customer moves most, month by month, each as a share of the most that keeps its target, so that all compare. */
export function monthsSheet({ result }: OnboardingFacts, limits: LimitsPart): MonthsPart {
  const { days } = result.timeline;
  const places = shownPlaces(days);
  const byId = new Map(result.timeline.constraints.map((entry) => [entry.id, entry]));
  const drawn = limits.rows
    .flatMap((row) => {
      const entry = byId.get(row.id);
      const isDrawn = entry !== undefined && places.some((at) => shareOn(entry, at) !== null);
      return isDrawn ? [{ name: `${row.name}, ${row.where}`, entry }] : [];
    })
    .slice(0, MOST_LINES);
  const rows = drawn.flatMap(({ name, entry }, line) =>
    places.map((at, index) =>
      rowCells(name, entry, days[at] ?? '', at, FIRST + line * places.length + index),
    ),
  );
  const shares = drawn.flatMap(({ entry }) => places.flatMap((at) => shareOn(entry, at) ?? []));
  const last = FIRST + Math.max(0, rows.length - 1);
  const range = (column: number, line: number): string => {
    const from = FIRST + line * places.length;
    return onSheet(MONTHS, fixedColumn(column, from, from + places.length - 1));
  };
  return {
    chart:
      drawn.length === 0 || places.length < 2
        ? null
        : {
            startsAt: Math.max(0, Math.floor(Math.min(1, ...shares) * 10) / 10),
            lines: [
              ...drawn.map(({ name }, line) => ({
                name,
                values: range(AT.share, line),
                categories: range(AT.day, line),
                isLimit: false,
              })),
              {
                name: 'limit',
                values: range(AT.everything, 0),
                categories: range(AT.day, 0),
                isLimit: true,
              },
            ],
          },
    sheet: listSheet({
      name: MONTHS,
      title: 'By month, with the customer',
      note: `Today, at the end of each month and on the last day looked at; the ${MOST_LINES} limits moved most. Demand is the middle of the forecast, the customer on its ramp. Share = demand ÷ the most that keeps the target; above 100% the target is missed.`,
      heads: TITLES,
      entries: rows,
      none: 'No limit it moves has days.',
      widths: [36, 12, 14, 16, 12, 12, 14, 13],
      frozenColumns: 2,
      printedColumns: TITLES.length,
      alarms: [{ range: `${address(FIRST, AT.verdict)}:${address(last, AT.verdict)}`, text: 'Missed' }],
    }),
  };
}

function shareOn({ demand, limit }: TimelineConstraint, at: number): number | null {
  const [is, most] = [demand[at] ?? null, limit[at] ?? null];
  return is === null || most === null || most <= 0 ? null : is / most;
}

function rowCells(
  name: string,
  entry: TimelineConstraint,
  on: string,
  at: number,
  row: number,
): readonly Cell[] {
  const { label, factor } = amountUnit(entry.unit);
  const amount = (value: number | null | undefined): Cell =>
    number(value === null || value === undefined ? null : value / factor, 'decimal');
  const part = shareOn(entry, at);
  const [demand, most] = [entry.demand[at] ?? null, entry.limit[at] ?? null];
  // A limit of nothing is measured, though no demand is a share of it.
  const isNothing = most !== null && most <= 0;
  const place = (column: number): string => address(row, column);
  return [
    text(name),
    day(on),
    amount(entry.demand[at]),
    amount(entry.limit[at]),
    part === null
      ? number(null, 'percent', 'plain', isNothing ? 'nothing allowed' : 'not measured')
      : computed(share(part, [1]), `${place(AT.demand)}/${place(AT.most)}`),
    number(1, 'percent', 'note'),
    part !== null
      ? computed(
          text(part - 1 > NOISE ? 'Missed' : 'Holds'),
          `IF(${place(AT.share)}-1>${NOISE.toFixed(12)},"Missed","Holds")`,
        )
      : demand !== null && isNothing
        ? text(demand > 0 ? 'Missed' : 'Holds')
        : text('Not measured', 'note'),
    text(label, 'note'),
  ];
}
