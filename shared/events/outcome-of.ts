import type { EventDefinition } from './definition.ts';
import type { Definition } from './event-registry.ts';
import type { ScenarioEvent } from './scenario.ts';

// Apart from the registry, of which only the types are needed: a window that shows an outcome reads none of the code that
// made it.

export type EventType = Definition['type'];

/** The outcome type of an event type. */
export type OutcomeOf<Type extends EventType> =
  Extract<Definition, { readonly type: Type }> extends EventDefinition<Type, infer Outcome> ? Outcome : never;

/**
 * The outcome of an applied event, typed; `null` if the event is of another type. The type's own definition made the
 * outcome, so the cast states what the registry guarantees.
 */
export function outcomeOf<Type extends EventType>(
  entry: { readonly event: ScenarioEvent; readonly outcome: object },
  type: Type,
): OutcomeOf<Type> | null {
  return entry.event.type === type ? (entry.outcome as OutcomeOf<Type>) : null;
}
