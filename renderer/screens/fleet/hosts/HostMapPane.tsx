import { useCallback, useMemo } from 'react';
import { hostChangeText, hostTip } from '../../../../shared/view/host-reading.ts';
import { groupLine } from '../../../../shared/view/host-group-line.ts';
import { hostSuffix } from '../../../../shared/view/host-groups.ts';
import { measureInfo, measureText } from '../../../../shared/view/host-measures.ts';
import { mapTable } from '../../../../shared/view/host-map-table.ts';
import { ChartFigure } from '../../../app/figure/ChartFigure.tsx';
import { HeatMap } from '../../../charts/HeatMap.tsx';
import { openHost, useHosts } from '../../../state/host-store.ts';
import { useResults } from '../../../state/result-store.ts';
import { GroupHeading } from './GroupHeading.tsx';
import { HostLegend } from './HostLegend.tsx';
import { HostMapTools } from './HostMapTools.tsx';
import { NotImported } from './NotImported.tsx';
import type { ShownHosts } from './use-host-map.ts';

const none: ReadonlyMap<string, number> = new Map();

function useHeadings({ union, map }: ShownHosts) {
  const measure = useHosts((state) => state.measure);
  const grouping = useHosts((state) => state.grouping);
  const figures = useHosts((state) => state.figures);
  const before = useResults((state) => state.baseline);
  const after = useResults((state) => state.result?.after ?? null);
  return useMemo(
    () =>
      map.groups.map((group) =>
        groupLine({
          union,
          group,
          isCluster: grouping === 'cluster',
          resource: measure === 'cpu' ? 'cpu' : 'memory',
          before,
          after: union.after === null ? null : after,
          pending: { before: figures?.baseline.pending ?? none, after: figures?.scenario?.pending ?? none },
        }),
      ),
    [union, map.groups, grouping, measure, figures, before, after],
  );
}

/** The hosts of the region as a heat map in racks. */
export function HostMapPane({ shown, room }: { readonly shown: ShownHosts; readonly room: number }) {
  const { union, map, limit } = shown;
  const measure = useHosts((state) => state.measure);
  const basis = useHosts((state) => state.basis);
  const selected = useHosts((state) => state.selected);
  const pinned = useHosts((state) => state.pinned);
  const headings = useHeadings(shown);
  const info = measureInfo(measure);
  const name = `${info.title}${info.hasBasis ? ` ${basis}` : ''}`;
  const places = useMemo(
    () => new Map([...map.hosts].map((host, cell) => [union.before.ids[host], cell])),
    [map, union],
  );
  const cellOf = (host: string | null): number => (host === null ? -1 : (places.get(host) ?? -1));
  const hostOf = (cell: number): number => map.hosts[cell] ?? -1;
  const labelOf = useCallback(
    (cell: number) => {
      const host = map.hosts[cell] ?? -1;
      return hostSuffix(union.before.ids[host] ?? '', union.before.clusters[host] ?? '');
    },
    [map, union],
  );
  const spoken = (cell: number): string => {
    const host = hostOf(cell);
    const value = measureText(map.values[host] ?? Number.NaN, info.unit);
    const change = hostChangeText(union, host);
    return [union.before.ids[host], `${name} ${value}`, union.before.states[host], change]
      .filter(Boolean)
      .join(', ');
  };
  if (map.hosts.length > 0 && map.bounds === null) {
    return (
      <div className="pane host-map">
        <HostMapTools />
        <NotImported what={`${name} by host`} />
      </div>
    );
  }
  return (
    <div className="pane host-map">
      <HostMapTools />
      <HostLegend bounds={map.bounds} unit={info.unit} cells={map.cells} />
      <ChartFigure
        label={`${name} by host`}
        description={`${map.hosts.length} hosts in ${map.groups.length} groups. ${headings.map((line) => `${line.title}: ${[line.hosts, line.headroom === null ? '' : `${line.headroom.before} headroom`, line.states, line.scenario].filter(Boolean).join(', ')}`).join('. ')}.`}
        table={() => mapTable(union, map, name, info.unit)}
      >
        <HeatMap
          label={`${name} by host`}
          shape={map.shape}
          cells={map.cells}
          labelOf={labelOf}
          headings={headings.map((line) => (
            <GroupHeading key={line.title} line={line} />
          ))}
          spoken={spoken}
          tipOf={(cell) => hostTip(union, map, hostOf(cell), { name, unit: info.unit, limit })}
          selected={cellOf(selected)}
          pinned={pinned.map(cellOf)}
          room={room}
          onSelect={(cell) => openHost(union.before.ids[hostOf(cell)] ?? '')}
        />
      </ChartFigure>
    </div>
  );
}
