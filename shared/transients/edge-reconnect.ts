import type { Measured } from '../model/document.ts';
import { laneOf, type Lane, type Transient } from './curve.ts';

/** A survivor that takes `connections` lost ones back at its own rate. */
export interface ReconnectSurvivor {
  readonly node: string;
  /** Its share of the lost connections. */
  readonly connections: Measured;
  readonly newConnectionsPerSecond: Measured;
  readonly cpuCores: Measured;
  readonly usedCpuCores: Measured;
  readonly newConnectionCpuSeconds: Measured;
}

export interface EdgeReconnectFigures {
  /** Connections that have to come back. */
  readonly connections: number | null;
  readonly ratePerSecond: number | null;
  readonly seconds: number | null;
  readonly missing: readonly string[];
}

/**
 * New connections per second one survivor accepts: its own limit, and where the CPU cost of a connection is known also
 * free cores ÷ cost (free = cores − used cores before it takes over anything). `null` if the limit is not measured.
 */
export function acceptRate(survivor: ReconnectSurvivor): number | null {
  const { newConnectionsPerSecond: limit, cpuCores, usedCpuCores, newConnectionCpuSeconds } = survivor;
  if (limit === null) return null;
  if (
    cpuCores === null ||
    usedCpuCores === null ||
    newConnectionCpuSeconds === null ||
    newConnectionCpuSeconds === 0
  ) {
    return limit;
  }
  return Math.min(limit, Math.max(0, cpuCores - usedCpuCores) / newConnectionCpuSeconds);
}

/**
 * Edge reconnect (MODEL.md section 7): seconds = max over survivors of share × lost ÷ new connections per second; 0 if
 * nothing was lost; `null` without a survivor, or where a needed rate is `null` or 0. ratePerSecond = lost ÷ seconds.
 */
export function edgeReconnect(lost: Measured, survivors: readonly ReconnectSurvivor[]): EdgeReconnectFigures {
  if (lost === null)
    return { connections: null, ratePerSecond: null, seconds: null, missing: ['edgeNodes.used.connections'] };
  if (lost === 0) return { connections: 0, ratePerSecond: 0, seconds: 0, missing: [] };
  if (survivors.length === 0) return { connections: lost, ratePerSecond: null, seconds: null, missing: [] };
  const missing: string[] = [];
  let seconds: number | null = 0;
  for (const survivor of survivors) {
    if (survivor.connections === 0) continue;
    const rate = acceptRate(survivor);
    if (rate === null) missing.push(`edgeNodes[${survivor.node}].newConnectionsPerSecond`);
    if (survivor.connections === null || rate === null || rate === 0) seconds = null;
    else if (seconds !== null) seconds = Math.max(seconds, survivor.connections / rate);
  }
  return {
    connections: lost,
    seconds,
    ratePerSecond: seconds === null ? null : seconds > 0 ? lost / seconds : 0,
    missing,
  };
}

/**
 * Curves: connections not yet back and the rate they come back at, all survivors together. Each survivor works at its
 * own rate until its share is done, so the first curve bends where one finishes and is 0 at the closed form's seconds.
 */
export function edgeReconnectTransient(lost: Measured, survivors: readonly ReconnectSurvivor[]): Transient {
  const figures = edgeReconnect(lost, survivors);
  const lanes: Lane[] = [];
  if (figures.seconds !== null && figures.seconds > 0 && lost !== null) {
    const finishes = survivors
      .map((survivor) => {
        const rate = acceptRate(survivor) ?? 0;
        return {
          rate,
          share: survivor.connections ?? 0,
          end: rate > 0 ? (survivor.connections ?? 0) / rate : 0,
        };
      })
      .filter((entry) => entry.share > 0);
    const ends = [...new Set(finishes.map((entry) => entry.end))].sort((a, b) => a - b);
    const leftAt = (second: number) =>
      finishes.reduce((sum, entry) => sum + (second >= entry.end ? 0 : entry.share - entry.rate * second), 0);
    const rates: [number, number][] = [];
    let from = 0;
    for (const end of ends) {
      const rate = finishes.reduce((sum, entry) => sum + (entry.end > from ? entry.rate : 0), 0);
      rates.push([from, rate], [end, rate]);
      from = end;
    }
    lanes.push(
      laneOf('connections not yet back', 'connections', [
        [0, lost],
        ...ends.map((end) => [end, leftAt(end)] as const),
      ]),
      laneOf('new connections', 'perSecond', rates),
    );
  }
  return {
    kind: 'edge-reconnect',
    title: 'Edge reconnect',
    lanes,
    breakpoints:
      figures.seconds === null ? [] : [{ seconds: figures.seconds, label: 'all connections back' }],
    totalSeconds: figures.seconds,
    missing: figures.missing,
  };
}
