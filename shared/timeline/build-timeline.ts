import { contextOf } from '../assess/row.ts';
import { CONSTRAINT_ROWS } from '../assess/rows.ts';
import { findCrossing } from '../forecast/crossing.ts';
import { utilizationOf } from '../explain/formulas.ts';
import { dayName } from '../history/calendar.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { CrossingDates } from './forecast-result.ts';
import { outlookOf, type Outlook, type Side } from './outlook.ts';
import { crossingDates, crossingOf } from './outlook-crossing.ts';
import type { Timeline, TimelineConstraint } from './timeline-result.ts';

/**
 * Rows of the assessment that do not go day by day: how many more fit and survival are questions of placement, not of
 * demand; drills age with the calendar; disks of single hosts are as many as hosts and have their forecasts in the list.
 */
const NOT_BY_DAY: ReadonlySet<string> = new Set([
  'compute.fit',
  'compute.survival',
  'compute.osDisk',
  'storage.restoreTest',
  'storage.backupJobs',
]);

/** Ids of every constraint a timeline follows, in the order of the assessment. */
export function timelineIds(model: Model, policy: Policy): readonly string[] {
  const context = contextOf(model, policy);
  return CONSTRAINT_ROWS.flatMap((row) => {
    const name = `${row.domain}.${row.resource}`;
    return NOT_BY_DAY.has(name) ? [] : row.scopes(context).map((scope) => `${name}@${scope}`);
  });
}

/**
 * Every constraint from `asOf` to the forecast horizon, both included (MODEL.md section 10): capacity of the model of each
 * day, demand by the fitted line plus the events' effects where there is a history, else the model's; crossing dates with
 * the scenario and without. Without history and scenario every day is the assessment of the model.
 */
export function buildTimeline(side: Side): Timeline {
  const { days, base } = side;
  const numbers = Array.from({ length: days.policy.forecastHorizonDays + 1 }, (_, i) => days.asOfDay + i);
  const baseline: Side = { days: base, base, history: side.history };
  const ids = timelineIds(days.stateOn(numbers.at(-1) ?? days.asOfDay).model, days.policy);
  const constraints = ids.flatMap((id) => {
    const outlook = outlookOf(side, id);
    if (outlook === null) return [];
    const crossing = datesOf(outlook, side);
    const crossingBefore = days === base ? crossing : beforeOf(baseline, id);
    return [{ ...columnsOf(outlook, numbers), crossing, crossingBefore }];
  });
  return { days: numbers.map(dayName), constraints, markers: days.markers };
}

const datesBefore = new WeakMap<Outlook, CrossingDates | null>();

/** Outlooks of the baseline are kept, and what they say with them. */
function beforeOf(baseline: Side, id: string): CrossingDates | null {
  const outlook = outlookOf(baseline, id);
  if (outlook === null) return null;
  let dates = datesBefore.get(outlook);
  if (dates === undefined) datesBefore.set(outlook, (dates = datesOf(outlook, baseline)));
  return dates;
}

/** Without a fit a crossing is told by the verdicts of the days' models themselves. */
function datesOf(outlook: Outlook, side: Side): CrossingDates | null {
  const horizonDays = side.days.policy.forecastHorizonDays;
  if (outlook.source !== 'model') {
    const crossing = crossingOf(outlook, horizonDays);
    return crossing === null ? null : crossingDates(crossing, outlook.source === 'forecast');
  }
  const { lastDay, constraint } = outlook;
  if (constraint.target === null || constraint.verdict === 'not-measured') return null;
  const known = new Map<number, number>();
  const at = (day: number): number => {
    const told = known.get(day) ?? (missedByModel(outlook, day) ? 1 : 0);
    known.set(day, told);
    return told;
  };
  const crossing = findCrossing({
    lastDay,
    horizonDays,
    now: at(lastDay),
    misses: (value) => value === 1,
    line: at,
    pessimistic: at,
    optimistic: at,
  });
  return crossingDates(crossing, false);
}

/** The model's own verdict, or the target missed by what comes on top of the model's demand: leaked connections. */
function missedByModel(outlook: Outlook, day: number): boolean {
  const on = outlook.constraintOn(day);
  if (on === null) return false;
  const demand = outlook.demandOn(day)?.value ?? null;
  if (demand === null || demand === on.demand) return on.verdict === 'breach';
  return outlook.targetOn(day)?.misses(demand) ?? false;
}

function columnsOf(
  outlook: Outlook,
  numbers: readonly number[],
): Omit<TimelineConstraint, 'crossing' | 'crossingBefore'> {
  const seconds = outlook.measured?.feed.quantity === 'convergeSeconds' && outlook.line !== null;
  const points = numbers.map((day) => outlook.demandOn(day));
  const states = numbers.map((day) => {
    const on = outlook.constraintOn(day);
    return seconds || on === null ? null : on;
  });
  const targets = numbers.map((day) => outlook.targetOn(day));
  return {
    id: outlook.id,
    unit:
      outlook.line === null ? outlook.constraint.unit : (outlook.measured?.unit ?? outlook.constraint.unit),
    source: outlook.source === 'model' ? 'model' : 'forecast',
    basis: outlook.basis,
    capacity: states.map((state) => state?.capacity ?? null),
    reserve: states.map((state) => state?.reserve ?? null),
    available: states.map((state) => state?.available ?? null),
    demand: points.map((point) => point?.value ?? null),
    low: points.map((point) => point?.low ?? null),
    high: points.map((point) => point?.high ?? null),
    utilization: points.map((point, i) => {
      const available = states[i]?.available ?? null;
      return point === null || available === null ? null : utilizationOf(point.value, available);
    }),
    limit: targets.map((target, i) =>
      states[i]?.target?.on === 'timeToConverge' && !seconds ? null : (target?.limit ?? null),
    ),
  };
}
