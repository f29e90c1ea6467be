import type { Scenario, ScenarioEvent } from '../events/scenario.ts';
import type { MissedDays, PlanLine } from './plan-result.ts';

/** A decision to buy, in the terms of whatever keeps decisions: what, why, and what is expected of it. */
export interface PurchaseDecision {
  readonly kind: 'purchase';
  /** Id of the scenario's event that stands for it. */
  readonly event: string;
  readonly title: string;
  readonly reason: string;
  readonly line: PlanLine;
  /** What would be missed without it, as the plan told it when it was accepted. */
  readonly expected: readonly MissedDays[];
}

export interface AcceptedLine {
  readonly scenario: Scenario;
  readonly decision: PurchaseDecision;
}

/** Where a baseline's purchases are kept. */
export const PURCHASES = 'Purchases';

const EMPTY: Scenario = {
  schema: 'headroom.scenario/v1',
  name: PURCHASES,
  seed: 1,
  policy: {},
  events: [],
};

function freeId(events: readonly ScenarioEvent[], line: PlanLine): string {
  const taken = new Set(events.map(({ id }) => id));
  const plain = `buy-${line.sku}-${line.cluster}-${line.inServiceBy}`;
  let id = plain;
  for (let n = 2; taken.has(id); n += 1) id = `${plain}-${n}`;
  return id;
}

/**
 * Makes a line of a plan part of a scenario: a dated `addHosts` on the day it is in service (MODEL.md section 12), before
 * all other events, so that whatever comes that day finds the hosts there. The plan of the changed scenario no longer asks for
 * it. Without a scenario a new one is begun.
 *
 * @param said the decision in the words it is kept in.
 */
export function acceptLine(
  line: PlanLine,
  scenario: Scenario | null,
  missedWithout: readonly MissedDays[],
  said: Pick<PurchaseDecision, 'title' | 'reason'>,
): AcceptedLine {
  const before = scenario ?? EMPTY;
  const id = freeId(before.events, line);
  const event: ScenarioEvent = {
    id,
    type: 'addHosts',
    on: line.inServiceBy,
    cluster: line.cluster,
    sku: line.sku,
    count: line.count,
    ...(line.failureDomain === null ? {} : { failureDomain: line.failureDomain }),
  };
  return {
    scenario: { ...before, events: [event, ...before.events] },
    decision: {
      kind: 'purchase',
      event: id,
      ...said,
      line,
      expected: missedWithout.filter(({ id: target }) => target === line.target),
    },
  };
}
