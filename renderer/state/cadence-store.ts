import { create } from 'zustand';
import type { CadenceAnswer } from '../../shared/ipc/cadence-channels.ts';
import type { InputOf } from '../../shared/ipc/contract.ts';
import type { Reply } from '../../shared/ipc/reply.ts';
import { bridge } from './bridge.ts';
import { showDone, showFailure } from './toast-store.ts';

interface CadenceState {
  readonly answer: CadenceAnswer | null;
  readonly failure: string | null;
  /** Id of the review looked at; `null`: the newest. */
  readonly chosen: number | null;
}

const nothing: CadenceState = { answer: null, failure: null, chosen: null };

/** When reviews are due, and those that were taken. */
export const useCadence = create<CadenceState>()(() => nothing);

const { setState: set } = useCadence;
let asked = 0;

/** Latest wins. */
export async function loadCadence(): Promise<void> {
  const mine = ++asked;
  const reply = await bridge().invoke('cadence:get');
  if (mine !== asked) return;
  set(reply.ok ? { answer: reply.value, failure: null } : { answer: null, failure: reply.message });
}

function take(reply: Reply<CadenceAnswer>, failed: string, done: string | null): boolean {
  if (!reply.ok) {
    showFailure(failed, reply);
    return false;
  }
  asked += 1;
  set({ answer: reply.value, failure: null });
  if (done !== null) showDone(done);
  return true;
}

export const setCadence = async (cadence: InputOf<'cadence:set'>): Promise<boolean> =>
  take(await bridge().invoke('cadence:set', cadence), 'The schedule was not saved.', null);

export async function takeReview(request: InputOf<'cadence:review'>): Promise<boolean> {
  const done = take(
    await bridge().invoke('cadence:review', request),
    'The review was not taken.',
    'Review taken: figures and forecasts of now are kept.',
  );
  if (done) set({ chosen: null });
  return done;
}

export const noteReview = async (id: number, note: string): Promise<boolean> =>
  take(await bridge().invoke('cadence:note', { id, note }), 'The notes were not saved.', null);

export const signReview = async (id: number, note: string): Promise<boolean> =>
  take(await bridge().invoke('cadence:sign', { id, note }), 'The review was not signed.', 'Review signed.');

export const chooseReview = (id: number): void => set({ chosen: id });

export function forgetCadence(): void {
  asked += 1;
  set(nothing);
}
