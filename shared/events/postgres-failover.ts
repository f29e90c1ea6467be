import { meets } from '../assess/verdict.ts';
import type { ControlPlane, Measured, Model, Postgres, PostgresNode } from '../model/document.ts';
import { byCodeUnits } from '../model/model-index.ts';
import type { Policy } from '../model/policy.ts';
import {
  lagBytesOf,
  postgresFailover as failoverFigures,
  postgresFailoverTransient,
  type FailoverFigures,
  type FailoverInput,
} from '../transients/postgres-failover.ts';
import { figuresOf } from './outcome-figure.ts';
import { clientsNode, failoverOutcomeFigures } from './failover-explain.ts';
import { defineEvent, refused, type Applied } from './definition.ts';
import { reconcileCapacity } from './recovery-of.ts';

type Judgement = 'ok' | 'breach' | 'not-measured';

/** MODEL.md section 16. */
export interface PostgresFailoverOutcome {
  /** `null`: there is no replica to promote. */
  readonly promoted: string | null;
  readonly detectionSeconds: number | null;
  readonly replaySeconds: number | null;
  readonly promotionSeconds: number | null;
  readonly outageSeconds: number | null;
  readonly dataLossSeconds: number | null;
  readonly dataLossBytes: number | null;
  readonly reconnectingClients: number | null;
  readonly connectionLimit: number | null;
  readonly backlog: number | null;
  readonly drainSeconds: number | null;
  readonly newPrimary: {
    readonly cpuUtilization: number | null;
    readonly iopsUtilization: number | null;
    readonly connectionUtilization: number | null;
  };
  /** What redundancy is left: replicas that remain, and how many of them are synchronous. */
  readonly remainingReplicas: number;
  readonly remainingSynchronousReplicas: number;
  readonly verdicts: {
    readonly rto: Judgement;
    readonly rpo: Judgement;
    readonly connections: Judgement;
    readonly cpu: Judgement;
    readonly converge: Judgement;
  };
  /** Inputs that were needed and are not measured. */
  readonly missing: readonly string[];
}

/**
 * The primary of a Postgres cluster is lost (MODEL.md sections 6 and 7). Promoted is the synchronous replica first, then
 * least lag seconds (not measured last), least lag bytes, most cores, id. It takes over the primary's CPU, IOPS,
 * connections and slow queries; its own load is split evenly over the other replicas, or stays where there are none.
 *
 * Without a replica nothing is promoted: the figures are `null`, rto and rpo breach, and in the model the primary stays
 * with limits 0, so that its load counts against nothing (section 1: no capacity and some demand is a breach).
 * Reconnecting clients are not measured where the cluster lists no client pool. A backlog that never drains breaches.
 */
export const postgresFailover = defineEvent({
  type: 'postgresFailover',
  title: 'Fail over Postgres',
  summary:
    'The primary is lost and a replica promoted; outage, data loss, reconnects and the backlog that waits.',
  group: 'failure',
  fields: [
    {
      kind: 'entity',
      of: 'postgres',
      many: false,
      required: true,
      name: 'postgres',
      label: 'Postgres cluster',
      help: 'The cluster whose primary is lost.',
    },
  ],
  defaults(model) {
    const [first] = model.postgres;
    return first === undefined ? 'the model has no Postgres cluster' : { postgres: first.id };
  },
  apply(context, values): Applied<PostgresFailoverOutcome> {
    const { model, policy } = context;
    const postgres = model.postgres.find((candidate) => candidate.id === values.postgres);
    if (postgres === undefined) {
      return refused(context, 'postgres', `there is no Postgres cluster ${values.postgres}`, values.postgres);
    }
    const primary = postgres.nodes.find((node) => node.role === 'primary') ?? null;
    const promoted = candidateOf(postgres);
    const replaced = (nodes: readonly PostgresNode[]): Model => ({
      ...model,
      postgres: model.postgres.map((entry) => (entry === postgres ? { ...entry, nodes } : entry)),
    });
    if (promoted === null) {
      return {
        ok: true,
        model: replaced(postgres.nodes.map(withoutLimits)),
        outcome: nothingPromoted(postgres),
        figures: () => figuresOf({ reconnectingClients: clientsNode(postgres) }),
      };
    }
    const nodes = promote(postgres, primary, promoted);
    const waiting = model.controlPlanes.filter((plane) => plane.postgres === postgres.id);
    const input = failoverInput(postgres, promoted, waiting);
    return {
      ok: true,
      model: replaced(nodes),
      outcome: outcomeOf(postgres, promoted, nodes, failoverFigures(input), waiting, policy),
      transients: [postgresFailoverTransient(input)],
      figures: () => failoverOutcomeFigures(postgres, promoted, nodes, input),
    };
  },
});

