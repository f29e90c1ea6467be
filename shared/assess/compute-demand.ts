import type { History } from '../history/history.ts';
import type { Measured } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { ClusterFigures } from './cluster-figures.ts';
import type { HostResource } from './host-resource.ts';

/** Where a demand comes from; the explanation follows the same choice. */
export type DemandSource = 'reserved' | 'used' | 'peak' | 'larger';

export interface Demand {
  readonly value: Measured;
  readonly source: DemandSource;
  readonly basis: string;
  readonly lowerBound: boolean;
  readonly notes: readonly string[];
  /** What the constraint shows as used: the daily peak where history has one. */
  readonly used: Measured;
  readonly peakDay: string | null;
}

const OVERHEAD_MISSING = 'overhead per microVM is not measured: reserved is a lower bound';

/**
 * Which figure is the demand (MODEL.md section 4). Memory: the policy's basis. CPU: the p95 daily peak of the summed used
 * cores where history has a complete day, else Σ used, else reserved. IOPS and throughput: Σ used, else reserved.
 * Descriptors and processes: reserved. Where only a part is known, that part is a lower bound: with basis `max` the known
 * side, with a missing overhead the flavors alone.
 */
export function demandOf(
  resource: HostResource,
  figures: ClusterFigures,
  policy: Policy,
  history: History | null,
  scope: string,
): Demand {
  const peak = resource.name === 'cpu' ? (history?.latestDailyPeak('cpu_used_cores', scope) ?? null) : null;
  const used = peak?.peak ?? figures.used;
  const shown = { used, peakDay: peak?.day ?? null };
  const reserved = reservedDemand(resource, figures);
  if (resource.demand === 'reserved') return { ...reserved, ...shown };
  if (resource.demand === 'used') {
    if (peak !== null) return { ...usedDemand(used, 'peak', 'used p95 peak'), ...shown };
    if (used !== null) return { ...usedDemand(used, 'used', 'used'), ...shown };
    const notes = ['used is not measured: demand is what is reserved', ...reserved.notes];
    return { ...reserved, ...shown, notes };
  }
  if (policy.memoryBasis === 'reserved') return { ...reserved, ...shown };
  if (policy.memoryBasis === 'used') return { ...usedDemand(used, 'used', 'used'), ...shown };
  return { ...largerDemand(figures, used, reserved), ...shown };
}

type Bare = Omit<Demand, 'used' | 'peakDay'>;

function reservedDemand(resource: HostResource, figures: ClusterFigures): Bare {
  const partial = figures.reserved !== null && !figures.reservedComplete;
  return {
    value: figures.reserved,
    source: 'reserved',
    basis: 'reserved',
    lowerBound: partial,
    notes: partial && resource.overheadField !== null ? [OVERHEAD_MISSING] : [],
  };
}

function usedDemand(used: Measured, source: DemandSource, basis: string): Bare {
  return { value: used, source, basis, lowerBound: false, notes: [] };
}

function largerDemand(figures: ClusterFigures, used: Measured, reserved: Bare): Bare {
  const known = [figures.reserved, used].filter((value) => value !== null);
  const missing = [
    ...(figures.reserved === null ? ['reserved is not known: used is a lower bound'] : []),
    ...(used === null ? ['used is not measured: reserved is a lower bound'] : []),
  ];
  return {
    value: known.length === 0 ? null : Math.max(...known),
    source: 'larger',
    basis: 'max',
    lowerBound: known.length === 1 || reserved.lowerBound,
    notes: [...missing, ...reserved.notes],
  };
}
