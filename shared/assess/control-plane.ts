import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import type { ControlPlane, Postgres, PostgresNode, PostgresUsed } from '../model/document.ts';
import { byId } from '../model/model-index.ts';
import type { Unit } from '../units.ts';
import type { Target } from './constraint.ts';
import { largestMeasured } from './largest-measured.ts';
import { measured } from './leaves.ts';
import { nodeRow, type Derivation } from './node-row.ts';
import { reconcileRow } from './reconcile.ts';
import { scopeId, type ConstraintRow, type Context } from './row.ts';

const postgresScopes = ({ model }: Context): readonly string[] =>
  model.postgres.map((entry) => `postgres:${entry.id}`).sort();

const controlPlaneScopes = ({ model }: Context): readonly string[] =>
  model.controlPlanes.map((entry) => `controlPlane:${entry.id}`).sort();

function controlPlaneOf(context: Context, scope: string): ControlPlane | undefined {
  return context.model.controlPlanes.find((entry) => entry.id === scopeId(scope));
}

const postgresOf = (context: Context, scope: string): Postgres | undefined =>
  context.model.postgres.find((entry) => entry.id === scopeId(scope));

const primaryOf = (context: Context, scope: string): PostgresNode | undefined =>
  postgresOf(context, scope)?.nodes.find((node) => node.role === 'primary');

const nodeField = (scope: string, node: PostgresNode | undefined, name: string): string =>
  `postgres[${scopeId(scope)}].nodes[${node?.id ?? 'primary'}].${name}`;

const notesFor = (primary: PostgresNode | undefined): readonly string[] =>
  primary === undefined ? ['no primary'] : [];

interface PrimaryLimit {
  readonly resource: string;
  readonly unit: Unit;
  readonly used: keyof PostgresUsed;
  capacity(primary: PostgresNode | undefined, scope: string): ExplainNode;
  target(context: Context): Target | null;
}

/** A limit of the primary against what was measured on it. */
function primaryRow(spec: PrimaryLimit): ConstraintRow {
  return nodeRow({
    domain: 'controlPlane',
    resource: spec.resource,
    scopes: postgresScopes,
    derive(context, scope): Derivation {
      const primary = primaryOf(context, scope);
      const of = nodeField(scope, primary, `used.${spec.used}`);
      const demand = measured('Used on the primary', primary?.used[spec.used] ?? null, spec.unit, of);
      return {
        unit: spec.unit,
        capacity: spec.capacity(primary, scope),
        used: demand,
        demand,
        target: spec.target(context),
        basis: 'used',
        notes: notesFor(primary),
      };
    },
  });
}

const plainLimit =
  (name: 'cpuCores' | 'iops', unit: Unit): PrimaryLimit['capacity'] =>
  (primary, scope) =>
    measured('Limit of the primary', primary?.[name] ?? null, unit, nodeField(scope, primary, name));

const atMost = (value: number): Target => ({ on: 'utilization', op: '<=', value });

/** Connections for clients: `maxConnections` − `reservedConnections` of the primary (MODEL.md section 4). */
const connectionLimit: PrimaryLimit['capacity'] = (primary, scope) => {
  const reserved = primary?.reservedConnections ?? null;
  const of = nodeField(scope, primary, 'reservedConnections');
  return derived('Connections for clients', 'connections', 'a − b', [
    measured(
      'maxConnections',
      primary?.maxConnections ?? null,
      'connections',
      nodeField(scope, primary, 'maxConnections'),
    ),
    leaf('reservedConnections', reserved, 'connections', {
      origin: reserved === 0 ? 'default' : 'measured',
      of,
    }),
  ]);
};

