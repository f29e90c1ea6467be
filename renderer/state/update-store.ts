import { create } from 'zustand';
import type { UpdateAnswer, UpdateSettings } from '../../shared/ipc/update-channels.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { bridge } from './bridge.ts';
import { showFailure } from './toast-store.ts';

/** What came of asking, as long as the dialog is open. */
export type CheckResult =
  | { readonly kind: 'asking' }
  | { readonly kind: 'answered'; readonly answer: UpdateAnswer }
  | { readonly kind: 'refused'; readonly message: string };

/** What stands in the fields; settings only once it is switched on. */
export type TypedFeed = Pick<UpdateSettings, 'address' | 'key'>;

interface UpdateState {
  /** `null` until they are read. */
  readonly settings: UpdateSettings | null;
  /** Why they were not read. */
  readonly failure: string | null;
  readonly typed: TypedFeed;
  /** What is wrong with what was typed, by field. */
  readonly problems: readonly Problem[];
  readonly result: CheckResult | null;
}

export const useUpdates = create<UpdateState>()(() => ({
  settings: null,
  failure: null,
  typed: { address: '', key: '' },
  problems: [],
  result: null,
}));

const { getState: get, setState: set } = useUpdates;

let opened = 0;

/** What is set stands in the fields, too. */
const take = (settings: UpdateSettings): void =>
  set({
    settings,
    typed: { address: settings.address, key: settings.key },
    problems: [],
    result: null,
  });

export const typeFeed = (change: Partial<TypedFeed>): void => set({ typed: { ...get().typed, ...change } });

/** When the dialog opens: what is set, and nothing of what was answered the last time. Asks no other computer. */
export async function loadUpdates(): Promise<void> {
  const mine = ++opened;
  set({ settings: null, failure: null, problems: [], result: null });
  const reply = await bridge().invoke('update:settings');
  if (mine !== opened) return;
  if (reply.ok) take(reply.value);
  else set({ failure: reply.message });
}

export async function switchOnUpdates(): Promise<void> {
  const reply = await bridge().invoke('update:switch-on', get().typed);
  if (reply.ok) take(reply.value);
  else if (reply.code === 'bad-input') set({ problems: reply.problems ?? [] });
  else showFailure('Nothing was switched on.', reply);
}

export async function switchOffUpdates(): Promise<void> {
  const reply = await bridge().invoke('update:switch-off');
  if (reply.ok) take(reply.value);
  else showFailure('It was not switched off.', reply);
}

export async function checkForUpdates(): Promise<void> {
  const mine = ++opened;
  set({ result: { kind: 'asking' } });
  const reply = await bridge().invoke('update:check');
  // The dialog was opened anew meanwhile: it begins without an answer.
  if (mine !== opened) return;
  set({
    result: reply.ok
      ? { kind: 'answered', answer: reply.value }
      : { kind: 'refused', message: reply.message },
  });
}

export async function openReleasePage(url: string): Promise<void> {
  const reply = await bridge().invoke('app:open-link', { url });
  if (!reply.ok) showFailure('The page was not opened.', reply);
}
