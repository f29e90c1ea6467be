import type { PlanBase } from './plan-base.ts';
import type { Delivery, PlanProblem } from './plan-problem.ts';
import type { Purchase } from './plan-result.ts';
import type { PurchaseOptions } from './purchase-options.ts';
import { missedDays } from './missed-days.ts';
import { purchaseLines } from './purchase-lines.ts';
import type { Cut } from './purchase-program.ts';
import { solveCounts, type Counts } from './solve-counts.ts';
import { solveDates } from './solve-dates.ts';

/** A problem with its answer. */
export interface Solved {
  readonly problem: PlanProblem;
  readonly options: PurchaseOptions;
  readonly counts: Counts;
  readonly deliveries: readonly Delivery[];
}

/** Solves counts, then dates; `deliveries` is empty where no purchase within the limits will do. Yields after each step. */
export function* solvePurchase(
  { tools }: PlanBase,
  { problem, options }: { readonly problem: PlanProblem; readonly options: PurchaseOptions },
  cuts: readonly Cut[] = [],
): Generator<number, Solved, boolean | undefined> {
  const counts = yield* solveCounts(problem, tools, cuts);
  if (counts.counts === null) return { problem, options, counts, deliveries: [] };
  const { deliveries } = yield* solveDates(problem, tools, counts);
  return { problem, options, counts, deliveries };
}

/** Costs a hair apart are the same: they are sums of prices in floating point. */
const isSame = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

/** A purchase in the words and fields of the contract. */
export function purchaseOf({ tools }: PlanBase, { problem, options, counts, deliveries }: Solved): Purchase {
  const lines = purchaseLines(problem, tools, deliveries);
  const hosts = lines.reduce((sum, line) => sum + line.count, 0);
  const isBought = counts.counts !== null;
  const missed = missedDays(problem, tools, deliveries);
  const nothingToBuy = problem.options.length === 0 && missed.length > 0;
  const closed = isBought && counts.verified && isSame(counts.bound, counts.cost);
  return {
    lines,
    hosts,
    totalCost: isBought && (options.priced || hosts === 0) ? sumOf(lines) : null,
    currency: options.currency,
    optimal: closed,
    gap: closed
      ? 0
      : isBought && counts.verified && counts.cost > 0
        ? (counts.cost - counts.bound) / counts.cost
        : null,
    feasible: isBought && counts.verified && counts.unmet.length === 0 && !nothingToBuy,
    missed,
  };
}

function sumOf(lines: Purchase['lines']): number {
  return lines.reduce((sum, line) => sum + (line.cost ?? 0), 0);
}
