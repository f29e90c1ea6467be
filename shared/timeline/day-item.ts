import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { Parsed } from '../model/problem.ts';
import type { Growth } from './growth.ts';
import type { Circumstance } from './apply-event.ts';

/** Something that happens on a day of a timeline. */
export interface DayItem {
  readonly key: string;
  readonly day: number;
  /** The model after it; `fraction` below 1 for a customer who is still coming. */
  apply(model: Model, fraction: number): Parsed<Model>;
  /** 1 unless a ramp has not come to its end. */
  fractionOn(day: number): number;
}

/** What every event of a timeline is applied under. */
export interface ItemCircumstances {
  readonly asOfDay: number;
  readonly policy: Policy;
  readonly circumstance: Circumstance;
  /** What events do to growth is put here. */
  readonly growths: Growth[];
  /** No event comes after it that asks where its microVMs stand. */
  readonly last: boolean;
}