/** The largest lag of any replica measured: a breach by one holds whatever the others show. `null` without a measured replica. */
const replicationLagRow = nodeRow({
  domain: 'controlPlane',
  resource: 'replicationLag',
  scopes: postgresScopes,
  derive(context, scope) {
    const replicas = [...(postgresOf(context, scope)?.nodes ?? [])]
      .filter((node) => node.role === 'replica')
      .sort(byId);
    const lags = replicas.map((node) =>
      measured(
        node.id,
        node.used.replicationLagSeconds,
        'seconds',
        nodeField(scope, node, 'used.replicationLagSeconds'),
      ),
    );
    const largest = largestMeasured('Largest replica lag', 'seconds', lags);
    return {
      notes: replicas.length === 0 ? ['no replica'] : [],
      ...largest,
      unit: 'seconds',
      used: largest.demand,
      target: { on: 'demand', op: '<=', value: context.policy.replicationLagMaxSeconds },
    };
  },
});

/** Requests in flight by Little's law: arrivals × mean time in the system. */
const apiConcurrencyRow = nodeRow({
  domain: 'controlPlane',
  resource: 'apiConcurrency',
  scopes: controlPlaneScopes,
  derive(context, scope) {
    const plane = controlPlaneOf(context, scope);
    const of = (name: string) => `controlPlanes[${scopeId(scope)}].${name}`;
    const demand = derived('Requests in flight (Little’s law)', 'count', 'product of inputs', [
      measured(
        'requests per second',
        plane?.apiRequestsPerSecond ?? null,
        'perSecond',
        of('apiRequestsPerSecond'),
      ),
      measured('mean latency', plane?.apiMeanLatencySeconds ?? null, 'seconds', of('apiMeanLatencySeconds')),
    ]);
    return {
      unit: 'count',
      capacity: measured(
        'Concurrency limit',
        plane?.apiConcurrencyLimit ?? null,
        'count',
        of('apiConcurrencyLimit'),
      ),
      used: demand,
      demand,
      target: atMost(context.policy.apiConcurrencyMaxRatio),
      basis: 'used',
    };
  },
});

const slowQueriesRow = nodeRow({
  domain: 'controlPlane',
  resource: 'slowQueries',
  scopes: postgresScopes,
  derive(context, scope) {
    const primary = primaryOf(context, scope);
    const of = nodeField(scope, primary, 'used.slowQueriesPerSecond');
    const demand = measured(
      'Slow queries on the primary',
      primary?.used.slowQueriesPerSecond ?? null,
      'perSecond',
      of,
    );
    return { unit: 'perSecond', demand, used: demand, target: null, notes: notesFor(primary) };
  },
});

function shownRow(resource: string, label: string, name: 'apiP95LatencySeconds' | 'api5xxRatio', unit: Unit) {
  return nodeRow({
    domain: 'controlPlane',
    resource,
    scopes: controlPlaneScopes,
    derive(context, scope) {
      const value = controlPlaneOf(context, scope)?.[name] ?? null;
      const demand = measured(label, value, unit, `controlPlanes[${scopeId(scope)}].${name}`);
      return { unit, demand, used: demand, target: null };
    },
  });
}

export const CONTROL_PLANE_ROWS: readonly ConstraintRow[] = [
  primaryRow({
    resource: 'postgresCpu',
    unit: 'cores',
    used: 'cpuCores',
    capacity: plainLimit('cpuCores', 'cores'),
    target: ({ policy }) => atMost(policy.postgresCpuMaxRatio),
  }),
  primaryRow({
    resource: 'postgresIops',
    unit: 'iops',
    used: 'iops',
    capacity: plainLimit('iops', 'iops'),
    target: () => null,
  }),
  primaryRow({
    resource: 'postgresConnections',
    unit: 'connections',
    used: 'connections',
    capacity: connectionLimit,
    target: ({ policy }) => atMost(policy.postgresConnectionsMaxRatio),
  }),
  replicationLagRow,
  apiConcurrencyRow,
  reconcileRow(controlPlaneScopes, controlPlaneOf),
  slowQueriesRow,
  shownRow('apiLatencyP95', 'API latency, p95', 'apiP95LatencySeconds', 'seconds'),
  shownRow('api5xx', 'API errors', 'api5xxRatio', 'ratio'),
];
