import { create } from 'zustand';
import type { FileHandle, FilePreview, ImportReport, PastImport } from '../../shared/ipc/import-channels.ts';
import type { Failure } from '../../shared/ipc/reply.ts';
import { counted } from '../../shared/view/number-format.ts';
import { bridge } from './bridge.ts';
import { useProgress } from './progress-store.ts';
import { importScenario } from './scenario-store.ts';
import { showDone, showFailure } from './toast-store.ts';
import { openDropped, undo, useWorkspace } from './workspace-store.ts';

type Stage = 'closed' | 'reading' | 'ready' | 'running' | 'done';

interface ImportState {
  readonly stage: Stage;
  readonly files: readonly FileHandle[];
  readonly previews: readonly FilePreview[];
  readonly task: string | null;
  readonly startedAtMs: number | null;
  readonly failure: Pick<Failure, 'message' | 'problems'> | null;
  readonly report: ImportReport | null;
  readonly past: readonly PastImport[];
}

const closed = {
  stage: 'closed',
  files: [],
  previews: [],
  task: null,
  startedAtMs: null,
  failure: null,
  report: null,
} as const;

/** From a dropped file to imported samples: what was recognised, then all or nothing, with progress and Cancel. */
export const useImport = create<ImportState>()(() => ({ ...closed, past: [] }));

const { getState: get, setState: set } = useImport;
let tasks = 0;
let offered = 0;

export async function loadPastImports(): Promise<void> {
  const reply = await bridge().invoke('import:list');
  if (reply.ok) set({ past: reply.value });
}

export async function chooseFiles(): Promise<void> {
  const reply = await bridge().invoke('import:choose', { what: 'files' });
  if (!reply.ok) showFailure('No file was opened.', reply);
  else if (reply.value.length > 0) await offerFiles(reply.value);
}

/** Dropped on the window: a workspace is opened, everything else is offered for import. */
export async function dropFiles(dropped: readonly File[]): Promise<void> {
  if (dropped.length === 0) return;
  const reply = await bridge().registerFiles(dropped);
  if (!reply.ok) showFailure('The dropped files cannot be read.', reply);
  else await takeFiles(reply.value);
}

export async function takeFiles(files: readonly FileHandle[]): Promise<void> {
  const workspace = files.find((file) => file.kind === 'workspace');
  if (workspace !== undefined) {
    await openDropped(workspace.name, workspace.handle);
    return;
  }
  await offerFiles(files);
}

async function offerFiles(files: readonly FileHandle[]): Promise<void> {
  if (get().stage === 'running') {
    showFailure('Another import is running.', { message: 'Wait for it to end or cancel it first.' });
    return;
  }
  const mine = ++offered;
  set({ ...closed, stage: 'reading', files });
  const reply = await bridge().invoke('import:preview', { handles: files.map((file) => file.handle) });
  if (mine !== offered || get().stage !== 'reading') return;
  if (!reply.ok) {
    set({ stage: 'ready', failure: reply });
    return;
  }
  const [only] = reply.value.files;
  if (
    reply.value.files.length === 1 &&
    only?.format === 'scenario' &&
    useWorkspace.getState().info !== null
  ) {
    closeImport();
    await importScenario(only.handle);
    return;
  }
  set({ stage: 'ready', previews: reply.value.files });
}

export async function runImport(): Promise<void> {
  const { previews, stage } = get();
  const refused = previews.filter((preview) => preview.format === null);
  const handles = [
    ...new Set(previews.filter((preview) => preview.format !== null).map(({ handle }) => handle)),
  ];
  if (handles.length === 0 || stage === 'running') return;
  tasks += 1;
  const task = `import-${tasks}`;
  set({ stage: 'running', task, startedAtMs: performance.now(), failure: null });
  const reply = await bridge().invoke('import:run', {
    handles,
    leaveOut: refused
      .filter(({ handle }) => handles.includes(handle))
      .map(({ handle, name }) => ({ handle, name })),
    task,
  });
  useProgress.getState().finish(task);
  if (reply.ok) {
    set({ stage: 'done', task: null, report: reply.value });
    const { samples, entities, files } = reply.value;
    const what = [
      samples > 0 ? counted(samples, 'sample') : '',
      entities > 0 ? counted(entities, 'inventory row') : '',
    ].filter((part) => part !== '');
    showDone(`${counted(files.length, 'file')} imported, ${what.join(' and ') || 'nothing new'}.`, {
      label: 'Undo',
      run: () => void undo(),
    });
    const rejected = files.reduce((sum, file) => sum + file.rejectedCount, 0);
    if (rejected === 0) closeImport();
  } else if (reply.code === 'cancelled') {
    set({ stage: 'ready', task: null });
    showDone('Import cancelled. Nothing was changed.');
  } else {
    set({ stage: 'ready', task: null, failure: reply });
  }
}

export async function cancelImport(): Promise<void> {
  const { task } = get();
  if (task !== null) await bridge().invoke('task:cancel', { task });
}

export function closeImport(): void {
  if (get().stage === 'running') return;
  set(closed);
}
