import type { HostColumn } from '../assess/host-figures.ts';
import { guarded } from '../model/formula-guard.ts';
import { GB, GIB } from '../units.ts';
import type { ChartTable } from './chart-table.ts';
import { rackName } from './host-groups.ts';
import { hostChangeText } from './host-reading.ts';
import type { HostUnion } from './host-union.ts';
import { formatDecimal, formatInteger, formatPercent, NOT_MEASURED } from './number-format.ts';

type Cell = string | number | null;

export interface HostTableColumn {
  readonly id: string;
  readonly title: string;
  /** Stands in the head, once for the column. */
  readonly unit: string;
  readonly isNumber: boolean;
  readonly isShownFirst: boolean;
  /** Pixels it needs. */
  readonly width: number;
  /** Sorted and copied by this; `null` = not measured. */
  readonly value: (union: HostUnion, host: number) => Cell;
  readonly text: (value: Cell) => string;
}

const words = (value: Cell): string => (value === null ? '' : String(value));

function text(
  id: string,
  title: string,
  width: number,
  value: HostTableColumn['value'],
  isShownFirst = true,
): HostTableColumn {
  return { id, title, unit: '', isNumber: false, isShownFirst, width, value, text: words };
}

function figure(
  id: string,
  title: string,
  unit: string,
  width: number,
  isShownFirst: boolean,
  value: (of: (column: HostColumn) => number) => number,
  shown: (value: number) => string,
): HostTableColumn {
  return {
    id,
    title,
    unit,
    isNumber: true,
    isShownFirst,
    width,
    value({ before }, host) {
      const known = value((column) => before.columns[column][host] ?? Number.NaN);
      return Number.isFinite(known) ? known : null;
    },
    text: (cell) => (typeof cell === 'number' ? shown(cell) : NOT_MEASURED),
  };
}

const percent = (value: number): string => formatPercent(value).replace('%', '');
const one = (value: number): string => formatDecimal(value, 1);

/** Every column hosts can be compared by, in their order; absolute and share together. */
export const HOST_TABLE: readonly HostTableColumn[] = [
  text('id', 'Host', 96, ({ before }, host) => before.ids[host] ?? ''),
  text('cluster', 'Cluster', 66, ({ before }, host) => before.clusters[host] ?? ''),
  text('rack', 'Rack', 64, ({ before }, host) => {
    const rack = before.failureDomains[host] ?? null;
    return rack === null ? null : rackName(rack, before.clusters[host] ?? '');
  }),
  text('state', 'State', 112, ({ before }, host) => before.states[host] ?? ''),
  figure('memoryReserved', 'Memory reserved', '%', 82, true, (of) => of('memoryReservedBytes') / of('memoryAllocatableBytes'), percent),
  figure('memoryFree', 'Memory free', 'GiB', 74, true, (of) => (of('memoryAllocatableBytes') - of('memoryReservedBytes')) / GIB, one),
  figure('memoryUsed', 'Memory used', '%', 70, true, (of) => of('memoryUsedBytes') / of('memoryAllocatableBytes'), percent),
  figure('memory', 'Memory', 'GiB', 74, false, (of) => of('memoryAllocatableBytes') / GIB, one),
  figure('cpuReserved', 'CPU reserved', '%', 82, false, (of) => of('cpuReservedCores') / of('cpuCores'), percent),
  figure('cpuUsed', 'CPU used', '%', 66, true, (of) => of('cpuUsedCores') / of('cpuCores'), percent),
  figure('cpuFree', 'CPU free', 'cores', 74, true, (of) => of('cpuCores') - of('cpuUsedCores'), one),
  figure('disk', 'OS disk used', '%', 70, true, (of) => of('osDiskUsedBytes') / of('osDiskBytes'), percent),
  figure('diskFree', 'OS disk free', 'GB', 66, false, (of) => (of('osDiskBytes') - of('osDiskUsedBytes')) / GB, one),
  figure('iops', 'IOPS', '', 74, false, (of) => of('iopsUsed'), formatInteger),
  figure('packetLoss', 'Packet loss', '%', 70, true, (of) => of('packetLossRatio'), (value) => formatDecimal(value * 100, 4)),
  figure('microvms', 'MicroVMs', '', 78, true, (of) => of('microvms'), formatInteger),
]; // prettier-ignore

