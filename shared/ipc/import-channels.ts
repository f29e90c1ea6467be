import * as v from 'valibot';
import type { FileReport } from '../import/outcome.ts';
import type { Problem } from '../model/problem.ts';
import { returns } from './channel.ts';
import { idSchema, nothing, taskSchema } from './requests.ts';

/** A file the person dropped or chose. The window holds the handle, the main process the path. */
export interface FileHandle {
  readonly handle: string;
  readonly name: string;
  readonly bytes: number;
  /** By its name's ending: what the window should do with it. */
  readonly kind: 'workspace' | 'data';
}

/** MODEL.md section 16, `import --json`. */
export interface ImportReport {
  readonly files: readonly FileReport[];
  readonly series: number;
  readonly samples: number;
  readonly changed: number;
  /** Inventory rows read. */
  readonly entities: number;
}

export interface FilePreview {
  readonly handle: string;
  readonly name: string;
  readonly bytes: number;
  /** What the file was recognised as; `null` when refused (see `problems`). */
  readonly format: string | null;
  /** For inventory files: the kind and how many rows the preview saw. */
  readonly inventory: { readonly kind: string; readonly rows: number } | null;
  readonly columns: readonly string[];
  /** First rows, as text, for showing. */
  readonly rows: readonly (readonly string[])[];
  /** Series, samples and holes longer than two steps in the part read; 0 for inventory. */
  readonly series: number;
  readonly samples: number;
  readonly gaps: number;
  readonly entities: readonly string[];
  readonly metrics: readonly { readonly name: string; readonly canonical: string | null }[];
  readonly from: string | null;
  readonly to: string | null;
  readonly stepSeconds: number | null;
  /** The figures above come from the first part of the file only. */
  readonly partial: boolean;
  readonly problems: readonly Problem[];
  /** A mapping to start from, for a file that was not recognised. */
  readonly suggestedMapping: Readonly<Record<string, unknown>> | null;
}

export interface PastImport {
  readonly id: number;
  readonly atMs: number;
  readonly files: readonly FileReport[];
  readonly series: number;
  readonly samples: number;
  readonly changed: number;
  readonly entities: number;
}

const handlesSchema = v.pipe(v.array(idSchema), v.minLength(1), v.maxLength(1000));
const mappingSchema = v.exactOptional(v.record(v.string(), v.unknown()));

export const importChannels = {
  /** Open-file dialog; empty when it was closed. Dropped files come through the bridge's `registerFiles`. */
  'import:choose': returns<readonly FileHandle[]>()(nothing),
  'import:preview': returns<readonly FilePreview[]>()(
    v.strictObject({ handles: handlesSchema, mapping: mappingSchema }),
    ['not-found', 'bad-input'],
  ),
  /** All or nothing. Progress comes as events under `task`; `task:cancel` leaves the workspace as it was. */
  'import:run': returns<ImportReport>()(
    v.strictObject({ handles: handlesSchema, mapping: mappingSchema, task: taskSchema }),
    ['no-workspace', 'not-found', 'bad-input', 'cancelled', 'read-only', 'busy'],
  ),
  'import:list': returns<readonly PastImport[]>()(nothing, ['no-workspace']),
};
