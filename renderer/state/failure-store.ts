import { create } from 'zustand';
import type { FailureModeId } from '../../shared/documents/failure-modes/failure-mode.ts';
import type { FailureDetail, FailureListAnswer, RuleFileAnswer } from '../../shared/ipc/failure-channels.ts';
import { counted } from '../../shared/view/number-format.ts';
import { bridge } from './bridge.ts';
import { useProgress } from './progress-store.ts';
import { startDraft } from './scenario-store.ts';
import { showDone, showFailure } from './toast-store.ts';
import { useView } from './view-store.ts';

interface FailureState {
  readonly list: FailureListAnswer | null;
  readonly failure: string | null;
  readonly chosen: FailureModeId;
  /** The chosen mode in full, as it came last; of `chosen` unless it is still on its way. */
  readonly detail: FailureDetail | null;
  readonly detailFailure: string | null;
  /** Runbooks being edited, by mode: they stay when another mode is looked at. */
  readonly drafts: ReadonlyMap<FailureModeId, string>;
  /** The whole rule file, while it is looked at. */
  readonly file: RuleFileAnswer | null;
  /** Why it could not be made. */
  readonly fileFailure: string | null;
  /** The export under way. */
  readonly exportTask: string | null;
}

const nothing: FailureState = {
  list: null,
  failure: null,
  chosen: 'host-loss',
  detail: null,
  detailFailure: null,
  drafts: new Map(),
  file: null,
  fileFailure: null,
  exportTask: null,
};

/** Failure modes of the workspace: what simulates, watches and describes each. */
export const useFailures = create<FailureState>()(() => nothing);

const { getState: get, setState: set } = useFailures;
let asked = 0;
let exports = 0;
let files = 0;

/** Asks for the list and the chosen mode, as the workspace stands now. Latest wins. */
export async function loadFailures(): Promise<void> {
  const mine = ++asked;
  set({ failure: null, detailFailure: null });
  const list = await bridge().invoke('failures:list');
  if (mine !== asked) return;
  if (!list.ok) {
    set({ list: null, failure: list.message });
    return;
  }
  set({ list: list.value, failure: null });
  await loadDetail(mine);
}

async function loadDetail(mine: number): Promise<void> {
  const { chosen } = get();
  const detail = await bridge().invoke('failures:get', { mode: chosen });
  if (mine !== asked || get().chosen !== chosen) return;
  set(
    detail.ok
      ? { detail: detail.value, detailFailure: null }
      : { detail: null, detailFailure: detail.message },
  );
}

export function chooseFailure(id: FailureModeId): void {
  if (get().chosen === id) return;
  set({ chosen: id, detailFailure: null });
  void loadDetail(asked);
}

export function forgetFailures(): void {
  asked += 1;
  files += 1;
  void cancelExport();
  set(nothing);
}

/** The preset of a mode at a scope, as a draft on the Scenarios screen. */
export async function simulateFailure(mode: FailureModeId, scope: string): Promise<void> {
  const reply = await bridge().invoke('failures:preset', { mode, scope });
  if (!reply.ok) {
    showFailure('The simulation was not opened.', reply);
    return;
  }
  startDraft(
    reply.value.name,
    reply.value.events.map((event) => ({ ...event })),
  );
  useView.getState().goTo('scenarios');
}

/** What is typed of a runbook; `null` puts it away. */
export function draftRunbook(mode: FailureModeId, text: string | null): void {
  const drafts = new Map(get().drafts);
  if (text === null) drafts.delete(mode);
  else drafts.set(mode, text);
  set({ drafts });
}

export async function saveRunbook(mode: FailureModeId, body: string): Promise<void> {
  const reply = await bridge().invoke('runbook:set', { mode, body });
  if (reply.ok) {
    // What was typed on while it was saved is not saved yet.
    if (get().drafts.get(mode) === body) draftRunbook(mode, null);
    showDone('Runbook saved.');
  } else showFailure('The runbook was not saved.', reply);
}

export async function restoreRunbook(mode: FailureModeId): Promise<void> {
  const reply = await bridge().invoke('runbook:reset', { mode });
  if (reply.ok) showDone('The template is back.');
  else showFailure('The runbook was not changed.', reply);
}

/** Latest wins. */
export async function loadRuleFile(): Promise<void> {
  const mine = ++files;
  set({ file: null, fileFailure: null });
  const reply = await bridge().invoke('rules:file');
  if (mine !== files) return;
  set(reply.ok ? { file: reply.value } : { fileFailure: reply.message });
}

export async function setRunbookBase(base: string): Promise<void> {
  const reply = await bridge().invoke('rules:set-runbook-base', { base });
  if (reply.ok) await loadRuleFile();
  else showFailure('The address was not changed.', reply);
}

/** Rules where the dialog says; tests and runbooks beside them. `true` once they are written. */
export async function exportRules(choice: {
  readonly tests: boolean;
  readonly runbooks: boolean;
}): Promise<boolean> {
  if (get().exportTask !== null) return false;
  const task = `rules-${++exports}`;
  set({ exportTask: task });
  const reply = await bridge().invoke('rules:export', { ...choice, task });
  useProgress.getState().finish(task);
  if (get().exportTask === task) set({ exportTask: null });
  if (!reply.ok) {
    if (reply.code === 'cancelled') showDone('The export was cancelled; nothing was written.');
    else showFailure('The rules were not exported.', reply);
    return false;
  }
  if (reply.value === null) return false;
  showDone(`${counted(reply.value.files, 'file')} written: ${reply.value.displayPath}.`);
  return true;
}

/** Stops the export under way, if there is one. */
export async function cancelExport(): Promise<void> {
  const { exportTask } = get();
  if (exportTask !== null) await bridge().invoke('task:cancel', { task: exportTask });
}
