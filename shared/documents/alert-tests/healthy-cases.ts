import { modelIndex } from '../../model/model-index.ts';
import { modelOf, policyOf, constraintAt, type RuleSource } from '../alerts/rule-context.ts';
import { outlookOf } from '../../timeline/outlook.ts';
import { quietErrors } from '../alerts/control-plane-drafts.ts';
import { EVALUATION_SECONDS, type AlertCase } from './alert-case.ts';
import { course, DAY, HOUR } from './course.ts';
import { ROOMY } from './growth-cases.ts';
import type { SimulatedSeries } from './raw-series.ts';

interface Level {
  readonly metric: string;
  readonly entity: string;
  readonly value: number | null;
}

/** Metrics whose raw series are counters: they need samples closer together than days are worth. */
const RATES: ReadonlySet<string> = new Set([
  'api_requests_per_second',
  'api_5xx_ratio',
  'edge_resets_per_second',
  'postgres_cpu_cores',
]);

/** What demand is scaled by where today's misses its target: nine tenths of what the target allows. */
function calm(source: RuleSource, id: string): number {
  const constraint = constraintAt(source, id);
  if (constraint?.verdict !== 'breach') return 1;
  const { demand, margin } = constraint;
  return demand === null || margin === null || demand <= 0
    ? 1
    : Math.max(0, (0.9 * (demand + margin)) / demand);
}

/** The same for memory used, which the rule reads whatever the policy's basis. */
function calmMemory(source: RuleSource, region: string): number {
  const { clustersByRegion, hostsByCluster } = modelIndex(modelOf(source));
  const hosts = (clustersByRegion.get(region) ?? [])
    .flatMap(({ id }) => hostsByCluster.get(id) ?? [])
    .filter((host) => host.state !== 'down');
  const known = hosts.flatMap(({ used }) => (used.memoryBytes === null ? [] : [used.memoryBytes]));
  const { asOfDay } = source.side.days;
  const limit = outlookOf(source.side, `compute.memory@region:${region}`)?.targetOn(asOfDay)?.limit ?? null;
  const system = hosts.reduce((sum, host) => sum + host.systemReservedMemoryBytes, 0);
  const used = (known.reduce((sum, bytes) => sum + bytes, 0) * hosts.length) / known.length;
  if (limit === null || known.length === 0 || used - system <= limit) return 1;
  return (0.9 * limit + system) / used;
}

/** Today's measured level of every entity. */
function measuredLevels(source: RuleSource): readonly Level[] {
  const model = modelOf(source);
  const { microvmsByHost, clusterById } = modelIndex(model);
  const lag = policyOf(source).replicationLagMaxSeconds;
  const calmOf = new Map(model.regions.map(({ id }) => [id, calmMemory(source, id)]));
  return [
    ...model.hosts
      .filter((host) => host.state !== 'down')
      .flatMap((host): readonly Level[] => {
        const region = clusterById.get(host.cluster)?.region ?? '';
        const { memoryBytes } = host.used;
        const scale = calmOf.get(region) ?? 1;
        const roomy = host.memoryBytes === null ? Infinity : ROOMY * host.memoryBytes;
        return [
          {
            metric: 'memory_used_bytes',
            entity: host.id,
            value: memoryBytes === null ? null : Math.min(memoryBytes * scale, roomy),
          },
          {
            metric: 'microvm_count',
            entity: host.id,
            value: (microvmsByHost.get(host.id) ?? []).reduce((sum, row) => sum + row.count, 0),
          },
        ];
      }),
    ...model.edgeNodes
      .filter((node) => node.state === 'in-service')
      .flatMap(({ id, region, used }): readonly Level[] => [
        {
          metric: 'edge_connections',
          entity: id,
          value:
            used.connections === null
              ? null
              : used.connections * calm(source, `edge.connections@region:${region}`),
        },
        { metric: 'edge_resets_per_second', entity: id, value: used.resetsPerSecond },
      ]),
    ...model.postgres.flatMap(({ id: postgres, nodes }) =>
      nodes.flatMap(({ id, role, used }): readonly Level[] => [
        {
          metric: 'postgres_connections',
          entity: id,
          value:
            used.connections === null
              ? null
              : used.connections * calm(source, `controlPlane.postgresConnections@postgres:${postgres}`),
        },
        {
          metric: 'postgres_cpu_cores',
          entity: id,
          value:
            used.cpuCores === null
              ? null
              : used.cpuCores * calm(source, `controlPlane.postgresCpu@postgres:${postgres}`),
        },
        {
          metric: 'replication_lag_seconds',
          entity: id,
          value:
            role === 'primary' || used.replicationLagSeconds === null
              ? null
              : Math.min(used.replicationLagSeconds, 0.9 * lag),
        },
      ]),
    ),
    ...model.controlPlanes.flatMap(({ id, apiRequestsPerSecond, api5xxRatio }): readonly Level[] => [
      { metric: 'api_requests_per_second', entity: id, value: apiRequestsPerSecond },
      { metric: 'api_5xx_ratio', entity: id, value: quietErrors(api5xxRatio) },
    ]),
    ...model.storagePools.map(({ id, snapshotUsedBytes }): Level => ({
      metric: 'snapshot_used_bytes',
      entity: id,
      value:
        snapshotUsedBytes === null ? null : snapshotUsedBytes * calm(source, `storage.snapshots@pool:${id}`),
    })),
  ];
}

/**
 * Today's measured levels, steady: days of what is read as it stands, and hours of everything. Where a level misses its
 * target today it is scaled down to nine tenths of what the target allows: an alert about it would be right.
 */
export function healthyCases(source: RuleSource): readonly AlertCase[] {
  const levels = measuredLevels(source);
  const of = (
    name: string,
    intervalSeconds: number,
    seconds: number,
    has: (metric: string) => boolean,
  ): AlertCase => ({
    title: name,
    mode: null,
    scope: null,
    intervalSeconds,
    series: levels.flatMap(({ metric, entity, value }): readonly SimulatedSeries[] =>
      value === null || !has(metric)
        ? []
        : [{ metric, entity, readings: course(intervalSeconds, seconds, () => value) }],
    ),
    checks: [0.25, 0.5, 0.75, 1].map((share) => ({ atSeconds: share * seconds, firing: [] })),
  });
  return [
    of('hours at today’s levels', 60, 8 * HOUR, () => true),
    of('days at today’s levels', EVALUATION_SECONDS, 7 * DAY, (metric) => !RATES.has(metric)),
  ];
}
