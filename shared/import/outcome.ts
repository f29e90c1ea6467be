import type { Conversion } from './cell-units.ts';
import type { Problem } from '../model/problem.ts';
import type { InventoryTable } from './inventory/table.ts';
import type { Mapping } from './mapping.ts';

/** One series as it stood in a file. `times` (ms since the epoch) are in file order: not sorted, duplicates kept. */
export interface ImportedSeries {
  readonly entity: string;
  /** Canonical id (MODEL.md section 8) where the name is known, else the name as found. */
  readonly metric: string;
  readonly canonical: boolean;
  readonly sourceName: string;
  /** Unit of `values`; `null` where neither the catalogue nor the file says. */
  readonly unit: string | null;
  /** From the file's unit to `unit`: stored = in the file × factor / divisor; `null` where nothing was converted. */
  readonly conversion: Conversion | null;
  /** All samples received; more than the arrays hold where a drain took them. */
  readonly samples: number;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** How a file was looked at; what a corrected reading starts from. */
export interface FileSource {
  /** See `tableSignature`; for formats without columns the format's id. `null`: nothing to remember a mapping by. */
  readonly signature: string | null;
  /** The mapping it was read with. */
  readonly mapping: Mapping | null;
  /** The file's name as `fileStem` has it. */
  readonly stem: string;
  readonly columns: readonly string[];
  /** First rows of a table as its cells stand there. */
  readonly rows: readonly (readonly string[])[];
  readonly hasHeader: boolean;
  /** For tables: a `headroom.mapping/v1` that says what was recognised, or the best guess. */
  readonly suggestedMapping: Readonly<Record<string, unknown>> | null;
}

export interface MetricsFile {
  readonly kind: 'metrics';
  readonly file: string;
  readonly format: string;
  readonly formatName: string;
  readonly series: readonly ImportedSeries[];
  /** Records of the file after its header: rows of a table, points of a JSON answer, lines of an exposition. */
  readonly rows: number;
  /** Values read as samples. */
  readonly samples: number;
  /** Cells that hold a null word: not measured, neither sample nor mistake. */
  readonly empty: number;
  readonly fromMs: number | null;
  readonly toMs: number | null;
  /** The first rejected rows; `rejectedCount` counts all of them. */
  readonly rejected: readonly Problem[];
  readonly rejectedCount: number;
  /** What was assumed, in sentences for a person: time zone, names taken from the file name, unit doubts. */
  readonly notes: readonly string[];
  /** Zone in which stamps without one were read. */
  readonly timeZone: string;
  /** Stamps that had no zone; samples that had no stamp. */
  readonly zoneless: number;
  readonly timeless: number;
  readonly source: FileSource;
}

export interface InventoryFile {
  readonly kind: 'inventory';
  readonly file: string;
  readonly format: string;
  readonly formatName: string;
  readonly table: InventoryTable;
  readonly notes: readonly string[];
}

export interface ModelFile {
  readonly kind: 'model';
  readonly file: string;
  readonly format: string;
  readonly formatName: string;
  /** Parsed JSON, not yet checked: give it to the model parser. */
  readonly document: unknown;
}

export interface MappingFile {
  readonly kind: 'mapping';
  readonly file: string;
  readonly mapping: Mapping;
}

/** Nothing of the file may be loaded. */
export interface RefusedFile {
  readonly kind: 'refused';
  readonly file: string;
  /** The recognised format, where the file got that far. */
  readonly format: string | null;
  readonly problems: readonly Problem[];
  /** Columns found, where the file is a table. */
  readonly columns?: readonly string[];
  /** A `headroom.mapping/v1` to start from, for a table whose shape was not recognised. */
  readonly suggestedMapping?: Readonly<Record<string, unknown>> | null;
  readonly source?: FileSource;
}

export type FileOutcome = MetricsFile | InventoryFile | ModelFile | MappingFile | RefusedFile;

/** One entry of `files` in `import --json` (MODEL.md section 16); `rows`, `notes` and the like are additions. */
export interface FileReport {
  readonly file: string;
  readonly format: string;
  readonly series: number;
  readonly samples: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly rows: number;
  readonly entities: number;
  readonly rejected: readonly { line: number | null; column?: string; value?: string; reason: string }[];
  readonly rejectedCount: number;
  readonly timeZone?: string;
  readonly notes: readonly string[];
}

/** What section 16 reports of a file. Inventory and model files have no samples; their entities are their rows. */
export function fileReport(outcome: MetricsFile | InventoryFile | ModelFile): FileReport {
  if (outcome.kind !== 'metrics') {
    const rows = outcome.kind === 'inventory' ? outcome.table.rows.length : 0;
    return {
      file: outcome.file,
      format: outcome.format,
      series: 0,
      samples: 0,
      from: null,
      to: null,
      rows,
      entities: rows,
      rejected: [],
      rejectedCount: 0,
      notes: outcome.kind === 'inventory' ? outcome.notes : [],
    };
  }
  return {
    file: outcome.file,
    format: outcome.format,
    series: outcome.series.length,
    samples: outcome.samples,
    from: isoText(outcome.fromMs),
    to: isoText(outcome.toMs),
    rows: outcome.rows,
    entities: new Set(outcome.series.map((series) => series.entity)).size,
    rejected: outcome.rejected.map(reportedRejection),
    rejectedCount: outcome.rejectedCount,
    timeZone: outcome.timeZone,
    notes: outcome.notes,
  };
}

function reportedRejection(problem: Problem): FileReport['rejected'][number] {
  const reason =
    problem.expected === undefined ? problem.message : `${problem.message}; expected ${problem.expected}`;
  return {
    line: problem.line ?? null,
    ...(problem.column === undefined ? {} : { column: problem.column }),
    ...(problem.value === undefined ? {} : { value: problem.value }),
    reason,
  };
}

/** `2026-11-16T00:00:00Z`; milliseconds only where there are any. */
export function isoText(timeMs: number | null): string | null {
  if (timeMs === null || !Number.isFinite(timeMs)) return null;
  return new Date(timeMs).toISOString().replace('.000Z', 'Z');
}
