import { create } from 'zustand';
import type { CadenceAnswer } from '../../shared/ipc/cadence-channels.ts';
import type { InputOf } from '../../shared/ipc/contract.ts';
import type { Reply } from '../../shared/ipc/reply.ts';
import { bridge } from './bridge.ts';
import { once } from './once.ts';
import { showDone, showFailure } from './toast-store.ts';

interface CadenceState {
  readonly answer: CadenceAnswer | null;
  readonly failure: string | null;
  /** Id of the review looked at; `null`: the newest. */
  readonly chosen: number | null;
  /** Notes that are typed and not saved, by review: they stay when something else is looked at. */
  readonly notes: ReadonlyMap<number, string>;
}

const nothing: CadenceState = { answer: null, failure: null, chosen: null, notes: new Map() };

/** When reviews are due, and those that were taken. */
export const useCadence = create<CadenceState>()(() => nothing);

const { getState: get, setState: set } = useCadence;
let asked = 0;

/** Latest wins. */
export async function loadCadence(): Promise<void> {
  const mine = ++asked;
  set({ failure: null });
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
  const reply = await once('take a review', () => bridge().invoke('cadence:review', request));
  if (reply === null) return false;
  const done = take(
    reply,
    'The review was not taken.',
    'Review taken: figures and forecasts of now are kept.',
  );
  if (done) set({ chosen: null });
  return done;
}

/** What is typed of a review's notes; `null` puts it away. */
export function draftNote(id: number, note: string | null): void {
  const notes = new Map(get().notes);
  if (note === null) notes.delete(id);
  else notes.set(id, note);
  set({ notes });
}

/** What was typed on while it was kept is not kept yet. */
function noteIsKept(id: number, note: string): void {
  if (get().notes.get(id) === note) draftNote(id, null);
}

export async function noteReview(id: number, note: string): Promise<boolean> {
  const done = take(await bridge().invoke('cadence:note', { id, note }), 'The notes were not saved.', null);
  if (done) noteIsKept(id, note);
  return done;
}

/** A signed review stays as it is: what is typed of it after that is nothing any more. */
export async function signReview(id: number, note: string): Promise<boolean> {
  const reply = await bridge().invoke('cadence:sign', { id, note });
  const done = take(reply, 'The review was not signed.', 'Review signed.');
  if (done) draftNote(id, null);
  return done;
}

export const chooseReview = (id: number): void => set({ chosen: id });

export function forgetCadence(): void {
  asked += 1;
  set(nothing);
}
