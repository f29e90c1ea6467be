import hostLoss from '../../assets/runbooks/host-loss.md?raw';
import memoryBleed from '../../assets/runbooks/memory-bleed.md?raw';
import edgeLoss from '../../assets/runbooks/edge-loss.md?raw';
import edgeFlap from '../../assets/runbooks/edge-flap.md?raw';
import postgresFailover from '../../assets/runbooks/postgres-failover.md?raw';
import postgresConnectionExhaustion from '../../assets/runbooks/postgres-connection-exhaustion.md?raw';
import retryStorm from '../../assets/runbooks/retry-storm.md?raw';
import snapshotGrowth from '../../assets/runbooks/snapshot-growth.md?raw';
import memoryHeadroom from '../../assets/runbooks/memory-headroom.md?raw';
import edgeConnections from '../../assets/runbooks/edge-connections.md?raw';
import postgresCpu from '../../assets/runbooks/postgres-cpu.md?raw';
import snapshotStore from '../../assets/runbooks/snapshot-store.md?raw';
import type { FailureModeId } from '../../shared/documents/failure-modes/failure-mode.ts';

/** The runbooks as they come with the application. What a person edits is kept in the workspace; these stay. */
export const RUNBOOK_TEMPLATES: Readonly<Record<FailureModeId, string>> = {
  'host-loss': hostLoss,
  'memory-bleed': memoryBleed,
  'edge-loss': edgeLoss,
  'edge-flap': edgeFlap,
  'postgres-failover': postgresFailover,
  'postgres-connection-exhaustion': postgresConnectionExhaustion,
  'retry-storm': retryStorm,
  'snapshot-growth': snapshotGrowth,
  'memory-headroom': memoryHeadroom,
  'edge-connections': edgeConnections,
  'postgres-cpu': postgresCpu,
  'snapshot-store': snapshotStore,
};
