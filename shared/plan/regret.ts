import { studentTQuantile } from '../forecast/student-t.ts';
import type { DemandEdge } from './host-targets.ts';
import { poseProblem, type PlanBase } from './plan-base.ts';
import type { Regret } from './plan-result.ts';
import type { PlanSettings } from './plan-settings.ts';
import type { Cut } from './purchase-program.ts';
import { solvePurchase, type Solved } from './solve-purchase.ts';

/** Equally likely strata of the forecast's interval, each by its middle. */
const QUANTILES = [0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95];

/** The demand of a day at a quantile of the forecast's own interval; the demand itself where nothing was fitted. */
function atQuantile(quantile: number, intervalLevel: number): DemandEdge {
  return ({ value, high }, { line }) => {
    if (line === null || high === value) return value;
    const t = studentTQuantile(quantile, line.degrees);
    const edge = studentTQuantile((1 + intervalLevel) / 2, line.degrees);
    return Math.max(0, value + ((high - value) * t) / edge);
  };
}

/**
 * The plan of least expected regret (MODEL.md section 12). Of ten equally likely demands — the middles of the tenths of each
 * forecast's interval, all series high or low together — each asks for a least-cost plan of its own. A candidate that costs
 * less than the plan that turns out to be needed has bought too little, by that difference; one that costs more too much.
 * Its expected regret is underBuyWeight × the mean too little + overBuyWeight × the mean too much, and the candidate with
 * the least is chosen (of equals the cheaper): about the quantile underBuyWeight ÷ (underBuyWeight + overBuyWeight).
 * `null` where nothing is fitted, or some demand has no plan. Limits (budget, room) do not bind here.
 */
export function* leastRegret(
  base: PlanBase,
  settings: PlanSettings,
  cuts: readonly Cut[],
): Generator<number, { readonly solved: Solved; readonly regret: Regret } | null, boolean | undefined> {
  const { policy } = base.side.days;
  if (!base.targets.targets.some(({ outlook }) => outlook.line !== null)) return null;
  const candidates: { quantile: number; cost: number; solved: Solved }[] = [];
  for (const quantile of QUANTILES) {
    const edge = atQuantile(quantile, policy.intervalLevel);
    const solved = yield* solvePurchase(base, poseProblem(base, settings, { edge }), cuts);
    if (solved.counts.counts === null || !solved.counts.verified) return null;
    candidates.push({ quantile, cost: solved.counts.cost, solved });
  }
  const { underBuyWeight, overBuyWeight } = policy;
  const mean = (of: (needed: number) => number): number =>
    candidates.reduce((sum, { cost }) => sum + of(cost), 0) / candidates.length;
  const weighed = candidates.map((candidate) => {
    const expectedUnderBuy = mean((needed) => Math.max(0, needed - candidate.cost));
    const expectedOverBuy = mean((needed) => Math.max(0, candidate.cost - needed));
    return {
      ...candidate,
      expectedUnderBuy,
      expectedOverBuy,
      expectedRegret: underBuyWeight * expectedUnderBuy + overBuyWeight * expectedOverBuy,
    };
  });
  const [best] = weighed.sort((a, b) => a.expectedRegret - b.expectedRegret || a.cost - b.cost);
  if (best === undefined) return null;
  const { expectedUnderBuy, expectedOverBuy, expectedRegret, quantile } = best;
  return {
    solved: best.solved,
    regret: {
      underBuyWeight,
      overBuyWeight,
      expectedUnderBuy,
      expectedOverBuy,
      expectedRegret,
      demands: candidates.map(({ quantile: of, cost }) => ({ quantile: of, cost })),
      quantile,
    },
  };
}
