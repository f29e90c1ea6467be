import type { HostFigures } from '../assess/host-figures.ts';
import type { HostState } from '../model/document.ts';

export type HostGrouping = 'cluster' | 'failureDomain' | 'state';

/** Hosts that stand together: a rack, a cluster. Numbers are places in the figures. */
export interface HostBlock {
  readonly key: string;
  readonly hosts: readonly number[];
}

export interface HostGroup {
  readonly key: string;
  readonly title: string;
  readonly blocks: readonly HostBlock[];
}

const STATE_ORDER: readonly HostState[] = ['schedulable', 'cordoned', 'draining', 'down'];

/** What a grouping sorts by: the group, then the block inside of it. */
function keysOf(figures: HostFigures, grouping: HostGrouping, host: number): readonly [string, string] {
  const cluster = figures.clusters[host] ?? '';
  const rack = figures.failureDomains[host] ?? null;
  switch (grouping) {
    case 'cluster':
      return [cluster, rack ?? ''];
    case 'failureDomain':
      return [rack ?? `${cluster}, no failure domain`, rack ?? ''];
    case 'state':
      return [figures.states[host] ?? '', cluster];
  }
}

/**
 * The hosts that are looked at, in groups and in blocks inside of them, in the order of the figures; states from schedulable
 * to down.
 */
export function hostGroups(
  figures: HostFigures,
  shown: (host: number) => boolean,
  grouping: HostGrouping,
): readonly HostGroup[] {
  const groups = new Map<string, Map<string, number[]>>();
  for (let host = 0; host < figures.ids.length; host += 1) {
    if (!shown(host)) continue;
    const [group, block] = keysOf(figures, grouping, host);
    const blocks = groups.get(group) ?? new Map<string, number[]>();
    groups.set(group, blocks);
    const hosts = blocks.get(block);
    if (hosts === undefined) blocks.set(block, [host]);
    else hosts.push(host);
  }
  const list = [...groups].map(([key, blocks]) => ({
    key,
    title: key,
    blocks: [...blocks].map(([block, hosts]) => ({ key: block, hosts })),
  }));
  if (grouping !== 'state') return list;
  return list.sort(
    (a, b) => STATE_ORDER.indexOf(a.key as HostState) - STATE_ORDER.indexOf(b.key as HostState),
  );
}

/** `rack-3` of `euw-c-rack-3` in cluster `euw-c`; the whole name where it says more. */
export function rackName(rack: string, cluster: string): string {
  return rack.startsWith(`${cluster}-`) ? rack.slice(cluster.length + 1) : rack;
}

/** `07` of `euw-c-07`: what tells a host apart in its cluster. */
export function hostSuffix(host: string, cluster: string): string {
  const rest = host.startsWith(`${cluster}-`) ? host.slice(cluster.length + 1) : host;
  return rest.length <= 3 ? rest : '';
}
