import { reconcileCapacity } from '../events/recovery-of.ts';
import type { ControlPlane, Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { inWords, missingOf, step, type Step } from './cascade-step.ts';

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

function queueStep(plane: ControlPlane, asked: ReconcileWork): Step {
  const { atSeconds, items, what, stalledSeconds, from } = asked;
  const id = queueOf(plane);
  const capacity = reconcileCapacity(plane);
  const {
    reconcileQueueDepth: depth,
    reconcileArrivalsPerSecond: arrivals,
    timeToConvergeSloSeconds: slo,
  } = plane;
  const at = (field: string) => `controlPlanes[${plane.id}].${field}`;
  const domain = 'controlPlane';
  const work = reconcileQueue(plane, items, stalledSeconds);
  if (work === null) {
    return step({
      id,
      from,
      atSeconds,
      domain,
      effect: `${what}: ${inWords(items)} items for ${plane.id} to reconcile`,
      value: null,
      limit: slo,
      missing: missingOf({
        [at('reconcileWorkers ÷ reconcileServiceSeconds')]: capacity,
        [at('reconcileArrivalsPerSecond')]: arrivals,
        [at('reconcileQueueDepth')]: depth,
      }),
    });
  }
  const { items: queue, seconds } = work;
  if (seconds === null) {
    const effect = `${what}: the queue of ${plane.id} never empties, arrivals are not below capacity`;
    return step({ id, from, atSeconds, domain, effect, value: null, limit: slo, verdict: 'breach' });
  }
  return step({
    id,
    from,
    atSeconds,
    domain,
    effect: `${what}: ${inWords(queue)} items wait for ${plane.id}, empty after ${inWords(seconds)} s`,
    value: seconds,
    limit: slo,
    missing: missingOf({ [at('timeToConvergeSloSeconds')]: slo }),
  });
}

function apiStep(plane: ControlPlane, policy: Policy, atSeconds: number): Step {
  const capacity = reconcileCapacity(plane);
  const { reconcileArrivalsPerSecond: arrivals, apiRequestsPerReconcile: each } = plane;
  const { apiRequestsPerSecond: rate, apiMeanLatencySeconds: latency, apiConcurrencyLimit: limit } = plane;
  const at = (field: string) => `controlPlanes[${plane.id}].${field}`;
  const known =
    capacity !== null &&
    arrivals !== null &&
    each !== null &&
    rate !== null &&
    latency !== null &&
    limit !== null;
  const requests = known ? rate + Math.max(0, capacity - arrivals) * each : null;
  return step({
    from: queueOf(plane),
    atSeconds,
    domain: 'controlPlane',
    effect:
      requests === null
        ? `API load of ${plane.id} while it catches up`
        : `${plane.id} serves ${inWords(requests)} API requests a second while it catches up; requests in flight`,
    value: requests === null || latency === null ? null : requests * latency,
    limit: limit === null ? null : limit * policy.apiConcurrencyMaxRatio,
    missing: missingOf({
      [at('apiRequestsPerReconcile')]: each,
      [at('apiRequestsPerSecond')]: rate,
      [at('apiMeanLatencySeconds')]: latency,
      [at('apiConcurrencyLimit')]: limit,
      [at('reconcileWorkers ÷ reconcileServiceSeconds')]: capacity,
      [at('reconcileArrivalsPerSecond')]: arrivals,
    }),
  });
}

function databaseStep(model: Model, plane: ControlPlane, policy: Policy, atSeconds: number): Step {
  const capacity = reconcileCapacity(plane);
  const postgres = model.postgres.find((candidate) => candidate.id === plane.postgres);
  const primary = postgres?.nodes.find((node) => node.role === 'primary');
  const { reconcileArrivalsPerSecond: arrivals, postgresCpuSecondsPerReconcile: each } = plane;
  const used = primary?.used.cpuCores ?? null;
  const cores = primary?.cpuCores ?? null;
  const known = capacity !== null && arrivals !== null && each !== null && used !== null && cores !== null;
  const load = known ? used + Math.max(0, capacity - arrivals) * each : null;
  const at = (field: string) => `controlPlanes[${plane.id}].${field}`;
  return step({
    from: queueOf(plane),
    atSeconds,
    domain: 'controlPlane',
    effect:
      load === null
        ? `Postgres load of ${plane.id} while it catches up`
        : `${postgres?.id ?? ''} needs ${inWords(load)} cores while ${plane.id} catches up`,
    value: load,
    limit: cores === null ? null : cores * policy.postgresCpuMaxRatio,
    missing: missingOf({
      [at('postgresCpuSecondsPerReconcile')]: each,
      [at('postgres')]: postgres?.id,
      [`postgres[${plane.postgres ?? '?'}].nodes.used.cpuCores`]: used,
      [`postgres[${plane.postgres ?? '?'}].nodes.cpuCores`]: cores,
      [at('reconcileWorkers ÷ reconcileServiceSeconds')]: capacity,
      [at('reconcileArrivalsPerSecond')]: arrivals,
    }),
  });
}
