import { create } from 'zustand';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import type { SavedScenario, ScenarioSummary } from '../../shared/ipc/scenario-channels.ts';
import { bridge } from './bridge.ts';
import {
  documentOf,
  emptyDocument,
  sameDocument,
  type EventDocument,
  type ScenarioDocument,
} from './scenario-document.ts';
import { once } from './once.ts';
import { showDone, showFailure } from './toast-store.ts';

/** A scenario on the desk: what is being edited and what is saved of it. */
export interface Desk {
  /** Id of the saved scenario, or a name of our own for one that was never saved. */
  readonly key: string;
  readonly savedId: string | null;
  readonly version: number | null;
  readonly saved: ScenarioDocument | null;
  readonly document: ScenarioDocument;
}

interface ScenarioState {
  readonly list: readonly ScenarioSummary[];
  readonly listLoaded: boolean;
  /** Why it was not read. */
  readonly listFailure: string | null;
  /** Edited scenarios by key; they stay when another one is shown. */
  readonly desks: ReadonlyMap<string, Desk>;
  /** Key of the scenario every screen compares with; `null` = baseline. */
  readonly active: string | null;
}

export const useScenarios = create<ScenarioState>()(() => ({
  list: [],
  listLoaded: false,
  listFailure: null,
  desks: new Map(),
  active: null,
}));

const { getState: get, setState: set } = useScenarios;
let drafts = 0;
/** Counts what was chosen to be shown: a scenario that is read from the file only then is not shown over a later choice. */
let choices = 0;
let listAsked = 0;
/** The key a draft went on under once it was saved. */
const savedAs = new Map<string, string>();

export const isEdited = (desk: Desk): boolean => !sameDocument(desk.saved, desk.document);
export const activeDesk = (state: ScenarioState): Desk | null =>
  state.active === null ? null : (state.desks.get(state.active) ?? null);

/** What the engine is asked about: the saved scenario by its id, an edited one as the document it is now. */
export function selectionOf(desk: Desk | null): ScenarioSelection {
  if (desk === null) return { kind: 'baseline' };
  if (desk.savedId !== null && !isEdited(desk)) {
    return {
      kind: 'saved',
      id: desk.savedId,
      ...(desk.version === null ? {} : { version: desk.version }),
    };
  }
  return { kind: 'draft', scenario: { ...desk.document } };
}

function put(desk: Desk, from: string = desk.key): void {
  const desks = new Map(get().desks);
  desks.delete(from);
  desks.set(desk.key, desk);
  set({ desks });
}

function deskOf(saved: SavedScenario): Desk {
  const document = documentOf(saved.scenario);
  return { key: saved.id, savedId: saved.id, version: saved.version, saved: document, document };
}

/** Latest wins. */
export async function loadScenarios(): Promise<void> {
  const mine = ++listAsked;
  set({ listFailure: null });
  const reply = await bridge().invoke('scenario:list');
  if (mine !== listAsked) return;
  if (!reply.ok) {
    set({ listFailure: reply.message });
    return;
  }
  set({ list: reply.value, listLoaded: true });
  await followSaved(reply.value);
}

/** After undo or another change of the file: unedited desks show what is saved now, vanished ones leave. */
async function followSaved(list: readonly ScenarioSummary[]): Promise<void> {
  const versions = new Map(list.map((summary) => [summary.id, summary]));
  for (const desk of get().desks.values()) {
    if (desk.savedId === null) continue;
    const summary = versions.get(desk.savedId);
    if (summary === undefined) dropDesk(desk);
    else if (summary.version !== desk.version || summary.name !== desk.saved?.name) {
      const reply = await bridge().invoke('scenario:get', { id: desk.savedId });
      const current = get().desks.get(desk.key);
      if (!reply.ok || current === undefined) continue;
      const fresh = deskOf(reply.value);
      put(isEdited(current) ? { ...fresh, document: current.document } : fresh);
    }
  }
}

/** A scenario whose saved form is gone: an edited one stays as a draft, so that no work is lost. */
function dropDesk(desk: Desk): void {
  if (isEdited(desk)) {
    put({ ...desk, savedId: null, version: null, saved: null });
    return;
  }
  const desks = new Map(get().desks);
  desks.delete(desk.key);
  set({ desks, active: get().active === desk.key ? null : get().active });
}

export function forgetScenarios(): void {
  choices += 1;
  listAsked += 1;
  savedAs.clear();
  set({ list: [], listLoaded: false, listFailure: null, desks: new Map(), active: null });
}

export function showBaseline(): void {
  choices += 1;
  set({ active: null });
}

/** Makes a saved or drafted scenario the one every screen compares with; `false`: it could not be, or another was chosen meanwhile. */
export async function activate(key: string): Promise<boolean> {
  const mine = ++choices;
  if (get().desks.has(key)) {
    set({ active: key });
    return true;
  }
  const reply = await bridge().invoke('scenario:get', { id: key });
  if (mine !== choices) return false;
  if (!reply.ok) {
    showFailure('The scenario was not opened.', reply);
    return false;
  }
  put(deskOf(reply.value));
  set({ active: key });
  return true;
}

/** A new unsaved scenario with these events, shown at once; returns its key. */
export function startDraft(
  name: string,
  events: readonly EventDocument[] = [],
  more: Partial<Pick<ScenarioDocument, 'seed' | 'policy'>> = {},
): string {
  drafts += 1;
  choices += 1;
  const key = `draft-${drafts}`;
  const document = { ...emptyDocument(name), ...more, events };
  put({ key, savedId: null, version: null, saved: null, document });
  set({ active: key });
  return key;
}

export function edit(change: (document: ScenarioDocument) => ScenarioDocument): void {
  const desk = activeDesk(get());
  if (desk !== null) put({ ...desk, document: change(desk.document) });
}

