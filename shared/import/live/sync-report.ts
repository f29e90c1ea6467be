import type { FileReport } from '../outcome.ts';
import { isoText } from '../outcome.ts';
import type { Saving } from './push-down.ts';

/** What a sync did for one chosen query. */
export interface QueryReport {
  /** Id of the query in the connection. */
  readonly id: string;
  readonly metric: string;
  readonly keep: 'samples' | 'dailyPeaks';
  /** Series of the answers, samples read from them, and samples that altered the store. */
  readonly series: number;
  readonly samples: number;
  readonly changed: number;
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly entities: number;
  /** Entities the inventory does not know; their samples are kept under the names they came with. */
  readonly unmatched: readonly string[];
  /** Entities with more than one series in an answer: which one is meant is not known, so none of them is kept. */
  readonly ambiguous: readonly string[];
  /** Series without the label that names an entity, left out. */
  readonly unnamed: number;
  /** Machines the inventory knows as something else (a Postgres node among the hosts), left out. */
  readonly otherKind: number;
  /** Points the server gave as NaN (not measured) or infinite, left out. */
  readonly notNumbers: number;
  readonly infinite: number;
  /** The server's own words. */
  readonly warnings: readonly string[];
  /** The server said that part of the data was missing; that range is asked again by the next sync. */
  readonly partial: boolean;
  /** Why it was given up; what had come before is kept. */
  readonly failed: string | null;
  /** With daily peaks: what did not have to be fetched. */
  readonly saving: Saving | null;
}

export interface SyncReport {
  readonly connection: string;
  readonly name: string;
  readonly startedAtMs: number;
  readonly queries: readonly QueryReport[];
  /** Every window that was to be fetched has been, or its query has failed. */
  readonly finished: boolean;
  readonly requests: number;
  readonly retries: number;
  /** Times a window was cut in two because the server found it too much. */
  readonly halved: number;
  readonly bytes: number;
}

const total = (queries: readonly QueryReport[], of: (query: QueryReport) => number): number =>
  queries.reduce((sum, query) => sum + of(query), 0);

export const syncedSamples = (report: SyncReport): number => total(report.queries, (query) => query.samples);
export const syncedChanges = (report: SyncReport): number => total(report.queries, (query) => query.changed);

const few = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;

/** What a person should know about a query's part of a sync, in sentences; empty where all is well. */
export function queryNotes(query: QueryReport): string[] {
  const { unmatched, ambiguous, unnamed, infinite, warnings } = query;
  return [
    ...(query.failed === null ? [] : [query.failed]),
    ...(query.partial ? ['The server left data out; the range is asked again by the next sync.'] : []),
    ...warnings.map((warning) => `The server says: ${warning}`),
    ...(ambiguous.length === 0
      ? []
      : [
          `Several series for ${few(ambiguous)}: none was kept. Sum them in the query, or choose a label that tells them apart.`,
        ]),
    ...(unnamed === 0 ? [] : [`${unnamed} series lack the label that names the entity, and were left out.`]),
    ...(unmatched.length === 0 ? [] : [`Not in the inventory, kept under its own name: ${few(unmatched)}.`]),
    ...(infinite === 0 ? [] : [`${infinite} infinite values were left out.`]),
  ];
}

/** The sync as one entry of the list of imports. */
export function syncFileReport(report: SyncReport): FileReport {
  const { queries } = report;
  const times = (pick: (query: QueryReport) => number | null): number[] =>
    queries.map(pick).filter((time) => time !== null);
  const from = times((query) => query.fromMs);
  const to = times((query) => query.toMs);
  return {
    file: report.name,
    format: 'prometheus',
    series: total(queries, (query) => query.series),
    samples: syncedSamples(report),
    from: from.length === 0 ? null : isoText(Math.min(...from)),
    to: to.length === 0 ? null : isoText(Math.max(...to)),
    rows: syncedSamples(report),
    entities: Math.max(0, ...queries.map((query) => query.entities)),
    rejected: [],
    rejectedCount: 0,
    notes: [
      ...(report.finished ? [] : ['Not finished: the next sync goes on from where this one ended.']),
      ...queries.flatMap((query) => queryNotes(query).map((note) => `${query.metric}: ${note}`)),
    ],
  };
}
