import * as v from 'valibot';
import type { Assessment } from '../assess/constraint.ts';
import type { ExplainNode } from '../explain/node.ts';
import type { Overhead } from '../model/document.ts';
import type {
  ForecastDetail,
  ForecastSummary,
  PastForecast,
  SavedForecastScore,
} from '../timeline/forecast-result.ts';
import type { OverheadOffer } from '../timeline/overhead-offer.ts';
import type { TimelineOdds } from '../timeline/timeline-result.ts';
import type { Trigger } from '../timeline/trigger-result.ts';
import type { ForecastSpark } from '../view/forecast-spark.ts';
import { returns } from './channel.ts';
import { idSchema, nothing, selectionSchema, taskSchema } from './requests.ts';

export interface ForecastListAnswer {
  readonly revision: number;
  readonly elapsedMs: number;
  /** Calendar day of the model's `asOf` in the workspace's zone. */
  readonly asOf: string;
  readonly timeZone: string;
  readonly scenarioName: string | null;
  readonly horizonDays: number;
  readonly triggerHorizonDays: number;
  readonly intervalLevel: number;
  /** One per constraint that a metric feeds, in the order of the assessment. `scenario` is `null` for the baseline. */
  readonly rows: readonly {
    readonly id: string;
    readonly baseline: ForecastSummary;
    readonly scenario: ForecastSummary | null;
  }[];
}

export interface ForecastAnswer {
  readonly revision: number;
  readonly baseline: ForecastDetail;
  /** `null` for the baseline. */
  readonly scenario: ForecastDetail | null;
  /** Earlier forecasts of this constraint scored by what came, newest first. */
  readonly saved: readonly SavedForecastScore[];
  /** Dated onboardings and departures that saved scenarios name within the history; offered as `steps`. */
  readonly recordable: readonly { readonly day: string; readonly label: string }[];
}

export interface SparksAnswer {
  readonly revision: number;
  /** In the order asked. */
  readonly sparks: readonly { readonly id: string; readonly spark: ForecastSpark }[];
}

export interface TriggerListAnswer {
  readonly revision: number;
  readonly asOf: string;
  readonly triggers: readonly {
    readonly id: string;
    readonly baseline: Trigger;
    readonly scenario: Trigger | null;
  }[];
}

export interface OverheadAnswer {
  readonly revision: number;
  readonly current: Overhead | null;
  readonly offers: readonly OverheadOffer[];
}

export interface OverheadPreview {
  readonly revision: number;
  readonly before: Assessment;
  readonly after: Assessment;
}

const errors = ['no-workspace', 'not-found', 'bad-input'] as const;
const daySchema = v.pipe(v.string(), v.isoDate());
const windowSchema = v.strictObject({ from: daySchema, to: daySchema });
const delaySchema = v.pipe(v.number(), v.minValue(0), v.maxValue(3650));
const intervalSchema = v.pipe(
  v.strictObject({ low: delaySchema, mid: delaySchema, high: delaySchema }),
  v.check(({ low, mid, high }) => low <= mid && mid <= high, 'low ≤ mid ≤ high'),
);
const stepsSchema = v.pipe(
  v.array(v.strictObject({ day: daySchema, label: v.pipe(v.string(), v.maxLength(200)) })),
  v.maxLength(12),
);

const overheadKeysSchema = v.pipe(
  v.array(v.picklist(['memoryBytesPerVm', 'cpuCoresPerVm', 'fileDescriptorsPerVm', 'processesPerVm'])),
  v.minLength(1),
  v.maxLength(4),
);

export const forecastChannels = {
  /** Every forecastable constraint, both sides. Remembered while workspace and scenario stay as they are. */
  'forecast:list': returns<ForecastListAnswer>()(v.strictObject({ scenario: selectionSchema }), errors),
  /** What the small charts of these constraints draw: a few per cent of what `forecast:get` says of each. */
  'forecast:sparks': returns<SparksAnswer>()(
    v.strictObject({ scenario: selectionSchema, ids: v.pipe(v.array(idSchema), v.maxLength(2000)) }),
    errors,
  ),
  /**
   * One constraint in full. `window` replaces the policy's window by the complete days in it (both ends included; fewer
   * than 7: `fit` is `null` and `reason` says so); `steps` are fitted along as recorded steps, `weekdays` as a term each.
   */
  'forecast:get': returns<ForecastAnswer>()(
    v.strictObject({
      scenario: selectionSchema,
      constraintId: idSchema,
      window: v.exactOptional(windowSchema),
      steps: v.exactOptional(stepsSchema),
      weekdays: v.exactOptional(v.boolean()),
    }),
    errors,
  ),
  /** What would have been said `daysAgo` days before the last complete day. */
  'forecast:backtest-at': returns<PastForecast>()(
    v.strictObject({
      constraintId: idSchema,
      daysAgo: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650)),
    }),
    errors,
  ),
  /** How the demand, its interval's edge, or headroom/utilization of a day is computed; root value = the shown number. `window`, `steps`, `weekdays` as in `forecast:get`. */
  'forecast:explain': returns<ExplainNode>()(
    v.strictObject({
      scenario: selectionSchema,
      constraintId: idSchema,
      side: v.picklist(['baseline', 'scenario']),
      day: daySchema,
      what: v.picklist(['demand', 'low', 'high', 'shown', 'shownLow', 'shownHigh', 'slope']),
      window: v.exactOptional(windowSchema),
      steps: v.exactOptional(stepsSchema),
      weekdays: v.exactOptional(v.boolean()),
    }),
    errors,
  ),
  /** Keeps today's forecasts, to be scored by later imports; every import does it by itself. Returns how many were new. */
  'forecast:save': returns<{ readonly saved: number }>()(nothing, ['no-workspace', 'bad-input', 'read-only']),
  /** The four triggers of every region, Postgres cluster and pool, on both sides. */
  'triggers:list': returns<TriggerListAnswer>()(v.strictObject({ scenario: selectionSchema }), errors),
  /** Monte Carlo over the timeline; progress comes as events under `task`, `task:cancel` stops it. */
  'timeline:odds': returns<{
    readonly revision: number;
    readonly elapsedMs: number;
    readonly odds: TimelineOdds;
  }>()(
    v.strictObject({
      scenario: selectionSchema,
      runs: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)),
      seed: v.exactOptional(v.pipe(v.number(), v.safeInteger())),
      /** Orders come late by a draw of this interval, in days; absent: they come on their day. */
      orderDelayDays: v.exactOptional(intervalSchema),
      task: taskSchema,
    }),
    [...errors, 'cancelled'],
  ),
  /** Overhead per microVM as measured over hosts and days, where the series for it exist. */
  'overhead:estimate': returns<OverheadAnswer>()(nothing, ['no-workspace', 'bad-input']),
  /** What taking the named estimates would do to today's constraints; nothing is changed. */
  'overhead:preview': returns<OverheadPreview>()(v.strictObject({ keys: overheadKeysSchema }), [
    'no-workspace',
    'bad-input',
    'not-found',
  ]),
  /** Takes the named estimates into the model with source `measured`; one undoable step. */
  'overhead:accept': returns<OverheadAnswer>()(v.strictObject({ keys: overheadKeysSchema }), [
    'no-workspace',
    'bad-input',
    'read-only',
    'not-found',
  ]),
};
