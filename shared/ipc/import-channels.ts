import * as v from 'valibot';
import type { FileReport } from '../import/outcome.ts';
import type { Problem } from '../model/problem.ts';
import { returns } from './channel.ts';
import { mappingDocumentSchema, mappingKeySchema, type MappingDocument } from './mapping-channels.ts';
import { idSchema, nothing, taskSchema } from './requests.ts';

/** A file the person dropped or chose. The window holds the handle, the main process the path. */
export interface FileHandle {
  readonly handle: string;
  readonly name: string;
  readonly bytes: number;
  /** By its name's ending: what the window should do with it. */
  readonly kind: 'workspace' | 'data';
}

/** What a folder or an archive held that is no data. */
export interface SkippedFile {
  readonly file: string;
  readonly reason: string;
}

/** MODEL.md section 16, `import --json`; `skipped` is an addition. */
export interface ImportReport {
  readonly files: readonly FileReport[];
  readonly skipped: readonly SkippedFile[];
  readonly series: number;
  readonly samples: number;
  readonly changed: number;
  /** Inventory rows read. */
  readonly entities: number;
}

/** A metric of a file: what it means here, and what becomes of its numbers. */
export interface PreviewedMetric {
  /** As the file calls it. */
  readonly name: string;
  /** Its id in the catalogue; `null`: kept under its own name, unmapped. */
  readonly canonical: string | null;
  /** Unit it is stored in; `null`: nobody says. */
  readonly unit: string | null;
  /** Unit of the file, where numbers are converted. */
  readonly fromUnit: string | null;
  /** One value before and after. */
  readonly example: { readonly from: number; readonly to: number } | null;
}

/** A sample as it will be stored. */
export interface PreviewedSample {
  readonly entity: string;
  readonly metric: string;
  readonly at: string;
  readonly value: number;
  readonly unit: string | null;
}

/** How the file was read; what a corrected reading starts from and is remembered by. */
export interface FileReading {
  /** `null`: nothing to remember a mapping by. */
  readonly signature: string | null;
  readonly stem: string;
  /** The mapping it was read with. */
  readonly mapping: MappingDocument | null;
  /** For tables: a mapping that says what was recognised, or the best guess. */
  readonly suggestedMapping: MappingDocument | null;
  readonly columns: readonly string[];
  readonly hasHeader: boolean;
}

/** Entities of a file against the inventory. */
export interface PreviewedMatch {
  readonly matched: number;
  /** The first of them. */
  readonly unmatched: readonly string[];
  readonly unmatchedCount: number;
  /** An `entityPattern` by which more would be known, and how many. */
  readonly suggestion: { readonly pattern: string; readonly matched: number } | null;
}

export interface FilePreview {
  /** What was chosen or dropped; several files may come out of one folder or archive. */
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
  /** The first of them; `entityCount` counts all. */
  readonly entities: readonly string[];
  readonly entityCount: number;
  /** `null`: no workspace is open. */
  readonly match: PreviewedMatch | null;
  readonly metrics: readonly PreviewedMetric[];
  readonly firstSamples: readonly PreviewedSample[];
  readonly from: string | null;
  readonly to: string | null;
  readonly stepSeconds: number | null;
  /** The figures above come from the first part of the file only. */
  readonly partial: boolean;
  /** Why it is refused, or the rows left out. */
  readonly problems: readonly Problem[];
  readonly rejectedCount: number;
  /** What was assumed, in sentences. */
  readonly notes: readonly string[];
  /** The zone stamps without one were read in; `null`: every stamp has one. */
  readonly timeZone: string | null;
  /** Samples have no stamps: they take the instant of observation. */
  readonly timeless: boolean;
  readonly reading: FileReading | null;
}

/** Everything that was chosen or dropped, looked at. */
export interface ImportOffer {
  readonly files: readonly FilePreview[];
  /** Files of folders and archives that are no data. */
  readonly skipped: readonly SkippedFile[];
  /** Files of folders and archives beyond those looked at. */
  readonly more: number;
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
/** Corrections of a person: `null` reads files of that key as they are recognised, and forgets what was remembered. */
const mappingsSchema = v.pipe(
  v.array(
    v.strictObject({
      key: mappingKeySchema,
      mapping: v.nullable(mappingDocumentSchema),
      file: v.pipe(v.string(), v.maxLength(1000)),
    }),
  ),
  v.maxLength(1000),
);
const zoneSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const readingSchema = {
  handles: handlesSchema,
  mappings: v.exactOptional(mappingsSchema),
  /** Zone of stamps without one; default the workspace's. */
  timeZone: v.exactOptional(zoneSchema),
  /** When samples without a time were observed; default when their file was last written. */
  observedAt: v.exactOptional(v.pipe(v.string(), v.maxLength(40))),
};

export const importChannels = {
  /** Open-file dialog; empty when it was closed. Dropped files come through the bridge's `registerFiles`. */
  'import:choose': returns<readonly FileHandle[]>()(
    v.strictObject({ what: v.picklist(['files', 'folder']) }),
  ),
  'import:preview': returns<ImportOffer>()(v.strictObject(readingSchema), ['not-found', 'bad-input']),
  /** All or nothing. Progress comes as events under `task`; `task:cancel` leaves the workspace as it was. */
  'import:run': returns<ImportReport>()(
    v.strictObject({
      ...readingSchema,
      /** Files of the offer that are not wanted. */
      leaveOut: v.pipe(
        v.array(v.strictObject({ handle: idSchema, name: v.pipe(v.string(), v.maxLength(5000)) })),
        v.maxLength(10_000),
      ),
      task: taskSchema,
    }),
    ['no-workspace', 'not-found', 'bad-input', 'cancelled', 'read-only', 'busy'],
  ),
  'import:list': returns<readonly PastImport[]>()(nothing, ['no-workspace']),
};
