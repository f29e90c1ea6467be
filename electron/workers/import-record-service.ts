import type { ImportReport, PastImport } from '../../shared/ipc/import-channels.ts';
import type { KnownMapping } from '../../shared/ipc/mapping-channels.ts';
import type { ImportBatch } from '../import/import-reader.ts';
import { Refusal } from '../refusal.ts';
import { entityNames } from '../workspace/entity-names.ts';
import { applyImport } from '../workspace/import-writer.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** How files are read where the window does not say. */
interface ImportSettings {
  readonly timeZone: string;
  readonly mappings: readonly KnownMapping[];
}

/** The part of the workspace's service that imports come to: what to read by, and where it is written. */
export function createImportRecordService(current: () => Workspace | null) {
  const workspace = (): Workspace => {
    const open = current();
    if (open === null) throw new Refusal('no-workspace', 'No workspace is open.');
    return open;
  };
  return {
    /** Settings the import worker reads files by. */
    importSettings: (): ImportSettings & { readonly workspacePath: string } => {
      const { timeZone, mappings, path } = workspace();
      return { timeZone, mappings: mappings.list(), workspacePath: path };
    },
    /** The same for a preview, which needs no workspace. */
    previewSettings: (): ImportSettings & { readonly entities: readonly string[] | null } => {
      const open = current();
      if (open === null) return { timeZone: 'UTC', mappings: [], entities: null };
      return { timeZone: open.timeZone, mappings: open.mappings.list(), entities: entityNames(open.model()) };
    },
    /** Into the workspace it was read for, and no other that may have been opened meanwhile. */
    applyImport({
      batch,
      workspacePath,
    }: {
      readonly batch: ImportBatch;
      readonly workspacePath: string;
    }): ImportReport {
      if (workspace().path !== workspacePath) {
        throw new Refusal('cancelled', 'Another workspace was opened meanwhile. Nothing was imported.');
      }
      return applyImport(workspace(), batch);
    },
    imports: (): readonly PastImport[] => workspace().imports.list(),
  };
}
