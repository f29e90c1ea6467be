import type { Host, HostState, Model } from '../model/document.ts';
import { buildFleet } from '../placement/fleet.ts';
import type { PlacementOutcome } from '../placement/outcome.ts';
import { placeDisplaced } from '../placement/place.ts';
import type { EventContext } from './definition.ts';

/** The hosts of a model with another state for some of them. */
export function withState(model: Model, hosts: ReadonlySet<string>, state: HostState): Model {
  return { ...model, hosts: model.hosts.map((host) => (hosts.has(host.id) ? { ...host, state } : host)) };
}

export interface Displacement {
  readonly outcome: PlacementOutcome;
  /** MicroVMs displaced, by cluster; clusters without any have 0. */
  readonly byCluster: ReadonlyMap<string, number>;
}

/** Places what runs on `hosts` elsewhere in their clusters: scheduler first, then the full search (MODEL.md section 5). */
export function displace(
  { model, policy, solver }: Pick<EventContext, 'model' | 'policy' | 'solver'>,
  hosts: readonly Host[],
): Displacement {
  const ids = new Set(hosts.map((host) => host.id));
  const byCluster = new Map(hosts.map((host) => [host.cluster, 0]));
  for (const row of model.microvms) {
    if (row.host === null || !ids.has(row.host)) continue;
    byCluster.set(row.cluster, (byCluster.get(row.cluster) ?? 0) + row.count);
  }
  return {
    outcome: placeDisplaced(buildFleet(model, policy), [...ids], { effort: 'full', solver }),
    byCluster,
  };
}
