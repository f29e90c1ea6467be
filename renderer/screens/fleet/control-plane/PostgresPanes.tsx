import { useMemo } from 'react';
import type { ServicesAnswer } from '../../../../shared/ipc/services-channels.ts';
import type { Postgres } from '../../../../shared/model/document.ts';
import { formatChosenShare, formatPlain } from '../../../../shared/view/number-format.ts';
import { quantityText } from '../../../../shared/view/quantity-format.ts';
import type { DrawnEntity } from '../../../../shared/view/shown-lines.ts';
import { useForecasts } from '../../../state/forecast-store.ts';
import { HistoryPane } from '../services/HistoryPane.tsx';
import { atMost, type BothSides } from './both-sides.ts';
import { PostgresCpuRule } from './PostgresCpuRule.tsx';
import { PostgresNodes } from './PostgresNodes.tsx';

/** A Postgres: the rule on its CPU, its nodes' past against their limits, its nodes. */
export function PostgresPanes({
  pair,
  services,
}: {
  readonly pair: BothSides<Postgres>;
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
  const share = (ratio: number): string => formatChosenShare(ratio);
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
