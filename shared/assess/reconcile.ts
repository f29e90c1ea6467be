import { derived, type ExplainNode } from '../explain/node.ts';
import type { ControlPlane } from '../model/document.ts';
import type { Constraint, Target, Verdict } from './constraint.ts';
import { erlangCWaitSeconds } from './erlang-c.ts';
import { measured } from './leaves.ts';
import { nodeRow, numberOf, type Derivation } from './node-row.ts';
import { scopeId, type ConstraintRow, type Context } from './row.ts';
import { meets } from './verdict.ts';

/**
 * `controlPlane.reconcile@controlPlane:X`: capacity = workers ÷ service seconds, demand = arrivals; the target is on the time
 * to converge = depth ÷ (capacity − arrivals), against the control plane's own SLO (none: no target). `breach` if arrivals
 * reach the capacity, whatever else is known. Beside it: the M/M/c waiting time and the measured p95. A service time of 0
 * gives no capacity to divide by: not measured. The margin is in items per second: capacity − depth ÷ SLO − arrivals.
 */
export function reconcileRow(
  scopes: (context: Context) => readonly string[],
  find: (context: Context, scope: string) => ControlPlane | undefined,
): ConstraintRow {
  return nodeRow({
    domain: 'controlPlane',
    resource: 'reconcile',
    scopes,
    derive: (context, scope) => derive(find(context, scope), scope),
  });
}

/**
 * Reconcile loop: capacity = `reconcileWorkers` ÷ `reconcileServiceSeconds`, items per second; time to converge = queue depth ÷
 * (capacity − arrivals) seconds, never where arrivals reach the capacity (MODEL.md section 4). Beside it the mean wait of an M/M/c
 * queue and the measured p95.
 */
function derive(plane: ControlPlane | undefined, scope: string): Derivation {
  const of = (name: string) => `controlPlanes[${scopeId(scope)}].${name}`;
  const workers = plane?.reconcileWorkers ?? null;
  const service = plane?.reconcileServiceSeconds ?? null;
  const arrivals = plane?.reconcileArrivalsPerSecond ?? null;
  const depth = plane?.reconcileQueueDepth ?? null;
  const slo = plane?.timeToConvergeSloSeconds ?? null;
  const capacity = derived('Items all workers finish', 'perSecond', 'a ÷ b', [
    measured('workers', workers, 'count', of('reconcileWorkers')),
    measured('service time', service, 'seconds', of('reconcileServiceSeconds')),
  ]);
  const demand = measured('Arrivals', arrivals, 'perSecond', of('reconcileArrivalsPerSecond'));
  const time = derived('Time to converge', 'seconds', 'a ÷ (b − c)', [
    measured('queue depth', depth, 'count', of('reconcileQueueDepth')),
    capacity,
    demand,
  ]);
  const target: Target | null = slo === null ? null : { on: 'timeToConverge', op: '<=', value: slo };
  return {
    unit: 'perSecond',
    capacity,
    used: demand,
    demand,
    target,
    basis: 'used',
    ...(target === null ? {} : { root: time }),
    beside: {
      timeToConvergeSeconds: numberOf(time),
      waitingSeconds:
        workers === null || service === null || arrivals === null
          ? null
          : erlangCWaitSeconds(arrivals, service, workers),
      measuredTimeToConvergeSecondsP95: plane?.timeToConvergeSecondsP95 ?? null,
    },
    adjust: (constraint) => judge(constraint, time, depth, slo),
  };
}

function judge(
  constraint: Constraint,
  time: ExplainNode,
  depth: number | null,
  slo: number | null,
): Constraint {
  const { capacity, demand } = constraint;
  if (capacity === null || demand === null) return constraint;
  if (demand >= capacity && (demand > 0 || capacity <= 0)) {
    const late =
      slo === null || depth === null || slo === 0 ? null : Math.min(0, capacity - depth / slo - demand);
    return {
      ...constraint,
      verdict: 'breach',
      margin: late,
      notes: ['arrivals reach the capacity: never converges'],
    };
  }
  const seconds = numberOf(time);
  if (seconds === null || depth === null) return { ...constraint, verdict: 'not-measured' };
  if (slo === null) return { ...constraint, verdict: 'no-target' };
  const ok = meets(seconds, '<=', slo, false);
  const verdict: Verdict = ok ? 'ok' : 'breach';
  const room = slo === 0 ? (depth === 0 ? capacity - demand : null) : capacity - depth / slo - demand;
  const margin = room === null ? null : ok ? Math.max(0, room) : Math.min(0, room);
  return { ...constraint, verdict, margin };
}