const nullLast = (value: Measured): number => value ?? Infinity;

/** The replica to promote, `null` without one. */
function candidateOf(postgres: Postgres): PostgresNode | null {
  const difference = (a: number, b: number): number => (a === b ? 0 : a - b);
  const replicas = postgres.nodes.filter((node) => node.role === 'replica');
  replicas.sort(
    (a, b) =>
      Number(b.synchronous) - Number(a.synchronous) ||
      difference(nullLast(a.used.replicationLagSeconds), nullLast(b.used.replicationLagSeconds)) ||
      difference(nullLast(a.used.replicationLagBytes), nullLast(b.used.replicationLagBytes)) ||
      (b.cpuCores ?? -1) - (a.cpuCores ?? -1) ||
      byCodeUnits(a.id, b.id),
  );
  return replicas[0] ?? null;
}

const plus = (a: Measured, b: Measured): Measured => (a === null || b === null ? null : a + b);

/** Nodes after the promotion: the old primary is gone, the promoted one carries its load, the others a share of the promoted one's own. */
function promote(
  postgres: Postgres,
  primary: PostgresNode | null,
  promoted: PostgresNode,
): readonly PostgresNode[] {
  const others = postgres.nodes.filter((node) => node.role === 'replica' && node !== promoted);
  const taken = (key: 'cpuCores' | 'iops' | 'connections'): Measured => {
    const load = primary === null ? 0 : primary.used[key];
    return others.length > 0 ? load : plus(load, promoted.used[key]);
  };
  const spread = (node: PostgresNode, key: 'cpuCores' | 'iops' | 'connections'): Measured => {
    const own = promoted.used[key];
    return plus(node.used[key], own === null ? null : own / others.length);
  };
  return postgres.nodes
    .filter((node) => node.role === 'replica')
    .map((node) =>
      node === promoted
        ? {
            ...node,
            role: 'primary',
            synchronous: false,
            used: {
              cpuCores: taken('cpuCores'),
              iops: taken('iops'),
              connections: taken('connections'),
              slowQueriesPerSecond: primary?.used.slowQueriesPerSecond ?? node.used.slowQueriesPerSecond,
              replicationLagSeconds: null,
              replicationLagBytes: null,
            },
          }
        : {
            ...node,
            used: {
              ...node.used,
              cpuCores: spread(node, 'cpuCores'),
              iops: spread(node, 'iops'),
              connections: spread(node, 'connections'),
            },
          },
    );
}

function withoutLimits(node: PostgresNode): PostgresNode {
  return { ...node, cpuCores: 0, iops: 0, maxConnections: 0, reservedConnections: 0 };
}

/** Clients that come back at once: Σ instances × pool size; not measured where no pool is listed. */
function reconnectingClientsOf(postgres: Postgres): number | null {
  if (postgres.clientPools.length === 0) return null;
  return postgres.clientPools.reduce((sum, pool) => sum + pool.instances * pool.poolSize, 0);
}

function failoverInput(
  postgres: Postgres,
  promoted: PostgresNode,
  waiting: readonly ControlPlane[],
): FailoverInput {
  const { replicationLagBytes, replicationLagSeconds } = promoted.used;
  return {
    postgres: postgres.id,
    detectionSeconds: postgres.detectionSeconds,
    promotionSeconds: postgres.promotionSeconds,
    replayBytesPerSecond: postgres.replayBytesPerSecond,
    lagBytes: lagBytesOf(replicationLagBytes, replicationLagSeconds, postgres.walBytesPerSecond),
    loops: waiting.map((plane) => ({
      id: plane.id,
      depth: plane.reconcileQueueDepth,
      arrivalsPerSecond: plane.reconcileArrivalsPerSecond,
      capacityPerSecond: reconcileCapacity(plane),
      sloSeconds: plane.timeToConvergeSloSeconds,
    })),
  };
}

function atMost(value: Measured, limit: Measured): Judgement {
  if (value === null || limit === null) return 'not-measured';
  const exact = Number.isSafeInteger(value) && Number.isSafeInteger(limit);
  return meets(value, '<=', limit, exact) ? 'ok' : 'breach';
}

