import type { Crossing } from '../forecast/crossing.ts';
import type { Side } from './outlook.ts';
import type { TriggerState } from './trigger-result.ts';

/** State and date of a projected trigger; days count from `asOf`. */
export function projectedState(
  crossing: Crossing | null,
  { days }: Side,
): { readonly state: TriggerState; readonly day: number | null } {
  if (crossing === null) return { state: 'not-measured', day: null };
  const last = days.asOfDay + days.policy.triggerHorizonDays;
  const { date, early } = crossing;
  if (date !== null && date <= last) return { state: 'firing', day: date };
  if (early !== null && early <= last) return { state: 'watch', day: early };
  return { state: 'quiet', day: date };
}
