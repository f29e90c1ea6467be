import { useMemo } from 'react';
import type { EdgeNode, Measured } from '../../../../shared/model/document.ts';
import type { ServicesAnswer } from '../../../../shared/ipc/services-channels.ts';
import { formatChosenShare } from '../../../../shared/view/number-format.ts';
import { quantityText } from '../../../../shared/view/quantity-format.ts';
import { edgePassing, type PassingFigure } from '../../../../shared/view/passing-figures.ts';
import type { DrawnEntity } from '../../../../shared/view/shown-lines.ts';
import type { TimeTarget } from '../../../../shared/view/time-lines.ts';
import type { Unit } from '../../../../shared/units.ts';
import { useView } from '../../../state/view-store.ts';
import { HistoryPane } from '../services/HistoryPane.tsx';
import { ServiceTab } from '../services/ServiceTab.tsx';
import { useLoadedServices, useScenarioEvents } from '../services/use-services.ts';
import { EdgeMatrix } from './EdgeMatrix.tsx';
import { EdgeNodes } from './EdgeNodes.tsx';

interface EdgeView {
  readonly before: readonly EdgeNode[];
  /** By id; `null` without a scenario. */
  readonly after: ReadonlyMap<string, EdgeNode> | null;
}

function viewOf(services: ServicesAnswer, region: string): EdgeView {
  const own = (nodes: readonly EdgeNode[]) => nodes.filter((node) => node.region === region);
  const after = services.after === null ? null : own(services.after.edgeNodes);
  const added = after?.filter(({ id }) => !services.before.edgeNodes.some((node) => node.id === id)) ?? [];
  return {
    before: [...own(services.before.edgeNodes), ...added.map((node) => ({ ...node, used: emptied(node) }))],
    after: after === null ? null : new Map(after.map((node) => [node.id, node])),
  };
}

/** A node the scenario adds has no past. */
function emptied(node: EdgeNode): EdgeNode['used'] {
  return {
    ...node.used,
    connections: null,
    packetsPerSecond: null,
    throughputBytesPerSecond: null,
    listenerPorts: null,
    cpuCores: null,
    connectSuccessRatio: null,
    resetsPerSecond: null,
  };
}

/** A limit line only where every node has the same limit: one line cannot stand for several. */
function commonLimit(
  nodes: readonly EdgeNode[],
  limit: (node: EdgeNode) => Measured,
  share: number,
  unit: Unit,
): TimeTarget | null {
  const [first, ...others] = nodes.map(limit);
  if (first === undefined || first === null || others.some((value) => value !== first)) return null;
  return {
    value: first * share,
    label: `${formatChosenShare(share)} of ${quantityText(first, unit)}`,
    missedAbove: true,
  };
}

function Histories({ view, limit }: { readonly view: EdgeView; readonly limit: number }) {
  const events = useScenarioEvents();
  const passing = useMemo(
    () =>
      events === null || view.after === null
        ? null
        : edgePassing(
            events,
            view.before.map(({ id }) => id),
          ),
    [events, view],
  );
  const drawn = useMemo(() => {
    const levelOf = (node: EdgeNode, figure: PassingFigure | undefined): number | null =>
      passing?.flapping.has(node.id) === true ? (figure?.level ?? null) : null;
    const of = (value: (node: EdgeNode) => Measured, figure?: PassingFigure): readonly DrawnEntity[] =>
      view.before.map((node) => {
        const after = view.after?.get(node.id);
        return {
          entity: node.id,
          name: node.id,
          before: value(node),
          // A node that is lost carries nothing to draw; the matrix and the table say that it is lost.
          ...(after === undefined || after.state === 'down'
            ? {}
            : { after: levelOf(node, figure) ?? value(after) }),
        };
      });
    return {
      connections: of(({ used }) => used.connections),
      throughput: of(({ used }) => used.throughputBytesPerSecond),
      success: of(({ used }) => used.connectSuccessRatio, passing?.success),
      resets: of(({ used }) => used.resetsPerSecond, passing?.resets),
    };
  }, [view, passing]);
  return (
    <div className="sv-grid">
      <HistoryPane
        title="Connections"
        note="per node, against its limit"
        metric="edge_connections"
        unit="connections"
        entities={drawn.connections}
        target={commonLimit(view.before, (node) => node.maxConnections, limit, 'connections')}
      />
      <HistoryPane
        title="Throughput"
        note="per node"
        metric="edge_throughput_bytes_per_second"
        unit="bytesPerSecond"
        entities={drawn.throughput}
        target={commonLimit(view.before, (node) => node.throughputBytesPerSecond, limit, 'bytesPerSecond')}
      />
      <HistoryPane
        title="Connect success"
        note="share of new connections that come up"
        metric="edge_connect_success_ratio"
        unit="ratio"
        base="data"
        entities={drawn.success}
        passing={passing?.success ?? null}
      />
      <HistoryPane
        title="Connection resets"
        note="per node and second"
        metric="edge_resets_per_second"
        unit="perSecond"
        entities={drawn.resets}
        passing={passing?.resets ?? null}
      />
    </div>
  );
}

/** The edge of the region: how full, how healthy, and what is left when a node is lost. */
export function EdgeTab() {
  const region = useView((state) => state.region);
  const services = useLoadedServices();
  const view = useMemo(
    () => (services === null || region === null ? null : viewOf(services, region)),
    [services, region],
  );
  return (
    <ServiceTab domain="edge" name="Edge" file="edge_nodes.csv">
      {services === null || view === null || region === null || view.before.length === 0 ? null : (
        <>
          <EdgeMatrix services={services} region={region} />
          <Histories view={view} limit={services.before.policy.edgeUtilizationMaxRatio} />
          <EdgeNodes before={view.before} after={view.after} />
        </>
      )}
    </ServiceTab>
  );
}
