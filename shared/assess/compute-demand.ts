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
  const used: Used = { value: peak?.peak ?? figures.used, peakDay: peak?.day ?? null };
  if (resource.demand === 'reserved') return reservedDemand(resource, figures, used);
  if (resource.demand === 'used') {
    if (peak !== null) return usedDemand(used, 'peak', 'used p95 peak');
    if (used.value !== null) return usedDemand(used, 'used', 'used');
    return reservedDemand(resource, figures, used, 'used is not measured: demand is what is reserved');
  }
  if (policy.memoryBasis === 'reserved') return reservedDemand(resource, figures, used);
  return policy.memoryBasis === 'used'
    ? usedDemand(used, 'used', 'used')
    : largerDemand(resource, figures, used);
}

interface Used {
  readonly value: Measured;
  readonly peakDay: string | null;
}

const NO_NOTES: readonly string[] = [];

function reservedDemand(
  resource: HostResource,
  figures: ClusterFigures,
  { value: used, peakDay }: Used,
  note: string | null = null,
): Demand {
  const partial = figures.reserved !== null && !figures.reservedComplete;
  const missing = partial && resource.overheadField !== null ? [OVERHEAD_MISSING] : NO_NOTES;
  return {
    value: figures.reserved,
    source: 'reserved',
    basis: 'reserved',
    lowerBound: partial,
    notes: note === null ? missing : [note, ...missing],
    used,
    peakDay,
  };
}

function usedDemand({ value, peakDay }: Used, source: DemandSource, basis: string): Demand {
  return { value, source, basis, lowerBound: false, notes: NO_NOTES, used: value, peakDay };
}

function largerDemand(resource: HostResource, figures: ClusterFigures, used: Used): Demand {
  const reserved = reservedDemand(resource, figures, used);
  const known = [figures.reserved, used.value].filter((value) => value !== null);
  const missing = [
    ...(figures.reserved === null ? ['reserved is not known: used is a lower bound'] : []),
    ...(used.value === null ? ['used is not measured: reserved is a lower bound'] : []),
  ];
  return {
    value: known.length === 0 ? null : Math.max(...known),
    source: 'larger',
    basis: 'max',
    lowerBound: known.length === 1 || reserved.lowerBound,
    notes: [...missing, ...reserved.notes],
    used: used.value,
    peakDay: used.peakDay,
  };
}
