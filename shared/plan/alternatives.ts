import { dayName } from '../history/calendar.ts';
import { PESSIMISTIC } from './host-targets.ts';
import { poseProblem, type PlanBase, type Posed } from './plan-base.ts';
import type { Alternative, AlternativeKind, MissedDays, Purchase, Regret } from './plan-result.ts';
import { PLAN_SETTINGS_DEFAULTS, type PlanSettings } from './plan-settings.ts';
import { targetName } from './purchase-lines.ts';
import { leastRegret } from './regret.ts';
import { purchaseOf, solvePurchase, type Solved } from './solve-purchase.ts';
import { besideUnmeasured, everyTarget } from './unmeasured-targets.ts';

/** Settings without any limit on what is bought; prices, lead times and smallest orders stay. */
function withoutLimits(settings: PlanSettings): PlanSettings {
  const { budget, hostsMax, rackUnitsMax, powerWattsMax, clusters } = PLAN_SETTINGS_DEFAULTS;
  return { ...settings, budget, hostsMax, rackUnitsMax, powerWattsMax, clusters };
}

function alternative(
  kind: AlternativeKind,
  title: string,
  explanation: string,
  purchase: Purchase,
  more: { readonly sku?: string; readonly regret?: Regret } = {},
): Alternative {
  return { kind, title, explanation, sku: more.sku ?? null, regret: more.regret ?? null, ...purchase };
}

const daysMissed = (missed: readonly MissedDays[]): number => missed.reduce((sum, { days }) => sum + days, 0);

/** `every target is kept to the end`; what is not measured is counted apart and not among what is kept. */
export function keptTargets({ targets }: Pick<PlanBase, 'targets'>, until: string): string {
  const unknown = targets.unmeasured.length;
  return `${everyTarget(unknown)} is kept ${until}${besideUnmeasured(unknown)}`;
}

/** What is missed from when; with another purchase beside it, whether that is more or less than it misses. */
function missedText(
  base: PlanBase,
  missed: readonly MissedDays[],
  besides: readonly MissedDays[] | null = null,
): string {
  const [first] = missed;
  const more = besides === null ? 0 : daysMissed(missed) - daysMissed(besides);
  const compared =
    more === 0
      ? ''
      : `; ${Math.abs(more)} target days ${more > 0 ? 'more' : 'fewer'} missed than with the plan`;
  if (first === undefined) return `${keptTargets(base, 'to the end')}${compared}`;
  const others = new Set(missed.map(({ id }) => id)).size - 1;
  const also = others === 0 ? '' : `, and ${others} more ${others === 1 ? 'target' : 'targets'} later`;
  return `${targetName(first.id)} is missed from ${first.from} to ${first.to}${also}${compared}`;
}

/** Nothing bought at all: what breaks when. */
export function doingNothing(base: PlanBase, posed: Posed): Alternative {
  const counts = {
    counts: [],
    cost: 0,
    bound: 0,
    cuts: [],
    verified: true,
    unmet: [],
    survival: [],
  };
  const purchase = purchaseOf(base, { ...posed, counts, deliveries: [] });
  const kept = purchase.missed.length === 0;
  return alternative('do-nothing', 'Buy nothing', missedText(base, purchase.missed), {
    ...purchase,
    feasible: kept,
    optimal: kept,
    gap: kept ? 0 : null,
  });
}

/**
 * What else could be done (MODEL.md section 12): nothing; each machine type alone; a plan for the pessimistic edge of the
 * forecasts' intervals (lead times stay those planned with); the plan of least expected regret.
 */
export function* alternativesTo(
  base: PlanBase,
  settings: PlanSettings,
  main: Solved,
): Generator<number, readonly Alternative[], boolean | undefined> {
  const { cuts } = main.counts;
  const { missed } = purchaseOf(base, main);
  const found: Alternative[] = [doingNothing(base, main)];
  yield base.tools.oracle.sweeps;
  if (main.options.options.length > 1) {
    for (const { sku } of main.options.options) {
      const posed = poseProblem(base, settings, { only: sku.id });
      const purchase = purchaseOf(base, yield* solvePurchase(base, posed));
      const said = purchase.feasible
        ? missedText(base, purchase.missed, missed)
        : `${sku.id} alone does not keep the targets`;
      found.push(alternative('one-sku', `Only ${sku.id}`, said, purchase, { sku: sku.id }));
    }
  }
  const level = Math.round(base.side.days.policy.intervalLevel * 100);
  const pessimistic = yield* solvePurchase(base, poseProblem(base, settings, { edge: PESSIMISTIC }), cuts);
  found.push(
    alternative(
      'pessimistic',
      'Pessimistic',
      `for the high edge of each forecast's ${level}% interval`,
      purchaseOf(base, pessimistic),
    ),
  );
  const regret = yield* leastRegret(base, withoutLimits(settings), cuts);
  if (regret !== null)
    found.push(
      alternative(
        'least-regret',
        'Least expected regret',
        `too little weighs ${regret.regret.underBuyWeight} times, too much ${regret.regret.overBuyWeight} times its cost`,
        purchaseOf(base, regret.solved),
        { regret: regret.regret },
      ),
    );
  return found;
}

/** Where limits leave no plan: the one without them, and the purchase within them that keeps the targets longest. */
export function* whereLimitsBind(
  base: PlanBase,
  settings: PlanSettings,
  main: Solved,
): Generator<
  number,
  { readonly without: Solved; readonly within: Solved; readonly until: number },
  boolean | undefined
> {
  const without = yield* solvePurchase(base, poseProblem(base, withoutLimits(settings)));
  const { problem } = main;
  let until = problem.asOfDay;
  let within: Solved = yield* solvePurchase(base, shortened(main, until));
  let tooFar = problem.lastDay;
  while (tooFar - until > 1) {
    const middle = Math.floor((until + tooFar) / 2);
    const tried = yield* solvePurchase(base, shortened(main, middle), without.counts.cuts);
    if (tried.counts.counts === null) tooFar = middle;
    else {
      until = middle;
      within = tried;
    }
  }
  return { without, within: { ...within, problem }, until };
}

/** The same question asked of fewer days. */
function shortened({ problem, options }: Solved, lastDay: number): Posed {
  const requirements = problem.requirements.filter(({ day }) => day <= lastDay);
  return { problem: { ...problem, lastDay, requirements }, options };
}

export function limitAlternatives(
  base: PlanBase,
  { without, within, until }: { readonly without: Solved; readonly within: Solved; readonly until: number },
): readonly Alternative[] {
  const free = purchaseOf(base, without);
  const bound = purchaseOf(base, within);
  const unknown = base.targets.unmeasured.length;
  return [
    alternative('without-limits', 'Without the limits', missedText(base, free.missed), free),
    alternative(
      'within-limits',
      'As long as the limits allow',
      `keeps ${everyTarget(unknown)} that can be kept to ${dayName(until)}${besideUnmeasured(unknown)}`,
      { ...bound, feasible: false, optimal: false, gap: null },
    ),
  ];
}
