import { splitScope } from './constraint-name.ts';
import { formatDay } from './date-format.ts';
import { counted, formatInteger } from './number-format.ts';
import { POLICY_LABELS } from './policy-labels.ts';
import { policyText } from './policy-text.ts';
import { quantityText } from './quantity-format.ts';
import type { RankedChange } from './review-change.ts';
import type { ReviewSnapshot } from './review-snapshot.ts';

/** What is on order otherwise than it was. */
export function orderChanges(was: ReviewSnapshot, now: ReviewSnapshot): readonly RankedChange[] {
  const keyOf = ({ sku, cluster }: { readonly sku: string; readonly cluster: string }): string =>
    JSON.stringify([sku, cluster]);
  const before = new Map(was.orders.map((order) => [keyOf(order), order]));
  const after = new Map(now.orders.map((order) => [keyOf(order), order]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [old, order] = [before.get(key), after.get(key)];
    const known = order ?? old;
    if (known === undefined) return [];
    const more = (order?.count ?? 0) - (old?.count ?? 0);
    const moved = old?.arrivesOn !== order?.arrivesOn;
    if (more === 0 && !moved) return [];
    const day = order === undefined ? null : formatDay(order.arrivesOn, now.asOf);
    const earlier = old === undefined ? '' : `, was ${formatDay(old.arrivesOn, now.asOf)}`;
    return [
      {
        key: `order ${key}`,
        text:
          more === 0
            ? `${known.sku} for ${known.cluster} arrive on another day`
            : more > 0
              ? `${formatInteger(more)} × ${known.sku} ordered for ${known.cluster}`
              : `${formatInteger(-more)} × ${known.sku} fewer on order for ${known.cluster}`,
        detail: day === null ? 'none on order now' : `next arrives ${day}${moved ? earlier : ''}`,
        scope: `cluster:${known.cluster}`,
        constraintId: null,
        rank: 3,
        weight: Math.abs(more),
      },
    ];
  });
}

/** Assumptions that are others. */
export function policyChanges(was: ReviewSnapshot, now: ReviewSnapshot): readonly RankedChange[] {
  return POLICY_LABELS.flatMap(({ key, label }) => {
    // A value newer than the snapshot's application has no earlier one to compare with.
    if (!Object.hasOwn(was.policy, key) || was.policy[key] === now.policy[key]) return [];
    return [
      {
        key: `policy ${key}`,
        text: `${label}: now ${policyText(key, now.policy[key])}`,
        detail: `assumption, was ${policyText(key, was.policy[key])}`,
        scope: null,
        constraintId: null,
        rank: 3,
        weight: -1,
      },
    ];
  });
}

const OVERHEAD = [
  ['memoryBytesPerVm', 'Overhead', 'bytes'],
  ['cpuCoresPerVm', 'CPU overhead', 'cores'],
  ['fileDescriptorsPerVm', 'File descriptors', 'count'],
  ['processesPerVm', 'Processes', 'count'],
] as const;

/** What a microVM costs besides itself, where it was measured or edited anew. */
export function overheadChanges(was: ReviewSnapshot, now: ReviewSnapshot): readonly RankedChange[] {
  return OVERHEAD.flatMap(([key, name, unit]) => {
    const [before, after] = [was.overhead?.[key] ?? null, now.overhead?.[key] ?? null];
    const [old, text] = [quantityText(before, unit), quantityText(after, unit)];
    if (before === after || old === text) return [];
    return [
      {
        key: `overhead ${key}`,
        text: `${name} now ${text}`,
        detail: `per microVM, was ${old}`,
        scope: null,
        constraintId: null,
        rank: 3,
        weight: -2,
      },
    ];
  });
}

/** Pools, Postgres nodes, control planes and regions with limits of their own that came or went; clusters have their line. */
export function scopeChanges(was: ReviewSnapshot, now: ReviewSnapshot): readonly RankedChange[] {
  const scopesOf = ({ constraints }: ReviewSnapshot): ReadonlySet<string> =>
    new Set(constraints.map(({ id }) => id.slice(id.indexOf('@') + 1)));
  const [before, after] = [scopesOf(was), scopesOf(now)];
  return [...new Set([...before, ...after])].flatMap((scope) => {
    const { kind, id } = splitScope(scope);
    if (kind === 'cluster' || before.has(scope) === after.has(scope)) return [];
    const isNew = after.has(scope);
    return [
      {
        key: `scope ${scope}`,
        text: isNew ? `${id}: new` : `${id}: not in the inventory any more`,
        detail: isNew ? 'not there at the last review' : 'its limits are not judged now',
        scope: isNew ? scope : null,
        constraintId: null,
        rank: 3,
        weight: 0,
      },
    ];
  });
}

/** Hosts and microVMs that came or went, cluster by cluster. */
export function clusterChanges(was: ReviewSnapshot, now: ReviewSnapshot): readonly RankedChange[] {
  const before = new Map(was.clusters.map((cluster) => [cluster.id, cluster]));
  const after = new Map(now.clusters.map((cluster) => [cluster.id, cluster]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => {
    const old = before.get(id) ?? { hosts: 0, microvms: 0 };
    const cluster = after.get(id) ?? { hosts: 0, microvms: 0 };
    const [hosts, microvms] = [cluster.hosts - old.hosts, cluster.microvms - old.microvms];
    if (hosts === 0 && microvms === 0) return [];
    const part = (by: number, one: string): readonly string[] =>
      by === 0 ? [] : [`${counted(Math.abs(by), one)} ${by > 0 ? 'more' : 'fewer'}`];
    return [
      {
        key: `cluster ${id}`,
        text: `${id}: ${[...part(hosts, 'host'), ...part(microvms, 'microVM')].join(', ')}`,
        detail: after.has(id)
          ? `${counted(cluster.hosts, 'host')}, ${counted(cluster.microvms, 'microVM')} now`
          : 'not in the inventory any more',
        scope: after.has(id) ? `cluster:${id}` : null,
        constraintId: null,
        rank: hosts === 0 ? 8 : 3,
        weight: Math.abs(hosts) || Math.abs(microvms),
      },
    ];
  });
}
