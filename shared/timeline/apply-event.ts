import { LIKELY, likelihood, type PlacedEvent } from '../events/application-order.ts';
import type { EventContext, HistoryOf } from '../events/definition.ts';
import { definitionOf } from '../events/event-registry.ts';
import type { OutcomeFigure } from '../events/outcome-figure.ts';
import { drawMid, resolveFields, type Draw } from '../events/resolve-fields.ts';
import type { ScenarioEvent } from '../events/scenario.ts';
import type { SettledCustomers } from '../events/whereabouts.ts';
import type { LinearSolver } from '../linear/program.ts';
import { dayText, utcDayNumber } from '../model/instant.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { Watch } from '../placement/worst-loss.ts';
import type { Parsed } from '../model/problem.ts';
import type { EventOutcome } from './result.ts';

/** One event's way through the model, for those who look at each step (the cascade). */
export interface AppliedEvent extends Omit<EventOutcome, 'figures'> {
  readonly before: Model;
  readonly after: Model;
  readonly figures: () => readonly OutcomeFigure[];
}

/** How to deal with what is uncertain; the plain result takes the middle and the likely. */
export interface Circumstance {
  /** Whether an event happens at all. */
  happens(event: ScenarioEvent): boolean;
  drawFor(event: ScenarioEvent): Draw;
  /** `false`: only the model afterwards is wanted. */
  readonly preview: boolean;
  /** `false`: what would make room for customers is searched apart (simulate-actions.ts); left out: outcomes have it. */
  readonly remedies?: boolean;
  /** For placements on which everything else has given up; `null`: they stay undecided. */
  readonly solver: LinearSolver | null;
  /** What previews read measured peaks from; left out: nothing is measured. */
  readonly historyOf?: HistoryOf;
  /**
   * Where customers go, for those who ask of a changed scenario what the plain one has settled; left out: settled for the
   * scenario at hand (settled-customers.ts).
   */
  readonly settled?: SettledCustomers;
  /**
   * `true`: in the days, nobody asks where the microVMs of a customer stand unless an event that is no onboarding comes
   * after it; they count as pending, which is the same demand. Left out: those of the last event alone do.
   */
  readonly sumsOnly?: boolean;
  /** Hears how far the search of a worst loss is. */
  readonly watch?: Watch;
}

export const PLAIN: Circumstance = {
  happens: (event) => likelihood(event) >= LIKELY,
  drawFor: () => drawMid,
  preview: true,
  solver: null,
};

/** The day an event happens, as its outcome says it: its own, else that of the model's `asOf`. */
export function dayOf({ on }: ScenarioEvent, { asOf }: Model): string {
  const today = utcDayNumber(asOf);
  return on ?? (today === null ? asOf : dayText(today));
}

/** The world an event meets on a day. */
export function contextOf(
  model: Model,
  policy: Policy,
  { event, index }: PlacedEvent,
  day: string,
  circumstance: Circumstance,
): EventContext {
  const { preview, remedies, solver, historyOf = () => null, settled, watch } = circumstance;
  return {
    model,
    policy,
    id: event.id,
    path: `events[${index}]`,
    day,
    preview,
    solver,
    historyOf,
    ...(remedies === undefined ? {} : { remedies }),
    ...(settled === undefined ? {} : { settled }),
    ...(watch === undefined ? {} : { watch }),
  };
}

/** One event applied to the model it meets, on a day. A type nobody knows is a located problem. */
export function applyOne(
  model: Model,
  policy: Policy,
  placed: PlacedEvent,
  day: string,
  circumstance: Circumstance,
): Parsed<AppliedEvent> {
  const { event, index } = placed;
  const definition = definitionOf(event.type);
  if (definition === null) {
    return {
      ok: false,
      problems: [{ message: 'unknown event type', path: `events[${index}].type`, value: event.type }],
    };
  }
  const values = resolveFields(definition.fields, event, circumstance.drawFor(event));
  const applied = definition.apply(contextOf(model, policy, placed, day, circumstance), values);
  if (!applied.ok) return applied;
  const { outcome, transients = [], notes = [], figures = () => [] } = applied;
  return {
    ok: true,
    value: { event, day, outcome, transients, notes, figures, before: model, after: applied.model },
  };
}
