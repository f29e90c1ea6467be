import { dayName } from '../history/calendar.ts';
import type { Parsed } from '../model/problem.ts';
import {
  alternativesTo,
  doingNothing,
  keptTargets,
  limitAlternatives,
  whereLimitsBind,
} from './alternatives.ts';
import { MIDDLE } from './host-targets.ts';
import { planFigures, type PlanFigures } from './line-figures.ts';
import { planBase, poseProblem, type PlanBase, type PlanInput } from './plan-base.ts';
import { planCurves, type PlanCurve } from './plan-curves.ts';
import type { Alternative, PlanResult, Purchase, Sensitivity } from './plan-result.ts';
import type { PlanSettings } from './plan-settings.ts';
import { targetName } from './purchase-lines.ts';
import { planSensitivities } from './sensitivities.ts';
import { purchaseOf, solvePurchase, type Solved } from './solve-purchase.ts';
import { verifyPlan } from './verify-plan.ts';

export interface PlanWanted {
  /** Also the alternatives and the sensitivities, which ask many plans; a what-if in motion leaves them out. */
  readonly alternatives: boolean;
}

/** A plan with what a screen draws and explains of it. */
export interface PlanAnswer {
  readonly plan: PlanResult;
  readonly curves: readonly PlanCurve[];
  readonly figures: PlanFigures;
  /** Host losses per cluster its survival targets are kept for: the policy's, as the scenario changes it. */
  readonly losses: number;
}

/**
 * The least-cost purchases that keep every host-bought target — memory and CPU headroom, N+1 survival, and what else of a
 * host the policy has a target for — on every day on which something bought can be in service, to the horizon (MODEL.md
 * section 12). Days missed before that are reported. Orders already placed count, for they stand in the model of their day.
 *
 * Yields after each step, so that whoever runs it can look for a cancellation in between. Deterministic.
 */
export function* planSearch(
  base: PlanBase,
  settings: PlanSettings,
  wanted: PlanWanted,
): Generator<number, PlanAnswer, boolean | undefined> {
  const posed = poseProblem(base, settings);
  const main = yield* solvePurchase(base, posed);
  const bought = main.counts.counts !== null;
  const limits = bought ? null : yield* whereLimitsBind(base, settings, main);
  // No purchase within the limits keeps the targets to the end: the plan is the one that keeps them longest.
  const shown = limits === null ? main : limits.within;
  const verified = bought && (yield* verifyPlan(base, main.problem, main.deliveries, main.counts, MIDDLE));
  const solved = purchaseOf(base, shown);
  const purchase: Purchase = bought ? solved : { ...solved, feasible: false, optimal: false, gap: null };
  let alternatives: readonly Alternative[] =
    limits === null ? [] : [doingNothing(base, main), ...limitAlternatives(base, limits)];
  let sensitivities: readonly Sensitivity[] = [];
  if (wanted.alternatives && bought) {
    alternatives = yield* alternativesTo(base, settings, main);
    sensitivities = yield* planSensitivities(base, settings, purchase, main.counts.cuts);
  }
  const { input, side, lastDay, targets } = base;
  const plan: PlanResult = {
    schema: 'headroom.plan/v1',
    name: input.model.name,
    scenario: input.scenario?.name ?? null,
    asOf: input.model.asOf,
    until: dayName(lastDay),
    ...purchase,
    verified,
    keepsTo: limits === null ? null : dayName(limits.until),
    explanation: explained(base, main, purchase, limits, side.days.asOfDay),
    alternatives,
    sensitivities,
    excluded: main.options.excluded,
    notMeasured: targets.unmeasured,
  };
  return {
    plan,
    curves: planCurves(main.problem, shown.deliveries),
    figures: planFigures(main.problem, shown.deliveries, purchase),
    losses: side.days.policy.hostLossesPerCluster,
  };
}

/** The whole plan in one go. @returns located problems if the scenario cannot be applied. */
export function buildPlan(input: PlanInput, settings: PlanSettings, wanted: PlanWanted): Parsed<PlanResult> {
  const base = planBase(input);
  if (!base.ok) return base;
  const search = planSearch(base.value, settings, wanted);
  for (let step = search.next(); ; step = search.next())
    if (step.done === true) return { ok: true, value: step.value.plan };
}

function explained(
  base: PlanBase,
  main: Solved,
  purchase: Purchase,
  limits: { readonly without: Solved; readonly until: number } | null,
  asOfDay: number,
): readonly string[] {
  const said: string[] = [];
  const { options } = main.options;
  const end = dayName(base.lastDay);
  const earliest = Math.min(...options.map(({ earliestDay }) => earliestDay));
  if (limits !== null) {
    const { cost } = limits.without.counts;
    const price =
      limits.without.counts.counts !== null && main.options.priced
        ? `, which takes ${cost}${main.options.currency === null ? '' : ` ${main.options.currency}`}`
        : '';
    said.push(
      `within the limits nothing keeps every target to ${end}${price}; what is shown keeps them to ${dayName(limits.until)}`,
    );
  } else if (options.length === 0) said.push('there is no machine type to buy');
  else if (purchase.lines.length === 0 && purchase.missed.length === 0)
    said.push(`${keptTargets(base, `to ${end}`)}; nothing to buy`);
  else if (earliest > base.lastDay)
    said.push(
      `nothing ordered now is in service before ${dayName(earliest)}, after the last day planned for`,
    );
  for (const { id, from } of main.counts.unmet)
    said.push(
      `${targetName(id)} is missed on ${dayName(from)} and no number of hosts that can be bought mends it`,
    );
  if (options.length > 0 && earliest <= base.lastDay) {
    const before = purchase.missed.filter(({ from }) => from < dayName(earliest));
    const names = [...new Set(before.map(({ id }) => targetName(id)))];
    if (names.length > 0)
      said.push(
        `${names.join(', ')}: missed before anything ordered on ${dayName(asOfDay)} can be in service (${dayName(earliest)})`,
      );
  }
  if (limits === null && !purchase.optimal && purchase.gap !== null)
    said.push(
      `not proved to be the cheapest: at most ${Math.ceil(purchase.gap * 1000) / 10}% could be saved`,
    );
  return said;
}
