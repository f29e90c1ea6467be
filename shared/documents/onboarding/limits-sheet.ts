import type { Constraint } from '../../assess/constraint.ts';
import type { CrossingDates } from '../../timeline/forecast-result.ts';
import { dayNumber } from '../../history/calendar.ts';
import { formatDayInSentence } from '../../view/date-format.ts';
import { onboardingMoves, type MoveRow } from '../../view/onboarding-moves.ts';
import { address, onSheet } from '../workbook/address.ts';
import { amountUnit } from '../workbook/amount-unit.ts';
import { computed, day, isPercent, nothing, number, text } from '../workbook/cell.ts';
import { LIST_FIRST_ROW as FIRST, listSheet } from '../workbook/list-sheet.ts';
import type { Cell, NumberCheck, Sheet } from '../workbook/workbook.ts';
import { senseOf, shownCell, stateCell, targetCell, type SidePlaces } from './limit-cells.ts';
import type { OnboardingFacts } from './onboarding-facts.ts';

const LIMITS = 'Limits';

/** Columns, by what stands in them; what the shares are made of stands behind what is printed. */
export const LIMIT = {
  name: 0,
  where: 1,
  now: 2,
  after: 3,
  difference: 4,
  sense: 5,
  target: 6,
  stateNow: 7,
  stateAfter: 8,
  reachedNow: 9,
  earliestNow: 10,
  latestNow: 11,
  reachedAfter: 12,
  earliestAfter: 13,
  latestAfter: 14,
  moved: 15,
  unit: 16,
  demandNow: 17,
  demandAfter: 18,
  added: 19,
  capacityNow: 20,
  reserveNow: 21,
  availableNow: 22,
  capacityAfter: 23,
  reserveAfter: 24,
  availableAfter: 25,
} as const;
const PRINTED = LIMIT.moved + 1;

const TITLES = [
  'Limit',
  'Where',
  'Now',
  'With the customer',
  'Difference',
  '',
  'Target',
  'State now',
  'State with',
  'Reached now',
  'Earliest now',
  'Latest now',
  'Reached with',
  'Earliest with',
  'Latest with',
  'Days moved',
  'Amounts in',
  'Demand now',
  'Demand with',
  'Added',
  'Capacity now',
  'Reserve now',
  'Available now',
  'Capacity with',
  'Reserve with',
  'Available with',
];

export interface LimitsPart {
  readonly sheet: Sheet;
  readonly rows: readonly MoveRow[];
  /** Where a figure of a row stands, for formulas of other sheets. */
  readonly place: (row: number, name: keyof typeof LIMIT) => string;
  /** The row's own cell. */
  readonly cell: (row: number, name: keyof typeof LIMIT) => Cell;
  readonly unmoved: number;
}

/** Every limit the customer moves: both sides, their difference and verdicts, recalculated from demand, capacity and reserve. */
export function limitsSheet({ result, regionName, outcome, origin }: OnboardingFacts): LimitsPart {
  const { rows, unmoved } = onboardingMoves(result, regionName);
  const before = new Map(result.before.constraints.map((constraint) => [constraint.id, constraint]));
  const after = new Map(result.after.constraints.map((constraint) => [constraint.id, constraint]));
  const crossings = new Map(result.timeline.constraints.map((entry) => [entry.id, entry]));
  const cells = rows.map((row, at) =>
    rowCells(
      row,
      FIRST + at,
      before.get(row.id) ?? null,
      after.get(row.id) ?? null,
      crossings.get(row.id) ?? null,
    ),
  );
  const last = FIRST + Math.max(0, rows.length - 1);
  const column = (at: number): string => `${address(FIRST, at)}:${address(last, at)}`;
  return {
    rows,
    unmoved,
    place: (row, name) => onSheet(LIMITS, address(FIRST + row, LIMIT[name])),
    cell: (row, name) => cells[row]?.[LIMIT[name]] ?? nothing,
    sheet: listSheet({
      name: LIMITS,
      title: 'Limits',
      note: `Headroom = 1 − demand ÷ available, available = capacity − reserve; all of the customer there${outcome.fullRampOn === null ? '' : ` (from ${formatDayInSentence(outcome.fullRampOn, origin.asOf)})`}. Framed targets may be changed: the states follow. Placement and losses of hosts are tried host by host in Headroom, which no sheet can do.`,
      heads: TITLES,
      entries: cells,
      none: 'No limit moves.',
      widths: [
        30,
        14,
        11,
        11,
        11,
        9,
        10,
        12,
        12,
        14,
        14,
        12,
        14,
        14,
        12,
        9,
        13,
        ...TITLES.slice(17).map(() => 15),
      ],
      frozenColumns: 2,
      printedColumns: PRINTED,
      checks: checksOf(cells),
      alarms: [
        { range: column(LIMIT.stateNow), text: 'Missed' },
        { range: column(LIMIT.stateAfter), text: 'Missed' },
      ],
    }),
  };
}

