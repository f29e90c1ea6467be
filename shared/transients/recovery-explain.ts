import { derived, leaf, type ExplainNode, type Source } from '../explain/node.ts';
import type { HostRecoveryInput } from './host-recovery.ts';

export interface RecoveryNodes {
  readonly seconds: ExplainNode;
  readonly ratePerSecond: ExplainNode;
  readonly queueSeconds: ExplainNode;
  readonly bootSeconds: ExplainNode;
}

/** Where the two figures that are no part of the model are from. */
interface RecoverySources {
  readonly detection: Source;
  readonly boots: Source;
}

/**
 * How a host loss recovers (MODEL.md section 7), as a derivation; beside the formulas of host-recovery.ts, which a test holds
 * it against. `null` stands for "never" too: a queue that is not drained, no host to boot on.
 */
export function recoveryNodes(input: HostRecoveryInput, sources: RecoverySources): RecoveryNodes {
  const detected = leaf('Detection', input.detectionSeconds, 'seconds', sources.detection);
  const queueSeconds =
    input.loops.length === 0
      ? leaf('Queue drained', null, 'seconds', { origin: 'not measured', of: 'controlPlanes' })
      : derived('Queue drained', 'seconds', 'maximum of inputs', [
          ...input.loops.map((loop) => queueNode(loop, detected)),
          nothing('seconds'),
        ]);
  const bootSeconds = derived('MicroVMs booted', 'seconds', 'maximum of inputs', [
    ...input.boots.map((group) => bootNode(group, input.bootsPerHostPerSecond, sources.boots)),
    nothing('seconds'),
  ]);
  const after = derived('After detection', 'seconds', 'maximum of inputs', [queueSeconds, bootSeconds]);
  const displaced = derived(
    'Displaced',
    'microvms',
    'sum of inputs',
    input.boots.map((group) => displacedLeaf(group.cluster, group.displaced)),
  );
  return {
    seconds: derived('Recovery', 'seconds', 'sum of inputs', [detected, after]),
    ratePerSecond: derived('Recovery rate', 'perSecond', 'a ÷ b, 0 if b is 0', [displaced, after]),
    queueSeconds,
    bootSeconds,
  };
}

const nothing = (unit: ExplainNode['unit']): ExplainNode =>
  leaf('at least', 0, unit, { origin: 'computed', of: 'nothing takes less than no time' });

const displacedLeaf = (cluster: string, count: number): ExplainNode =>
  leaf(`displaced in ${cluster}`, count, 'microvms', {
    origin: 'computed',
    of: `microVMs of the hosts lost in ${cluster}`,
  });

/**
 * Queue of a control plane: (queue depth + arrivals × detection + displaced microVMs) ÷ (capacity − arrivals) seconds after the loss
 * is detected; never where arrivals reach the capacity (MODEL.md section 7).
 */
function queueNode(loop: HostRecoveryInput['loops'][number], detected: ExplainNode): ExplainNode {
  const field = (name: string): Source => ({ origin: 'measured', of: `controlPlanes[${loop.id}].${name}` });
  return derived(`Queue of ${loop.id} drained`, 'seconds', '(a + b × c + d) ÷ (e − f)', [
    leaf('queue depth', loop.depth, 'count', field('reconcileQueueDepth')),
    leaf('arrivals', loop.arrivalsPerSecond, 'perSecond', field('reconcileArrivalsPerSecond')),
    detected,
    leaf('displaced', loop.displaced, 'microvms', { origin: 'computed', of: 'displaced in its region' }),
    leaf(
      'capacity',
      loop.capacityPerSecond,
      'perSecond',
      field('reconcileWorkers ÷ reconcileServiceSeconds'),
    ),
    leaf('arrivals', loop.arrivalsPerSecond, 'perSecond', field('reconcileArrivalsPerSecond')),
  ]);
}

/**
 * Boots of a cluster: displaced microVMs ÷ (boots per host and second × schedulable hosts left), in seconds; 0 if none is displaced,
 * never if no host is left (MODEL.md section 7).
 */
function bootNode(
  group: HostRecoveryInput['boots'][number],
  bootsPerHostPerSecond: number,
  source: Source,
): ExplainNode {
  return derived(`Booted in ${group.cluster}`, 'seconds', 'a ÷ (b × c), 0 if a is 0', [
    displacedLeaf(group.cluster, group.displaced),
    leaf('boots per host', bootsPerHostPerSecond, 'perSecond', source),
    leaf('hosts left', group.schedulableSurvivors, 'hosts', {
      origin: 'computed',
      of: `schedulable hosts of ${group.cluster}`,
    }),
  ]);
}
