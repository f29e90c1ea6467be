import { create } from 'zustand';
import type { AppInfo, Theme } from '../../shared/ipc/app-channels.ts';
import type { RecentWorkspace, WorkspaceInfo } from '../../shared/ipc/workspace-channels.ts';
import { bridge } from './bridge.ts';
import { offerRecovery } from './recovery-store.ts';
import { showDone, showFailure } from './toast-store.ts';

interface WorkspaceState {
  readonly app: Pick<AppInfo, 'version' | 'platform'> | null;
  readonly theme: Theme;
  readonly info: WorkspaceInfo | null;
  readonly recent: readonly RecentWorkspace[];
  /** What is being opened, while it is. */
  readonly opening: string | null;
  readonly savedAtMs: number | null;
  /** Why the first answer of the main process never came; the window shows it instead of staying blank. */
  readonly startFailure: string | null;
}

export const useWorkspace = create<WorkspaceState>()(() => ({
  app: null,
  theme: 'system',
  info: null,
  recent: [],
  opening: null,
  savedAtMs: null,
  startFailure: null,
}));

const set = useWorkspace.setState;

/** Lets go of what a store holds of one workspace as soon as another one is open, or none. */
export function onOtherWorkspace(forget: () => void): void {
  useWorkspace.subscribe(({ info }, before) => {
    if (info?.displayPath !== before.info?.displayPath) forget();
  });
}

function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

/** Counts what is said of the workspace unasked: an answer on its way meanwhile may be older. */
let told = 0;

export async function loadApp(): Promise<void> {
  const before = told;
  const reply = await bridge().invoke('app:info');
  if (!reply.ok) {
    set({ startFailure: reply.message });
    return;
  }
  const { version, platform, theme, workspace, recent } = reply.value;
  applyTheme(theme);
  const stands = told === before ? { info: workspace } : {};
  set({ app: { version, platform }, theme, ...stands, startFailure: null });
  showRecent(recent);
}

/** What the main process says after every change; its revision is what the other stores follow. */
export function workspaceChanged(info: WorkspaceInfo | null, reason: string): void {
  told += 1;
  const edited = reason !== 'opened' && reason !== 'closed';
  set({ info, ...(edited ? { savedAtMs: Date.now() } : {}) });
  if (!edited) {
    set({ savedAtMs: null });
    void refreshRecent();
  }
}

/** Between two looks at a disk that did not answer, milliseconds. */
const SILENT_MS = 5000;

let nextLook: ReturnType<typeof setTimeout> | undefined;

/** Shows the list; while it is looked at, and a disk of it has not answered, it is asked for again. */
function showRecent(recent: readonly RecentWorkspace[]): void {
  set({ recent });
  clearTimeout(nextLook);
  if (recent.some(({ silent }) => silent))
    nextLook = setTimeout(() => void (useWorkspace.getState().info === null && refreshRecent()), SILENT_MS);
}

async function refreshRecent(): Promise<void> {
  const reply = await bridge().invoke('workspace:recent');
  if (reply.ok) showRecent(reply.value);
}

export async function setTheme(theme: Theme): Promise<void> {
  applyTheme(theme);
  set({ theme });
  const reply = await bridge().invoke('app:set-theme', { theme });
  if (!reply.ok) showFailure('The theme was not kept.', reply);
}

type Opened =
  | { readonly ok: true; readonly value: WorkspaceInfo | null }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** A damaged file opens a choice, any other reason is told. */
export async function openFailed(title: string, failure: { readonly message: string }): Promise<void> {
  if (!(await offerRecovery())) showFailure(title, failure);
}

/** Whether more is known of a workspace already: what was said of it unasked may overtake the answer. */
function isNewer({ displayPath, revision }: WorkspaceInfo): boolean {
  const { info } = useWorkspace.getState();
  return info?.displayPath === displayPath && info.revision > revision;
}

/** One at a time: while something is being opened nothing else is, and it is said; pressed again for the same it is only that. */
async function opening(what: string, ask: () => Promise<Opened>): Promise<void> {
  const before = useWorkspace.getState().opening;
  if (before !== null) {
    if (before !== what)
      showFailure(`${what} was not opened.`, { message: `${before} is still being opened.` });
    return;
  }
  set({ opening: what });
  const reply = await ask();
  set({ opening: null });
  if (!reply.ok) {
    if (reply.code !== 'cancelled') await openFailed(`${what} was not opened.`, reply);
    void refreshRecent();
  } else if (reply.value !== null && !isNewer(reply.value)) set({ info: reply.value, savedAtMs: null });
}

export const openSample = (): Promise<void> =>
  opening('The sample region', () => bridge().invoke('workspace:open-sample'));
export const createWorkspace = (): Promise<void> =>
  opening('The new workspace', () => bridge().invoke('workspace:create'));
export const openWorkspace = (): Promise<void> =>
  opening('The workspace', () => bridge().invoke('workspace:open'));
export const openRecent = (recent: RecentWorkspace): Promise<void> =>
  opening(recent.name, () => bridge().invoke('workspace:open-recent', { id: recent.id }));
export const openDropped = (name: string, handle: string): Promise<void> =>
  opening(name, () => bridge().invoke('workspace:open-file', { handle }));

export async function forgetRecent(id: string): Promise<void> {
  const reply = await bridge().invoke('workspace:forget-recent', { id });
  if (reply.ok) set({ recent: reply.value });
}

export async function closeWorkspace(): Promise<void> {
  const reply = await bridge().invoke('workspace:close');
  if (!reply.ok) showFailure('The workspace was not closed.', reply);
}

export async function saveCopy(): Promise<void> {
  const reply = await bridge().invoke('workspace:save-copy');
  if (!reply.ok) showFailure('No copy was written.', reply);
  else if (reply.value !== null) showDone(`Copy written to ${reply.value.displayPath}.`);
}

export async function undo(): Promise<void> {
  const reply = await bridge().invoke('workspace:undo');
  if (reply.ok) showDone(`Undone: ${reply.value.label}.`, { label: 'Redo', run: () => void redo() });
  else if (reply.code !== 'nothing-to-do') showFailure('Nothing was undone.', reply);
}

export async function redo(): Promise<void> {
  const reply = await bridge().invoke('workspace:redo');
  if (reply.ok) showDone(`Done again: ${reply.value.label}.`, { label: 'Undo', run: () => void undo() });
  else if (reply.code !== 'nothing-to-do') showFailure('Nothing was done again.', reply);
}