const deskOfKey = (key: string): Desk | undefined =>
  get().desks.get(key) ?? get().desks.get(savedAs.get(key) ?? '');

/**
 * Edits the scenario of a key, whichever is shown by now; one that was saved meanwhile under another key, too.
 *
 * @returns whether it is still on the desk.
 */
export function editOf(key: string, change: (document: ScenarioDocument) => ScenarioDocument): boolean {
  const desk = deskOfKey(key);
  if (desk === undefined) return false;
  put({ ...desk, document: change(desk.document) });
  return true;
}

export function revert(): void {
  const desk = activeDesk(get());
  if (desk?.saved != null) put({ ...desk, document: desk.saved });
}

/** Throws a draft away, or takes a saved scenario off the desk. */
export function putAway(key: string): void {
  const desks = new Map(get().desks);
  desks.delete(key);
  set({ desks, active: get().active === key ? null : get().active });
}

/** Desks that are being saved, by the key they had then. */
const saving = new Map<string, Promise<boolean>>();

/** Saves what is shown. Where it is being saved already, what was edited since is saved after that, and nothing twice. */
export async function saveActive(): Promise<boolean> {
  const { active } = get();
  if (active === null) return false;
  for (;;) {
    const desk = deskOfKey(active);
    if (desk === undefined || !isEdited(desk)) return false;
    const { key } = desk;
    const running = saving.get(key);
    if (running === undefined) {
      const work = saveDesk(desk).finally(() => saving.delete(key));
      saving.set(key, work);
      return work;
    }
    await running;
  }
}

async function saveDesk(desk: Desk): Promise<boolean> {
  const reply = await bridge().invoke('scenario:save', {
    ...(desk.savedId === null ? {} : { id: desk.savedId }),
    scenario: { ...desk.document },
  });
  if (!reply.ok) {
    showFailure('The scenario was not saved.', reply);
    return false;
  }
  takeSaved(desk, reply.value);
  showDone(`${reply.value.name} saved as version ${reply.value.version}.`);
  return true;
}

/** The desk shows what was saved of it from now on; what was edited since stays an edit. A desk that is gone stays gone. */
function takeSaved({ key, document }: Pick<Desk, 'key' | 'document'>, saved: SavedScenario): void {
  const current = get().desks.get(key);
  if (current === undefined) return;
  const fresh = deskOf(saved);
  const wasActive = get().active === key;
  put(sameDocument(current.document, document) ? fresh : { ...fresh, document: current.document }, key);
  if (fresh.key !== key) savedAs.set(key, fresh.key);
  if (wasActive) set({ active: fresh.key });
}

/** A desk whose document was saved along with something else, as scenario `id`: it shows that one from now on. */
export async function deskWasSaved(key: string, id: string): Promise<void> {
  const desk = get().desks.get(key);
  const reply = await bridge().invoke('scenario:get', { id });
  if (reply.ok && desk !== undefined) takeSaved(desk, reply.value);
}

export async function duplicateScenario(id: string): Promise<void> {
  const mine = ++choices;
  const reply = await once(`duplicate ${id}`, () => bridge().invoke('scenario:duplicate', { id }));
  if (reply === null) return;
  if (!reply.ok) {
    showFailure('The scenario was not duplicated.', reply);
    return;
  }
  show(reply.value, mine);
}

/** Puts what was just saved on the desk, and shows it unless another scenario was chosen meanwhile. */
function show(saved: SavedScenario, mine: number): void {
  put(deskOf(saved));
  if (mine === choices) set({ active: saved.id });
}

export async function deleteScenario(id: string): Promise<void> {
  const reply = await bridge().invoke('scenario:delete', { id });
  if (!reply.ok) {
    showFailure('The scenario was not deleted.', reply);
    return;
  }
  putAway(id);
}

export async function restoreVersion(id: string, version: number): Promise<boolean> {
  const desk = get().desks.get(id);
  if (desk !== undefined && isEdited(desk)) {
    showFailure(`Version ${version} was not restored.`, {
      message: 'The scenario has edits that are not saved and would be lost. Save or revert them first.',
    });
    return false;
  }
  const reply = await once(`restore ${id}`, () => bridge().invoke('scenario:restore', { id, version }));
  if (reply === null) return false;
  if (!reply.ok) {
    showFailure(`Version ${version} was not restored.`, reply);
    return false;
  }
  // What was edited while it was restored stays an edit.
  const now = get().desks.get(id);
  const fresh = deskOf(reply.value);
  put(now !== undefined && isEdited(now) ? { ...fresh, document: now.document } : fresh);
  showDone(`Version ${version} is now version ${reply.value.version}.`);
  return true;
}

/** A scenario of its own from a version of another; both live on. */
export async function branchVersion(id: string, version: number): Promise<boolean> {
  const mine = ++choices;
  const reply = await once(`branch ${id} ${version}`, () =>
    bridge().invoke('scenario:duplicate', { id, version }),
  );
  if (reply === null) return false;
  if (!reply.ok) {
    showFailure(`Version ${version} was not branched.`, reply);
    return false;
  }
  show(reply.value, mine);
  showDone(`${reply.value.name} is a scenario of its own.`);
  return true;
}

export async function importScenario(handle?: string): Promise<void> {
  const mine = ++choices;
  const reply = await bridge().invoke('scenario:import', handle === undefined ? {} : { handle });
  if (!reply.ok) showFailure('The scenario was not imported.', reply);
  else if (reply.value !== null) show(reply.value, mine);
}

export async function exportScenario(id: string): Promise<void> {
  const reply = await bridge().invoke('scenario:export', { id });
  if (!reply.ok) showFailure('The scenario was not exported.', reply);
  else if (reply.value !== null) showDone(`Written to ${reply.value.displayPath}.`);
}
