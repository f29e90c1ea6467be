import type { Domain, Target } from '../assess/constraint.ts';
import type { Backtest, ForecastVerdict } from '../forecast/backtest.ts';
import type { WeekdayBacktest } from '../forecast/weekday-fit.ts';
import type { Quality } from '../history/quality.ts';
import type { Unit } from '../units.ts';

/** Calendar days on which a projected line and the two edges of its interval first miss the target (MODEL.md section 8). */
export interface CrossingDates {
  /** `null`: not within the horizon. */
  readonly date: string | null;
  /** Missed on the last complete day already; `date` is that day. */
  readonly already: boolean;
  /** Pessimistic and optimistic edge; both `null` where there is no interval. */
  readonly early: string | null;
  readonly late: string | null;
}

/** A projected day. `value` … `high` are demand; `shown` … are what the target is on (headroom, utilization …). */
export interface ProjectedPoint {
  readonly day: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly shown: number | null;
  readonly shownLow: number | null;
  readonly shownHigh: number | null;
}

/** Measured on the last complete day. */
export interface MeasuredNow {
  readonly day: string;
  readonly demand: number;
  /** What the target is on: headroom, utilization, seconds; the demand itself without a target. */
  readonly shown: number | null;
}

/**
 * - `missing`: the target is missed now · `crosses`: the line misses it within the horizon · `watch`: only the interval's
 *   pessimistic edge does · `clear`: not even that · `no-target` · `not-measured`: see `reason`.
 */
export type ForecastState = 'missing' | 'crosses' | 'watch' | 'clear' | 'no-target' | 'not-measured';

/** One forecastable constraint in one line of a list. */
export interface ForecastSummary {
  readonly id: string;
  readonly domain: Domain;
  readonly resource: string;
  readonly scope: string;
  /** Unit of demand and capacity. */
  readonly unit: Unit;
  /** Canonical metric fitted; `null` where nothing is measured and the model's own growth stands in (snapshots). */
  readonly metric: string | null;
  /** `reserved`, `used`, `max`, or `changed bytes` (snapshots without history). */
  readonly basis: string;
  readonly target: Target | null;
  readonly state: ForecastState;
  /** Why it is not measured, in words; `null` otherwise. */
  readonly reason: string | null;
  readonly now: MeasuredNow | null;
  readonly slopePerDay: number | null;
  readonly crossing: CrossingDates | null;
  /** Days from `asOf` to `crossing.date`; 0 if missed already; `null` without a date. */
  readonly daysLeft: number | null;
  /** On the day `asOf` + triggerHorizonDays. */
  readonly atTriggerHorizon: ProjectedPoint | null;
  readonly trust: ForecastVerdict;
  /** 1 − MAPE ÷ MAPE of repeating the last peak; share of pairs inside the interval. */
  readonly skill: number | null;
  readonly coverage: number | null;
  /** What the robust line (Theil–Sen) says instead; asked for where the backtest is `untrusted`. */
  readonly robustCrossing: string | null;
  /** The history ends more than 7 days before `asOf`. */
  readonly stale: boolean;
  readonly lastDay: string | null;
  readonly notes: readonly string[];
}

/** Which series a constraint is fitted on, and how it came about. */
export interface SeriesOrigin {
  readonly metric: string;
  readonly scope: string;
  /** `stored`: the scope's own series · `sum`, `largest`, `smallest` of several on a common grid. */
  readonly kind: 'stored' | 'sum' | 'largest' | 'smallest';
  /** Entities with samples, and how many there should be. */
  readonly entities: readonly string[];
  readonly expected: number;
  /** Taken off the entities' samples in all, in the constraint's unit: the hosts' system reserve for used memory; else 0. */
  readonly less: number;
}

/** Daily peaks, columnar; rising days without gaps filled. */
export interface PeakColumns {
  readonly day: readonly string[];
  readonly peak: readonly number[];
  readonly samples: readonly number[];
  readonly complete: readonly boolean[];
}

export interface FitFigures {
  readonly n: number;
  readonly slopePerDay: number;
  /** Fitted value on `firstDay`. */
  readonly intercept: number;
  readonly residualStd: number;
  readonly r2: number | null;
  readonly firstDay: string;
  readonly lastDay: string;
  /** Heights of recorded steps that were fitted along (MODEL.md section 8). */
  readonly steps: readonly { readonly day: string; readonly label: string; readonly height: number }[];
  /** Heights of the weekdays over Monday's, Monday first (0), where they were fitted along; else `null`. */
  readonly weekdays: readonly number[] | null;
}

