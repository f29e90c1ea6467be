import type { Unit } from '../units.ts';
import { axisUnit } from './axis-unit.ts';
import type { ChartTable } from './chart-table.ts';
import type { HostMap } from './host-map.ts';
import { hostChangeText } from './host-reading.ts';
import type { HostUnion } from './host-union.ts';

/** The map row by row, in its order. */
export function mapTable(union: HostUnion, map: HostMap, name: string, unit: Unit): ChartTable {
  const { before } = union;
  const shown = axisUnit(unit, 1);
  const label = shown.label === '' ? name : `${name} (${shown.label})`;
  const cell = (value: number | undefined): number | null =>
    value === undefined || Number.isNaN(value) ? null : value / shown.factor;
  return {
    columns: [
      'host',
      'cluster',
      'failure domain',
      'state',
      label,
      ...(map.after === null ? [] : [`${label} in the scenario`, 'scenario']),
    ],
    rows: [...map.hosts].map((host) => [
      before.ids[host] ?? '',
      before.clusters[host] ?? '',
      before.failureDomains[host] ?? null,
      before.states[host] ?? '',
      cell(map.values[host]),
      ...(map.after === null ? [] : [cell(map.after[host]), hostChangeText(union, host) || null]),
    ]),
  };
}
