import { EVENT_DEFINITIONS } from '../../../shared/events/event-registry.ts';
import type { Model } from '../../../shared/model/document.ts';
import { edit, startDraft } from '../../state/scenario-store.ts';
import { freshEventId, type EventDocument } from '../../state/scenario-document.ts';
import { useView } from '../../state/view-store.ts';

export interface EventOffer {
  readonly type: string;
  readonly title: string;
  readonly summary: string;
  readonly group: 'failure' | 'change' | 'growth';
  /** Why the model has nothing this event could happen to. */
  readonly refused: string | null;
}

/** Every type of event, with the reason where the model cannot have it. */
export function eventOffers(model: Model): readonly EventOffer[] {
  return EVENT_DEFINITIONS.map((definition) => {
    const defaults = definition.defaults(model);
    return {
      type: definition.type,
      title: definition.title,
      summary: definition.summary,
      group: definition.group,
      refused: typeof defaults === 'string' ? defaults : null,
    };
  });
}

function fieldsOf(type: string, model: Model): Readonly<Record<string, unknown>> | null {
  const defaults = EVENT_DEFINITIONS.find((definition) => definition.type === type)?.defaults(model);
  return defaults === undefined || typeof defaults === 'string' ? null : defaults;
}

/** Puts a sensible event of this type at the end of the scenario on the desk. */
export function addEvent(type: string, model: Model): void {
  const fields = fieldsOf(type, model);
  if (fields === null) return;
  edit((document) => ({
    ...document,
    events: [...document.events, { ...fields, id: freshEventId(document, type), type }],
  }));
}

/** A new scenario with one sensible event of this type. */
export function startPreset(name: string, type: string, model: Model): void {
  const fields = fieldsOf(type, model);
  if (fields === null) return;
  const event: EventDocument = { ...fields, id: `${type}-1`, type };
  startDraft(name, [event]);
  useView.getState().goTo('scenarios');
}
