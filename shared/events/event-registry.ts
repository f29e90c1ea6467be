import { addEdgeNodes } from './add-edge-nodes.ts';
import { addHosts } from './add-hosts.ts';
import { addStorage } from './add-storage.ts';
import { connectionLeak } from './connection-leak.ts';
import { cordonHosts } from './cordon-hosts.ts';
import type { EventDefinition } from './definition.ts';
import { edgeFlap } from './edge-flap.ts';
import { edgeLoss } from './edge-loss.ts';
import { growthMultiplier } from './growth-multiplier.ts';
import { hostLoss } from './host-loss.ts';
import { memoryBleed } from './memory-bleed.ts';
import { onboardCustomer } from './onboard-customer.ts';
import { overlayDegradation } from './overlay-degradation.ts';
import { postgresFailover } from './postgres-failover.ts';
import { removeHosts } from './remove-hosts.ts';
import { resizePostgres } from './resize-postgres.ts';
import { retryStorm } from './retry-storm.ts';
import { snapshotGrowth } from './snapshot-growth.ts';
import { uncordonHosts } from './uncordon-hosts.ts';

/** Every event type (MODEL.md section 6), in the order a menu shows them: failures, changes, growth. */
const DEFINITIONS = [
  hostLoss,
  edgeLoss,
  postgresFailover,
  retryStorm,
  edgeFlap,
  overlayDegradation,
  onboardCustomer,
  addHosts,
  removeHosts,
  cordonHosts,
  uncordonHosts,
  addEdgeNodes,
  resizePostgres,
  addStorage,
  memoryBleed,
  connectionLeak,
  growthMultiplier,
  snapshotGrowth,
] as const;

export type Definition = (typeof DEFINITIONS)[number];

export const EVENT_DEFINITIONS: readonly EventDefinition[] = DEFINITIONS;

const byType = new Map<string, EventDefinition>(
  DEFINITIONS.map((definition) => [definition.type, definition]),
);

export function definitionOf(type: string): EventDefinition | null {
  return byType.get(type) ?? null;
}