/** A load against a share of its limit, as the constraints of the primary are judged; a limit of 0 or less is missed by any load (MODEL.md section 1). */
function atMostShare(used: Measured, limit: Measured, maxRatio: number): Judgement {
  if (used === null || limit === null) return 'not-measured';
  if (limit <= 0) return used > 0 ? 'breach' : 'ok';
  const exact = Number.isSafeInteger(used) && Number.isSafeInteger(limit);
  return meets(used / limit, '<=', maxRatio, exact) ? 'ok' : 'breach';
}

/** The worst of several: a breach, else anything unknown, else ok; nothing to judge is not measured. */
function worstOf(judgements: readonly Judgement[]): Judgement {
  if (judgements.includes('breach')) return 'breach';
  return judgements.length === 0 || judgements.includes('not-measured') ? 'not-measured' : 'ok';
}

function utilization(used: Measured, limit: Measured): number | null {
  return used === null || limit === null || limit <= 0 ? null : used / limit;
}

function outcomeOf(
  postgres: Postgres,
  promoted: PostgresNode,
  nodes: readonly PostgresNode[],
  figures: FailoverFigures,
  waiting: readonly ControlPlane[],
  policy: Policy,
): PostgresFailoverOutcome {
  const after = nodes.find((node) => node.role === 'primary') ?? promoted;
  const limit = after.maxConnections === null ? null : after.maxConnections - after.reservedConnections;
  const clients = reconnectingClientsOf(postgres);
  const dataLossSeconds = promoted.synchronous ? 0 : promoted.used.replicationLagSeconds;
  const lagBytes = lagBytesOf(
    promoted.used.replicationLagBytes,
    promoted.used.replicationLagSeconds,
    postgres.walBytesPerSecond,
  );
  const newPrimary = {
    cpuUtilization: utilization(after.used.cpuCores, after.cpuCores),
    iopsUtilization: utilization(after.used.iops, after.iops),
    connectionUtilization: utilization(after.used.connections, limit),
  };
  const left = nodes.filter((node) => node.role === 'replica');
  const converge = figures.loops.map((loop, index): Judgement => {
    if (loop.never) return 'breach';
    return atMost(
      plus(figures.outageSeconds, loop.drainSeconds),
      waiting[index]?.timeToConvergeSloSeconds ?? null,
    );
  });
  return {
    promoted: promoted.id,
    detectionSeconds: postgres.detectionSeconds,
    replaySeconds: figures.replaySeconds,
    promotionSeconds: postgres.promotionSeconds,
    outageSeconds: figures.outageSeconds,
    dataLossSeconds,
    dataLossBytes: promoted.synchronous ? 0 : lagBytes,
    reconnectingClients: clients,
    connectionLimit: limit,
    backlog: figures.backlog,
    drainSeconds: figures.drainSeconds,
    newPrimary,
    remainingReplicas: left.length,
    remainingSynchronousReplicas: left.filter((node) => node.synchronous).length,
    verdicts: {
      rto: atMost(figures.outageSeconds, postgres.rtoSeconds),
      rpo: atMost(dataLossSeconds, postgres.rpoSeconds),
      connections: worstOf([
        atMost(clients, limit),
        atMostShare(after.used.connections, limit, policy.postgresConnectionsMaxRatio),
      ]),
      cpu: atMostShare(after.used.cpuCores, after.cpuCores, policy.postgresCpuMaxRatio),
      converge: worstOf(converge),
    },
    missing: figures.missing,
  };
}

function nothingPromoted(postgres: Postgres): PostgresFailoverOutcome {
  return {
    promoted: null,
    detectionSeconds: null,
    replaySeconds: null,
    promotionSeconds: null,
    outageSeconds: null,
    dataLossSeconds: null,
    dataLossBytes: null,
    reconnectingClients: reconnectingClientsOf(postgres),
    connectionLimit: null,
    backlog: null,
    drainSeconds: null,
    newPrimary: { cpuUtilization: null, iopsUtilization: null, connectionUtilization: null },
    remainingReplicas: 0,
    remainingSynchronousReplicas: 0,
    verdicts: { rto: 'breach', rpo: 'breach', connections: 'breach', cpu: 'breach', converge: 'breach' },
    missing: [],
  };
}
