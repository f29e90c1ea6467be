import { measured, policyLeaf } from '../assess/leaves.ts';
import { reconcileCapacity, reconcileCapacityNode } from '../events/recovery-of.ts';
import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import type { ControlPlane, Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { Unit } from '../units.ts';
import { inWords, missingOf, numberOf, step, type Step } from './cascade-step.ts';

/** Work that comes to the reconcile queues of a region at once. */
export interface ReconcileWork {
  readonly atSeconds: number;
  readonly items: number;
  /** What the items are, in words. */
  readonly what: string;
  /**
   * How long arrivals piled up before: a host loss is counted so from the loss to its detection (MODEL.md section 7).
   * Absent: not at all.
   */
  readonly stalledSeconds?: number;
  /** `id` of the step the work follows from. */
  readonly from?: string;
}

/**
 * The queue that work makes and how long it takes to empty: `seconds` is `null` where arrivals are not below capacity. All of
 * it is `null` where depth, arrivals or capacity are not measured.
 */
export function reconcileQueue(
  plane: ControlPlane,
  items: number,
  stalledSeconds = 0,
): { readonly items: number; readonly seconds: number | null } | null {
  const capacity = reconcileCapacity(plane);
  const { reconcileQueueDepth: depth, reconcileArrivalsPerSecond: arrivals } = plane;
  if (capacity === null || arrivals === null || depth === null) return null;
  const queue = depth + arrivals * stalledSeconds + items;
  return { items: queue, seconds: capacity <= arrivals ? null : queue / (capacity - arrivals) };
}

const queueOf = (plane: ControlPlane): string => `queue ${plane.id}`;

/**
 * What reconcile work in a region does to its control planes and their databases: the queue and how long it takes to
 * empty, and — while the workers run at full capacity instead of at the rate of arrivals — the API requests and the
 * Postgres CPU that each reconciled item costs.
 */
export function reconcileSteps(
  model: Model,
  policy: Policy,
  region: string | null,
  work: ReconcileWork,
): readonly Step[] {
  const { atSeconds, what, from } = work;
  const planes = model.controlPlanes.filter((plane) => plane.region === region);
  if (planes.length === 0) {
    const effect = `${what}: reconcile work for a control plane that is not in the model`;
    return [
      step({ from, atSeconds, domain: 'controlPlane', effect, value: null, missing: ['controlPlanes'] }),
    ];
  }
  return planes.flatMap((plane) => [
    queueStep(plane, work),
    apiStep(plane, policy, atSeconds),
    databaseStep(model, plane, policy, atSeconds),
  ]);
}

/** Leaves of a control plane's fields, each with where it is from. */
const planeLeaf = (plane: ControlPlane) => ({
  depth: measured('queue depth', plane.reconcileQueueDepth, 'count', ofPlane(plane, 'reconcileQueueDepth')),
  arrivals: measured(
    'arrivals',
    plane.reconcileArrivalsPerSecond,
    'perSecond',
    ofPlane(plane, 'reconcileArrivalsPerSecond'),
  ),
  slo: measured(
    'time to converge, target',
    plane.timeToConvergeSloSeconds,
    'seconds',
    ofPlane(plane, 'timeToConvergeSloSeconds'),
  ),
});

const ofPlane = ({ id }: ControlPlane, field: string): string => `controlPlanes[${id}].${field}`;

/** Items a second that workers at full capacity finish beyond what arrives. */
function extraNode(plane: ControlPlane): ExplainNode {
  return derived('items finished beyond arrivals', 'perSecond', 'a − b, at least 0', [
    reconcileCapacityNode(plane),
    planeLeaf(plane).arrivals,
  ]);
}

/**
 * Queue of a control plane: (queue depth + arrivals × seconds nobody noticed + items that come at once) ÷ (capacity − arrivals)
 * seconds until it is empty; never where arrivals reach the capacity (MODEL.md section 7).
 */
function queueNode(plane: ControlPlane, { items, what, stalledSeconds = 0 }: ReconcileWork): ExplainNode {
  const { depth, arrivals } = planeLeaf(plane);
  return derived(`Queue of ${plane.id} empty`, 'seconds', '(a + b × c + d) ÷ (e − f)', [
    depth,
    arrivals,
    leaf('seconds nobody noticed', stalledSeconds, 'seconds', { origin: 'computed', of: 'detection' }),
    leaf('items at once', items, 'count', { origin: 'computed', of: what }),
    reconcileCapacityNode(plane),
    arrivals,
  ]);
}

function queueStep(plane: ControlPlane, asked: ReconcileWork): Step {
  const { atSeconds, items, what, stalledSeconds, from } = asked;
  const { slo } = planeLeaf(plane);
  const work = reconcileQueue(plane, items, stalledSeconds);
  const told = {
    id: queueOf(plane),
    from,
    atSeconds,
    domain: 'controlPlane',
    value: queueNode(plane, asked),
    limit: slo,
  };
  if (work === null) {
    return step({
      ...told,
      effect: `${what}: ${inWords(items)} items for ${plane.id} to reconcile`,
      missing: missingOf({
        [ofPlane(plane, 'reconcileWorkers ÷ reconcileServiceSeconds')]: reconcileCapacity(plane),
        [ofPlane(plane, 'reconcileArrivalsPerSecond')]: plane.reconcileArrivalsPerSecond,
        [ofPlane(plane, 'reconcileQueueDepth')]: plane.reconcileQueueDepth,
      }),
    });
  }
  const { items: queue, seconds } = work;
  if (seconds === null) {
    const effect = `${what}: the queue of ${plane.id} never empties, arrivals are not below capacity`;
    return step({ ...told, effect, verdict: 'breach' });
  }
  return step({
    ...told,
    effect: `${what}: ${inWords(queue)} items wait for ${plane.id}; seconds until it is empty`,
    missing: missingOf({ [ofPlane(plane, 'timeToConvergeSloSeconds')]: slo.value }),
  });
}

/**
 * API load while a queue empties: (requests + items finished beyond arrivals × `apiRequestsPerReconcile`) × mean latency requests in
 * flight, at most the concurrency limit × `apiConcurrencyMaxRatio` (MODEL.md sections 4 and 10).
 */
function apiStep(plane: ControlPlane, policy: Policy, atSeconds: number): Step {
  const field = (label: string, name: ApiField, unit: Unit) =>
    measured(label, plane[name], unit, ofPlane(plane, name));
  const each = field('requests per item', 'apiRequestsPerReconcile', 'count');
  const rate = field('requests without it', 'apiRequestsPerSecond', 'perSecond');
  const latency = field('mean latency', 'apiMeanLatencySeconds', 'seconds');
  const limit = field('concurrency limit', 'apiConcurrencyLimit', 'count');
  const requests = derived('API requests', 'perSecond', 'a + b × c', [rate, extraNode(plane), each]);
  const missing = missingOf({
    [ofPlane(plane, 'apiRequestsPerReconcile')]: each.value,
    [ofPlane(plane, 'apiRequestsPerSecond')]: rate.value,
    [ofPlane(plane, 'apiMeanLatencySeconds')]: latency.value,
    [ofPlane(plane, 'apiConcurrencyLimit')]: limit.value,
    [ofPlane(plane, 'reconcileWorkers ÷ reconcileServiceSeconds')]: reconcileCapacity(plane),
    [ofPlane(plane, 'reconcileArrivalsPerSecond')]: plane.reconcileArrivalsPerSecond,
  });
  const said = missing.length > 0 ? null : numberOf(requests);
  return step({
    from: queueOf(plane),
    atSeconds,
    domain: 'controlPlane',
    effect:
      said === null
        ? `API load of ${plane.id} while it catches up`
        : `${plane.id} serves ${inWords(said)} API requests a second while it catches up; requests in flight`,
    value:
      said === null ? null : derived('Requests in flight', 'count', 'product of inputs', [requests, latency]),
    limit: derived('Requests in flight, at most', 'count', 'product of inputs', [
      limit,
      policyLeaf(policy, 'apiConcurrencyMaxRatio', 'ratio'),
    ]),
    missing,
  });
}

type ApiField =
  'apiRequestsPerReconcile' | 'apiRequestsPerSecond' | 'apiMeanLatencySeconds' | 'apiConcurrencyLimit';

/**
 * Database load while a queue empties: used cores of the primary + items finished beyond arrivals ×
 * `postgresCpuSecondsPerReconcile`, cores; at most its cores × `postgresCpuMaxRatio` (MODEL.md sections 4 and 10).
 */
function databaseStep(model: Model, plane: ControlPlane, policy: Policy, atSeconds: number): Step {
  const postgres = model.postgres.find((candidate) => candidate.id === plane.postgres);
  const primary = postgres?.nodes.find((node) => node.role === 'primary');
  const ofPrimary = (name: string) => `postgres[${plane.postgres ?? '?'}].nodes.${name}`;
  const each = measured(
    'core seconds per item',
    plane.postgresCpuSecondsPerReconcile,
    'seconds',
    ofPlane(plane, 'postgresCpuSecondsPerReconcile'),
  );
  const used = measured('used', primary?.used.cpuCores ?? null, 'cores', ofPrimary('used.cpuCores'));
  const cores = measured('cores', primary?.cpuCores ?? null, 'cores', ofPrimary('cpuCores'));
  const load = derived('Cores needed', 'cores', 'a + b × c', [used, extraNode(plane), each]);
  const missing = missingOf({
    [ofPlane(plane, 'postgresCpuSecondsPerReconcile')]: each.value,
    [ofPlane(plane, 'postgres')]: postgres?.id,
    [ofPrimary('used.cpuCores')]: used.value,
    [ofPrimary('cpuCores')]: cores.value,
    [ofPlane(plane, 'reconcileWorkers ÷ reconcileServiceSeconds')]: reconcileCapacity(plane),
    [ofPlane(plane, 'reconcileArrivalsPerSecond')]: plane.reconcileArrivalsPerSecond,
  });
  return step({
    from: queueOf(plane),
    atSeconds,
    domain: 'controlPlane',
    effect:
      missing.length > 0
        ? `Postgres load of ${plane.id} while it catches up`
        : `load of ${postgres?.id ?? ''} while ${plane.id} catches up; cores`,
    value: missing.length > 0 ? null : load,
    limit: derived('Cores, at most', 'cores', 'product of inputs', [
      cores,
      policyLeaf(policy, 'postgresCpuMaxRatio', 'ratio'),
    ]),
    missing,
  });
}
