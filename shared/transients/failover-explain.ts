import { derived, leaf, type ExplainNode, type Source } from '../explain/node.ts';
import type { FailoverInput, WaitingLoop } from './postgres-failover.ts';

export interface FailoverNodes {
  readonly replaySeconds: ExplainNode;
  readonly outageSeconds: ExplainNode;
  readonly backlog: ExplainNode;
  readonly drainSeconds: ExplainNode;
}

/** How long a failover takes and what it leaves waiting, as derivations; beside the formulas of postgres-failover.ts. */
export function failoverNodes(input: FailoverInput): FailoverNodes {
  const field = (name: string): Source => ({ origin: 'measured', of: `postgres[${input.postgres}].${name}` });
  const replaySeconds = derived('Replay', 'seconds', 'a ÷ b, 0 if a is 0', [
    leaf('log to replay', input.lagBytes, 'diskBytes', field('lag of the promoted replica')),
    replayRate(input, field('replayBytesPerSecond')),
  ]);
  const outageSeconds = derived('Outage', 'seconds', 'sum of inputs', [
    leaf('Detection', input.detectionSeconds, 'seconds', field('detectionSeconds')),
    replaySeconds,
    leaf('Promotion', input.promotionSeconds, 'seconds', field('promotionSeconds')),
  ]);
  const loops = input.loops.map((loop) => ({ loop, backlog: backlogNode(loop, outageSeconds) }));
  const absent = (label: string, unit: ExplainNode['unit']) =>
    leaf(label, null, unit, { origin: 'not measured', of: 'controlPlanes that use it' });
  return {
    replaySeconds,
    outageSeconds,
    backlog:
      loops.length === 0
        ? absent('Backlog', 'count')
        : derived(
            'Backlog',
            'count',
            'sum of inputs',
            loops.map(({ backlog }) => backlog),
          ),
    drainSeconds:
      loops.length === 0
        ? absent('Drained', 'seconds')
        : derived(
            'Drained',
            'seconds',
            'maximum of inputs',
            loops.map(({ loop, backlog }) => drainNode(loop, backlog)),
          ),
  };
}

/** Nothing to replay needs no rate. */
function replayRate({ lagBytes, replayBytesPerSecond }: FailoverInput, source: Source): ExplainNode {
  const rate = lagBytes === 0 ? (replayBytesPerSecond ?? 0) : replayBytesPerSecond;
  return leaf('replay rate', rate, 'bytesPerSecond', source);
}

const loopField = (loop: WaitingLoop, name: string): Source => ({
  origin: 'measured',
  of: `controlPlanes[${loop.id}].${name}`,
});

/** Backlog of a control plane: queue depth + arrivals per second × seconds of outage, items (MODEL.md section 7). */
function backlogNode(loop: WaitingLoop, outage: ExplainNode): ExplainNode {
  return derived(`Backlog of ${loop.id}`, 'count', 'a + b × c', [
    leaf('queue depth', loop.depth, 'count', loopField(loop, 'reconcileQueueDepth')),
    leaf('arrivals', loop.arrivalsPerSecond, 'perSecond', loopField(loop, 'reconcileArrivalsPerSecond')),
    outage,
  ]);
}

/**
 * Drain of a control plane: backlog ÷ (capacity − arrivals) seconds, capacity = `reconcileWorkers` ÷ `reconcileServiceSeconds`;
 * never where arrivals reach the capacity (MODEL.md section 7).
 */
function drainNode(loop: WaitingLoop, backlog: ExplainNode): ExplainNode {
  return derived(`Queue of ${loop.id} drained`, 'seconds', 'a ÷ (b − c)', [
    backlog,
    leaf(
      'capacity',
      loop.capacityPerSecond,
      'perSecond',
      loopField(loop, 'reconcileWorkers ÷ reconcileServiceSeconds'),
    ),
    leaf('arrivals', loop.arrivalsPerSecond, 'perSecond', loopField(loop, 'reconcileArrivalsPerSecond')),
  ]);
}
