import { byCodeUnits } from '../model/model-index.ts';
import type { Unit } from '../units.ts';
import type { HostMap } from './host-map.ts';
import { measureText } from './host-measures.ts';
import type { HostUnion } from './host-union.ts';

export interface FullHost {
  readonly id: string;
  readonly value: number;
  /** The scenario's figure in words; `lost`; `null` where it is the same. */
  readonly after: string | null;
}

/**
 * The hosts with most of the measure among those a filter leaves in, fullest first; ties by id. With a scenario a host
 * stands where the fuller of its two sides puts it, so that one the scenario fills is seen.
 */
export function fullestHosts(
  { before, changes }: HostUnion,
  map: HostMap,
  unit: Unit,
  most: number,
): readonly FullHost[] {
  return [...map.hosts]
    .filter((host, cell) => map.cells.dimmed[cell] === 0 && !Number.isNaN(map.values[host] ?? Number.NaN))
    .map((host) => {
      const value = map.values[host] ?? 0;
      const then = map.after?.[host] ?? Number.NaN;
      return {
        host,
        id: before.ids[host] ?? '',
        value,
        fullest: Number.isNaN(then) ? value : Math.max(value, then),
      };
    })
    .sort((a, b) => b.fullest - a.fullest || byCodeUnits(a.id, b.id))
    .slice(0, most)
    .map(({ host, id, value }) => {
      const change = changes.get(id);
      if (change === 'lost' || change === 'removed') return { id, value, after: change };
      const then = map.after?.[host] ?? Number.NaN;
      const text = measureText(then, unit);
      return { id, value, after: Number.isNaN(then) || text === measureText(value, unit) ? null : text };
    });
}
