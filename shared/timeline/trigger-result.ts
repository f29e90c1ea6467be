import type { Target } from '../assess/constraint.ts';
import type { ForecastVerdict } from '../forecast/backtest.ts';
import type { Unit } from '../units.ts';
import type { MeasuredNow, ProjectedPoint } from './forecast-result.ts';

export type TriggerKind = 'memory-headroom' | 'edge-connections' | 'postgres-cpu' | 'snapshot-store';
/** `firing`: now or within the trigger horizon · `watch`: only the interval's pessimistic side crosses (MODEL.md section 9). */
export type TriggerState = 'firing' | 'watch' | 'quiet' | 'not-measured';

/** Something that silences a trigger; `event` does it in a scenario, where there is an event for it. */
export interface TriggerAction {
  readonly text: string;
  readonly event: ({ readonly type: string } & Readonly<Record<string, unknown>>) | null;
  readonly cost: number | null;
  readonly currency: string | null;
  /** Day it must be in service by: the day the target would first be missed; `null` if it is missed already. */
  readonly inServiceBy: string | null;
  /** inServiceBy − lead time − provisioning days; `null` where nothing is ordered or no lead time is known. */
  readonly orderBy: string | null;
  /** `orderBy` lies before `asOf`. */
  readonly late: boolean;
}

export interface Trigger {
  /** `memory-headroom@region:eu-west` */
  readonly id: string;
  readonly kind: TriggerKind;
  readonly scope: string;
  readonly constraintId: string;
  readonly state: TriggerState;
  /** Why it is not measured, in words; `null` otherwise. */
  readonly reason: string | null;
  /** Day the target is first missed (firing, quiet beyond the horizon) or first might be (watch); `null` = not in sight. */
  readonly date: string | null;
  /** Days from `asOf` to `date`, never below 0. */
  readonly daysLeft: number | null;
  readonly horizonDays: number;
  readonly unit: Unit;
  readonly target: Target;
  readonly now: MeasuredNow | null;
  /** `null` for `postgres-cpu`, which is measured, not projected. */
  readonly atHorizon: ProjectedPoint | null;
  readonly basis: string;
  /** The backtest's verdict on the forecast behind it; `null` where nothing is projected. */
  readonly trust: ForecastVerdict | null;
  /** What the robust line says instead where the forecast is not trusted. */
  readonly robustDate: string | null;
  /** `postgres-cpu`: days in a row above the target up to the last complete day, and how many fire. */
  readonly streakDays: number | null;
  readonly sustainedDays: number | null;
  /** `postgres-cpu`: local hours taken as peak hours, `09-13`. */
  readonly peakHours: string | null;
  /** `postgres-cpu`: p95 in peak hours of each of the last `sustainedDays` days, the oldest first; `null` = too few samples. */
  readonly peakDays?: readonly { readonly day: string; readonly peak: number | null }[];
  /** The smallest action that silences it, found by trying actions through the engine; `null` where none is needed or none helps. */
  readonly action: TriggerAction | null;
  /** Other actions that silence it. */
  readonly alternatives: readonly TriggerAction[];
  readonly notes: readonly string[];
}
