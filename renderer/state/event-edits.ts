import type { InputOf } from '../../shared/ipc/contract.ts';
import type { FixEvent } from '../../shared/timeline/fix-result.ts';
import { bridge } from './bridge.ts';
import { freshEventId, type EventDocument } from './scenario-document.ts';
import { editOf } from './scenario-store.ts';
import { showDone, showFailure } from './toast-store.ts';

const GONE = { message: 'The scenario is not open any more.' };

/**
 * Puts fixes before everything else in the scenario they were found for, as they were tried; the news of it offers to take
 * them out of that scenario again, whichever is shown by then.
 */
export function addFixes(desk: string, events: readonly FixEvent[], what: string): void {
  const added: EventDocument[] = [];
  editOf(desk, (document) => {
    for (const event of events) {
      const known = { ...document, events: [...added, ...document.events] };
      added.push({ ...event, id: freshEventId(known, event.type) });
    }
    return { ...document, events: [...added, ...document.events] };
  });
  const ids = new Set(added.map(({ id }) => id));
  showDone(`${what} added to the scenario.`, {
    label: 'Undo',
    run: () => {
      const isThere = editOf(desk, (document) => ({
        ...document,
        events: document.events.filter(({ id }) => !ids.has(id)),
      }));
      if (!isThere) showFailure('Nothing was undone.', GONE);
    },
  });
}

/** Adds the events of a failure mode's preset to the scenario it was chosen for. */
export async function addPreset(desk: string, preset: InputOf<'failures:preset'>): Promise<void> {
  const reply = await bridge().invoke('failures:preset', preset);
  if (!reply.ok) {
    showFailure('The failure mode was not added.', reply);
    return;
  }
  const isThere = editOf(desk, (document) => {
    const events: EventDocument[] = [...document.events];
    for (const { id: _id, ...event } of reply.value.events)
      events.push({ ...event, id: freshEventId({ ...document, events }, event.type) });
    return { ...document, events };
  });
  if (!isThere) showFailure('The failure mode was not added.', GONE);
}
