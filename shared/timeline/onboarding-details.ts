import { assess } from '../assess/assess.ts';
import { clusterChoices, type ClusterChoice } from '../events/cluster-choices.ts';
import type { CustomerLoad } from '../events/customer-load.ts';
import { definitionOf } from '../events/event-registry.ts';
import { fitCounts, type FitCount } from '../events/fit-counts.ts';
import { drawMid, resolveFields } from '../events/resolve-fields.ts';
import type { ScenarioEvent } from '../events/scenario.ts';
import { survivalWith } from '../events/survival-of.ts';
import type { History } from '../history/history.ts';
import type { LinearSolver } from '../linear/program.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { historyAfter } from './history-after.ts';

/** What an onboarding's preview says beyond its outcome: every cluster tried, and how many fit by every target. */
export interface OnboardingDetails {
  readonly choices: readonly ClusterChoice[];
  readonly fits: readonly FitCount[];
}

/**
 * Tries every cluster of the region and counts, target by target, how many such customers fit. A search of its own, beside
 * the live preview, since it asks the engine many times.
 *
 * @param event a checked `onboardCustomer` event; intervals count by their middle.
 * @param cluster where the preview puts the customer; the counts are about that.
 */
export function* onboardingDetails(
  {
    model,
    policy,
    history,
  }: { readonly model: Model; readonly policy: Policy; readonly history: History | null },
  event: ScenarioEvent,
  cluster: string | null,
  solver: LinearSolver | null,
): Generator<number, OnboardingDetails> {
  const load = customerOf(event, model);
  const historyOf = (now: Model) => historyAfter(history, model, now);
  const before = assess(model, policy, historyOf(model), survivalWith(solver));
  const yardstick = { policy, before, historyOf, solver };
  const choices = yield* clusterChoices(model, load, yardstick);
  const fits = yield* fitCounts(model, policy, load, cluster, historyOf);
  return { choices, fits };
}

/** The load of a checked onboarding, its region that of the cluster where it names only that. */
export function customerOf(event: ScenarioEvent, model: Model): CustomerLoad {
  const fields = definitionOf('onboardCustomer')?.fields ?? [];
  // The values are those of the definition's own fields (see `resolveFields`), whose shape this is.
  const values = resolveFields(fields, event, drawMid) as unknown as CustomerLoad & {
    readonly region: string | null;
    readonly cluster: string | null;
  };
  const own = model.clusters.find(({ id }) => id === values.cluster);
  return { ...values, region: values.region ?? own?.region ?? '' };
}
