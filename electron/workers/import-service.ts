import type { FilePreview, ImportReport } from '../../shared/ipc/import-channels.ts';
import { readImport, batchBuffers, type ImportProgress } from '../import/import-reader.ts';
import { readMapping } from '../import/mapping-document.ts';
import { previewFile } from '../import/preview-file.ts';
import { sampleSteps } from '../import/sample-region.ts';
import type { CallContext, Client } from './rpc.ts';
import type { WorkspaceService } from './workspace-service.ts';

export interface RunArgument {
  readonly paths: readonly string[];
  /** A mapping document as the window sent it; checked here. */
  readonly mapping: unknown;
  readonly timeZone: string;
  /** The workspace the import was started for. */
  readonly workspacePath: string;
}

/**
 * Reading files, away from every other thread; what was read goes to the workspace's thread as packed days, without a
 * copy, and is written there in one transaction. Until then nothing has changed, so that cancelling needs no undoing.
 */
export function createImportService(workspace: () => Client<WorkspaceService>) {
  return {
    async run(
      { paths, mapping, timeZone, workspacePath }: RunArgument,
      context: CallContext,
    ): Promise<ImportReport> {
      const batch = await readImport(paths, {
        mapping: readMapping(mapping),
        timeZone,
        signal: context.signal,
        onProgress: context.progress,
      });
      context.progress(writing(batch.files.length));
      return workspace().call('applyImport', { batch, workspacePath }, { transfer: batchBuffers(batch) });
    },

    preview({
      paths,
      mapping,
    }: Pick<RunArgument, 'paths' | 'mapping'>): Promise<Omit<FilePreview, 'handle'>[]> {
      const parsed = readMapping(mapping);
      return Promise.all(paths.map((path) => previewFile(path, parsed)));
    },

    /** Fills the open workspace with the sample region from its inventory files. */
    async sample(
      { folder, workspacePath }: { readonly folder: string; readonly workspacePath: string },
      context: CallContext,
    ): Promise<null> {
      const readModel = () => workspace().call('model', null);
      for await (const step of sampleSteps(folder, readModel, context.signal)) {
        if (step.kind === 'progress') context.progress(step.progress);
        else
          await workspace().call(
            'applyImport',
            { batch: step.batch, workspacePath },
            { transfer: batchBuffers(step.batch) },
          );
      }
      return null;
    },
  };
}

function writing(files: number): ImportProgress {
  return {
    done: files,
    total: files,
    unit: 'steps',
    ratePerSecond: null,
    remainingSeconds: null,
    detail: 'writing',
  };
}

export type ImportService = ReturnType<typeof createImportService>;
