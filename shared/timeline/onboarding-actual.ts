import { poolFor, withCustomer, type CustomerLoad } from '../events/customer-load.ts';
import { rampFraction, type Ramp } from '../events/ramp.ts';
import type { ScenarioEvent } from '../events/scenario.ts';
import { FIT_MIN_DAYS, fitLine } from '../forecast/linear-fit.ts';
import { dayName, dayNumber } from '../history/calendar.ts';
import type { MeasuredHistory } from '../history/measured-history.ts';
import type { Model } from '../model/document.ts';
import { byCodeUnits } from '../model/model-index.ts';
import type { Policy } from '../model/policy.ts';
import type { Unit } from '../units.ts';
import { timelineIds } from './build-timeline.ts';
import { constraintOf } from './constraint-of-day.ts';
import { straightLine, type DemandLine } from './demand-line.ts';
import { isForecastable } from './demand-sources.ts';
import { measuredDemand, type MeasuredDemand } from './fitted-history.ts';
import { addedDemand } from './growth.ts';
import { customerOf } from './onboarding-details.ts';
import { modelFigure } from './figure-effect.ts';
import { partOf, snapshotGrowth } from './ramped-onboarding.ts';

/** One day since a customer went live. */
export interface ActualDay {
  readonly day: string;
  /** The line fitted to the days before, carried on: what would be without the customer. */
  readonly without: number;
  /** What the customer was said to bring by that day of their ramp. */
  readonly load: number;
  /** `without` + `load`, with the prediction interval of the line. */
  readonly predicted: number;
  readonly low: number;
  readonly high: number;
  /** Peak of a complete day; `null` = not measured that day. */
  readonly actual: number | null;
}

export type ActualVerdict = 'as-predicted' | 'above' | 'below' | 'too-few-days' | 'not-measured';

/** Predicted against measured for one constraint the customer touches. */
export interface ActualTarget {
  readonly id: string;
  readonly unit: Unit;
  readonly verdict: ActualVerdict;
  /** Why it is not measured; `null` where it is. */
  readonly reason: string | null;
  readonly days: readonly ActualDay[];
  /** Share of the measured days inside the interval; `null` without one. */
  readonly inside: number | null;
  /** Σ measured ÷ Σ predicted over the measured days; `null` without one. */
  readonly ratio: number | null;
  /**
   * What came on top of the line over what was said to come, both summed over the last measured days (7 at most): the
   * customer's own part, as far as nothing else changed. `null` where nothing was to come yet, or nothing is measured.
   */
  readonly ownRatio: number | null;
  /** Mean of what came on top over those days; `null` as above. */
  readonly own: number | null;
  /** Mean share of the ramp over those days. */
  readonly ownFraction: number | null;
}

export interface OnboardingActual {
  readonly customer: string;
  readonly on: string;
  /** Share of the ramp reached on the model's day. */
  readonly fraction: number;
  readonly targets: readonly ActualTarget[];
}

interface World {
  readonly model: Model;
  readonly policy: Policy;
  readonly history: MeasuredHistory | null;
}

/** Days of the customer's own part that are averaged. */
const OWN_DAYS = 7;
/** Fewer measured days than this say nothing yet. */
const LEAST_DAYS = 3;
/** With at least this share of the measured days inside the interval the prediction stands. */
const INSIDE_RATIO = 0.8;

/**
 * What was said of a customer against what came (MODEL.md section 11, after the fact). For every constraint with measured
 * demand that the load touches: the line is fitted to the policy's window of complete days before the customer began, so
 * that nothing since then is in it; the load is added by the ramp, ⌈count × f⌉ microVMs and f of everything else; the days
 * since are the measured daily peaks.
 *
 * The model may hold the customer already: only what the load adds to it is taken, which for sums is the same. Where the
 * record names no cluster, the one that runs most of the customer's microVMs is taken; where none does, clusters are left out.
 *
 * @param event the onboarding as it was recorded, without its day, which lies in the past of the model.
 */
export function* onboardingActual(
  { model, policy, history }: World,
  event: ScenarioEvent,
  on: string,
): Generator<number, OnboardingActual> {
  const load = customerOf(event, model) as CustomerLoad & {
    readonly ramp: Ramp | null;
    readonly cluster?: string | null;
  };
  const known = load.cluster ?? clusterOf(model, load.customer);
  const cluster = known ?? model.clusters.find(({ region }) => region === load.region)?.id ?? null;
  const start = dayNumber(on);
  const full = withCustomer(model, policy, load, cluster).model;
  const growths = snapshotGrowth(event, start, load, poolFor(model, load)?.id ?? null);
  const parts = new Map<number, Model>();
  const withPart = (fraction: number): Model => {
    let made = parts.get(fraction);
    if (made === undefined) {
      made = fraction === 1 ? full : withCustomer(model, policy, partOf(load, fraction), cluster).model;
      parts.set(fraction, made);
    }
    return made;
  };
  const targets: ActualTarget[] = [];
  for (const id of timelineIds(model, policy)) {
    if (!isForecastable(id) || !isTouched(id, model, full, policy)) continue;
    if (known === null && id.includes('@cluster:')) continue;
    const answer = history === null ? null : measuredDemand(history, model, policy, id);
    const unit = constraintOf(model, policy, id)?.unit ?? 'count';
    const demand = answer?.demand ?? null;
    if (demand === null || demand.feed.quantity === 'convergeSeconds') {
      const reason =
        demand === null ? (answer?.reason ?? 'there is no history') : 'a time, not a sum of loads';
      targets.push({ ...NOTHING, id, unit, reason });
    } else {
      const addedOn = (day: number): number => {
        const fraction = rampFraction(load.ramp, day - start);
        const figure = (of: Model) => modelFigure(constraintOf(of, policy, id), demand.basis, false) ?? 0;
        return figure(withPart(fraction)) - figure(model) + addedDemand(growths, id, day);
      };
      targets.push(
        targetOf({ id, unit, demand, policy, start }, addedOn, (day) => rampFraction(load.ramp, day - start)),
      );
    }
    yield targets.length;
  }
  const today = dayNumber(model.asOf.slice(0, 10));
  return {
    customer: load.customer,
    on,
    fraction: Number.isNaN(today) ? 1 : rampFraction(load.ramp, today - start),
    targets: targets.sort((a, b) => rank(a) - rank(b) || byCodeUnits(a.id, b.id)),
  };
}

