import { create } from 'zustand';
import type {
  FileHandle,
  FilePreview,
  ImportOffer,
  ImportReport,
  PastImport,
  SkippedFile,
} from '../../shared/ipc/import-channels.ts';
import type { MappingDocument } from '../../shared/ipc/mapping-channels.ts';
import type { Failure } from '../../shared/ipc/reply.ts';
import { inventoryRows } from '../../shared/view/import-changes.ts';
import { counted } from '../../shared/view/number-format.ts';
import { bridge } from './bridge.ts';
import { useProgress } from './progress-store.ts';
import { importPortfolio } from './portfolio-store.ts';
import { offerPolicy } from './policy-file-store.ts';
import { importScenario } from './scenario-store.ts';
import { useView } from './view-store.ts';
import { showDone, showFailure } from './toast-store.ts';
import { createWorkspace, onOtherWorkspace, openDropped, undo, useWorkspace } from './workspace-store.ts';

type Stage = 'closed' | 'reading' | 'ready' | 'running' | 'done';

/** A correction of a person; without mapping the files of that key are read as they are recognised. */
export interface Correction {
  readonly key: string;
  readonly mapping: MappingDocument | null;
  readonly file: string;
}

interface ImportState {
  readonly stage: Stage;
  readonly files: readonly FileHandle[];
  readonly previews: readonly FilePreview[];
  readonly skipped: readonly SkippedFile[];
  /** Files of folders and archives beyond those looked at. */
  readonly more: number;
  /** Which file is shown, and which are not wanted; by `fileKey`. */
  readonly shown: string | null;
  readonly leftOut: ReadonlySet<string>;
  readonly corrections: readonly Correction[];
  /** `null`: the workspace's zone; when their file was last written. */
  readonly timeZone: string | null;
  readonly observedAt: string | null;
  /** A changed reading is being looked at. */
  readonly looking: boolean;
  readonly task: string | null;
  readonly startedAtMs: number | null;
  readonly failure: Pick<Failure, 'message' | 'problems'> | null;
  readonly report: ImportReport | null;
  readonly past: readonly PastImport[];
  /** Why they were not read. */
  readonly pastFailure: string | null;
}

const closed = {
  stage: 'closed',
  files: [],
  previews: [],
  skipped: [],
  more: 0,
  shown: null,
  leftOut: new Set<string>(),
  corrections: [],
  timeZone: null,
  observedAt: null,
  looking: false,
  task: null,
  startedAtMs: null,
  failure: null,
  report: null,
} as const;

/** From a dropped file to imported samples: what was recognised, then all or nothing, with progress and Cancel. */
export const useImport = create<ImportState>()(() => ({ ...closed, past: [], pastFailure: null }));

const { getState: get, setState: set } = useImport;
let tasks = 0;
let offered = 0;
let pastAsked = 0;

/** Names a file of the offer: several may come out of one folder. */
export const fileKey = ({ handle, name }: { readonly handle: string; readonly name: string }): string =>
  `${handle} ${name}`;

/** Files that will be imported: recognised ones that were not left out. */
export const wantedFiles = ({
  previews,
  leftOut,
}: Pick<ImportState, 'previews' | 'leftOut'>): readonly FilePreview[] =>
  previews.filter((preview) => preview.format !== null && !leftOut.has(fileKey(preview)));

onOtherWorkspace(() => {
  pastAsked += 1;
  set({ past: [], pastFailure: null });
});

/** Latest wins. */
export async function loadPastImports(): Promise<void> {
  const mine = ++pastAsked;
  set({ pastFailure: null });
  const reply = await bridge().invoke('import:list');
  if (mine !== pastAsked) return;
  set(reply.ok ? { past: reply.value } : { past: [], pastFailure: reply.message });
}

