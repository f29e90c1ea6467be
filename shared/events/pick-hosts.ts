import type { Host, Model } from '../model/document.ts';
import { buildFleet } from '../placement/fleet.ts';
import { hostsOfFailureDomain, selectLargest, selectMostLoaded } from '../placement/selectors.ts';
import { worstLoss } from '../placement/survive.ts';
import { refused, type EventContext } from './definition.ts';
import type { Problem } from '../model/problem.ts';

type Picked =
  | { readonly ok: true; readonly hosts: readonly Host[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Hosts named by id; a problem for each that is absent or down, located in the event. */
export function namedHosts(context: EventContext, ids: readonly string[], field = 'hosts'): Picked {
  const byId = new Map(context.model.hosts.map((host) => [host.id, host]));
  const problems: Problem[] = [];
  const hosts: Host[] = [];
  ids.forEach((id, index) => {
    const host = byId.get(id);
    const path = `${context.path}.${field}[${index}]`;
    if (host === undefined) problems.push({ message: `there is no host ${id}`, path, value: id });
    else if (host.state === 'down') problems.push({ message: `host ${id} is already down`, path, value: id });
    else hosts.push(host);
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, hosts };
}

export interface HostChoice {
  readonly hosts: readonly string[];
  readonly count: number | null;
  readonly select: 'largest' | 'most-loaded' | 'worst' | null;
  readonly cluster: string | null;
  readonly failureDomain: string | null;
}

/**
 * The hosts an event means (MODEL.md sections 5 and 6): by id, by count and selector, or a whole failure domain (within
 * `cluster` if one is named). Fewer hosts up than asked for is an input error.
 */
export function pickHosts(context: EventContext, choice: HostChoice): Picked {
  const { model, policy } = context;
  if (choice.cluster !== null && !model.clusters.some((cluster) => cluster.id === choice.cluster)) {
    return refused(context, 'cluster', `there is no cluster ${choice.cluster}`, choice.cluster);
  }
  if (choice.failureDomain !== null) {
    const ids = hostsOfFailureDomain(model, choice.failureDomain, choice.cluster);
    if (ids.length > 0) return namedHosts(context, ids);
    const where = choice.cluster === null ? '' : ` in cluster ${choice.cluster}`;
    const message = `no host of failure domain ${choice.failureDomain}${where} is up`;
    return refused(context, 'failureDomain', message, choice.failureDomain);
  }
  if (choice.count === null) return namedHosts(context, choice.hosts);
  const up = model.hosts.filter(
    (host) => host.state !== 'down' && (choice.cluster === null || host.cluster === choice.cluster),
  ).length;
  if (choice.count > up) {
    return refused(context, 'count', `only ${up} hosts are up there`, String(choice.count));
  }
  const ids =
    choice.select === 'worst'
      ? worstLoss(buildFleet(model, policy), choice.count, choice.cluster, {
          clusters: roomy(model, choice.count),
          solver: context.solver,
        })
      : choice.select === 'most-loaded'
        ? selectMostLoaded(buildFleet(model, policy), choice.count, choice.cluster)
        : selectLargest(model, choice.count, choice.cluster);
  if (ids.length < choice.count) {
    const message = `no cluster has ${choice.count} hosts up, and the worst loss is one within a cluster`;
    return refused(context, 'count', message, String(choice.count));
  }
  return namedHosts(context, ids);
}

/** Clusters with at least `count` hosts up: a loss of so many can happen in them. */
function roomy(model: Model, count: number): readonly string[] {
  const up = new Map<string, number>();
  for (const host of model.hosts)
    if (host.state !== 'down') up.set(host.cluster, (up.get(host.cluster) ?? 0) + 1);
  return [...up].filter(([, hosts]) => hosts >= count).map(([cluster]) => cluster);
}
