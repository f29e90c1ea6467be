import { useEffect } from 'react';
import { dayText } from '../../../../shared/model/instant.ts';
import { formatDay } from '../../../../shared/view/date-format.ts';
import { formatInteger } from '../../../../shared/view/number-format.ts';
import { quantityText } from '../../../../shared/view/quantity-format.ts';
import type { ListedSeries } from '../../../../shared/view/series-rows.ts';
import { SortHead, sortOrder } from '../../../components/SortHead.tsx';
import { Mark } from '../../../components/Status.tsx';
import { useRowHeight, useRowWindow } from '../../../components/use-row-window.ts';
import { chooseSeries, useSeries } from '../../../state/series-store.ts';
import type { SeriesSort } from './series-query.ts';

const COLUMNS: readonly {
  readonly key: SeriesSort['column'];
  readonly title: string;
  readonly right?: true;
}[] = [
  { key: 'entity', title: 'Entity' },
  { key: 'metric', title: 'Metric' },
  { key: 'unit', title: 'Unit' },
  { key: 'from', title: 'From' },
  { key: 'to', title: 'To' },
  { key: 'step', title: 'Step', right: true },
  { key: 'samples', title: 'Samples', right: true },
  { key: 'feeds', title: 'Feeds' },
  { key: 'notes', title: 'Quality' },
];

interface SeriesTableProps {
  readonly rows: readonly ListedSeries[];
  readonly sort: SeriesSort;
  readonly onSort: (sort: SeriesSort) => void;
  readonly asOf: string | null;
}

function Notes({ row }: { readonly row: ListedSeries }) {
  if (row.quality === null) return <span className="mute">looking</span>;
  if (row.notes.length === 0)
    return (
      <span className="status is-ok">
        <Mark mark="ok" />
        good
      </span>
    );
  return (
    <span className={row.quality.stale ? 'status is-watch ell' : 'ell'} title={row.notes.join(', ')}>
      {row.quality.stale ? <Mark mark="watch" /> : null}
      {row.notes.join(', ')}
    </span>
  );
}

/** Every stored series; only the rows in sight are in the page. Arrows choose, heads sort. */
export function SeriesTable({ rows, sort, onSort, asOf }: SeriesTableProps) {
  const chosen = useSeries((state) => state.chosen);
  const height = useRowHeight();
  const { scroller, items, totalHeight, scrollTo } = useRowWindow({
    count: rows.length,
    rowHeight: height,
    headHeight: height,
  });
  const at = rows.findIndex(({ key }) => key === chosen);
  useEffect(() => {
    if (at >= 0) scrollTo(at);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only a choice that moved is followed, not every scroll
  }, [at]);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15 }[event.key] ?? 0;
    const to =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? rows.length - 1
          : step === 0
            ? null
            : Math.max(0, at) + step;
    if (to === null || event.target !== scroller.current) return;
    event.preventDefault();
    const row = rows[at < 0 && step === 1 ? 0 : Math.min(rows.length - 1, Math.max(0, to))];
    if (row !== undefined) chooseSeries(row.key);
  };
  return (
    <div
      className="ser-table"
      ref={scroller}
      role="grid"
      aria-label="Stored series"
      aria-rowcount={rows.length + 1}
      tabIndex={0}
      aria-activedescendant={at < 0 ? undefined : `series-${at}`}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" style={{ height: totalHeight, position: 'relative' }}>
        <div role="row" aria-rowindex={1} className="ser-row ser-head">
          {COLUMNS.map(({ key, title, right }) => {
            const sorted = sort.column === key;
            return (
              <SortHead
                key={key}
                cell="div"
                isNumber={right === true}
                order={sortOrder(sorted, sort.descending)}
                onSort={() => onSort({ column: key, descending: sorted && !sort.descending })}
              >
                {title}
              </SortHead>
            );
          })}
        </div>
        {items.map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const step = row.quality?.stepSeconds ?? null;
          return (
            <div
              key={row.key}
              id={`series-${index}`}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={index === at}
              className={`ser-row${index === at ? ' is-selected' : ''}`}
              style={{ top: start }}
              onMouseDown={() => chooseSeries(row.key)}
            >
              <div role="gridcell" className="ell med" title={row.entity}>
                {row.entity}
              </div>
              <div role="gridcell" className="ell soft" title={row.metric}>
                {row.title}
              </div>
              <div role="gridcell" className="soft">
                {row.unit ?? '—'}
              </div>
              <div role="gridcell">{formatDay(dayText(row.firstDay), asOf)}</div>
              <div role="gridcell">{formatDay(dayText(row.lastDay), asOf)}</div>
              <div role="gridcell" className="r">
                {step === null ? <span className="mute">—</span> : quantityText(step, 'seconds')}
              </div>
              <div role="gridcell" className="r">
                {formatInteger(row.samples)}
              </div>
              <div role="gridcell" className="ell soft" title={row.feeds.join(', ')}>
                {row.feeds.length === 0 ? '—' : row.feeds.join(', ')}
              </div>
              <div role="gridcell" className="ell">
                <Notes row={row} />
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
}
