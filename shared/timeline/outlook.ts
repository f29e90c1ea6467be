import { changedBytesGrowth } from '../events/changed-bytes.ts';
import type { Constraint } from '../assess/constraint.ts';
import { FIT_MIN_DAYS, type Projection } from '../forecast/linear-fit.ts';
import type { MeasuredHistory } from '../history/measured-history.ts';
import type { Model } from '../model/document.ts';
import { remember } from '../model/model-index.ts';
import type { Policy } from '../model/policy.ts';
import { constraintOf } from './constraint-of-day.ts';
import { dayTarget, type DayTarget } from './day-target.ts';
import { straightLine, lineWithTerms, type DemandLine, type RecordedStep } from './demand-line.ts';
import { fitOf, lastDays, measuredDemand, type FitWindow, type MeasuredDemand } from './fitted-history.ts';
import {
  effectOfFigures,
  effectOnFigure,
  grownBy,
  modelFigure,
  shifted,
  type FigureParts,
} from './figure-effect.ts';
import { addedDemand, growthFactor, scopeIdOf, snapshotLevel, type Growth } from './growth.ts';
import type { ScenarioDays } from './scenario-days.ts';

/** One side of a question about the future: the days of a scenario, and those without it. */
export interface Side {
  readonly days: ScenarioDays;
  /** The same object as `days` for the baseline. */
  readonly base: ScenarioDays;
  readonly history: MeasuredHistory | null;
}

export interface OutlookOptions {
  /** Complete days to fit instead of the policy's window; both ends included (day numbers). */
  readonly window?: { readonly from: number; readonly to: number };
  readonly steps?: readonly RecordedStep[];
  /** Fits a term per weekday along. */
  readonly weekdays?: boolean;
}

/** A constraint's demand and target over days. */
export interface Outlook {
  readonly id: string;
  readonly constraint: Constraint;
  /** `forecast`: a fitted line · `growth`: snapshots by what volumes change · `model`: as the model of each day has it. */
  readonly source: 'forecast' | 'growth' | 'model';
  readonly measured: MeasuredDemand | null;
  readonly line: DemandLine | null;
  readonly fitted: FitWindow | null;
  /** Why there is no forecast; `null` where there is one. */
  readonly reason: string | null;
  readonly basis: string;
  /** Last day that is known: the last complete day, or the day of `asOf`. */
  readonly lastDay: number;
  /** Measured (or the model's) demand on it. */
  readonly now: number | null;
  /** Demand with the scenario's effects; `null` where an effect or the model's demand is not measured. */
  demandOn(day: number): Projection | null;
  /** What the scenario adds to the baseline's demand, growth included; `null` = not measured. */
  effectOn(day: number): number | null;
  /**
   * The value of `demandOn` if the model's figure of that day (`figure`: see `figureOf`) were another one, and `growths` what
   * the scenario does to growth; `null` = not measured.
   */
  demandWith(day: number, figure: number | null, growths: readonly Growth[]): number | null;
  /** Which figure of a constraint counts here: what the line stands for, else the demand. */
  figureOf(constraint: FigureParts | null): number | null;
  /** `null` where what the target needs is not measured. */
  targetOn(day: number): DayTarget | null;
  constraintOn(day: number): Constraint | null;
}

const targetOf = remember((constraint: Constraint) => dayTarget(constraint));

/** Asked for many times over for the same days: by columns, crossings and their edges. */
function byDay<T>(compute: (day: number) => T): (day: number) => T {
  const known = new Map<number, T>();
  return (day) => {
    let value = known.get(day);
    if (value === undefined) known.set(day, (value = compute(day)));
    return value;
  };
}

/** A constraint by days. Most days of a timeline share their model with the day asked before, and so the answer. */
function constraintsOf(days: ScenarioDays, policy: Policy, id: string): (day: number) => Constraint | null {
  let model: Model | null = null;
  let constraint: Constraint | null = null;
  return (day) => {
    const state = days.stateOn(day);
    if (state.model !== model) {
      model = state.model;
      constraint = constraintOf(model, policy, id);
    }
    return constraint;
  };
}

/**
 * What is known about a constraint's future on one side (MODEL.md sections 8 and 10): with a history of 7 complete days the
 * fitted line — not re-anchored to the model — plus what the scenario's events add; for snapshots without any history what
 * their volumes change; else the model of each day. `null` if the model has no such constraint.
 */
export function outlookOf(side: Side, id: string, options: OutlookOptions = {}): Outlook | null {
  const plain =
    side.days === side.base &&
    options.window === undefined &&
    options.steps === undefined &&
    options.weekdays !== true;
  if (!plain) return made(side, id, options);
  const known = ofBaseline(side);
  let outlook = known.get(id);
  if (outlook === undefined) known.set(id, (outlook = made(side, id, options)));
  return outlook;
}

interface BaselineOutlooks {
  readonly history: MeasuredHistory | null;
  readonly byId: Map<string, Outlook | null>;
}

const baselines = new WeakMap<ScenarioDays, BaselineOutlooks>();

/** The baseline is what every scenario is compared with: its outlooks are kept with its days, for the latest history. */
function ofBaseline({ days, history }: Side): Map<string, Outlook | null> {
  let known = baselines.get(days);
  if (known === undefined || known.history !== history)
    baselines.set(days, (known = { history, byId: new Map() }));
  return known.byId;
}