const checksOf = (rows: readonly (readonly Cell[])[]): readonly NumberCheck[] =>
  rows.flatMap((cells, at) => {
    const target = cells[LIMIT.target];
    if (target?.content.kind !== 'number') return [];
    const place = address(FIRST + at, LIMIT.target);
    const isShare = isPercent(target.format);
    return [
      {
        range: `${place}:${place}`,
        whole: false,
        least: 0,
        most: isShare ? 1 : 1e15,
        message: isShare ? 'A share from 0% to 100%' : 'A number, 0 or more',
      },
    ];
  });

interface Crossings {
  readonly crossing: CrossingDates | null;
  readonly crossingBefore: CrossingDates | null;
}

function rowCells(
  row: MoveRow,
  at: number,
  before: Constraint | null,
  after: Constraint | null,
  crossings: Crossings | null,
): readonly Cell[] {
  const cell = (name: keyof typeof LIMIT): string => address(at, LIMIT[name]);
  const known = after ?? before;
  const { label, factor } = amountUnit(known?.unit ?? 'count');
  const format = factor !== 1 || known?.unit === 'cores' ? 'decimal' : 'general';
  const amount = (value: number | null | undefined): Cell =>
    number(value === null || value === undefined ? null : value / factor, format, 'note', '—');
  const side = (which: 'Now' | 'After'): SidePlaces => ({
    demand: cell(`demand${which}`),
    available: cell(`available${which}`),
    shown: cell(which === 'Now' ? 'now' : 'after'),
    target: cell('target'),
  });
  const available = (of: Constraint | null, which: 'Now' | 'After'): Cell => {
    const isSum = of !== null && of.capacity !== null && of.reserve !== null && of.available !== null;
    const value = amount(of?.available);
    return isSum ? computed(value, `${cell(`capacity${which}`)}-${cell(`reserve${which}`)}`) : value;
  };
  const [now, then] = [shownCell(before, side('Now')), shownCell(after, side('After'))];
  const added = subtracted(
    amount(after?.demand),
    cell('demandAfter'),
    amount(before?.demand),
    cell('demandNow'),
  );
  const [reachedNow, reachedAfter, moved] = dayCells(
    crossings,
    row.moved,
    cell('reachedNow'),
    cell('reachedAfter'),
  );
  return [
    text(row.name),
    text(row.where),
    now,
    then,
    subtracted(then, cell('after'), now, cell('now')),
    text(known === null ? '' : senseOf(known), 'note'),
    known === null ? nothing : targetCell(known),
    stateCell(before, side('Now')),
    stateCell(after, side('After')),
    reachedNow,
    ...intervalCells(crossings?.crossingBefore ?? null),
    reachedAfter,
    ...intervalCells(crossings?.crossing ?? null),
    moved,
    text(label, 'note'),
    amount(before?.demand),
    amount(after?.demand),
    added,
    amount(before?.capacity),
    amount(before?.reserve),
    available(before, 'Now'),
    amount(after?.capacity),
    amount(after?.reserve),
    available(after, 'After'),
  ];
}

/** Second from first, in the format of the first; empty where either is no number. */
function subtracted(from: Cell, fromPlace: string, what: Cell, whatPlace: string): Cell {
  if (from.content.kind !== 'number' || what.content.kind !== 'number') return text('', 'note');
  const value = number(from.content.number - what.content.number, signed(from.format), from.role);
  return computed(value, `${fromPlace}-${whatPlace}`);
}

const SIGNED = { percent: '0.0%', decimal: '#,##0.0' } as const;

function signed(format: Cell['format']): Cell['format'] {
  const plain =
    typeof format === 'object'
      ? format.code
      : format === 'percent' || format === 'decimal'
        ? SIGNED[format]
        : 'General';
  return { code: `+${plain};"−"${plain};${plain}` };
}

function reachedCell(crossing: CrossingDates | null): Cell {
  if (crossing === null) return text('not measured', 'note');
  if (crossing.already) return text('now');
  return day(crossing.date, 'plain', 'none');
}

/** Ends of the interval a day lies in: empty without a forecast, `open` where it has no end. */
function intervalCells(crossing: CrossingDates | null): readonly [Cell, Cell] {
  if (crossing === null || crossing.already || (crossing.date === null && crossing.early === null))
    return [text('', 'note'), text('', 'note')];
  return [day(crossing.early, 'note', ''), day(crossing.late, 'note', 'open')];
}

/** Day the limit is reached on both sides, and the days between (earlier is negative), or what the screen says instead. */
function dayCells(
  crossings: Crossings | null,
  moved: string,
  nowPlace: string,
  afterPlace: string,
): readonly [Cell, Cell, Cell] {
  const [now, then] = [
    reachedCell(crossings?.crossingBefore ?? null),
    reachedCell(crossings?.crossing ?? null),
  ];
  const [was, is] = [now.content, then.content];
  if (was.kind !== 'day' || is.kind !== 'day') return [now, then, text(moved, 'note')];
  const days = number(dayNumber(is.day) - dayNumber(was.day), { code: '+0;"−"0;0' });
  return [now, then, computed(days, `${afterPlace}-${nowPlace}`)];
}