function clusterOf(model: Model, customer: string): string | null {
  const counts = new Map<string, number>();
  for (const row of model.microvms)
    if (row.customer === customer) counts.set(row.cluster, (counts.get(row.cluster) ?? 0) + row.count);
  const [most] = [...counts].sort((a, b) => b[1] - a[1] || byCodeUnits(a[0], b[0]));
  return most?.[0] ?? null;
}

const RANKS: Readonly<Record<ActualVerdict, number>> = {
  above: 0,
  below: 1,
  'as-predicted': 2,
  'too-few-days': 3,
  'not-measured': 4,
};
const rank = ({ verdict }: ActualTarget): number => RANKS[verdict];

const NOTHING = {
  verdict: 'not-measured',
  days: [],
  inside: null,
  ratio: null,
  ownRatio: null,
  own: null,
  ownFraction: null,
} as const;

/** Differences left by summing in another order are none. */
const NOISE = 1e-9;

function isTouched(id: string, model: Model, full: Model, policy: Policy): boolean {
  const [before, after] = [constraintOf(model, policy, id), constraintOf(full, policy, id)];
  if (before === null || after === null || before === after) return false;
  const differs = (a: number | null, b: number | null): boolean =>
    a !== null && b !== null && Math.abs(a - b) > NOISE * Math.max(1, Math.abs(a));
  return differs(before.demand, after.demand) || differs(before.reserved ?? null, after.reserved ?? null);
}

interface Question {
  readonly id: string;
  readonly unit: Unit;
  readonly demand: MeasuredDemand;
  readonly policy: Policy;
  readonly start: number;
}

/** The line through the policy's window of complete days before `start`; `null` for fewer than 7. */
function lineBefore({ demand, policy, start }: Question): DemandLine | null {
  let to = 0;
  while (to < demand.days.length && (demand.days[to] ?? Infinity) < start) to += 1;
  if (to < FIT_MIN_DAYS) return null;
  const fit = fitLine(demand.days, demand.complete, Math.max(0, to - policy.forecastWindowDays), to);
  return fit === null ? null : straightLine(fit, policy.intervalLevel);
}

function targetOf(
  question: Question,
  addedOn: (day: number) => number,
  fractionOn: (day: number) => number,
): ActualTarget {
  const { id, unit, demand, start } = question;
  const line = lineBefore(question);
  if (line === null)
    return {
      ...NOTHING,
      id,
      unit,
      reason: `fewer than ${FIT_MIN_DAYS} complete days before the customer began`,
    };
  const last = demand.days[demand.days.length - 1] ?? start - 1;
  const peaks = new Map(Array.from(demand.days, (day, at) => [day, demand.complete[at] ?? null]));
  const days: (ActualDay & { readonly number: number })[] = [];
  for (let day = start; day <= last; day += 1) {
    const { value, low, high } = line.at(day);
    const load = addedOn(day);
    days.push({
      number: day,
      day: dayName(day),
      without: value,
      load,
      predicted: value + load,
      low: low + load,
      high: high + load,
      actual: peaks.get(day) ?? null,
    });
  }
  const shown = days.map(({ number: _number, ...day }): ActualDay => day);
  const measured = days.flatMap((day) => (day.actual === null ? [] : [{ ...day, actual: day.actual }]));
  if (measured.length === 0)
    return { ...NOTHING, id, unit, days: shown, reason: 'no complete day since the customer began' };
  const sum = <T>(rows: readonly T[], of: (row: T) => number): number =>
    rows.reduce((total, row) => total + of(row), 0);
  const inside =
    measured.filter(({ actual, low, high }) => actual >= low && actual <= high).length / measured.length;
  const [came, said] = [sum(measured, ({ actual }) => actual), sum(measured, ({ predicted }) => predicted)];
  const own = measured.slice(-OWN_DAYS);
  const toCome = sum(own, ({ load }) => load);
  const onTop = sum(own, ({ actual, without }) => actual - without);
  const verdict: ActualVerdict =
    measured.length < LEAST_DAYS
      ? 'too-few-days'
      : inside >= INSIDE_RATIO
        ? 'as-predicted'
        : came > said
          ? 'above'
          : 'below';
  return {
    id,
    unit,
    verdict,
    reason: null,
    days: shown,
    inside,
    ratio: said === 0 ? null : came / said,
    ownRatio: toCome > 0 ? onTop / toCome : null,
    own: toCome > 0 ? onTop / own.length : null,
    ownFraction: sum(own, ({ number }) => fractionOn(number)) / own.length,
  };
}
