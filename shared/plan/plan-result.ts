/** One purchase: hosts of one type for one cluster, in service by one day. Days are `2026-05-14`. */
export interface PlanLine {
  /** Stays the same while type, cluster, failure domain and day do. */
  readonly id: string;
  readonly sku: string;
  readonly cluster: string;
  readonly failureDomain: string | null;
  readonly count: number;
  /** inServiceBy − leadTimeDays − provisioningDays; `null` where the lead time is not known. */
  readonly orderBy: string | null;
  readonly inServiceBy: string;
  readonly leadTimeDays: number | null;
  readonly provisioningDays: number;
  readonly unitCost: number | null;
  readonly cost: number | null;
  /** Ordered today it still comes after its target is first missed. */
  readonly late: boolean;
  readonly reason: string;
  /** The target that asks for it, `compute.memory@cluster:euw-b`; `null` for hosts only a smallest order asks for. */
  readonly target: string | null;
  /** First day that target is missed on without it: `inServiceBy`, or earlier where it is late. */
  readonly neededBy: string;
  /** Day to order by if the order takes as long as the high edge of its lead time; `null` without an interval. */
  readonly orderByIfSlow: string | null;
  /** What the high edge of the lead time would mean; `null` where it changes nothing. */
  readonly warning: string | null;
}

/** Days on which a target is missed, from the first to the last of one stretch. */
export interface MissedDays {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly days: number;
  /** Least headroom in the stretch; `null` for survival. */
  readonly worst: number | null;
  /** Headroom asked for at least; `null` for survival. */
  readonly target: number | null;
}

/** A purchase and what it comes to. */
export interface Purchase {
  readonly lines: readonly PlanLine[];
  readonly hosts: number;
  /** `null`: some price is not known. */
  readonly totalCost: number | null;
  readonly currency: string | null;
  /** Proved that nothing cheaper keeps the targets. */
  readonly optimal: boolean;
  /** Share of the cost that a cheaper purchase could still save at most; 0 where optimal, `null` where unknown. */
  readonly gap: number | null;
  /** Every target is kept on every day on which something bought can be in service. */
  readonly feasible: boolean;
  /** What is missed all the same: before anything can be in service, or for good. */
  readonly missed: readonly MissedDays[];
}

export type AlternativeKind =
  'do-nothing' | 'one-sku' | 'pessimistic' | 'least-regret' | 'without-limits' | 'within-limits';

/** What else could be done (MODEL.md section 12). */
export interface Alternative extends Purchase {
  readonly kind: AlternativeKind;
  readonly title: string;
  readonly explanation: string;
  /** The only type bought, for `one-sku`. */
  readonly sku: string | null;
  readonly regret: Regret | null;
}

/** What the plan of least expected regret weighs. Costs are those of the plan each demand would have asked for. */
export interface Regret {
  readonly underBuyWeight: number;
  readonly overBuyWeight: number;
  /** Mean over the demands of how much too little (too much) is bought. */
  readonly expectedUnderBuy: number;
  readonly expectedOverBuy: number;
  /** underBuyWeight × expectedUnderBuy + overBuyWeight × expectedOverBuy; the least of all candidates. */
  readonly expectedRegret: number;
  /** The demands weighed, each as likely: the quantile of the forecast's interval and the cost of the plan it asks for. */
  readonly demands: readonly { readonly quantile: number; readonly cost: number }[];
  /** The quantile the chosen plan is made for. */
  readonly quantile: number;
}

/** How the plan answers to a price, or to how long orders take. */
export interface Sensitivity {
  readonly kind: 'price' | 'lead-time';
  /** The type whose price changes; `null` for all lead times together. */
  readonly sku: string | null;
  /** Factor on the price, or days more (less). */
  readonly change: number;
  readonly totalCost: number | null;
  readonly hosts: number;
  readonly lateLines: number;
  readonly firstOrderBy: string | null;
  /** What is then bought, line by line. */
  readonly lines: readonly PlanLine[];
  /** Whether other types, counts or clusters are bought. */
  readonly purchaseChanges: boolean;
}

/** `headroom.plan/v1` (MODEL.md sections 12 and 16). */
export interface PlanResult extends Purchase {
  readonly schema: 'headroom.plan/v1';
  readonly name: string | null;
  /** `null` for the baseline. */
  readonly scenario: string | null;
  readonly asOf: string;
  /** Last day planned for. */
  readonly until: string;
  /** The engine was asked about every day with the plan applied, and every target is kept that can be. */
  readonly verified: boolean;
  /** Where limits leave no plan to the end: the last day the one shown keeps every target that can be kept; else `null`. */
  readonly keepsTo: string | null;
  /** In words: what the plan does, or why there is none. */
  readonly explanation: readonly string[];
  readonly alternatives: readonly Alternative[];
  readonly sensitivities: readonly Sensitivity[];
  /** Machine types left out, and why. */
  readonly excluded: readonly { readonly sku: string; readonly reason: string }[];
  /** Targets that ask for nothing because something is not measured. */
  readonly notMeasured: readonly { readonly id: string; readonly reason: string }[];
}
