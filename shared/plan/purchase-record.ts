import type { PurchaseDecision } from './accept-line.ts';

export type PurchaseStatus = 'accepted' | 'ordered' | 'delivered';

/** A line of a plan that was accepted, and how far it is. */
export interface PurchaseRecord {
  readonly id: string;
  /** Saved scenario that carries it. */
  readonly scenario: string;
  readonly decision: PurchaseDecision;
  readonly status: PurchaseStatus;
  readonly acceptedAtMs: number;
  readonly orderedAtMs: number | null;
  readonly deliveredAtMs: number | null;
  /** Day its hosts come, once ordered. */
  readonly arrivesOn: string | null;
}
