import { byCodeUnits } from '../model/model-index.ts';
import { assess } from '../assess/assess.ts';
import { clusterChoices, type ClusterChoice } from '../events/cluster-choices.ts';
import type { CustomerLoad } from '../events/customer-load.ts';
import { fitCounts, type FitCount } from '../events/fit-counts.ts';
import type { ScenarioEvent } from '../events/scenario.ts';
import type { Yardstick } from '../events/onboarding-trial.ts';
import { settleCustomer } from '../events/settle-customer.ts';
import { survivalWith } from '../events/survival-of.ts';
import { dayNumber } from '../history/calendar.ts';
import type { History } from '../history/history.ts';
import type { LinearSolver } from '../linear/program.ts';
import type { Model, Order } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { contextOf, dayOf, PLAIN } from './apply-event.ts';
import { historyAfter } from './history-after.ts';
import { sidesOf } from './sides.ts';
import { wishesOf } from './wishes-of.ts';

/** Where a customer would go if the choice counted what is ordered (see settled-customers.ts, which does not). */
export interface OrdersAside {
  readonly cluster: string;
  /** Why then, by the same rule. */
  readonly reason: string;
  /** Orders for that cluster in service by the customer's first day, first to come first. */
  readonly orders: readonly Order[];
}

/** What an onboarding's preview says beyond its outcome: every cluster tried, and how many fit by every target. */
export interface OnboardingDetails {
  readonly choices: readonly ClusterChoice[];
  /** `null`: the cluster was given, or the orders make no difference. */
  readonly ordersAside: OrdersAside | null;
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
  const ordersAside = cluster === null ? null : withOrders({ model, policy, solver }, event, cluster);
  return { choices, ordersAside, fits };
}

function withOrders(
  { model, policy, solver }: Pick<Yardstick, 'policy' | 'solver'> & { readonly model: Model },
  event: ScenarioEvent,
  cluster: string,
): OrdersAside | null {
  const on = dayOf(event, model);
  const orders = model.orders.filter(({ arrivesOn }) => arrivesOn <= on);
  if (typeof event['cluster'] === 'string' || orders.length === 0) return null;
  const sides = sidesOf(model, policy, null, null);
  if (!sides.ok) return null;
  const { model: then } = sides.value.baseline.days.stateOn(dayNumber(on));
  const context = contextOf(then, policy, { event, index: 0 }, on, { ...PLAIN, solver });
  const goes = settleCustomer(context, wishesOf(event));
  const other = goes.ok ? goes.value.cluster : null;
  if (other === null || other.id === cluster) return null;
  const own = orders.filter((order) => order.cluster === other.id);
  return {
    cluster: other.id,
    reason: other.reason,
    orders: own.sort((a, b) => byCodeUnits(a.arrivesOn, b.arrivesOn)),
  };
}

/** The load of a checked onboarding, its region that of the cluster where it names only that. */
export function customerOf(event: ScenarioEvent, model: Model): CustomerLoad {
  const values = wishesOf(event);
  const own = model.clusters.find(({ id }) => id === values.cluster);
  return { ...values, region: values.region ?? own?.region ?? '' };
}
