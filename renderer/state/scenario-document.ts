import type { Scenario } from '../../shared/events/scenario.ts';

/** An event as the editor holds it: id and type, the base fields, then whatever its type declares. */
export interface EventDocument {
  readonly id: string;
  readonly type: string;
  readonly on?: string;
  readonly disabled?: boolean;
  readonly [field: string]: unknown;
}

/** `headroom.scenario/v1` while it is being edited: it may still be incomplete; the engine says what is missing. */
export interface ScenarioDocument {
  readonly schema: 'headroom.scenario/v1';
  readonly name: string;
  readonly notes?: string;
  readonly seed: number;
  readonly policy: Readonly<Record<string, unknown>>;
  readonly events: readonly EventDocument[];
}

export function documentOf(scenario: Scenario): ScenarioDocument {
  return {
    schema: 'headroom.scenario/v1',
    name: scenario.name,
    ...(scenario.notes === undefined ? {} : { notes: scenario.notes }),
    seed: scenario.seed,
    policy: { ...scenario.policy },
    events: scenario.events.map((event) => ({ ...event })),
  };
}

export function emptyDocument(name: string): ScenarioDocument {
  return { schema: 'headroom.scenario/v1', name, seed: 1, policy: {}, events: [] };
}

/** An id no other event of the document has: `hostLoss-2`. */
export function freshEventId(document: ScenarioDocument, type: string): string {
  const taken = new Set(document.events.map((event) => event.id));
  let ordinal = 1;
  while (taken.has(`${type}-${ordinal}`)) ordinal += 1;
  return `${type}-${ordinal}`;
}

export function sameDocument(a: ScenarioDocument | null, b: ScenarioDocument | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export function withEvent(
  document: ScenarioDocument,
  id: string,
  change: (event: EventDocument) => EventDocument,
): ScenarioDocument {
  return {
    ...document,
    events: document.events.map((event) => (event.id === id ? change(event) : event)),
  };
}

/** The event moved by `step` places; unchanged at either end. */
export function movedEvent(document: ScenarioDocument, id: string, step: number): ScenarioDocument {
  const from = document.events.findIndex((event) => event.id === id);
  const to = from + step;
  const event = document.events[from];
  if (event === undefined || to < 0 || to >= document.events.length) return document;
  const rest = document.events.filter((other) => other.id !== id);
  return { ...document, events: [...rest.slice(0, to), event, ...rest.slice(to)] };
}
