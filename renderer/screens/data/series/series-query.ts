import type { ListedSeries } from '../../../../shared/view/series-rows.ts';

export interface SeriesSort {
  readonly column: 'entity' | 'metric' | 'unit' | 'feeds' | 'from' | 'to' | 'step' | 'samples' | 'notes';
  readonly descending: boolean;
}

export const QUALITY_FILTERS = [
  { id: 'all', label: 'Any quality' },
  { id: 'noted', label: 'With a note' },
  { id: 'stale', label: 'Stale' },
  { id: 'gaps', label: 'With gaps' },
  { id: 'outliers', label: 'With outliers' },
  { id: 'unmapped', label: 'Unmapped' },
  { id: 'unfed', label: 'Feeding no constraint' },
] as const;

export type QualityFilter = (typeof QUALITY_FILTERS)[number]['id'];

export interface SeriesQuery {
  readonly text: string;
  /** `''`: every kind, every metric. */
  readonly kind: string;
  readonly metric: string;
  readonly quality: QualityFilter;
  readonly sort: SeriesSort;
}

function passes(row: ListedSeries, filter: QualityFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'noted':
      return row.notes.length > 0;
    case 'stale':
      return row.quality?.stale === true;
    case 'gaps':
      return (row.quality?.gapCount ?? 0) > 0;
    case 'outliers':
      return (row.quality?.outliers ?? 0) > 0;
    case 'unmapped':
      return !row.isCanonical;
    case 'unfed':
      return row.feeds.length === 0;
  }
}

const names = new Intl.Collator('en', { numeric: true });

function compared(a: ListedSeries, b: ListedSeries, column: SeriesSort['column']): number {
  switch (column) {
    case 'entity':
      return names.compare(a.entity, b.entity);
    case 'metric':
      return names.compare(a.title, b.title);
    case 'unit':
      return names.compare(a.unit ?? '', b.unit ?? '');
    case 'feeds':
      return names.compare(a.feeds.join(), b.feeds.join());
    case 'from':
      return a.firstDay - b.firstDay;
    case 'to':
      return a.lastDay - b.lastDay;
    case 'step':
      return (a.quality?.stepSeconds ?? Infinity) - (b.quality?.stepSeconds ?? Infinity) || 0;
    case 'samples':
      return a.samples - b.samples;
    case 'notes':
      return b.notes.length - a.notes.length;
  }
}

/** The series a query finds, in its order; equal ones by entity, then metric. */
export function querySeries(rows: readonly ListedSeries[], query: SeriesQuery): readonly ListedSeries[] {
  const words = query.text.toLowerCase().split(/\s+/).filter(Boolean);
  const sign = query.sort.descending ? -1 : 1;
  return rows
    .filter((row) => {
      if (query.kind !== '' && (row.kind ?? 'not in the inventory') !== query.kind) return false;
      if (query.metric !== '' && row.metric !== query.metric) return false;
      if (!passes(row, query.quality)) return false;
      const text = `${row.entity} ${row.metric} ${row.title}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort(
      (a, b) =>
        sign * compared(a, b, query.sort.column) ||
        names.compare(a.entity, b.entity) ||
        names.compare(a.metric, b.metric),
    );
}
