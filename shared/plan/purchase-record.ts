import { dayName, dayNumber } from '../history/calendar.ts';
import type { PurchaseDecision } from './accept-line.ts';
import type { PlanLine } from './plan-result.ts';

export type PurchaseStatus = 'accepted' | 'ordered' | 'delivered';

/** A line of a plan that was accepted, and how far it is. Days are `2026-05-14`. */
export interface PurchaseRecord {
  readonly id: string;
  /** Saved scenario that carries it. */
  readonly scenario: string;
  readonly decision: PurchaseDecision;
  readonly status: PurchaseStatus;
  readonly acceptedAtMs: number;
  readonly orderedAtMs: number | null;
  readonly deliveredAtMs: number | null;
  /** Day its hosts come as promised, once ordered. */
  readonly arrivesOn: string | null;
  /** Day it was ordered on; `null` before, and where nobody said. */
  readonly orderedOn: string | null;
  /** Price of one host as ordered, in the line's currency; `null`: nobody said. */
  readonly orderedUnitCost: number | null;
  /** Day its hosts came to be in service. */
  readonly deliveredOn: string | null;
  /** Price of one host as billed. */
  readonly deliveredUnitCost: number | null;
}

/** What nobody has said of a purchase yet. */
export const NOTHING_SAID = {
  orderedOn: null,
  orderedUnitCost: null,
  deliveredOn: null,
  deliveredUnitCost: null,
} as const;

/** The day hosts ordered on the day of `asOf` come at the earliest, or the day they were planned for, whichever is later. */
export function expectedArrival(
  asOf: string,
  {
    leadTimeDays,
    provisioningDays,
    inServiceBy,
  }: Pick<PlanLine, 'leadTimeDays' | 'provisioningDays' | 'inServiceBy'>,
): string {
  const today = dayNumber(asOf.slice(0, 10));
  const earliest = dayName(Math.ceil(today + (leadTimeDays ?? 0) + provisioningDays));
  return earliest > inServiceBy ? earliest : inServiceBy;
}
