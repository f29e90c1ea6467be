import { useState } from 'react';
import { METRIC_CATALOGUE } from '../../../../shared/import/metric-catalogue.ts';
import type { ListedSeries } from '../../../../shared/view/series-rows.ts';
import { formatInteger } from '../../../../shared/view/number-format.ts';
import { Icon } from '../../../components/Icon.tsx';
import { copyText } from '../../../state/clipboard.ts';
import { Button } from '../../../components/Button.tsx';

const SUMMED = { sum: 'added up', max: 'the largest', mean: 'the mean' } as const;

/** The canonical metrics: what each is, in which unit, how entities become one, what reads it, how Prometheus is asked. */
export function CatalogueTable({ rows }: { readonly rows: readonly ListedSeries[] }) {
  const [open, setOpen] = useState<string | null>(null);
  const stored = new Map<string, number>();
  for (const { metric } of rows) stored.set(metric, (stored.get(metric) ?? 0) + 1);
  return (
    <div className="ser-catalogue" tabIndex={0} role="region" aria-label="Canonical metrics">
      <table aria-label="Canonical metrics" className="tbl">
        <thead>
          <tr>
            <th>Metric</th>
            <th>Id</th>
            <th>Unit</th>
            <th>Over entities</th>
            <th>Feeds</th>
            <th className="r">Stored</th>
          </tr>
        </thead>
        <tbody>
          {METRIC_CATALOGUE.flatMap((metric) => [
            <tr key={metric.id} className={open === metric.id ? 'is-selected' : ''}>
              <td>
                <button
                  type="button"
                  className="ser-open"
                  aria-expanded={open === metric.id}
                  onClick={() => setOpen(open === metric.id ? null : metric.id)}
                >
                  <span className={open === metric.id ? 'turn' : ''}>
                    <Icon name="right" size={12} />
                  </span>
                  {metric.title}
                </button>
              </td>
              <td className="mono soft">{metric.id}</td>
              <td>{metric.unit}</td>
              <td className="soft">{SUMMED[metric.reduction]}</td>
              <td className="soft ell ser-feeds" title={metric.feeds.join(', ')}>
                {metric.feeds.length === 0 ? '—' : metric.feeds.join(', ')}
              </td>
              <td className="r">
                {stored.get(metric.id) === undefined ? (
                  <span className="mute">none</span>
                ) : (
                  formatInteger(stored.get(metric.id) ?? 0)
                )}
              </td>
            </tr>,
            ...(open === metric.id
              ? [
                  <tr key={`${metric.id} more`}>
                    <td colSpan={6} className="wrap">
                      <p className="soft">
                        Of {metric.kinds.join(', ')}.
                        {metric.aliases.length === 0 ? '' : ` Also called ${metric.aliases.join(', ')}.`}
                      </p>
                      {metric.queries.length === 0 ? (
                        <p className="mute">No usual PromQL: exporters do not agree on it.</p>
                      ) : (
                        metric.queries.map(({ exporter, query, note }) => (
                          <div key={query} className="ser-query">
                            <b className="med">{exporter}</b>
                            <code>{query}</code>
                            <Button
                              small
                              kind="quiet"
                              icon="copy"
                              label={`Copy the query for ${exporter}`}
                              onPress={() => void copyText('PromQL', query)}
                            />
                            {note === undefined ? null : <p className="mute">{note}</p>}
                          </div>
                        ))
                      )}
                    </td>
                  </tr>,
                ]
              : []),
          ])}
        </tbody>
      </table>
    </div>
  );
}
