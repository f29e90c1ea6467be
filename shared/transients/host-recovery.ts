import type { Measured } from '../model/document.ts';
import { laneOf, type Lane, type Transient } from './curve.ts';

/** One control plane's reconcile loop: waiting items, arrivals and capacity in items per second. */
export interface ReconcileLoop {
  readonly id: string;
  readonly depth: Measured;
  readonly arrivalsPerSecond: Measured;
  /** workers ÷ service seconds. */
  readonly capacityPerSecond: Measured;
  /** Displaced microVMs this loop has to place: those of its region. */
  readonly displaced: number;
}

/** Boots of one cluster: its displaced microVMs on its schedulable survivors. */
export interface BootGroup {
  readonly cluster: string;
  readonly displaced: number;
  readonly schedulableSurvivors: number;
}

export interface HostRecoveryInput {
  readonly detectionSeconds: number;
  readonly bootsPerHostPerSecond: number;
  readonly loops: readonly ReconcileLoop[];
  readonly boots: readonly BootGroup[];
}

export interface HostRecoveryFigures {
  readonly detectionSeconds: number;
  /** Displaced microVMs back per second, averaged from detection to the end. */
  readonly ratePerSecond: number | null;
  readonly seconds: number | null;
  /** The two terms the longer of which decides: reconcile queue drained, microVMs booted; seconds after detection. */
  readonly queueSeconds: number | null;
  readonly bootSeconds: number | null;
  /** True when it never ends: the loop's arrivals are not below its capacity, or no host is left to boot on. */
  readonly never: boolean;
  readonly missing: readonly string[];
}

type Term = { readonly seconds: number } | 'never' | { readonly missing: readonly string[] };

/** Seconds after detection until one loop's queue is empty: (depth + arrivals × detection + displaced) ÷ (capacity − arrivals). */
function queueTerm(loop: ReconcileLoop, detectionSeconds: number): Term {
  const { depth, arrivalsPerSecond: arrivals, capacityPerSecond: capacity } = loop;
  if (depth === null || arrivals === null || capacity === null) {
    const at = (field: string) => `controlPlanes[${loop.id}].${field}`;
    return {
      missing: [
        ...(depth === null ? [at('reconcileQueueDepth')] : []),
        ...(arrivals === null ? [at('reconcileArrivalsPerSecond')] : []),
        ...(capacity === null ? [at('reconcileWorkers ÷ reconcileServiceSeconds')] : []),
      ],
    };
  }
  if (capacity <= arrivals) return 'never';
  return { seconds: (depth + arrivals * detectionSeconds + loop.displaced) / (capacity - arrivals) };
}

function bootTerm(group: BootGroup, bootsPerHostPerSecond: number): Term {
  if (group.displaced === 0) return { seconds: 0 };
  const rate = bootsPerHostPerSecond * group.schedulableSurvivors;
  return rate > 0 ? { seconds: group.displaced / rate } : 'never';
}

function longest(terms: readonly Term[]): {
  seconds: number | null;
  never: boolean;
  missing: readonly string[];
} {
  const missing = terms.flatMap((term) => (term !== 'never' && 'missing' in term ? term.missing : []));
  const never = terms.includes('never');
  if (never || missing.length > 0) return { seconds: null, never, missing };
  const seconds = terms.reduce(
    (most, term) => (term !== 'never' && 'seconds' in term ? Math.max(most, term.seconds) : most),
    0,
  );
  return { seconds, never: false, missing: [] };
}

/**
 * Host loss recovery (MODEL.md section 7): seconds = detection + max(reconcile queue drained, microVMs booted). Losses in
 * several clusters or regions end when the last of them ends. `null` without a control plane, while an input is not
 * measured, or when it never ends. ratePerSecond = displaced ÷ (seconds − detection), 0 when nothing was displaced.
 */
export function hostRecovery(input: HostRecoveryInput): HostRecoveryFigures {
  const queue =
    input.loops.length === 0
      ? { seconds: null, never: false, missing: ['controlPlanes'] }
      : longest(input.loops.map((loop) => queueTerm(loop, input.detectionSeconds)));
  const boot = longest(input.boots.map((group) => bootTerm(group, input.bootsPerHostPerSecond)));
  const after =
    queue.seconds === null || boot.seconds === null ? null : Math.max(queue.seconds, boot.seconds);
  const displaced = input.boots.reduce((sum, group) => sum + group.displaced, 0);
  return {
    detectionSeconds: input.detectionSeconds,
    ratePerSecond: after === null ? null : after > 0 ? displaced / after : 0,
    seconds: after === null ? null : input.detectionSeconds + after,
    queueSeconds: queue.seconds,
    bootSeconds: boot.seconds,
    never: queue.never || boot.never,
    missing: queue.missing,
  };
}

/** Queue of one loop: filling while nothing is noticed, the displaced on top, then draining to 0 at its own end. */
function queueLane(loop: ReconcileLoop, detectionSeconds: number): Lane | null {
  const term = queueTerm(loop, detectionSeconds);
  if (term === 'never' || 'missing' in term || loop.depth === null || loop.arrivalsPerSecond === null)
    return null;
  const waiting = loop.depth + loop.arrivalsPerSecond * detectionSeconds;
  return laneOf(`reconcile queue of ${loop.id}`, 'count', [
    [0, loop.depth],
    [detectionSeconds, waiting],
    [detectionSeconds, waiting + loop.displaced],
    [detectionSeconds + term.seconds, 0],
  ]);
}

/**
 * Curves of the recovery: each reconcile queue, each cluster's microVMs still to boot (at full boot rate), and the
 * displaced microVMs not yet back at the average rate. Each curve's zero is its closed form's end.
 */
export function hostRecoveryTransient(input: HostRecoveryInput): Transient {
  const figures = hostRecovery(input);
  const start = input.detectionSeconds;
  const displaced = input.boots.reduce((sum, group) => sum + group.displaced, 0);
  const lanes: Lane[] = [];
  if (figures.seconds !== null && displaced > 0) {
    lanes.push(
      laneOf('microVMs not yet back', 'microvms', [
        [0, displaced],
        [start, displaced],
        [figures.seconds, 0],
      ]),
    );
  }
  for (const group of input.boots) {
    const term = bootTerm(group, input.bootsPerHostPerSecond);
    if (term === 'never' || 'missing' in term || group.displaced === 0) continue;
    lanes.push(
      laneOf(`boots left in ${group.cluster}`, 'microvms', [
        [0, group.displaced],
        [start, group.displaced],
        [start + term.seconds, 0],
      ]),
    );
  }
  for (const loop of input.loops) {
    const lane = queueLane(loop, start);
    if (lane !== null) lanes.push(lane);
  }
  const breakpoints = [{ seconds: start, label: 'loss detected' }];
  if (figures.seconds !== null) breakpoints.push({ seconds: figures.seconds, label: 'all back' });
  return {
    kind: 'host-recovery',
    title: 'Host loss recovery',
    lanes,
    breakpoints,
    totalSeconds: figures.seconds,
    missing: figures.missing,
  };
}
