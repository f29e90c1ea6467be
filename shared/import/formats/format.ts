import type { CsvHead } from '../csv/csv-head.ts';
import type { InventoryTable } from '../inventory/table.ts';
import type { Mapping } from '../mapping.ts';
import type { ProblemList } from '../problem-list.ts';
import type { SeriesSink } from '../series-sink.ts';

/** The beginning of a file, at most 64 Ki characters, cut after a whole line unless the file is shorter. */
export interface FileHead {
  readonly file: string;
  /** File name without folders, endings and the date a Grafana export puts there. */
  readonly stem: string;
  readonly text: string;
  /** The text is the whole file. */
  readonly complete: boolean;
  /** The beginning as a table; `null` when it is none. */
  readonly csv: CsvHead | null;
  readonly mapping: Mapping | null;
}

/** How sure a format is that the file is its own. Formats look at content; the name may only break ties. */
export interface Recognition {
  /** 0 … 1; the most confident format gets the file. */
  readonly confidence: number;
  /** For a person: what gave it away. */
  readonly why: string;
}

/** The instant of a file that holds one instant and does not name it. */
export interface Observed {
  readonly atMs: number;
  readonly source: 'given' | 'file-time';
}

/** What a format works with while it reads. */
export interface FormatContext {
  readonly head: FileHead;
  readonly sink: SeriesSink;
  readonly problems: ProblemList;
  /** Zone of stamps without one. */
  readonly timeZone: string;
  /** The mapping's, compiled; for every format whose series have names. */
  readonly entityPattern: RegExp | null;
  /** When samples without a time were observed, and who says so; `null`: nobody. */
  readonly observed: Observed | null;
  /** Assumptions worth telling, in sentences. */
  readonly notes: string[];
}

export type FormatResult =
  | {
      readonly kind: 'metrics';
      readonly rows: number;
      readonly empty: number;
      /** Stamps read in the zone of the import, since they had none. */
      readonly zoneless?: number;
      /** Samples that took the instant of observation, since they had no stamp. */
      readonly timeless?: number;
    }
  | { readonly kind: 'inventory'; readonly table: InventoryTable }
  | { readonly kind: 'model'; readonly document: unknown }
  | { readonly kind: 'mapping'; readonly mapping: Mapping };

export interface FormatReader {
  /** The next piece of the file's text, from its very beginning. */
  push(text: string): void;
  /**
   * After the last piece. `cut`: there is more in the file, and only its beginning is wanted, for a preview; what is not
   * complete is no mistake then. `null` when the file was refused (see `problems`).
   */
  end(cut: boolean): FormatResult | null;
  /** Records read so far. */
  rows(): number;
}

/**
 * A file format: one object, one file, one line in `registry.ts`. Bad rows go to `context.problems.reject`, a file that
 * cannot be used at all to `refuse`; neither throws.
 */
export interface FileFormat {
  readonly id: string;
  readonly name: string;
  recognise(head: FileHead): Recognition | null;
  open(context: FormatContext): FormatReader;
}
