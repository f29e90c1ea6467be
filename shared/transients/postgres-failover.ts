import type { Measured } from '../model/document.ts';
import { laneOf, type Lane, type Transient } from './curve.ts';

/** One control plane that waits for the database. */
export interface WaitingLoop {
  readonly id: string;
  readonly depth: Measured;
  readonly arrivalsPerSecond: Measured;
  readonly capacityPerSecond: Measured;
  readonly sloSeconds: Measured;
}

export interface FailoverInput {
  readonly postgres: string;
  readonly detectionSeconds: Measured;
  readonly promotionSeconds: Measured;
  readonly replayBytesPerSecond: Measured;
  readonly lagBytes: Measured;
  readonly loops: readonly WaitingLoop[];
}

export interface LoopBacklog {
  readonly controlPlane: string;
  readonly backlog: number | null;
  /** `null` when unknown, or never: then `never` is true. */
  readonly drainSeconds: number | null;
  readonly never: boolean;
}

export interface FailoverFigures {
  readonly replaySeconds: number | null;
  readonly outageSeconds: number | null;
  readonly loops: readonly LoopBacklog[];
  /** Sum over the control planes; `null` without one. */
  readonly backlog: number | null;
  /** Maximum over the control planes. */
  readonly drainSeconds: number | null;
  readonly missing: readonly string[];
}

/** lagBytes: the replica's lag in bytes, else its lag in seconds × the WAL rate, else not measured (MODEL.md section 7). */
export function lagBytesOf(lagBytes: Measured, lagSeconds: Measured, walBytesPerSecond: Measured): Measured {
  if (lagBytes !== null) return lagBytes;
  return lagSeconds === null || walBytesPerSecond === null ? null : lagSeconds * walBytesPerSecond;
}

/** Replay of the lag: 0 lag needs no rate; otherwise bytes ÷ rate, `null` where the rate is not measured or 0. */
function replayOf(lagBytes: Measured, bytesPerSecond: Measured): number | null {
  if (lagBytes === 0) return 0;
  if (lagBytes === null || bytesPerSecond === null || bytesPerSecond === 0) return null;
  return lagBytes / bytesPerSecond;
}

function backlogOf(loop: WaitingLoop, outageSeconds: number | null): LoopBacklog {
  const { depth, arrivalsPerSecond: arrivals, capacityPerSecond: capacity } = loop;
  const backlog =
    depth === null || arrivals === null || outageSeconds === null ? null : depth + arrivals * outageSeconds;
  const never = capacity !== null && arrivals !== null && capacity <= arrivals;
  const known = backlog !== null && capacity !== null && arrivals !== null && !never;
  return {
    controlPlane: loop.id,
    backlog,
    drainSeconds: known ? backlog / (capacity - arrivals) : null,
    never,
  };
}

/**
 * Postgres failover (MODEL.md section 7): outage = detection + replay + promotion; while it lasts each control plane's
 * reconcile queue grows by its arrivals, then drains at capacity − arrivals. Several control planes: backlog is their
 * sum, drain their maximum. Any figure whose input is not measured is `null`.
 */
export function postgresFailover(input: FailoverInput): FailoverFigures {
  const { detectionSeconds, promotionSeconds } = input;
  const replaySeconds = replayOf(input.lagBytes, input.replayBytesPerSecond);
  const outageSeconds =
    detectionSeconds === null || replaySeconds === null || promotionSeconds === null
      ? null
      : detectionSeconds + replaySeconds + promotionSeconds;
  const loops = input.loops.map((loop) => backlogOf(loop, outageSeconds));
  const at = (field: string) => `postgres[${input.postgres}].${field}`;
  return {
    replaySeconds,
    outageSeconds,
    loops,
    backlog: total(loops.map((loop) => loop.backlog)),
    drainSeconds: most(loops.map((loop) => loop.drainSeconds)),
    missing: [
      ...(detectionSeconds === null ? [at('detectionSeconds')] : []),
      ...(promotionSeconds === null ? [at('promotionSeconds')] : []),
      ...(input.lagBytes === null ? [at('nodes.used.replicationLagBytes')] : []),
      ...(replaySeconds === null && input.lagBytes !== null ? [at('replayBytesPerSecond')] : []),
      ...(input.loops.length === 0 ? ['controlPlanes'] : []),
    ],
  };
}

function total(values: readonly Measured[]): number | null {
  if (values.length === 0) return null;
  return values.reduce<number | null>(
    (sum, value) => (sum === null || value === null ? null : sum + value),
    0,
  );
}

function most(values: readonly Measured[]): number | null {
  if (values.length === 0) return null;
  return values.reduce<number | null>(
    (top, value) => (top === null || value === null ? null : Math.max(top, value)),
    0,
  );
}

/** Curves: WAL still to replay, and each control plane's reconcile queue, which is 0 at outage + its drain seconds. */
export function postgresFailoverTransient(input: FailoverInput): Transient {
  const figures = postgresFailover(input);
  const { outageSeconds, replaySeconds } = figures;
  const detection = input.detectionSeconds;
  const lanes: Lane[] = [];
  const breakpoints: { seconds: number; label: string }[] = [];
  if (detection !== null) breakpoints.push({ seconds: detection, label: 'loss detected' });
  if (detection !== null && replaySeconds !== null && input.lagBytes !== null) {
    const replayed = detection + replaySeconds;
    breakpoints.push({ seconds: replayed, label: 'log replayed' });
    lanes.push(
      laneOf('log to replay', 'diskBytes', [
        [0, input.lagBytes],
        [detection, input.lagBytes],
        [replayed, 0],
      ]),
    );
  }
  if (outageSeconds !== null) breakpoints.push({ seconds: outageSeconds, label: 'new primary writes' });
  input.loops.forEach((loop, index) => {
    const figure = figures.loops[index];
    if (outageSeconds === null || loop.depth === null || figure === undefined || figure.backlog === null)
      return;
    const points: [number, number][] = [
      [0, loop.depth],
      [outageSeconds, figure.backlog],
    ];
    if (figure.drainSeconds !== null) points.push([outageSeconds + figure.drainSeconds, 0]);
    lanes.push(laneOf(`reconcile queue of ${loop.id}`, 'count', points));
  });
  const end =
    outageSeconds !== null && figures.drainSeconds !== null ? outageSeconds + figures.drainSeconds : null;
  if (end !== null) breakpoints.push({ seconds: end, label: 'reconcile queue empty' });
  return {
    kind: 'postgres-failover',
    title: `Postgres failover of ${input.postgres}`,
    lanes,
    breakpoints,
    totalSeconds: end,
    missing: figures.missing,
  };
}
