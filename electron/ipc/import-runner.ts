import type { FilePreview, ImportReport } from '../../shared/ipc/import-channels.ts';
import type { Progress } from '../../shared/ipc/notice.ts';
import type { Client } from '../workers/rpc.ts';
import type { ImportService } from '../workers/import-service.ts';
import type { WorkspaceService } from '../workers/workspace-service.ts';
import type { ImportProgress } from '../import/import-reader.ts';

export interface ImportRun {
  readonly paths: readonly string[];
  readonly mapping: unknown;
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
  async run({ paths, mapping, signal, onProgress }: ImportRun): Promise<ImportReport> {
    const settings = await this.#workspace.call('importSettings', null);
    return this.#worker().call('run', { paths, mapping, ...settings }, progressOptions(signal, onProgress));
  }

  async preview(paths: readonly string[], mapping: unknown): Promise<readonly Omit<FilePreview, 'handle'>[]> {
    return this.#worker().call('preview', { paths, mapping });
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
