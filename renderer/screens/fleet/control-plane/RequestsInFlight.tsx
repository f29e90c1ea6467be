import { useMemo } from 'react';
import { derived, leaf, type ExplainNode } from '../../../../shared/explain/node.ts';
import type { ControlPlane } from '../../../../shared/model/document.ts';
import { formatChosenShare, formatPlain } from '../../../../shared/view/number-format.ts';
import { littlesLaw } from '../../../../shared/view/requests-in-flight.ts';
import { ExplainNumber } from '../../../app/explain/ExplainNumber.tsx';
import { explainConstraint } from '../../../state/explain-store.ts';
import { useMeasuredSeries } from '../../../state/measured-series-store.ts';
import { HistoryFrame } from '../services/HistoryPane.tsx';

/** λ · W of the inventory's figures, as the limit below is judged by. */
function inFlight({ id, apiRequestsPerSecond, apiMeanLatencySeconds }: ControlPlane): ExplainNode {
  const of = `controlPlanes[${id}]`;
  return derived('Requests in flight (Little’s law)', 'count', 'product of inputs', [
    leaf('requests per second', apiRequestsPerSecond, 'perSecond', {
      origin: 'measured',
      of: `${of}.apiRequestsPerSecond`,
    }),
    leaf('mean latency', apiMeanLatencySeconds, 'seconds', {
      origin: 'measured',
      of: `${of}.apiMeanLatencySeconds`,
    }),
  ]);
}

const valueOf = (plane: ControlPlane): number | null => {
  const { value } = inFlight(plane);
  return typeof value === 'number' ? value : null;
};

interface RequestsInFlightProps {
  readonly before: ControlPlane;
  readonly after: ControlPlane | null;
  readonly maxRatio: number;
}

/**
 * API concurrency over time: the measured series where there is one, else by Little's law from arrivals and mean latency
 * where both were measured.
 */
export function RequestsInFlight({ before, after, maxRatio }: RequestsInFlightProps) {
  const { id, apiConcurrencyLimit: limit } = before;
  const measured = useMeasuredSeries('api_requests_in_flight', [id]);
  const arrivals = useMeasuredSeries('api_requests_per_second', [id]);
  const latency = useMeasuredSeries('api_mean_latency_seconds', [id]);
  const counted = measured.seriesOf?.(id);
  const isCounted = (counted?.times.length ?? 0) > 0;
  const series = useMemo(() => {
    if (isCounted) return counted;
    const [rate, time] = [arrivals.seriesOf?.(id), latency.seriesOf?.(id)];
    return rate === undefined || time === undefined ? undefined : littlesLaw(rate, time);
  }, [isCounted, counted, arrivals, latency, id]);
  const parts = [measured, arrivals, latency];
  const isRead = parts.every(({ seriesOf }) => seriesOf !== null);
  const failed = parts.filter(({ failure }) => failure !== null);
  const entities = useMemo(
    () => [
      {
        entity: id,
        name: id,
        before: valueOf(before),
        ...(after === null ? {} : { after: valueOf(after) }),
      },
    ],
    [id, before, after],
  );
  const now = valueOf(before);
  const then = after === null ? null : valueOf(after);
  const text = (value: number): string => formatPlain(value, 1);
  const target = (side: 'before' | 'after') =>
    explainConstraint(`controlPlane.apiConcurrency@controlPlane:${id}`, side);
  return (
    <HistoryFrame
      title="API concurrency"
      note={isCounted ? 'requests in flight, measured' : 'requests in flight = requests/s × mean latency'}
      metric={
        (arrivals.seriesOf?.(id)?.times.length ?? 0) === 0
          ? 'api_requests_per_second'
          : 'api_mean_latency_seconds'
      }
      unit="count"
      entities={entities}
      seriesOf={isRead ? () => series : null}
      failure={failed[0]?.failure ?? null}
      again={() => failed.forEach(({ again }) => again())}
      target={
        limit === null
          ? null
          : {
              value: limit * maxRatio,
              label: `${formatChosenShare(maxRatio)} of ${formatPlain(limit)}`,
              missedAbove: true,
            }
      }
    >
      {now === null ? null : (
        <span className="sv-head-now">
          <ExplainNumber target={target('before')}>{text(now)}</ExplainNumber>
          {then === null || text(then) === text(now) ? null : (
            <ExplainNumber target={target('after')} className="scen strong">
              {text(then)}
            </ExplainNumber>
          )}
        </span>
      )}
    </HistoryFrame>
  );
}
