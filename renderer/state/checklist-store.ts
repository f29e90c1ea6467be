import { create } from 'zustand';
import type { InputOf } from '../../shared/ipc/contract.ts';
import type { LoggedRun, RunDetail } from '../../shared/ipc/checklist-channels.ts';
import { bridge } from './bridge.ts';
import { once } from './once.ts';
import { showDone, showFailure } from './toast-store.ts';

interface ChecklistState {
  readonly runs: readonly LoggedRun[] | null;
  readonly failure: string | null;
  readonly chosen: number | null;
  readonly detail: RunDetail | null;
  readonly detailFailure: string | null;
  /** Notes to a step that is not done yet, by run and step: they stay when something else is looked at. */
  readonly notes: ReadonlyMap<string, string>;
}

const nothing: ChecklistState = {
  runs: null,
  failure: null,
  chosen: null,
  detail: null,
  detailFailure: null,
  notes: new Map(),
};

/** Hosts being added and decommissioned, step by step, and the run looked at. */
export const useChecklists = create<ChecklistState>()(() => nothing);

const { getState: get, setState: set } = useChecklists;
let asked = 0;

/** Latest wins; what is shown stays until the answer is there. */
export async function loadChecklists(): Promise<void> {
  const mine = ++asked;
  set({ failure: null, detailFailure: null });
  const reply = await bridge().invoke('checklist:list');
  if (mine !== asked) return;
  if (!reply.ok) {
    set({ runs: null, failure: reply.message });
    return;
  }
  const { chosen } = get();
  const kept = reply.value.some(({ id }) => id === chosen) ? chosen : (reply.value[0]?.id ?? null);
  set({ runs: reply.value, failure: null, chosen: kept });
  await loadRun(kept);
}

async function loadRun(id: number | null): Promise<void> {
  if (id === null) {
    set({ detail: null, detailFailure: null });
    return;
  }
  const reply = await bridge().invoke('checklist:get', { id });
  if (get().chosen !== id) return;
  set(
    reply.ok ? { detail: reply.value, detailFailure: null } : { detail: null, detailFailure: reply.message },
  );
}

export function chooseRun(id: number): void {
  set({ chosen: id });
  void loadRun(id);
}

/** `true`: it has begun. */
export async function startRun(plan: InputOf<'checklist:start'>['plan']): Promise<boolean> {
  const reply = await once('start a checklist', () => bridge().invoke('checklist:start', { plan }));
  if (reply === null) return false;
  if (!reply.ok) {
    showFailure('The checklist was not started.', reply);
    return false;
  }
  set({ chosen: reply.value.id });
  return true;
}

const noteKey = (id: number, step: string): string => `${id} ${step}`;

export const typedNote = ({ notes }: Pick<ChecklistState, 'notes'>, id: number, step: string): string =>
  notes.get(noteKey(id, step)) ?? '';

/** What is typed as the note to a step. */
export function typeNote(id: number, step: string, note: string): void {
  const notes = new Map(get().notes);
  if (note === '') notes.delete(noteKey(id, step));
  else notes.set(noteKey(id, step), note);
  set({ notes });
}

/** `true`: the step is done, and its change is in the inventory. */
export async function finishStep(id: number, step: string, note: string): Promise<boolean> {
  const reply = await once(`step of ${id}`, () =>
    bridge().invoke('checklist:done', { id, step, ...(note === '' ? {} : { note }) }),
  );
  if (reply === null) return false;
  if (!reply.ok) {
    showFailure('The step was not done.', reply);
    return false;
  }
  typeNote(id, step, '');
  return true;
}

export async function stopRun(id: number, note: string): Promise<boolean> {
  const reply = await once(`stop ${id}`, () => bridge().invoke('checklist:stop', { id, note }));
  if (reply === null) return false;
  if (!reply.ok) {
    showFailure('The checklist was not stopped.', reply);
    return false;
  }
  showDone(`Checklist ${id} stopped; the inventory stays as it is.`);
  return true;
}

export function forgetChecklists(): void {
  asked += 1;
  set(nothing);
}
