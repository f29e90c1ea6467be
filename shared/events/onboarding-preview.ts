import { assess } from '../assess/assess.ts';
import { dayNumber, dayText } from '../model/instant.ts';
import type { Certificate, Move, SurvivalVerdict, Unplaced } from '../placement/outcome.ts';
import type { CustomerLoad } from './customer-load.ts';
import type { EventContext } from './definition.ts';
import { howManyFit } from './how-many-fit.ts';
import type { OnboardingAction } from './onboarding-actions.ts';
import { finished, NOTHING_TO_DO, remedySearch, verdictAfter } from './onboarding-remedy.ts';
import { judgePlacement, type Placement, type Yardstick } from './onboarding-trial.ts';
import { survivalWith } from './survival-of.ts';
import type { Chosen } from './whereabouts.ts';

/** MODEL.md sections 11 and 16. */
export interface OnboardOutcome {
  readonly verdict: 'accept' | 'accept-with-actions' | 'decline';
  readonly cluster: string | null;
  /** Why this cluster: given, or the one with the most memory headroom afterwards among those where all fits. */
  readonly clusterReason: string | null;
  readonly requested: number;
  readonly placed: number;
  readonly unplaced: readonly Unplaced[];
  /** `null` where there is nothing to place. */
  readonly placementVerdict: SurvivalVerdict | null;
  readonly moves: readonly Move[];
  readonly certificate?: Certificate;
  readonly survivesBefore: boolean | null;
  readonly survivesAfter: boolean | null;
  readonly newBreaches: readonly string[];
  /** Triggers and crossing dates need a measured history; without one there is none to report. */
  readonly newTriggers: readonly string[];
  readonly movedCrossings: readonly {
    readonly id: string;
    readonly before: string | null;
    readonly after: string | null;
    readonly days: number | null;
  }[];
  /** `null` if nothing the model knows limits it. */
  readonly howManyFit: number | null;
  readonly binding: string | null;
  readonly actions: readonly OnboardingAction[];
  /** For `decline`: the targets no action mends. */
  readonly unmended: readonly string[];
  /**
   * Only where the context leaves the search of actions to others (onboarding-remedy.ts): not accepted as things are, and
   * whether actions make room is not known yet; `verdict` stands as `decline` till then.
   */
  readonly awaitsActions?: true;
  /** Day on which the whole load is there. */
  readonly fullRampOn: string | null;
}

/** Calendar day a number of days after the event; part of a day counts as a whole one. */
export function dayAfter({ day }: EventContext, days: number): string | null {
  const start = dayNumber(day);
  return start === null ? null : dayText(start + Math.ceil(days));
}

/** The preview of an onboarding that has been put into the model: what it breaks, how many fit, what would make room. */
export function previewOf(
  context: EventContext,
  load: CustomerLoad,
  chosen: Chosen | null,
  placement: Placement,
  fullRampOn: string | null,
): OnboardOutcome {
  const requested = load.fleet.reduce((sum, row) => sum + row.count, 0);
  const { outcome } = placement;
  const stranded = new Set(placement.stranded);
  const placed = {
    cluster: chosen?.id ?? null,
    clusterReason: chosen?.reason ?? null,
    requested,
    placed: outcome === null ? 0 : requested - stranded.size,
    unplaced: outcome?.unplaced.filter((entry) => stranded.has(entry.microvm)) ?? [],
    placementVerdict: outcome?.verdict ?? null,
    moves: outcome?.moves ?? [],
    ...(outcome?.certificate === undefined ? {} : { certificate: outcome.certificate }),
    newTriggers: [],
    movedCrossings: [],
    fullRampOn,
  };
  if (context.preview === false) return { ...UNPREVIEWED, ...placed };
  const { model, policy, historyOf, solver } = context;
  const before = assess(model, policy, historyOf(model), survivalWith(solver));
  const yardstick: Yardstick = { policy, before, historyOf, solver };
  const trial = judgePlacement(placement, placed.cluster, yardstick);
  const survivesBefore = before.constraints.find(
    ({ id }) => id === `compute.survival@cluster:${placed.cluster}`,
  );
  const fit = howManyFit(model, policy, load, placed.cluster, historyOf);
  const accepted = trial.clean && (fit.howManyFit === null || fit.howManyFit >= 1);
  const awaits = !accepted && context.remedies === false;
  const remedy =
    accepted || awaits ? NOTHING_TO_DO : finished(remedySearch({ context, load, chosen, yardstick }, trial));
  return {
    verdict: accepted ? 'accept' : verdictAfter(remedy),
    ...placed,
    survivesBefore: survivesBefore === undefined ? null : survivesBefore.verdict === 'ok',
    survivesAfter: trial.survives,
    newBreaches: trial.violations
      .filter((violation) => violation.kind === 'broken')
      .map((violation) => violation.id),
    ...fit,
    ...remedy,
    ...(awaits ? { awaitsActions: true } : {}),
  };
}

/** Stands where nobody looks at the preview: a Monte Carlo run needs the model afterwards only. */
const UNPREVIEWED = {
  verdict: 'decline',
  survivesBefore: null,
  survivesAfter: null,
  newBreaches: [],
  howManyFit: null,
  binding: null,
  actions: [],
  unmended: [],
} as const;
