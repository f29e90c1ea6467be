import { assess } from '../assess/assess.ts';
import type { Parsed } from '../model/problem.ts';
import { addEdgeNodes } from './add-edge-nodes.ts';
import { addHosts } from './add-hosts.ts';
import { addStorage } from './add-storage.ts';
import type { CustomerLoad } from './customer-load.ts';
import type { EventContext, EventDefinition } from './definition.ts';
import { searchActions, type ApplyEvent, type Remedy, type RemedySearch } from './onboarding-actions.ts';
import { tryCustomer, type Trial, type Yardstick } from './onboarding-trial.ts';
import { resizePostgres } from './resize-postgres.ts';
import { drawMid, resolveFields } from './resolve-fields.ts';
import { clustersOf, settleCustomer, type Wishes } from './settle-customer.ts';
import { survivalWith } from './survival-of.ts';
import { GIVEN, type Chosen } from './whereabouts.ts';

/** The answer of a search nobody waits for or stops. */
export function finished<Answer>(search: Generator<unknown, Answer>): Answer {
  for (;;) {
    const { done, value } = search.next();
    if (done === true) return value;
  }
}

/** Nothing has to be done. */
export const NOTHING_TO_DO: Remedy = { actions: [], unmended: [] };

/** The verdict on a customer who cannot come as things are. */
export const verdictAfter = ({ actions }: Remedy): 'accept-with-actions' | 'decline' =>
  actions.length > 0 ? 'accept-with-actions' : 'decline';

interface Refused {
  readonly context: EventContext;
  readonly load: CustomerLoad;
  readonly chosen: Chosen | null;
  readonly yardstick: Yardstick;
}

/**
 * What would make room for a customer: another cluster of the region where the customer fits as it is, where one was given;
 * else what has to be bought.
 */
export function* remedySearch({ context, load, chosen, yardstick }: Refused, first: Trial): RemedySearch {
  const { model } = context;
  if (chosen?.reason === GIVEN) {
    for (const id of clustersOf(model, load.region)) {
      if (id === chosen.id || !tryCustomer(model, load, id, yardstick).clean) continue;
      const event = { type: 'onboardCustomer', customer: load.customer, region: load.region, cluster: id };
      return {
        actions: [{ text: `Place ${load.customer} in ${id} instead`, by: null, event }],
        unmended: [],
      };
    }
  }
  return yield* searchActions({
    model,
    load,
    cluster: chosen?.id ?? null,
    yardstick,
    apply: applying(context),
    first,
  });
}

const REMEDIES: readonly EventDefinition[] = [addHosts, addEdgeNodes, addStorage, resizePostgres];

function applying(context: EventContext): ApplyEvent {
  return (model, event) => {
    const definition = REMEDIES.find((candidate) => candidate.type === event.type);
    if (definition === undefined) return null;
    const applied = definition.apply({ ...context, model }, resolveFields(definition.fields, event, drawMid));
    return applied.ok ? applied.model : null;
  };
}

/**
 * The search for a customer whose outcome awaits it (`awaitsActions`), in the very world the event met: put in once more, then
 * as `remedySearch`.
 */
export function* remedyFor(context: EventContext, wishes: Wishes): Generator<number, Parsed<Remedy>> {
  const { model, policy, historyOf, solver } = context;
  const settled = settleCustomer(context, wishes);
  if (!settled.ok) return settled;
  const { region, cluster: chosen, pool } = settled.value;
  const load: CustomerLoad = { ...wishes, region, pool };
  const before = assess(model, policy, historyOf(model), survivalWith(solver));
  const yardstick: Yardstick = { policy, before, historyOf, solver };
  const first = tryCustomer(model, load, chosen?.id ?? null, yardstick);
  return { ok: true, value: yield* remedySearch({ context, load, chosen, yardstick }, first) };
}
