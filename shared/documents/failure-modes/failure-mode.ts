import type { Domain } from '../../assess/constraint.ts';
import type { EventType } from '../../events/outcome-of.ts';
import type { TriggerKind } from '../../timeline/trigger-result.ts';

export type FailureModeId =
  | 'memory-bleed'
  | 'postgres-connection-exhaustion'
  | 'retry-storm'
  | 'edge-flap'
  | 'snapshot-growth'
  | 'host-loss'
  | 'edge-loss'
  | 'postgres-failover'
  | TriggerKind;

/** A known way to fail (MODEL.md section 13): each has a simulation, an alert rule and a runbook, or shows the gap. */
export interface FailureMode {
  readonly id: FailureModeId;
  readonly title: string;
  readonly kind: 'failure' | 'trigger';
  readonly domain: Domain;
  /** One sentence: what happens. */
  readonly summary: string;
  /** The event its simulation is made of. */
  readonly event: EventType;
}

/** In the order of the screen: failures by domain, then the triggers of MODEL.md section 9. */
export const FAILURE_MODES: readonly FailureMode[] = [
  {
    id: 'host-loss',
    title: 'Host loss',
    kind: 'failure',
    domain: 'compute',
    summary: 'A host is gone; its microVMs start again on what is left of the cluster.',
    event: 'hostLoss',
  },
  {
    id: 'memory-bleed',
    title: 'Memory bleed',
    kind: 'failure',
    domain: 'compute',
    summary: 'Hosts lose memory every day to something that never gives it back.',
    event: 'memoryBleed',
  },
  {
    id: 'edge-loss',
    title: 'Edge node loss',
    kind: 'failure',
    domain: 'edge',
    summary: 'An edge node is gone; its connections come back on the others.',
    event: 'edgeLoss',
  },
  {
    id: 'edge-flap',
    title: 'Edge node flaps',
    kind: 'failure',
    domain: 'edge',
    summary: 'An edge node falls and comes back, and drops every connection each time.',
    event: 'edgeFlap',
  },
  {
    id: 'postgres-failover',
    title: 'Postgres failover',
    kind: 'failure',
    domain: 'controlPlane',
    summary: 'The primary is lost and a replica promoted; reconciliation waits meanwhile.',
    event: 'postgresFailover',
  },
  {
    id: 'postgres-connection-exhaustion',
    title: 'Postgres connections run out',
    kind: 'failure',
    domain: 'controlPlane',
    summary: 'Clients open connections and keep them, until the primary refuses new ones.',
    event: 'connectionLeak',
  },
  {
    id: 'retry-storm',
    title: 'Retry storm',
    kind: 'failure',
    domain: 'controlPlane',
    summary: 'Failing calls are tried again; the retries are the load that makes calls fail.',
    event: 'retryStorm',
  },
  {
    id: 'snapshot-growth',
    title: 'Snapshots grow faster',
    kind: 'failure',
    domain: 'storage',
    summary: 'Volumes change more, or snapshots are kept longer; the store fills ahead of its forecast.',
    event: 'snapshotGrowth',
  },
  {
    id: 'memory-headroom',
    title: 'Memory headroom',
    kind: 'trigger',
    domain: 'compute',
    summary: 'A region’s memory beyond its reserve is projected to miss its target.',
    event: 'growthMultiplier',
  },
  {
    id: 'edge-connections',
    title: 'Edge connections',
    kind: 'trigger',
    domain: 'edge',
    summary: 'A region’s connections are projected to pass the target of what its reserve leaves.',
    event: 'growthMultiplier',
  },
  {
    id: 'postgres-cpu',
    title: 'Postgres CPU',
    kind: 'trigger',
    domain: 'controlPlane',
    summary: 'The primary is over its CPU target in peak hours, day after day.',
    event: 'onboardCustomer',
  },
  {
    id: 'snapshot-store',
    title: 'Snapshot store',
    kind: 'trigger',
    domain: 'storage',
    summary: 'The snapshot store is projected to pass its target.',
    event: 'snapshotGrowth',
  },
];

export function isFailureModeId(id: string): id is FailureModeId {
  return FAILURE_MODES.some((mode) => mode.id === id);
}
