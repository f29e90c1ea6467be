import type { Host, Model } from '../model/document.ts';
import { buildFleet } from '../placement/fleet.ts';
import { hostsOfFailureDomain, selectLargest, selectMostLoaded } from '../placement/selectors.ts';
import { worstLoss, type WorstLoss } from '../placement/worst-loss.ts';
import { refused, type EventContext } from './definition.ts';
import type { Problem } from '../model/problem.ts';

type Picked =
  | {
      readonly ok: true;
      readonly hosts: readonly Host[];
      /** How far the worst loss was looked for, where that was not everywhere. */
      readonly notes?: readonly string[];
    }
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
    const words = up === 1 ? 'host is' : 'hosts are';
    return refused(context, 'count', `only ${up} ${words} up there`, String(choice.count));
  }
  const worst = choice.select === 'worst' ? worstOf(context, choice.count, choice.cluster) : null;
  const ids =
    worst !== null
      ? worst.lost
      : choice.select === 'most-loaded'
        ? selectMostLoaded(buildFleet(model, policy), choice.count, choice.cluster)
        : selectLargest(model, choice.count, choice.cluster);
  if (ids.length < choice.count) {
    const message = `no cluster has ${choice.count} hosts up, and the worst loss is one within a cluster`;
    return refused(context, 'count', message, String(choice.count));
  }
  const picked = namedHosts(context, ids);
  return picked.ok && worst !== null ? { ...picked, notes: searchNotes(worst) } : picked;
}

function worstOf(
  { model, policy, solver, watch }: EventContext,
  count: number,
  cluster: string | null,
): WorstLoss {
  return worstLoss(buildFleet(model, policy), count, cluster, {
    clusters: roomy(model, count),
    solver,
    ...(watch === undefined ? {} : { watch }),
  });
}

/** What a reader must know of a worst loss that is not the worst of all: stopped, a sample, or searches cut short. */
function searchNotes({ tried, combinations, seed, unsearched, stopped }: WorstLoss): string[] {
  const notes: string[] = [];
  const all = combinations <= 1e9 ? String(combinations) : combinations.toExponential(1);
  if (stopped) notes.push(`search stopped after ${tried} of ${all} losses: the worst is at least this one`);
  else if (tried < combinations) {
    notes.push(`worst of ${tried} losses drawn with seed ${seed} out of ${all}; others may be worse`);
  }
  if (unsearched > 0)
    notes.push(
      `${unsearched} more losses that the scheduler does not place were not searched for a repacking; one of them may be worse`,
    );
  return notes;
}

/** Clusters with at least `count` hosts up: a loss of so many can happen in them. */
function roomy(model: Model, count: number): readonly string[] {
  const up = new Map<string, number>();
  for (const host of model.hosts)
    if (host.state !== 'down') up.set(host.cluster, (up.get(host.cluster) ?? 0) + 1);
  return [...up].filter(([, hosts]) => hosts >= count).map(([cluster]) => cluster);
}
