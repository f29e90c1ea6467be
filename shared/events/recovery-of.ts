import { measured, policySource } from '../assess/leaves.ts';
import { derived, type ExplainNode } from '../explain/node.ts';
import type { ControlPlane, Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import {
  hostRecovery,
  hostRecoveryTransient,
  type HostRecoveryFigures,
  type HostRecoveryInput,
} from '../transients/host-recovery.ts';
import { recoveryNodes } from '../transients/recovery-explain.ts';
import type { Transient } from '../transients/curve.ts';
import { figuresOf, type OutcomeFigure } from './outcome-figure.ts';

/** Reconcile capacity in items per second: workers ÷ service seconds; `null` where one is not measured or service is 0. */
export function reconcileCapacity(controlPlane: ControlPlane): number | null {
  const { reconcileWorkers: workers, reconcileServiceSeconds: service } = controlPlane;
  return workers === null || service === null || service === 0 ? null : workers / service;
}

/** Items all workers of a control plane finish per second: `reconcileWorkers` ÷ `reconcileServiceSeconds` (MODEL.md section 4). */
export function reconcileCapacityNode({ id, ...plane }: ControlPlane): ExplainNode {
  const of = (field: string) => `controlPlanes[${id}].${field}`;
  return derived('capacity', 'perSecond', 'a ÷ b', [
    measured('workers', plane.reconcileWorkers, 'count', of('reconcileWorkers')),
    measured('time for one item', plane.reconcileServiceSeconds, 'seconds', of('reconcileServiceSeconds')),
  ]);
}

/**
 * Input of the host recovery transient from the model *after* the loss and the number displaced per cluster. The
 * displaced of a region all count on each of its control planes: nothing says how they share, so the slowest decides.
 * A region with displaced microVMs and no control plane makes the recovery unknown.
 */
function recoveryInput(
  model: Model,
  policy: Policy,
  displacedByCluster: ReadonlyMap<string, number>,
  detectionSeconds: number,
): HostRecoveryInput {
  const regionOf = new Map(model.clusters.map((cluster) => [cluster.id, cluster.region]));
  const byRegion = new Map<string, number>();
  for (const [cluster, displaced] of displacedByCluster) {
    const region = regionOf.get(cluster);
    if (region === undefined) continue;
    byRegion.set(region, (byRegion.get(region) ?? 0) + displaced);
  }
  const served = new Set(model.controlPlanes.map((controlPlane) => controlPlane.region));
  const complete = [...byRegion.keys()].every((region) => served.has(region));
  return {
    detectionSeconds,
    bootsPerHostPerSecond: policy.bootsPerHostPerSecond,
    loops: complete
      ? model.controlPlanes
          .filter((controlPlane) => byRegion.has(controlPlane.region ?? ''))
          .map((controlPlane) => ({
            id: controlPlane.id,
            depth: controlPlane.reconcileQueueDepth,
            arrivalsPerSecond: controlPlane.reconcileArrivalsPerSecond,
            capacityPerSecond: reconcileCapacity(controlPlane),
            displaced: byRegion.get(controlPlane.region ?? '') ?? 0,
          }))
      : [],
    boots: [...displacedByCluster].map(([cluster, displaced]) => ({
      cluster,
      displaced,
      schedulableSurvivors: model.hosts.filter(
        (host) => host.cluster === cluster && host.state === 'schedulable',
      ).length,
    })),
  };
}

/**
 * How the microVMs displaced from some hosts come back (MODEL.md section 7): figures, curves, derivations.
 *
 * @param model after the loss: its schedulable hosts are the survivors.
 * @param displacedByCluster microVMs that lost their host, by cluster.
 * @param notice `lost`: the loss is noticed after the policy's detection time · `planned`: a drain, known at once.
 */
export function recoveryOf(
  model: Model,
  policy: Policy,
  displacedByCluster: ReadonlyMap<string, number>,
  notice: 'lost' | 'planned',
): {
  readonly recovery: HostRecoveryFigures;
  readonly transient: Transient;
  readonly figures: () => readonly OutcomeFigure[];
} {
  const detectionSeconds = notice === 'planned' ? 0 : policy.hostFailureDetectionSeconds;
  const input = recoveryInput(model, policy, displacedByCluster, detectionSeconds);
  const sources = {
    detection:
      notice === 'planned'
        ? ({ origin: 'computed', of: 'a drain is noticed at once' } as const)
        : policySource('hostFailureDetectionSeconds', detectionSeconds),
    boots: policySource('bootsPerHostPerSecond', policy.bootsPerHostPerSecond),
  };
  return {
    recovery: hostRecovery(input),
    transient: hostRecoveryTransient(input),
    figures: () => figuresOf({ ...recoveryNodes(input, sources) }, 'recovery'),
  };
}