/** What becomes of the host in the scenario, and its memory then. */
const CHANGE = text('change', 'Scenario', 120, (union, host) => {
  const change = hostChangeText(union, host).replace(' in the scenario', '');
  return change === '' ? null : change;
});
const MEMORY_AFTER: HostTableColumn = {
  ...figure('memoryAfter', 'Memory reserved', '%', 82, true, () => Number.NaN, percent),
  value({ after }, host) {
    const part = after?.columns.memoryReservedBytes[host] ?? Number.NaN;
    const share = part / (after?.columns.memoryAllocatableBytes[host] ?? Number.NaN);
    return Number.isFinite(share) ? share : null;
  },
};

export function isScenarioColumn({ id }: HostTableColumn): boolean {
  return id === CHANGE.id || id === MEMORY_AFTER.id;
}

/** Whether the scenario's figure reads as the baseline's beside it: then the cell says so, and is no accent. */
export function isSameAsBefore(column: HostTableColumn, union: HostUnion, host: number): boolean {
  const base = HOST_TABLE.find(({ id }) => id === 'memoryReserved');
  if (column.id !== MEMORY_AFTER.id || base === undefined) return false;
  return column.text(column.value(union, host)) === base.text(base.value(union, host));
}

/** Columns with what a scenario adds, each behind what it changes. */
export function withScenario(columns: readonly HostTableColumn[]): readonly HostTableColumn[] {
  return columns.flatMap((column) => {
    if (column.id === 'state') return [column, CHANGE];
    return column.id === 'memoryReserved' ? [column, MEMORY_AFTER] : [column];
  });
}

export interface HostSort {
  readonly column: string;
  readonly descending: boolean;
}

const digits = new Intl.Collator('en', { numeric: true });

/** Hosts by a column; what is not measured stands last whichever way; equal ones keep their order. */
export function sortedHosts(
  union: HostUnion,
  hosts: readonly number[],
  columns: readonly HostTableColumn[],
  sort: HostSort | null,
): readonly number[] {
  const column = columns.find(({ id }) => id === sort?.column);
  if (sort === null || column === undefined) return hosts;
  const sign = sort.descending ? -1 : 1;
  const keyed = hosts.map((host) => ({ host, value: column.value(union, host) }));
  keyed.sort((a, b) => {
    if (a.value === null || b.value === null) return a.value === b.value ? 0 : a.value === null ? 1 : -1;
    if (typeof a.value === 'number' && typeof b.value === 'number') return sign * (a.value - b.value);
    return sign * digits.compare(String(a.value), String(b.value));
  });
  return keyed.map(({ host }) => host);
}

/** Head with its unit: `Memory reserved, %`. */
export function columnHead({ title, unit }: HostTableColumn): string {
  return unit === '' ? title : `${title}, ${unit}`;
}

/** The rows and columns as they stand, with numbers in the column's unit. */
export function hostTable(
  union: HostUnion,
  hosts: readonly number[],
  columns: readonly HostTableColumn[],
): ChartTable {
  return {
    columns: columns.map((column) =>
      column.unit === '' ? column.title : `${column.title} (${column.unit})`,
    ),
    rows: hosts.map((host) =>
      columns.map((column) => {
        const value = column.value(union, host);
        return typeof value === 'number' && column.unit === '%'
          ? Number((value * 100).toPrecision(12))
          : value;
      }),
    ),
  };
}

/** Tab-separated, as a spreadsheet takes it from the clipboard. */
export function tabText({ columns, rows }: ChartTable): string {
  const cell = (value: Cell): string => {
    if (value === null) return '';
    return typeof value === 'number' ? String(value) : guarded(value).replaceAll(/[\t\r\n]+/g, ' ');
  };
  return [columns, ...rows].map((row) => row.map(cell).join('\t')).join('\n');
}