/** Demand day by day from the fit's first day to the horizon; the scenario's effects are in it from their days on. */
export interface LineColumns {
  readonly day: readonly string[];
  readonly value: readonly number[];
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
}

/** Capacity day by day from the last complete day to the horizon. `limit`: most demand that meets the target that day. */
export interface CapacityColumns {
  readonly day: readonly string[];
  readonly capacity: readonly (number | null)[];
  readonly reserve: readonly (number | null)[];
  readonly available: readonly (number | null)[];
  readonly limit: readonly (number | null)[];
}

export interface TimeMarker {
  readonly day: string;
  readonly kind: 'event' | 'order' | 'ramp-end' | 'level-shift' | 'recorded';
  readonly label: string;
  /** Id of the scenario's event; `null` for the others. */
  readonly event: string | null;
}

/** The robust line beside the least-squares one. */
export interface RobustFigures {
  readonly slopePerDay: number;
  readonly slopeLow: number;
  readonly slopeHigh: number;
  /** Value on the fit's first day, and those of the lines with the edges of the slope's interval. */
  readonly intercept: number;
  readonly interceptLow: number;
  readonly interceptHigh: number;
  readonly crossing: string | null;
}

export interface LevelShiftFigures {
  /** First day of the new level. */
  readonly day: string;
  readonly step: number;
  /** Supremum F statistic that found it. */
  readonly statistic: number;
  /** The fit of the days from then on, offered instead; `null` where they are fewer than 7. */
  readonly after: { readonly fit: FitFigures; readonly crossing: CrossingDates | null } | null;
}

export interface SeasonFigures {
  /** Mean distance of each weekday's peaks from the line, Monday first, demand unit. */
  readonly weekday: readonly (number | null)[];
  /** Rows Monday … Sunday, columns local hours 0 … 23: mean of the samples; `null` = nothing measured. */
  readonly hours: readonly (readonly (number | null)[])[];
  /** Skill with weekday regressors beside that without, over the same cut-offs; offered where it is better. */
  readonly withWeekdays: (WeekdayBacktest & { readonly better: boolean }) | null;
}

/** A forecast that was made earlier, against what came. */
export interface SavedForecastScore {
  /** Instant at which it was made. */
  readonly madeOn: string;
  /** Last complete day it knew. */
  readonly lastDay: string;
  /** Complete days that came since, up to its horizon; 0: nothing to score it by yet. */
  readonly daysScored: number;
  readonly mape: number | null;
  readonly bias: number | null;
  readonly coverage: number | null;
  /** The line it drew: `start` on `firstDay`, rising by `slopePerDay`; its days from `lastDay` to its horizon. */
  readonly fit: { readonly firstDay: string; readonly start: number; readonly slopePerDay: number };
  readonly line: LineColumns;
  /** What it said for the newest measured day, and what came. */
  readonly said: {
    readonly day: string;
    readonly value: number;
    readonly low: number;
    readonly high: number;
  } | null;
  readonly came: number | null;
  /** The crossing it named then. */
  readonly crossing: CrossingDates | null;
}

/** Everything about one constraint's forecast. */
export interface ForecastDetail extends ForecastSummary {
  readonly origin: SeriesOrigin | null;
  readonly stepSeconds: number | null;
  /** Share of entities present at the worst kept grid step; 1 for a single series. */
  readonly presentRatioMin: number | null;
  readonly days: PeakColumns;
  readonly fit: FitFigures | null;
  readonly line: LineColumns;
  readonly capacity: CapacityColumns;
  readonly markers: readonly TimeMarker[];
  readonly backtest: Backtest;
  readonly robust: RobustFigures | null;
  readonly levelShift: LevelShiftFigures | null;
  readonly season: SeasonFigures | null;
  readonly quality: Quality | null;
  /** Days with an outlier among their samples, rising. */
  readonly outlierDays: readonly string[];
}

/** What is drawn of a forecast against its limit: days, line and limit, without the figures beside them. */
export type ForecastTrace = Pick<
  ForecastDetail,
  'unit' | 'target' | 'lastDay' | 'crossing' | 'days' | 'line' | 'capacity'
>;

/** What would have been said on an earlier day, and how it compares with what came since. */
export interface PastForecast {
  readonly id: string;
  /** Last day it may know. */
  readonly cutoff: string;
  readonly fit: FitFigures | null;
  readonly line: LineColumns;
  readonly crossing: CrossingDates | null;
  /** Over the complete days after the cut-off. */
  readonly daysScored: number;
  readonly mape: number | null;
  readonly bias: number | null;
  readonly coverage: number | null;
  /** MAPE of repeating the last complete peak before the cut-off. */
  readonly naiveMape: number | null;
}