function made(side: Side, id: string, options: OutlookOptions): Outlook | null {
  const { days, base, history } = side;
  const { policy, asOfDay } = days;
  const constraint = constraintOf(days.base, policy, id);
  if (constraint === null) return null;
  const answer = history === null ? null : measuredDemand(history, days.base, policy, id);
  const measured = answer?.demand ?? null;
  const fitted = measured === null ? null : windowOf(measured, policy, options);
  const line = measured === null || fitted === null ? null : lineOf(measured, fitted, policy, options);
  const basis = measured?.basis ?? constraint.basis ?? 'used';
  const seconds = measured?.feed.quantity === 'convergeSeconds';
  const constraintOn = constraintsOf(days, policy, id);
  const common = {
    id,
    constraint,
    measured,
    fitted,
    constraintOn,
    targetOn: byDay((day): DayTarget | null => {
      const on = constraintOn(day);
      return on === null ? null : targetOf(on);
    }),
  };
  const before = days === base ? constraintOn : constraintsOf(base, policy, id);
  const figure = { id, basis, seconds, slope: line?.fit.slopePerDay ?? 0 };
  const effectOn = byDay((day) => effectOnFigure(days.growths, figure, constraintOn(day), before(day), day));
  if (line !== null && measured !== null) {
    const lineOn = byDay((day) => line.at(day));
    const figureOf = (of: FigureParts | null) => modelFigure(of, basis, seconds);
    const beforeOn = byDay((day) => figureOf(before(day)));
    return {
      ...common,
      source: 'forecast',
      line,
      reason: null,
      basis,
      lastDay: measured.days.at(-1) ?? asOfDay,
      now: measured.complete.at(-1) ?? null,
      effectOn,
      demandOn: byDay((day) => shifted(lineOn(day), effectOn(day))),
      figureOf,
      demandWith(day, after, growths) {
        const by = effectOfFigures(after, beforeOn(day), grownBy(growths, figure, day));
        return by === null ? null : lineOn(day).value + by;
      },
    };
  }
  const reason = answer === null ? 'there is no history' : (answer.reason ?? tooFew(measured, options));
  const growth = measured === null ? snapshotOutlook(side, id) : null;
  const demandWith: Outlook['demandWith'] = (day, demand, growths) => {
    if (demand === null) return null;
    const now = demand + addedDemand(growths, id, day);
    return growth === null ? now : now + growth.levelOn(day) - growth.used;
  };
  const point = byDay((day): Projection | null => {
    const value = demandWith(day, constraintOn(day)?.demand ?? null, days.growths);
    return value === null ? null : { value, low: value, high: value };
  });
  return {
    ...common,
    source: growth === null ? 'model' : 'growth',
    line: null,
    reason: growth === null ? reason : null,
    basis: growth === null ? (constraint.basis ?? 'used') : 'changed bytes',
    lastDay: asOfDay,
    now: constraintOf(base.base, policy, id)?.demand ?? null,
    effectOn,
    demandOn: point,
    figureOf: (of) => of?.demand ?? null,
    demandWith,
  };
}

function windowOf(demand: MeasuredDemand, policy: Policy, { window }: OutlookOptions): FitWindow {
  if (window === undefined) return lastDays(demand, policy.forecastWindowDays);
  let from = 0;
  while (from < demand.days.length && (demand.days[from] ?? 0) < window.from) from += 1;
  let to = demand.days.length;
  while (to > from && (demand.days[to - 1] ?? 0) > window.to) to -= 1;
  return { from, to };
}

function lineOf(
  demand: MeasuredDemand,
  fitted: FitWindow,
  policy: Policy,
  { steps = [], weekdays = false }: OutlookOptions,
): DemandLine | null {
  if (steps.length > 0 || weekdays)
    return lineWithTerms(
      { days: demand.days, peaks: demand.complete, ...fitted },
      { steps, weekdays },
      policy.intervalLevel,
    );
  const fit = fitOf(demand, fitted);
  return fit === null ? null : straightLine(fit, policy.intervalLevel);
}

function tooFew(measured: MeasuredDemand | null, { window }: OutlookOptions): string {
  const where = window === undefined ? '' : ' in the window chosen';
  const count = measured?.days.length ?? 0;
  return `a fit needs ${FIT_MIN_DAYS} complete days${where}; ${measured?.feed.source.metric ?? 'the history'} has ${window === undefined ? count : 'fewer'}`;
}

/** Snapshots without history: the model's level plus what volumes change a day, up to where it ends (MODEL.md section 8). */
function snapshotOutlook(
  side: Side,
  id: string,
): { readonly used: number; levelOn(day: number): number } | null {
  if (!id.startsWith('storage.snapshots@')) return null;
  const { days } = side;
  const pool = days.base.storagePools.find((candidate) => candidate.id === scopeIdOf(id));
  const growth = pool === undefined ? null : changedBytesGrowth(pool);
  const used = pool?.snapshotUsedBytes ?? null;
  if (growth === null || used === null) return null;
  const factorOn = (at: number) => growthFactor(days.growths, id, at);
  return { used, levelOn: byDay((day) => snapshotLevel(growth, used, days.asOfDay, day, factorOn)) };
}
