import { inApplicationOrder, LIKELY, likelihood, type PlacedEvent } from '../events/application-order.ts';
import { definitionOf } from '../events/event-registry.ts';
import type { OutcomeFigure } from '../events/outcome-figure.ts';
import { drawMid, resolveFields, uncertainFields, type Draw } from '../events/resolve-fields.ts';
import type { HistoryOf } from '../events/definition.ts';
import type { Scenario, ScenarioEvent } from '../events/scenario.ts';
import type { LinearSolver } from '../linear/program.ts';
import { dayText, utcDayNumber } from '../model/instant.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { Parsed } from '../model/problem.ts';
import type { EventOutcome } from './result.ts';

/** One event's way through the model, for those who look at each step (the cascade). */
export interface AppliedEvent extends Omit<EventOutcome, 'figures'> {
  readonly before: Model;
  readonly after: Model;
  readonly figures: () => readonly OutcomeFigure[];
}

/** The model and policy a scenario leads to, and what each event did. */
export interface AppliedScenario {
  readonly model: Model;
  readonly policy: Policy;
  readonly events: readonly AppliedEvent[];
  readonly notes: readonly string[];
}

/** How to deal with what is uncertain; the plain result takes the middle and the likely. */
export interface Circumstance {
  /** Whether an event happens at all. */
  happens(event: ScenarioEvent): boolean;
  drawFor(event: ScenarioEvent): Draw;
  /** `false`: only the model afterwards is wanted. */
  readonly preview: boolean;
  /** For placements on which everything else has given up; `null`: they stay undecided. */
  readonly solver: LinearSolver | null;
  /** What previews read measured peaks from; left out: nothing is measured. */
  readonly historyOf?: HistoryOf;
}

export const PLAIN: Circumstance = {
  happens: (event) => likelihood(event) >= LIKELY,
  drawFor: () => drawMid,
  preview: true,
  solver: null,
};

/** What uncertain parts of a scenario the plain result decided, in words. */
function notesOf(scenario: Scenario): readonly string[] {
  const notes: string[] = [];
  for (const { event } of inApplicationOrder(scenario.events)) {
    const chance = likelihood(event);
    if (event.disabled === true) {
      notes.push(`${event.id} is disabled and left out`);
      continue;
    }
    if (event.probability !== undefined && chance < 1) {
      notes.push(
        `${event.id} has a probability of ${chance} and is ${chance >= LIKELY ? 'counted as happening' : 'left out'}`,
      );
    }
    const fields = uncertainFields(definitionOf(event.type)?.fields ?? [], event);
    if (chance >= LIKELY && fields.length > 0)
      notes.push(`${event.id}: ${fields.join(', ')} by the middle of its interval`);
  }
  return notes;
}

/**
 * Applies a scenario's events to a model one after the other (MODEL.md section 10): undated ones at once in list order,
 * then dated ones by (date, list order), each at full ramp. The scenario's policy is laid over the one given. Disabled
 * events and those with a probability below 0.5 are left out, intervals count by their middle; the notes say so. An event
 * the model it meets refuses — a host an earlier event took down — is a located problem and nothing is applied.
 */
export function runEvents(
  model: Model,
  policy: Policy,
  scenario: Scenario,
  circumstance: Circumstance = PLAIN,
): Parsed<AppliedScenario> {
  const overlaid: Policy = { ...policy, ...scenario.policy };
  const today = utcDayNumber(model.asOf);
  const events: AppliedEvent[] = [];
  let now = model;
  for (const placed of inApplicationOrder(scenario.events)) {
    const { event } = placed;
    if (event.disabled === true || !circumstance.happens(event)) continue;
    const day = event.on ?? (today === null ? model.asOf : dayText(today));
    const applied = applyOne(now, overlaid, placed, day, circumstance);
    if (!applied.ok) return applied;
    events.push(applied.value);
    now = applied.value.after;
  }
  return { ok: true, value: { model: now, policy: overlaid, events, notes: notesOf(scenario) } };
}

export function applyOne(
  model: Model,
  policy: Policy,
  { event, index }: PlacedEvent,
  day: string,
  circumstance: Circumstance,
): Parsed<AppliedEvent> {
  const path = `events[${index}]`;
  const definition = definitionOf(event.type);
  if (definition === null) {
    return {
      ok: false,
      problems: [{ message: 'unknown event type', path: `${path}.type`, value: event.type }],
    };
  }
  const values = resolveFields(definition.fields, event, circumstance.drawFor(event));
  const context = {
    model,
    policy,
    id: event.id,
    path,
    day,
    preview: circumstance.preview,
    solver: circumstance.solver,
    historyOf: circumstance.historyOf ?? (() => null),
  };
  const applied = definition.apply(context, values);
  if (!applied.ok) return applied;
  const { outcome, transients = [], notes = [], figures = () => [] } = applied;
  return {
    ok: true,
    value: { event, day, outcome, transients, notes, figures, before: model, after: applied.model },
  };
}
