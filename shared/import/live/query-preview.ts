import type { Saving } from './push-down.ts';

/** One series a query finds now. */
export interface PreviewSeries {
  /** Its labels as PromQL writes them. */
  readonly labels: string;
  /** What the entity label says; `null` where it is missing. */
  readonly name: string | null;
  /** Entity the samples would be stored under; `null`: left out. */
  readonly entity: string | null;
  /** The inventory knows it. */
  readonly matched: boolean;
  readonly value: number | null;
}

/** What a query finds, before anything is fetched. */
export interface QueryPreview {
  /** As the server is asked it. */
  readonly promql: string;
  readonly series: number;
  /** The first few. */
  readonly rows: readonly PreviewSeries[];
  readonly matched: number;
  readonly unmatched: number;
  readonly unnamed: number;
  /** Machines the inventory knows as something else, which would be left out. */
  readonly otherKind: number;
  /** Entities with several series, of which none would be kept. */
  readonly ambiguous: readonly string[];
  /** Entities of the inventory for which nothing was found, the first few, and how many there are. */
  readonly missing: readonly string[];
  readonly missingCount: number;
  readonly warnings: readonly string[];
  /** Points a first sync would fetch. */
  readonly points: number;
  readonly saving: Saving | null;
}
