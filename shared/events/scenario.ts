import type { Policy } from '../model/policy.ts';

/** A number typed as low / mid / high (MODEL.md section 10, Uncertainty). The plain result uses `mid`. */
export interface Interval {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
  readonly confidence?: number;
}

/** What every event of a scenario may carry; the type's own fields stand beside these. */
export interface EventBase {
  readonly id: string;
  readonly type: string;
  /** Calendar day, `2026-05-01`; absent = at once. */
  readonly on?: string;
  readonly probability?: number | Interval;
  readonly disabled?: boolean;
}

/** An event as it stands in a scenario document: base fields, then the fields its type's file declares. */
export type ScenarioEvent = EventBase & Readonly<Record<string, unknown>>;

/** `headroom.scenario/v1` (MODEL.md section 10), parsed: every event has an id. */
export interface Scenario {
  readonly schema: 'headroom.scenario/v1';
  readonly name: string;
  readonly notes?: string;
  readonly seed: number;
  readonly policy: Partial<Policy>;
  readonly events: readonly ScenarioEvent[];
}
