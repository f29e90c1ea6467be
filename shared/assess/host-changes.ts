import type { Model } from '../model/document.ts';
import { microvmCounts } from './microvm-counts.ts';

/** What a scenario does to a host, the strongest first. */
export type HostChange = 'lost' | 'removed' | 'added' | 'closed' | 'opened' | 'receives';

/**
 * What became of every host between two models: `lost` went down, `removed` is gone, `added` is new, `closed` takes no more
 * microVMs, `opened` takes them again, `receives` has more microVMs of some flavor. Hosts that stay as they were are absent.
 */
export function hostChanges(before: Model, after: Model): ReadonlyMap<string, HostChange> {
  const changes = new Map<string, HostChange>();
  const was = new Map(before.hosts.map((host) => [host.id, host]));
  const grows = arrivalsBetween(before, after);
  for (const host of after.hosts) {
    const old = was.get(host.id);
    was.delete(host.id);
    if (old === undefined) changes.set(host.id, 'added');
    else if (host.state === 'down' && old.state !== 'down') changes.set(host.id, 'lost');
    else if (old.state === 'schedulable' && host.state !== 'schedulable') changes.set(host.id, 'closed');
    else if (host.state === 'schedulable' && old.state !== 'schedulable') changes.set(host.id, 'opened');
    else if (host !== old || before !== after) {
      if (host.state !== 'down' && grows(host.id)) changes.set(host.id, 'receives');
    }
  }
  for (const id of was.keys()) changes.set(id, 'removed');
  return changes;
}

function arrivalsBetween(before: Model, after: Model): (host: string) => boolean {
  const [then, now] = [microvmCounts(before), microvmCounts(after)];
  const oldNumbers = new Map(then.flavorIds.map((id, index) => [id, index]));
  return (host) => {
    const [newAt, oldAt] = [now.hostNumbers.get(host) ?? -1, then.hostNumbers.get(host) ?? -1];
    return now.flavorIds.some((id, flavor) => {
      const old = oldNumbers.get(id);
      return now.at(newAt, flavor) > (old === undefined || oldAt < 0 ? 0 : then.at(oldAt, old));
    });
  };
}

/** MicroVMs without a host by cluster: stranded by an event, or waiting since before. Clusters without any are absent. */
export function pendingByCluster(model: Model): ReadonlyMap<string, number> {
  const down = new Set(model.hosts.filter((host) => host.state === 'down').map((host) => host.id));
  const pending = new Map<string, number>();
  for (const row of model.microvms) {
    if (row.host !== null && !down.has(row.host)) continue;
    pending.set(row.cluster, (pending.get(row.cluster) ?? 0) + row.count);
  }
  return pending;
}
