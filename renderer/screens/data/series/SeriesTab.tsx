import { useEffect, useMemo, useState } from 'react';
import { listedSeries, seriesKey, seriesSentence, seriesTable } from '../../../../shared/view/series-rows.ts';
import { CopyCsv } from '../../../app/figure/CopyCsv.tsx';
import { Button } from '../../../components/Button.tsx';
import { EmptyState, ErrorNote, NotYet } from '../../../components/EmptyState.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { Select } from '../../../components/Select.tsx';
import { useDataView } from '../../../state/data-view-store.ts';
import { chooseFiles } from '../../../state/import-store.ts';
import { loadSeries, useSeries } from '../../../state/series-store.ts';
import { useWorkspace } from '../../../state/workspace-store.ts';
import { CatalogueTable } from './CatalogueTable.tsx';
import { DeleteShown } from './DeleteShown.tsx';
import { QUALITY_FILTERS, querySeries, type QualityFilter, type SeriesQuery } from './series-query.ts';
import { SeriesPane } from './SeriesPane.tsx';
import { SeriesTable } from './SeriesTable.tsx';

const START: SeriesQuery = {
  text: '',
  kind: '',
  metric: '',
  quality: 'all',
  sort: { column: 'entity', descending: false },
};

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();

/** What the tab opens with where another screen led here. */
function useStart(): SeriesQuery {
  const place = useDataView((state) => state.place);
  if (place.tab !== 'series') return START;
  return { ...START, metric: place.metric ?? '', text: place.entity ?? '', quality: place.quality ?? 'all' };
}

/** Every stored series and how far it is to be trusted; beside it, the canonical metrics. */
export function SeriesTab() {
  const revision = useWorkspace((state) => state.info?.revision ?? null);
  const asOf = useWorkspace((state) => state.info?.asOf ?? null);
  const { rows, qualities, failure, chosen } = useSeries();
  const start = useStart();
  const [query, setQuery] = useState(start);
  const [shows, setShows] = useState<'stored' | 'catalogue'>('stored');
  useEffect(() => void loadSeries(), [revision]);
  const listed = useMemo(
    () =>
      rows?.map((row) => listedSeries(row, qualities.get(seriesKey(row.entity, row.metric)) ?? null)) ?? null,
    [rows, qualities],
  );
  const found = useMemo(() => (listed === null ? [] : querySeries(listed, query)), [listed, query]);
  if (listed === null)
    return (
      <NotYet
        wait="Reading the series…"
        failed="The series were not read."
        failure={failure}
        again={() => void loadSeries()}
      />
    );
  const says = seriesSentence(listed);
  const row = listed.find(({ key }) => key === chosen) ?? null;
  const change = (part: Partial<SeriesQuery>): void => setQuery({ ...query, ...part });
  return (
    <div className={row === null || shows === 'catalogue' ? 'ser-split' : 'ser-split split with-pane'}>
      <div className="pane ser-list">
        <div className="ser-top">
          <p className="ser-say">
            <b>{says.strong}</b> {says.rest}
          </p>
          <div className="seg small" role="group" aria-label="What is shown">
            {(['stored', 'catalogue'] as const).map((what) => (
              <button
                key={what}
                type="button"
                className={shows === what ? 'on' : ''}
                aria-pressed={shows === what}
                onClick={() => setShows(what)}
              >
                {what === 'stored' ? 'Stored series' : 'Canonical metrics'}
              </button>
            ))}
          </div>
        </div>
        {failure === null ? null : (
          <ErrorNote title="What is shown is not all there is." again={() => void loadSeries()}>
            {failure}
          </ErrorNote>
        )}
        {shows === 'catalogue' ? null : (
          <div className="ser-bar">
            <label className="input small ser-filter">
              <Icon name="search" size={14} />
              <input
                type="search"
                placeholder="Filter series"
                aria-label="Filter series"
                value={query.text}
                onChange={(event) => change({ text: event.target.value })}
              />
            </label>
            <Select
              small
              label="Kind of entity"
              value={query.kind === '' ? '*' : query.kind}
              options={[
                { id: '*', label: 'Any entity' },
                ...unique(listed.map(({ kind }) => kind ?? 'not in the inventory')).map((id) => ({
                  id,
                  label: id,
                })),
              ]}
              onChange={(id) => change({ kind: id === '*' ? '' : id })}
            />
            <Select
              small
              label="Metric"
              value={query.metric === '' ? '*' : query.metric}
              options={[
                { id: '*', label: 'Any metric' },
                ...unique(listed.map(({ metric }) => metric)).map((id) => ({
                  id,
                  label: listed.find(({ metric }) => metric === id)?.title ?? id,
                })),
              ]}
              onChange={(id) => change({ metric: id === '*' ? '' : id })}
            />
            <Select
              small
              label="Quality"
              value={query.quality}
              options={QUALITY_FILTERS}
              onChange={(id) => change({ quality: id as QualityFilter })}
            />
            <CopyCsv what="Series" table={() => seriesTable(found)} />
            {found.length === listed.length || found.length === 0 ? null : <DeleteShown rows={found} />}
          </div>
        )}
        {shows === 'catalogue' ? (
          <CatalogueTable rows={listed} />
        ) : listed.length === 0 ? (
          <EmptyState
            icon="data"
            title="No series yet"
            action={<Button onPress={() => void chooseFiles()}>Import files</Button>}
          >
            Series come from metric files or a Prometheus. Without them demand is what the inventory says now.
          </EmptyState>
        ) : (
          <SeriesTable rows={found} sort={query.sort} onSort={(sort) => change({ sort })} asOf={asOf} />
        )}
      </div>
      {row === null || shows === 'catalogue' ? null : (
        <SeriesPane key={row.key} row={row} alike={listed.filter(({ metric }) => metric === row.metric)} />
      )}
    </div>
  );
}
