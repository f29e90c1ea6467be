import { useMemo } from 'react';
import type { ServicesAnswer, ServicesSide } from '../../../../shared/ipc/services-channels.ts';
import type { ControlPlane, Measured, Postgres } from '../../../../shared/model/document.ts';
import type { Policy } from '../../../../shared/model/policy.ts';
import { formatPercent, formatPlain } from '../../../../shared/view/number-format.ts';
import { quantityText } from '../../../../shared/view/quantity-format.ts';
import { planePassing } from '../../../../shared/view/passing-figures.ts';
import type { DrawnEntity } from '../../../../shared/view/shown-lines.ts';
import type { TimeTarget } from '../../../../shared/view/time-lines.ts';
import { useForecasts } from '../../../state/forecast-store.ts';
import { useView } from '../../../state/view-store.ts';
import { useLoadedForecasts } from '../../forecast/use-forecast-list.ts';
import { HistoryPane } from '../services/HistoryPane.tsx';
import { ServiceTab } from '../services/ServiceTab.tsx';
import { useLoadedServices, useScenarioEvents } from '../services/use-services.ts';
import { PostgresCpuRule } from './PostgresCpuRule.tsx';
import { RequestsInFlight } from './RequestsInFlight.tsx';
import { PostgresNodes } from './PostgresNodes.tsx';

interface Pair<T> {
  readonly before: T;
  readonly after: T | null;
}

function pairs<T extends { readonly id: string; readonly region: string | null }>(
  services: ServicesAnswer,
  region: string,
  of: (side: ServicesSide) => readonly T[],
): readonly Pair<T>[] {
  const after = services.after === null ? null : of(services.after);
  return of(services.before)
    .filter((one) => one.region === region)
    .map((before) => ({ before, after: after?.find(({ id }) => id === before.id) ?? null }));
}

function atMost(limit: Measured, label: string): TimeTarget | null {
  return limit === null ? null : { value: limit, label, missedAbove: true };
}

function PlanePanes({ pair, policy }: { readonly pair: Pair<ControlPlane>; readonly policy: Policy }) {
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

function PostgresPanes({
  pair,
  services,
}: {
  readonly pair: Pair<Postgres>;
  readonly services: ServicesAnswer;
}) {
  const { before, after } = pair;
  const { policy } = services.before;
  const triggers = useForecasts((state) => state.triggers);
  const trigger = triggers?.triggers.find(({ id }) => id === `postgres-cpu@postgres:${before.id}`) ?? null;
  const primary = before.nodes.find(({ role }) => role === 'primary');
  const drawn = useMemo(() => {
    const of = (
      key: 'cpuCores' | 'iops' | 'connections' | 'slowQueriesPerSecond' | 'replicationLagSeconds',
      role: 'primary' | 'replica' | 'any',
    ): readonly DrawnEntity[] =>
      before.nodes
        .filter((node) => role === 'any' || node.role === role)
        .map((node) => {
          const other = after?.nodes.find(({ id }) => id === node.id);
          return {
            entity: node.id,
            name: node.id,
            before: node.used[key],
            ...(other === undefined ? {} : { after: other.used[key] }),
          };
        });
    return {
      cpu: of('cpuCores', 'primary'),
      iops: of('iops', 'any'),
      connections: of('connections', 'any'),
      lag: of('replicationLagSeconds', 'replica'),
      slow: of('slowQueriesPerSecond', 'any'),
    };
  }, [before, after]);
  const cores = primary?.cpuCores ?? null;
  const clients =
    primary === undefined || primary.maxConnections === null
      ? null
      : primary.maxConnections - primary.reservedConnections;
  const share = (ratio: number): string => formatPercent(ratio, 0);
  return (
    <>
      <div className="sv-grid">
        <HistoryPane
          title={`Postgres CPU, ${before.id}`}
          note="primary, cores"
          metric="postgres_cpu_cores"
          unit="cores"
          entities={drawn.cpu}
          target={atMost(
            cores === null ? null : cores * policy.postgresCpuMaxRatio,
            `${share(policy.postgresCpuMaxRatio)} of ${formatPlain(cores ?? 0)} cores`,
          )}
        />
        {trigger === null ? (
          <section className="sv-pane" />
        ) : (
          <PostgresCpuRule before={trigger.baseline} after={trigger.scenario} cores={cores} />
        )}
        <HistoryPane
          title="Postgres IOPS"
          note="per node, limit of the primary"
          metric="postgres_iops"
          unit="iops"
          entities={drawn.iops}
          target={atMost(
            primary?.iops ?? null,
            `limit of the primary ${quantityText(primary?.iops ?? null, 'iops')}`,
          )}
        />
        <HistoryPane
          title="Connections"
          note="per node, limit of the primary"
          metric="postgres_connections"
          unit="connections"
          entities={drawn.connections}
          target={atMost(
            clients === null ? null : clients * policy.postgresConnectionsMaxRatio,
            `${share(policy.postgresConnectionsMaxRatio)} of ${formatPlain(clients ?? 0)}`,
          )}
        />
        <HistoryPane
          title="Replication lag"
          note="per replica"
          metric="replication_lag_seconds"
          unit="seconds"
          entities={drawn.lag}
          target={atMost(
            policy.replicationLagMaxSeconds,
            `at most ${formatPlain(policy.replicationLagMaxSeconds)} s`,
          )}
        />
        <HistoryPane
          title="Slow queries"
          note="per node and second"
          metric="slow_queries_per_second"
          unit="perSecond"
          entities={drawn.slow}
        />
      </div>
      <PostgresNodes before={before} after={after} />
    </>
  );
}

/** API, reconciliation and Postgres of the region. */
export function ControlPlaneTab() {
  const region = useView((state) => state.region);
  const services = useLoadedServices();
  useLoadedForecasts();
  const view = useMemo(
    () =>
      services === null || region === null
        ? null
        : {
            planes: pairs(services, region, (side) => side.controlPlanes),
            postgres: pairs(services, region, (side) => side.postgres),
          },
    [services, region],
  );
  return (
    <ServiceTab domain="controlPlane" name="Control plane" file="control_planes.csv and postgres_nodes.csv">
      {view === null || services === null ? null : (
        <>
          {view.planes.map((pair) => (
            <PlanePanes key={pair.before.id} pair={pair} policy={services.before.policy} />
          ))}
          {view.postgres.map((pair) => (
            <PostgresPanes key={pair.before.id} pair={pair} services={services} />
          ))}
        </>
      )}
    </ServiceTab>
  );
}
