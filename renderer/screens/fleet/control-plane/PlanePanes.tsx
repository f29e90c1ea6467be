import { useMemo } from 'react';
import type { ControlPlane, Measured } from '../../../../shared/model/document.ts';
import type { Policy } from '../../../../shared/model/policy.ts';
import { formatPlain } from '../../../../shared/view/number-format.ts';
import { planePassing } from '../../../../shared/view/passing-figures.ts';
import type { DrawnEntity } from '../../../../shared/view/shown-lines.ts';
import { HistoryPane } from '../services/HistoryPane.tsx';
import { useScenarioEvents } from '../services/use-services.ts';
import { atMost, type BothSides } from './both-sides.ts';
import { RequestsInFlight } from './RequestsInFlight.tsx';

/** A control plane's API and reconciliation: the past against its limits, baseline and scenario. */
export function PlanePanes({
  pair,
  policy,
}: {
  readonly pair: BothSides<ControlPlane>;
  readonly policy: Policy;
}) {
  const { before, after } = pair;
  const events = useScenarioEvents();
  const passing = useMemo(
    () => (events === null || after === null ? null : planePassing(events, after)),
    [events, after],
  );
  const drawn = useMemo(() => {
    const of = (
      value: (plane: ControlPlane) => Measured,
      level: number | null = null,
    ): readonly DrawnEntity[] => [
      {
        entity: before.id,
        name: before.id,
        before: value(before),
        ...(after === null ? {} : { after: level ?? value(after) }),
      },
    ];
    return {
      latency: of((plane) => plane.apiP95LatencySeconds, passing?.latency.level),
      errors: of((plane) => plane.api5xxRatio, passing?.errors.level),
      requests: of((plane) => plane.apiRequestsPerSecond, passing?.requests?.level),
      queue: of((plane) => plane.reconcileQueueDepth, passing?.queue?.level),
      converge: of((plane) => plane.timeToConvergeSecondsP95, passing?.converge?.level),
    };
  }, [before, after, passing]);
  const slo = before.timeToConvergeSloSeconds;
  return (
    <div className="sv-grid">
      <HistoryPane
        title="API latency, p95"
        note={before.id}
        metric="api_latency_p95_seconds"
        unit="seconds"
        entities={drawn.latency}
        passing={passing?.latency ?? null}
      />
      <HistoryPane
        title="API errors"
        note="share of answers that are 5xx"
        metric="api_5xx_ratio"
        unit="ratio"
        entities={drawn.errors}
        passing={passing?.errors ?? null}
      />
      <HistoryPane
        title="API requests"
        note="arriving per second"
        metric="api_requests_per_second"
        unit="perSecond"
        entities={drawn.requests}
        passing={passing?.requests ?? null}
      />
      <RequestsInFlight before={before} after={after} maxRatio={policy.apiConcurrencyMaxRatio} />
      <HistoryPane
        title="Reconcile queue"
        note="items waiting"
        metric="reconcile_queue_depth"
        unit="count"
        entities={drawn.queue}
        passing={passing?.queue ?? null}
      />
      <HistoryPane
        title="Time to converge, p95"
        note="measured, against the objective"
        metric="time_to_converge_seconds"
        unit="seconds"
        entities={drawn.converge}
        passing={passing?.converge ?? null}
        target={atMost(slo, slo === null ? '' : `objective ${formatPlain(slo)} s`)}
      />
    </div>
  );
}
