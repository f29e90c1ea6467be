import type { ImportReport } from '../../shared/ipc/import-channels.ts';
import type { Progress } from '../../shared/ipc/notice.ts';
import type { ImportProgress, LeftOut } from '../import/import-reader.ts';
import type { GivenMapping } from '../import/mapping-document.ts';
import type { Offer } from '../import/preview-offer.ts';
import type { Client } from '../workers/rpc.ts';
import type { ImportService } from '../workers/import-service.ts';
import type { WorkspaceService } from '../workers/workspace-service.ts';

/** What is to be read and how, as the window asks for it. */
export interface ImportReading {
  readonly paths: readonly string[];
  readonly mappings: readonly GivenMapping[];
  /** `null`: the workspace's. */
  readonly timeZone: string | null;
  readonly observedAt: string | null;
}

export interface ImportRun extends ImportReading {
  readonly leaveOut: readonly LeftOut[];
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Omit<Progress, 'task' | 'kind'>) => void;
}

/**
 * Reads files in the import worker, which hands the packed days straight to the workspace worker; the main thread only
 * passes progress on.
 */
export class ImportRunner {
  readonly #workspace: Client<WorkspaceService>;
  readonly #worker: () => Client<ImportService>;

  constructor(workspace: Client<WorkspaceService>, worker: () => Client<ImportService>) {
    this.#workspace = workspace;
    this.#worker = worker;
  }

  /** All or nothing. @throws Refusal `bad-input`, `cancelled`, `no-workspace`, `read-only`. */
  async run({
    paths,
    mappings,
    timeZone,
    observedAt,
    leaveOut,
    signal,
    onProgress,
  }: ImportRun): Promise<ImportReport> {
    const settings = await this.#workspace.call('importSettings', null);
    const argument = {
      paths,
      leaveOut,
      given: mappings,
      remembered: settings.mappings,
      timeZone: timeZone ?? settings.timeZone,
      observedAt,
      workspacePath: settings.workspacePath,
    };
    return this.#worker().call('run', argument, progressOptions(signal, onProgress));
  }

  /** The same reading as `run` would do, of the first part of each file. Works without a workspace, too. */
  async preview({ paths, mappings, timeZone, observedAt }: ImportReading): Promise<Offer> {
    const settings = await this.#workspace.call('previewSettings', null);
    return this.#worker().call('preview', {
      paths,
      given: mappings,
      remembered: settings.mappings,
      timeZone: timeZone ?? settings.timeZone,
      observedAt,
      entities: settings.entities,
    });
  }

  /** Fills the open, new workspace with the sample region, by the same reading and writing as any import. */
  async sample(folder: string, onProgress: ImportRun['onProgress']): Promise<void> {
    const { workspacePath } = await this.#workspace.call('importSettings', null);
    await this.#worker().call('sample', { folder, workspacePath }, progressOptions(undefined, onProgress));
  }
}

function progressOptions(signal: AbortSignal | undefined, onProgress: ImportRun['onProgress']) {
  // The worker sends exactly what `ImportProgress` says.
  const hear = (state: unknown): void => onProgress(state as ImportProgress);
  return signal === undefined ? { onProgress: hear } : { onProgress: hear, signal };
}
