import { create } from 'zustand';
import { outcomeOf } from '../../shared/events/outcome-of.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import type { EventOutcome } from '../../shared/timeline/result.ts';
import { bridge } from './bridge.ts';
import { useProgress } from './progress-store.ts';

interface ActionSearchState {
  /** The search that runs, for its progress; `null`: none does. */
  readonly task: string | null;
  /** Why there is no answer, where one was asked for; `stopped`: the person stopped it. */
  readonly ended: { readonly message: string } | 'stopped' | null;
}

const idle: ActionSearchState = { task: null, ended: null };

/** What would make room for the customer on the desk: searched after the rest of the result is shown, since it takes longer. */
export const useActionSearch = create<ActionSearchState>()(() => idle);

const { getState: get, setState: set } = useActionSearch;
let tasks = 0;

/** Whether some customer cannot come as things are and what makes room is not known yet. */
export const awaitsActions = ({ events }: { readonly events: readonly EventOutcome[] }): boolean =>
  events.some((entry) => outcomeOf(entry, 'onboardCustomer')?.awaitsActions === true);

/** Ends a search nobody needs any more: another question has taken its place, or the person has had enough. */
function stop(ended: ActionSearchState['ended']): void {
  const { task } = get();
  if (task !== null) {
    void bridge().invoke('task:cancel', { task });
    useProgress.getState().finish(task);
  }
  if (task !== null || get().ended !== ended) set({ task: null, ended });
}

export const dropActionSearch = (): void => stop(null);
export const stopActionSearch = (): void => stop('stopped');

/** The events with what was found, and the revision it is true of; `null` where the search was stopped or failed. */
export async function searchActions(
  scenario: ScenarioSelection,
): Promise<{ readonly revision: number; readonly events: readonly EventOutcome[] } | null> {
  dropActionSearch();
  tasks += 1;
  const task = `actions-${tasks}`;
  set({ task, ended: null });
  const reply = await bridge().invoke('onboarding:actions', { scenario, task });
  useProgress.getState().finish(task);
  if (get().task !== task) return null;
  set({ task: null, ended: reply.ok ? null : { message: reply.message } });
  return reply.ok ? reply.value : null;
}
