import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import type { Host, Model } from '../model/document.ts';
import type { PlacementOutcome } from '../placement/outcome.ts';
import { defineEvent, type Applied } from './definition.ts';
import { displace, withState } from './displace.ts';
import type { HostLossOutcome } from './host-loss.ts';
import { HOSTS_FIELD } from './host-state.ts';
import { namedHosts } from './pick-hosts.ts';
import { recoveryOf } from './recovery-of.ts';
import { removingSteps } from './removing-steps.ts';
import { numbered, stepFigures, type Step } from './step.ts';
import { relocate, spreadOrphans } from './workload.ts';

/** The outcome of a host loss (MODEL.md section 16) with the five decommissioning steps. `lost` are the hosts drained. */
export interface RemoveHostsOutcome extends HostLossOutcome {
  /** Hosts that are gone from the model. */
  readonly removed: readonly string[];
  /** Hosts that stay draining because something on them fits nowhere. */
  readonly draining: readonly string[];
  /** Guest memory of what moves off ÷ drainBytesPerSecond; `null` without a rate. */
  readonly drainSeconds: number | null;
  readonly steps: readonly Step[];
}

/**
 * Hosts are decommissioned (MODEL.md section 6): cordon, drain (placement as section 5), remove. A host with something
 * left that fits nowhere stays `draining`, and what is left stays on it. Nothing is detected: recovery has detection 0.
 * Drain seconds = memory of the microVMs' flavors ÷ rate: what a live migration has to copy. Volumes attached to a
 * removed host are detached, its overlay tunnels go.
 */
export const removeHosts = defineEvent({
  type: 'removeHosts',
  title: 'Remove hosts',
  summary: 'Hosts are drained and taken away; the five steps of decommissioning and what each meets.',
  group: 'change',
  fields: [
    HOSTS_FIELD,
    {
      kind: 'quantity',
      unit: 'bytesPerSecond',
      above: 0,
      name: 'drainBytesPerSecond',
      label: 'Drain rate',
      help: 'How fast memory moves off; absent: the drain time is not computed.',
    },
  ],
  defaults(model) {
    const up = model.hosts.find((host) => host.state !== 'down');
    return up === undefined ? 'no host is up' : { hosts: [up.id] };
  },
  apply(context, { hosts: ids, drainBytesPerSecond }): Applied<RemoveHostsOutcome> {
    const named = namedHosts(context, ids);
    if (!named.ok) return named;
    const { policy } = context;
    const drained = new Set(ids);
    const { outcome, byCluster } = displace(context, named.hosts);
    const orphans = spreadOrphans(context.model, emptied(context.model, named.hosts), drained);
    const moved = relocate(withState(orphans.model, drained, 'draining'), policy, {
      moves: outcome.moves,
      stranded: [],
    });
    const busy = new Set(moved.microvms.map((row) => row.host));
    const removed = new Set(ids.filter((id) => !busy.has(id)));
    const model = without(moved, removed);
    const { recovery, transient, figures } = recoveryOf(model, policy, byCluster, 'planned');
    const memory = movedMemoryBytes(context.model, outcome, drained);
    const drain = drainNode(memory, drainBytesPerSecond);
    const drainSeconds = typeof drain.value === 'number' ? drain.value : null;
    const removal = { hosts: named.hosts, removed, outcome, drain };
    const steps = removingSteps(context.model, model, removal, policy);
    return {
      ok: true,
      model,
      outcome: {
        lost: ids,
        ...outcome,
        recovery,
        removed: [...removed],
        draining: ids.filter((id) => !removed.has(id)),
        drainSeconds,
        steps: numbered(steps),
      },
      transients: [transient],
      figures: () => [...figures(), { field: 'drainSeconds', node: drain }, ...stepFigures(steps)],
    };
  },
});

/** Drained: flavor memory of the microVMs that move ÷ `drainBytesPerSecond`, seconds; `null` without a rate. */
function drainNode(memory: number | null, drainBytesPerSecond: number | null): ExplainNode {
  return derived('Drained', 'seconds', 'a ÷ b', [
    leaf('memory that moves', memory, 'bytes', {
      origin: 'computed',
      of: 'flavor memory of the microVMs that move',
    }),
    leaf('drain rate', drainBytesPerSecond, 'bytesPerSecond', {
      origin: 'scenario',
      of: 'drainBytesPerSecond',
    }),
  ]);
}

/** Hosts that run nothing from the start; only their measured workload needs a new place. */
function emptied(model: Model, hosts: readonly Host[]): ReadonlySet<string> {
  const busy = new Set(model.microvms.map((row) => row.host));
  return new Set(hosts.filter((host) => !busy.has(host.id)).map((host) => host.id));
}

/** Flavor memory of the microVMs that move off the drained hosts; `null` if a flavor's memory is not measured. */
function movedMemoryBytes(
  model: Model,
  outcome: PlacementOutcome,
  drained: ReadonlySet<string>,
): number | null {
  const memoryOf = new Map(model.flavors.map((flavor) => [flavor.id, flavor.memoryBytes]));
  const flavorOf = new Map(model.microvms.map((row) => [row.id, row.flavor]));
  let total = 0;
  for (const { microvm, from } of outcome.moves) {
    if (from === null || !drained.has(from)) continue;
    const flavor = flavorOf.get(microvm) ?? flavorOf.get(microvm.slice(0, microvm.lastIndexOf('#')));
    const bytes = memoryOf.get(flavor ?? '') ?? null;
    if (bytes === null) return null;
    total += bytes;
  }
  return total;
}

/** The model without some empty hosts: their volumes detached, their tunnels gone. */
function without(model: Model, removed: ReadonlySet<string>): Model {
  if (removed.size === 0) return model;
  return {
    ...model,
    hosts: model.hosts.filter((host) => !removed.has(host.id)),
    storagePools: model.storagePools.map((pool) => ({
      ...pool,
      volumes: pool.volumes.map((volume) =>
        volume.host !== null && removed.has(volume.host) ? { ...volume, host: null } : volume,
      ),
    })),
    overlays: model.overlays.map((overlay) => ({
      ...overlay,
      peers: overlay.peers.filter((peer) => !removed.has(peer.from) && !removed.has(peer.to)),
    })),
  };
}
