import { outcomeOf } from '../../events/outcome-of.ts';
import type { Model } from '../../model/document.ts';
import { modelIndex } from '../../model/model-index.ts';
import { runEvents } from '../../timeline/run-events.ts';
import { expectedToReport } from '../alerts/compute-drafts.ts';
import { idOf, modelOf, policyOf, type RuleSource } from '../alerts/rule-context.ts';
import type { AlertCase, Firing } from './alert-case.ts';
import { course, HOUR } from './course.ts';
import type { SimulatedSeries } from './raw-series.ts';
import { simulatedPreset } from './simulated.ts';

const ONSET = 3 * HOUR;
const END = 6 * HOUR;
const MINUTE = 60;

interface Member {
  readonly id: string;
  /** Before the loss, and afterwards where it survives. */
  readonly before: number | null;
  readonly after: number | null;
}

function series(
  metric: string,
  members: readonly Member[],
  lost: ReadonlySet<string>,
): readonly SimulatedSeries[] {
  return members.map(({ id, before, after }) => ({
    metric,
    entity: id,
    readings: course(MINUTE, END, (second) => {
      if (second < ONSET) return before ?? 0;
      return lost.has(id) ? null : (after ?? before ?? 0);
    }),
  }));
}

function lossCase(
  mode: 'host-loss' | 'edge-loss',
  scope: string,
  name: string,
  readings: readonly SimulatedSeries[],
  firing: readonly Firing[],
  before: readonly Firing[] = [],
): AlertCase {
  return {
    title: name,
    mode,
    scope,
    intervalSeconds: MINUTE,
    series: readings,
    checks: [
      { atSeconds: ONSET, firing: before.filter(({ count }) => count > 0) },
      { atSeconds: END, firing: firing.filter(({ count }) => count > 0) },
    ],
  };
}

/** The most loaded host of a cluster is lost, by the engine (the worst one takes a sweep of the cluster to find, and rings alike); then as many as are beyond the reserve. */
export function hostLossCases(source: RuleSource, scope: string): readonly AlertCase[] {
  const found = simulatedPreset(source, 'host-loss', scope, { select: 'most-loaded' });
  if (typeof found === 'string') return [];
  const outcome = outcomeOf(found.applied, 'hostLoss');
  const hosts = (modelIndex(modelOf(source)).hostsByCluster.get(idOf(scope)) ?? []).filter(
    (host) => host.state !== 'down',
  );
  if (outcome === null) return [];
  const after = new Map(found.applied.after.hosts.map((host) => [host.id, host.used.memoryBytes]));
  const reporting = expectedToReport(hosts, ({ used }) => used.memoryBytes !== null);
  const members = reporting.map((host) => ({
    id: host.id,
    before: host.used.memoryBytes,
    after: after.get(host.id) ?? null,
  }));
  const ids = members.map(({ id }) => id);
  const policy = policyOf(source);
  const reserve = policy.hostLossesPerCluster + policy.maintenanceHostsPerCluster;
  const of = (name: string, lost: ReadonlySet<string>): AlertCase =>
    lossCase('host-loss', scope, name, series('memory_used_bytes', members, lost), [
      { alert: 'HeadroomHostLost', scope, count: lost.size },
      {
        alert: 'HeadroomHostLossBeyondReserve',
        scope,
        count: lost.size > reserve && reserve < members.length ? 1 : 0,
      },
    ]);
  const gone = outcome.lost.filter((id) => ids.includes(id));
  const cases = [of(`${outcome.lost.join(', ')} lost`, new Set(gone))];
  if (reserve + 1 <= members.length && reserve + 1 > gone.length) {
    const more = [...gone, ...ids.filter((id) => !gone.includes(id))];
    cases.push(of(`${reserve + 1} lost, ${reserve} in reserve`, new Set(more.slice(0, reserve + 1))));
  }
  return cases;
}

/** The busiest edge nodes of a region are lost and their connections spread, by the engine; then one more than the reserve. */
export function edgeLossCases(source: RuleSource, scope: string): readonly AlertCase[] {
  const found = simulatedPreset(source, 'edge-loss', scope);
  if (typeof found === 'string') return [];
  const outcome = outcomeOf(found.applied, 'edgeLoss');
  const region = idOf(scope);
  const nodes = (modelIndex(modelOf(source)).edgeNodesByRegion.get(region) ?? []).filter(
    (node) => node.state === 'in-service',
  );
  if (outcome === null) return [];
  const reporting = expectedToReport(nodes, ({ used }) => used.connections !== null);
  const { edgeLossesPerRegion: reserve, edgeUtilizationMaxRatio } = policyOf(source);
  const alike = new Set(nodes.map((node) => node.maxConnections)).size === 1;
  const limit = alike ? (nodes[0]?.maxConnections ?? null) : null;
  const of = (name: string, lost: ReadonlySet<string>, after: Model): AlertCase => {
    const then = new Map(after.edgeNodes.map((node) => [node.id, node.used.connections]));
    // Where nobody can say what a node carries afterwards (all limits are 0), it goes on reporting what it carried.
    const gone = new Set(reporting.flatMap(({ id }) => (lost.has(id) ? [id] : [])));
    const members = reporting.map((node) => ({
      id: node.id,
      before: node.used.connections,
      after: then.get(node.id) ?? node.used.connections,
    }));
    const isOver = (load: number | null): boolean =>
      limit !== null && load !== null && load > limit * edgeUtilizationMaxRatio;
    const overBefore = members.filter(({ before }) => isOver(before)).length;
    const over = members.filter(({ id, after: load }) => !lost.has(id) && isOver(load)).length;
    return lossCase(
      'edge-loss',
      scope,
      name,
      series('edge_connections', members, lost),
      [
        { alert: 'HeadroomEdgeNodeLost', scope, count: gone.size },
        {
          alert: 'HeadroomEdgeLossBeyondReserve',
          scope,
          count: gone.size > reserve && reserve < members.length ? 1 : 0,
        },
        { alert: 'HeadroomEdgeNodeOverTarget', scope, count: over },
      ],
      [{ alert: 'HeadroomEdgeNodeOverTarget', scope, count: overBefore }],
    );
  };
  const cases = [of(`${outcome.lost.join(', ')} lost`, new Set(outcome.lost), found.applied.after)];
  const more = reporting.slice(0, reserve + 1).map(({ id }) => id);
  const [event] = found.scenario.events;
  if (event === undefined || more.length <= reserve) return cases;
  const run = runEvents(modelOf(source), policyOf(source), {
    ...found.scenario,
    events: [{ id: event.id, type: event.type, nodes: more }],
  });
  if (run.ok) cases.push(of(`${more.length} lost, ${reserve} in reserve`, new Set(more), run.value.model));
  return cases;
}
