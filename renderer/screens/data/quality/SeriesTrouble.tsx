import { METRIC_CATALOGUE } from '../../../../shared/import/metric-catalogue.ts';
import { dayText } from '../../../../shared/model/instant.ts';
import { formatDay } from '../../../../shared/view/date-format.ts';
import { counted } from '../../../../shared/view/number-format.ts';
import type { ListedSeries } from '../../../../shared/view/series-rows.ts';
import { Status } from '../../../components/Status.tsx';
import { openData } from '../../../state/data-view-store.ts';
import { chooseFiles } from '../../../state/import-store.ts';
import { chooseSeries } from '../../../state/series-store.ts';

const MOST = 60;

const weight = ({ quality, notes }: ListedSeries): number =>
  (quality?.stale === true ? 1000 : 0) + (quality?.gapCount ?? 0) * 10 + notes.length;

function goTo(row: ListedSeries): void {
  openData({ tab: 'series', entity: row.entity, metric: row.metric });
  chooseSeries(row.key);
}

/** Series that want a look, the most doubtful first; each leads to its samples. */
export function SeriesTrouble({
  rows,
  asOf,
}: {
  readonly rows: readonly ListedSeries[];
  readonly asOf: string | null;
}) {
  const noted = rows.filter(({ notes }) => notes.length > 0).sort((a, b) => weight(b) - weight(a));
  if (noted.length === 0) {
    const isLooking = rows.some(({ quality }) => quality === null);
    return (
      <p className="soft">
        {isLooking ? 'Looking through the series…' : 'No series is stale, has gaps or outliers.'}
      </p>
    );
  }
  return (
    <table aria-label="Series with something to note" className="tbl">
      <thead>
        <tr>
          <th>Series</th>
          <th>Of</th>
          <th>To</th>
          <th>What</th>
        </tr>
      </thead>
      <tbody>
        {noted.slice(0, MOST).map((row) => (
          <tr key={row.key}>
            <td>
              <button type="button" className="linkish" onClick={() => goTo(row)}>
                {row.title}
              </button>
            </td>
            <td className="ell q-entity" title={row.entity}>
              {row.entity}
            </td>
            <td className="soft">{formatDay(dayText(row.lastDay), asOf)}</td>
            <td className="wrap">
              {row.quality?.stale === true ? (
                <Status mark="watch">{row.notes.join(', ')}</Status>
              ) : (
                row.notes.join(', ')
              )}
            </td>
          </tr>
        ))}
        {noted.length > MOST ? (
          <tr>
            <td colSpan={4} className="mute">
              {counted(noted.length - MOST, 'more', 'more')}, with less to look at
            </td>
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}

/** Canonical metrics that feed a constraint and of which nothing was ever imported: their limits have no forecast. */
export function NeverImported({ rows }: { readonly rows: readonly ListedSeries[] }) {
  const stored = new Set(rows.map(({ metric }) => metric));
  const never = METRIC_CATALOGUE.filter(({ id, feeds }) => feeds.length > 0 && !stored.has(id));
  if (never.length === 0) return <p className="soft">Every metric that feeds a constraint has a history.</p>;
  return (
    <>
      <table aria-label="Never imported" className="tbl">
        <thead>
          <tr>
            <th>Metric</th>
            <th>Feeds</th>
          </tr>
        </thead>
        <tbody>
          {never.map(({ id, title, feeds }) => (
            <tr key={id}>
              <td title={id}>
                <Status mark="unknown">{title}</Status>
              </td>
              <td className="soft">{feeds.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mute q-fix">
        <button type="button" className="linkish" onClick={() => void chooseFiles()}>
          Import a metric file
        </button>{' '}
        or{' '}
        <button type="button" className="linkish" onClick={() => openData({ tab: 'connections' })}>
          connect a Prometheus
        </button>
        .
      </p>
    </>
  );
}
