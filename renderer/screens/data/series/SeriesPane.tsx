import { useMemo, useState } from 'react';
import type { ShownSeries } from '../../../../shared/ipc/history-channels.ts';
import type { SeriesDetail } from '../../../../shared/history/stored-series.ts';
import { formatMoment } from '../../../../shared/view/date-format.ts';
import { counted } from '../../../../shared/view/number-format.ts';
import { quantityText } from '../../../../shared/view/quantity-format.ts';
import { chartUnit, qualityFacts, type ListedSeries } from '../../../../shared/view/series-rows.ts';
import type { TimeLine } from '../../../../shared/view/time-lines.ts';
import { TimeSeriesFigure } from '../../../app/figure/TimeSeriesFigure.tsx';
import { Button } from '../../../components/Button.tsx';
import { NotYet } from '../../../components/EmptyState.tsx';
import { Status } from '../../../components/Status.tsx';
import { useAsked, type Asked } from '../../../state/asked.ts';
import { bridge } from '../../../state/bridge.ts';
import { removeSeries } from '../../../state/series-store.ts';
import { useWorkspace } from '../../../state/workspace-store.ts';
import { RenameDialog } from './RenameDialog.tsx';

interface Read {
  readonly samples: ShownSeries;
  readonly detail: SeriesDetail;
}

/** Samples and quality of one series; read again when the workspace changes. */
function useSamples({ key, entity, metric }: ListedSeries): Asked<Read> {
  const revision = useWorkspace((state) => state.info?.revision ?? null);
  return useAsked(key, revision, async () => {
    const [samples, detail] = await Promise.all([
      bridge().invoke('history:series', { series: [{ entity, metric }], resolution: 'samples' }),
      bridge().invoke('series:detail', { entity, metric }),
    ]);
    if (!samples.ok) return samples;
    if (!detail.ok) return detail;
    const [only] = samples.value.series;
    if (only === undefined) return { ok: false, code: 'not-found', message: 'It is not stored any more.' };
    return { ok: true, value: { samples: only, detail: detail.value } };
  });
}

function linesOf({ samples, detail }: Read): readonly TimeLine[] {
  const step = (samples.stepSeconds ?? 0) * 1000;
  const line: TimeLine = {
    key: 'samples',
    name: 'last',
    role: 'baseline',
    times: samples.times,
    values: samples.values,
    gapMs: step * 2,
  };
  if (detail.outlierTimes.length === 0) return [line];
  // Each outlier stands alone, so that it is drawn as a dot.
  const { outlierTimes: times, outlierValues: values } = detail;
  return [line, { key: 'outliers', name: 'outliers', role: 'series', times, values, gapMs: 0 }];
}

function Gaps({ detail }: { readonly detail: SeriesDetail }) {
  const { gaps, gapCount } = detail.quality;
  if (gapCount === 0) return null;
  return (
    <section>
      <h3>Gaps, longest first</h3>
      <ul className="ser-gaps">
        {gaps.slice(0, 12).map(({ fromMs, toMs }) => (
          <li key={fromMs}>
            <b className="med">{quantityText((toMs - fromMs) / 1000, 'seconds')}</b>{' '}
            <span className="mute">
              {formatMoment(fromMs)} – {formatMoment(toMs)}
            </span>
          </li>
        ))}
        {gapCount > 12 ? <li className="mute">{counted(gapCount - 12, 'shorter gap')}</li> : null}
      </ul>
    </section>
  );
}

/** One series: drawn, with its gaps and outliers, and what it feeds. Nothing of it is ever dropped silently. */
export function SeriesPane({
  row,
  alike,
}: {
  readonly row: ListedSeries;
  readonly alike: readonly ListedSeries[];
}) {
  const { answer: read, failure, again } = useSamples(row);
  const readOnly = useWorkspace((state) => state.info?.readOnly ?? false);
  const [renames, setRenames] = useState(false);
  const lines = useMemo(() => (read === null ? null : linesOf(read)), [read]);
  return (
    <section className="pane ser-pane" aria-label={`${row.title} of ${row.entity}`}>
      <header>
        <h2 className="ell" title={row.entity}>
          {row.entity}
        </h2>
        <span className="note">{row.kind ?? 'not in the inventory'}</span>
      </header>
      <p className="ser-what">
        <b className="med">{row.title}</b>
        {row.isCanonical ? <span className="mute mono"> {row.metric}</span> : null}
        <span className="mute">
          {row.unit === null
            ? ', unit not known'
            : row.unit === '1'
              ? ', a plain number'
              : `, stored in ${row.unit}`}
        </span>
      </p>
      <div className="ser-chart">
        {lines === null ? (
          <NotYet
            inside
            wait="Reading the samples…"
            failed="The samples were not read."
            failure={failure}
            again={again}
          />
        ) : (
          <TimeSeriesFigure
            label={`${row.title} of ${row.entity}`}
            unit={chartUnit(row.metric)}
            lines={lines}
            base="data"
            labelWidth={112}
          />
        )}
      </div>
      {read === null ? null : (
        <>
          <dl className="ser-facts">
            {qualityFacts(read.detail.quality).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {row.notes.length === 0 ? null : (
            <p>
              <Status mark={row.quality?.stale === true ? 'watch' : 'unknown'}>{row.notes.join(', ')}</Status>
            </p>
          )}
          <p className="soft">
            {row.feeds.length === 0
              ? 'Feeds no constraint; kept and charted.'
              : `Feeds ${row.feeds.join(', ')}.`}
          </p>
          <Gaps detail={read.detail} />
        </>
      )}
      <div className="ser-acts">
        <Button small disabled={readOnly} onPress={() => setRenames(true)}>
          Rename or map
        </Button>
        <Button small kind="danger" disabled={readOnly} onPress={() => void removeSeries([row])}>
          Delete series
        </Button>
      </div>
      {renames ? <RenameDialog row={row} alike={alike} onClose={() => setRenames(false)} /> : null}
    </section>
  );
}
