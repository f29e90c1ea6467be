import type { Quality } from '../history/quality.ts';
import { METRIC_CATALOGUE } from '../import/metric-catalogue.ts';
import type { SeriesQuality, SeriesRow } from '../history/stored-series.ts';
import type { Unit } from '../units.ts';
import type { ChartTable } from './chart-table.ts';
import { counted } from './number-format.ts';
import { quantityText } from './quantity-format.ts';

/** One stored series in the catalogue's list. */
export interface ListedSeries extends SeriesRow {
  readonly key: string;
  /** Title of a canonical metric; the metric's own name else. */
  readonly title: string;
  readonly isCanonical: boolean;
  /** Constraints that read it; empty: kept and charted only. */
  readonly feeds: readonly string[];
  /** `null` while its samples are looked through. */
  readonly quality: SeriesQuality | null;
  readonly notes: readonly string[];
}

export const seriesKey = (entity: string, metric: string): string => JSON.stringify([entity, metric]);

const BY_ID = new Map(METRIC_CATALOGUE.map((metric) => [metric.id, metric]));

/** The unit a chart of the metric has; counts where nobody knows. */
export function chartUnit(metric: string): Unit {
  switch (BY_ID.get(metric)?.dimension) {
    case 'bytes':
      return /disk|snapshot|volume|backup/.test(metric) ? 'diskBytes' : 'bytes';
    case 'bytesPerSecond':
      return 'bytesPerSecond';
    case 'ratio':
      return 'ratio';
    case 'seconds':
      return 'seconds';
    case 'perSecond':
      return 'perSecond';
    case 'cores':
      return 'cores';
    default:
      return 'count';
  }
}

type Judged = Omit<SeriesQuality, 'entity' | 'metric' | 'firstMs' | 'lastMs'>;

/** What a planner should look at before trusting a series, shortest words first in harm. */
function seriesNotes(row: Pick<SeriesRow, 'kind' | 'metric'>, quality: Judged | null): readonly string[] {
  const notes: string[] = [];
  if (quality?.stale === true) notes.push('stale');
  if (quality !== null && quality.gapCount > 0) notes.push(counted(quality.gapCount, 'gap'));
  if (quality !== null && quality.outliers > 0) notes.push(counted(quality.outliers, 'outlier'));
  if (quality !== null && quality.counterResets > 0)
    notes.push(counted(quality.counterResets, 'counter reset'));
  if (quality !== null && quality.clockJumps > 0) notes.push(counted(quality.clockJumps, 'clock jump'));
  if (quality?.constant === true) notes.push('constant');
  if (row.kind === null) notes.push('not in the inventory');
  if (!BY_ID.has(row.metric)) notes.push('unmapped');
  return notes;
}

export function listedSeries(row: SeriesRow, quality: SeriesQuality | null): ListedSeries {
  const canonical = BY_ID.get(row.metric);
  return {
    ...row,
    key: seriesKey(row.entity, row.metric),
    title: canonical?.title ?? row.metric,
    isCanonical: canonical !== undefined,
    feeds: canonical?.feeds ?? [],
    quality,
    notes: seriesNotes(row, quality),
  };
}

/** The sentence that opens the list: how many, of what, and what is wrong with them. */
export function seriesSentence(rows: readonly ListedSeries[]): {
  readonly strong: string;
  readonly rest: string;
} {
  const stale = rows.filter(({ quality }) => quality?.stale === true).length;
  const gaps = rows.filter(({ quality }) => quality !== null && quality.gapCount > 0).length;
  const unmapped = rows.filter(({ isCanonical }) => !isCanonical).length;
  const waiting = rows.filter(({ quality }) => quality === null).length;
  const parts = [
    stale === 0 ? 'none is stale' : `${counted(stale, 'series is', 'series are')} stale`,
    gaps === 0 ? 'none has gaps' : `${counted(gaps, 'has', 'have')} gaps`,
    ...(unmapped === 0 ? [] : [`${counted(unmapped, 'is', 'are')} unmapped`]),
  ];
  return {
    strong: `${counted(rows.length, 'series', 'series')}.`,
    rest:
      waiting > 0
        ? `${counted(waiting, 'is', 'are')} still being looked through.`
        : `Of them ${parts.join(', ')}.`,
  };
}

/** Facts about the samples of one series, for its pane. */
export function qualityFacts(quality: Quality): readonly (readonly [string, string])[] {
  return [
    ['Step', quality.stepSeconds === null ? '—' : quantityText(quality.stepSeconds, 'seconds')],
    ['Filled', quality.filledRatio === null ? '—' : quantityText(quality.filledRatio, 'ratio')],
    ['Gaps', quality.gapCount === 0 ? 'none' : String(quality.gapCount)],
    ['Outliers', quality.outliers.length === 0 ? 'none' : `${quality.outliers.length}, kept`],
    ['Counter resets', quality.counterResets === 0 ? 'none' : String(quality.counterResets)],
    ['Clock jumps', quality.clockJumps === 0 ? 'none' : String(quality.clockJumps)],
  ];
}

/** Series as they are listed, with what is known of each; times in ISO 8601, steps in seconds. */
export function seriesTable(rows: readonly ListedSeries[]): ChartTable {
  return {
    columns: [
      'entity',
      'kind',
      'metric',
      'from',
      'to',
      'step (s)',
      'samples',
      'gaps',
      'outliers',
      'counter resets',
      'clock jumps',
      'stale',
      'feeds',
    ],
    rows: rows.map(({ quality, ...row }) => [
      row.entity,
      row.kind,
      row.metric,
      quality === null ? null : new Date(quality.firstMs).toISOString(),
      quality === null ? null : new Date(quality.lastMs).toISOString(),
      quality?.stepSeconds ?? null,
      row.samples,
      quality?.gapCount ?? null,
      quality?.outliers ?? null,
      quality?.counterResets ?? null,
      quality?.clockJumps ?? null,
      quality === null ? null : quality.stale ? 'stale' : 'fresh',
      row.feeds.join(' '),
    ]),
  };
}
