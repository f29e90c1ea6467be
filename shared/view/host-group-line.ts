import type { Assessment, Constraint } from '../assess/constraint.ts';
import type { HostChange } from '../assess/host-changes.ts';
import type { HostGroup } from './host-groups.ts';
import { hostSuffix } from './host-groups.ts';
import type { HostUnion } from './host-union.ts';
import { counted, listed } from './number-format.ts';
import { shownValue } from './target-text.ts';

/** What stands over a group of hosts. Parts with a constraint open its derivation. */
export interface GroupLine {
  readonly title: string;
  /** `48 hosts`. */
  readonly hosts: string;
  /** `22.5%`, before the scenario and in it; `null` where it was not measured or does not differ. */
  readonly headroom: {
    readonly constraintId: string;
    readonly before: string;
    readonly after: string | null;
  } | null;
  /** `c-19 cordoned`. */
  readonly states: string;
  /** `2 hosts lost, 2 microVMs stranded`; empty without a scenario or where it changes nothing here. */
  readonly scenario: string;
}

const NAMED = 2;

const CHANGE_WORDS: Readonly<Record<HostChange, string>> = {
  lost: 'lost',
  removed: 'removed',
  added: 'added',
  closed: 'closed to new microVMs',
  opened: 'opened',
  receives: '',
};

/** Hosts out of service by state: by name while they are few, else counted. */
function statesText({ before }: HostUnion, hosts: readonly number[]): string {
  return (['cordoned', 'draining', 'down'] as const)
    .flatMap((state) => {
      const own = hosts.filter((host) => before.states[host] === state);
      if (own.length === 0) return [];
      const names = own.map((host) => {
        const [id, cluster] = [before.ids[host] ?? '', before.clusters[host] ?? ''];
        const suffix = hostSuffix(id, cluster);
        return suffix === '' ? id : `${cluster.split('-').at(-1) ?? ''}-${suffix}`;
      });
      return own.length <= NAMED ? `${listed(names)} ${state}` : `${own.length} ${state}`;
    })
    .join(', ');
}

function scenarioText(
  union: HostUnion,
  hosts: readonly number[],
  cluster: string | null,
  pending: { readonly before: ReadonlyMap<string, number>; readonly after: ReadonlyMap<string, number> },
): string {
  const counts = new Map<HostChange, number>();
  for (const host of hosts) {
    const change = union.changes.get(union.before.ids[host] ?? '');
    if (change !== undefined) counts.set(change, (counts.get(change) ?? 0) + 1);
  }
  const parts = [...counts]
    .filter(([change]) => change !== 'receives')
    .map(([change, count]) => `${counted(count, 'host')} ${CHANGE_WORDS[change]}`);
  if (parts.length === 0 && (counts.get('receives') ?? 0) > 0)
    parts.push(`${counted(counts.get('receives') ?? 0, 'host')} with more microVMs`);
  const stranded =
    cluster === null ? 0 : (pending.after.get(cluster) ?? 0) - (pending.before.get(cluster) ?? 0);
  if (stranded > 0) parts.push(`${counted(stranded, 'microVM')} stranded`);
  return parts.join(', ');
}

function headroomOf(id: string, before: Assessment | null, after: Assessment | null): GroupLine['headroom'] {
  const find = (side: Assessment | null): Constraint | undefined =>
    side?.constraints.find((constraint) => constraint.id === id);
  const was = find(before);
  if (was === undefined || was.headroom === null) return null;
  const is = find(after);
  const [wasText, isText] = [shownValue(was), is === undefined ? null : shownValue(is)];
  return { constraintId: id, before: wasText, after: isText === wasText ? null : isText };
}

export interface GroupLineInput {
  readonly union: HostUnion;
  readonly group: HostGroup;
  /** Whether the groups are clusters: only they have a headroom. */
  readonly isCluster: boolean;
  readonly resource: 'memory' | 'cpu';
  readonly before: Assessment | null;
  readonly after: Assessment | null;
  readonly pending: {
    readonly before: ReadonlyMap<string, number>;
    readonly after: ReadonlyMap<string, number>;
  };
}

export function groupLine(input: GroupLineInput): GroupLine {
  const { union, group, isCluster, resource } = input;
  const hosts = group.blocks.flatMap((block) => block.hosts);
  const id = `compute.${resource}@cluster:${group.key}`;
  return {
    title: group.title,
    hosts: counted(hosts.length, 'host'),
    headroom: isCluster ? headroomOf(id, input.before, input.after) : null,
    states: isCluster ? statesText(union, hosts) : '',
    scenario:
      union.after === null ? '' : scenarioText(union, hosts, isCluster ? group.key : null, input.pending),
  };
}