export async function chooseFiles(what: 'files' | 'folder' = 'files'): Promise<void> {
  const reply = await bridge().invoke('import:choose', { what });
  if (!reply.ok) showFailure('Nothing was opened.', reply);
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

/** How the files are read, as the person has it now. */
function readingOf({ corrections, timeZone, observedAt }: ImportState) {
  return {
    mappings: [...corrections],
    ...(timeZone === null ? {} : { timeZone }),
    ...(observedAt === null ? {} : { observedAt }),
  };
}

/** The import reads data only, and names the schema of a document that is none; such a document is opened instead. */
const namesSchema = ({ problems }: FilePreview, schema: string): boolean =>
  problems.some(({ path, value }) => path === 'schema' && value?.startsWith(schema) === true);

/** A document of no known kind may be a policy, which need not name its schema. */
const mayBePolicy = (file: FilePreview): boolean =>
  namesSchema(file, 'headroom.policy/') ||
  (/\.json$/i.test(file.name) && file.problems.length === 1 && file.problems[0]?.path === undefined);

/** A scenario or a portfolio goes to its own screen, a policy is held against the workspace's; `false`: it is neither. */
async function openDocument(file: FilePreview): Promise<boolean> {
  if (mayBePolicy(file)) {
    const isTaken = await offerPolicy(file, namesSchema(file, 'headroom.policy/'));
    if (isTaken) closeImport();
    return isTaken;
  }
  if (useWorkspace.getState().info === null) return false;
  if (namesSchema(file, 'headroom.scenario/')) {
    closeImport();
    await importScenario(file.handle);
    useView.getState().goTo('scenarios');
    return true;
  }
  if (!namesSchema(file, 'headroom.portfolio/')) return false;
  closeImport();
  useView.getState().openPortfolios();
  await importPortfolio(file.handle);
  return true;
}

/** Makes a workspace and offers it the files that wait; where none is made they are offered where they were. */
export async function offerToNew(): Promise<void> {
  const { files } = get();
  closeImport();
  await createWorkspace();
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
  const isAlone = reply.value.files.length === 1;
  if (isAlone && only !== undefined && (await openDocument(only))) return;
  if (mine !== offered || get().stage !== 'reading') return;
  take(reply.value);
}

/** The first file that needs somebody is shown, else the first. */
function take({ files, skipped, more }: ImportOffer): void {
  const shown = files.find(({ format }) => format === null) ?? files[0];
  set({ stage: 'ready', previews: files, skipped, more, shown: shown === undefined ? null : fileKey(shown) });
}

/** Looks again, after what is said about the reading has changed; an answer that is overtaken is dropped. */
export async function lookAgain(): Promise<void> {
  const state = get();
  if (state.stage !== 'ready') return;
  const mine = ++offered;
  set({ looking: true });
  const handles = state.files.map((file) => file.handle);
  const reply = await bridge().invoke('import:preview', { handles, ...readingOf(state) });
  if (mine !== offered || get().stage !== 'ready') return;
  if (reply.ok)
    set({ looking: false, failure: null, previews: reply.value.files, skipped: reply.value.skipped });
  else set({ looking: false, failure: reply });
}

export async function runImport(): Promise<void> {
  const state = get();
  const { previews, stage } = state;
  const wanted = new Set(wantedFiles(state).map(fileKey));
  if (wanted.size === 0 || stage === 'running') return;
  const handles = [...new Set(wantedFiles(state).map(({ handle }) => handle))];
  const leaveOut = previews
    .filter((preview) => handles.includes(preview.handle) && !wanted.has(fileKey(preview)))
    .map(({ handle, name }) => ({ handle, name }));
  tasks += 1;
  const task = `import-${tasks}`;
  set({ stage: 'running', task, startedAtMs: performance.now(), failure: null });
  const reply = await bridge().invoke('import:run', { handles, leaveOut, ...readingOf(state), task });
  useProgress.getState().finish(task);
  if (reply.ok) {
    set({ stage: 'done', task: null, report: reply.value });
    const { samples, files } = reply.value;
    const rows = inventoryRows(files);
    const what = [
      samples > 0 ? counted(samples, 'sample') : '',
      rows > 0 ? counted(rows, 'inventory row') : '',
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
