import { dirname } from 'node:path';
import type { ImportReport } from '../../shared/ipc/import-channels.ts';
import type { KnownMapping } from '../../shared/ipc/mapping-channels.ts';
import { readImport, batchBuffers, type ImportProgress, type LeftOut } from '../import/import-reader.ts';
import { observedInstant, readMappings, type GivenMapping } from '../import/mapping-document.ts';
import { previewOffer, type Offer } from '../import/preview-offer.ts';
import { removeSpill } from '../import/sample-collector.ts';
import { sampleSteps } from '../import/sample-region.ts';
import type { CallContext, Client } from './rpc.ts';
import type { WorkspaceService } from './workspace-service.ts';

/** How files are to be read, as the window sent it and the workspace remembers it. */
export interface ReadingArgument {
  readonly paths: readonly string[];
  /** Corrections of a person, then what is remembered; checked here. */
  readonly given: readonly GivenMapping[];
  readonly remembered: readonly KnownMapping[];
  readonly timeZone: string;
  readonly observedAt: string | null;
}

export interface RunArgument extends ReadingArgument {
  readonly leaveOut: readonly LeftOut[];
  /** The workspace the import was started for. */
  readonly workspacePath: string;
}

export interface PreviewArgument extends ReadingArgument {
  /** Names of the inventory; `null`: no workspace is open. */
  readonly entities: readonly string[] | null;
}

/**
 * Reading files, away from every other thread; what was read goes to the workspace's thread as packed days, without a
 * copy, and is written there in one transaction. Until then nothing has changed, so that cancelling needs no undoing.
 */
export function createImportService(workspace: () => Client<WorkspaceService>) {
  return {
    async run(argument: RunArgument, context: CallContext): Promise<ImportReport> {
      const { paths, given, remembered, timeZone, observedAt, leaveOut, workspacePath } = argument;
      const batch = await readImport(paths, {
        mappings: readMappings(given, remembered),
        leaveOut,
        timeZone,
        observedAtMs: observedInstant(observedAt),
        spillFolder: dirname(workspacePath),
        signal: context.signal,
        onProgress: context.progress,
      });
      try {
        context.progress(writing(batch.files.length));
        const whole = { ...batch, mappings: given };
        return await workspace().call(
          'applyImport',
          { batch: whole, workspacePath },
          { transfer: batchBuffers(batch) },
        );
      } finally {
        removeSpill(batch.spill);
      }
    },

    preview({ paths, given, remembered, timeZone, observedAt, entities }: PreviewArgument): Promise<Offer> {
      return previewOffer(paths, {
        mappings: readMappings(given, remembered),
        timeZone,
        observedAtMs: observedInstant(observedAt),
        entities: entities === null ? null : new Set(entities),
      });
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
