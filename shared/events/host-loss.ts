import type { Certificate, Move, SurvivalVerdict, Unplaced } from '../placement/outcome.ts';
import type { HostRecoveryFigures } from '../transients/host-recovery.ts';
import { defineEvent, type Applied } from './definition.ts';
import { displace, withState } from './displace.ts';
import { pickHosts } from './pick-hosts.ts';
import { recoveryOf } from './recovery-of.ts';
import { relocate, spreadOrphans, strandedBy } from './workload.ts';

/** MODEL.md section 16. */
export interface HostLossOutcome {
  readonly lost: readonly string[];
  readonly displaced: number;
  readonly placed: number;
  readonly verdict: SurvivalVerdict;
  readonly unplaced: readonly Unplaced[];
  readonly moves: readonly Move[];
  readonly certificate?: Certificate;
  readonly recovery: HostRecoveryFigures;
}

/**
 * Hosts go down (MODEL.md section 6). Their microVMs are placed on the schedulable survivors of their clusters as in
 * section 5; what finds no host becomes pending and stays demand. Each microVM takes its share of its host's measured
 * workload along, see workload.ts. Recovery: section 7, from the control planes of the region and the policy's detection
 * and boot rate.
 */
export const hostLoss = defineEvent({
  type: 'hostLoss',
  title: 'Lose hosts',
  summary: 'Hosts go down; every microVM on them is placed elsewhere, or proved not to fit.',
  group: 'failure',
  fields: [
    {
      kind: 'entity',
      of: 'host',
      many: true,
      name: 'hosts',
      label: 'Hosts',
      help: 'The hosts that go down.',
      within: 'cluster',
    },
    {
      kind: 'count',
      min: 1,
      name: 'count',
      label: 'How many',
      help: 'Number of hosts, chosen by the selector.',
    },
    {
      kind: 'choice',
      name: 'select',
      label: 'Which',
      help: 'Largest: most allocatable memory. Most loaded: most reserved memory. Worst: the loss that is hardest to place; of three hosts and more, the worst of a sample.',
      choices: [
        { value: 'largest', label: 'largest' },
        { value: 'most-loaded', label: 'most loaded' },
        { value: 'worst', label: 'worst' },
      ],
      default: 'largest',
    },
    {
      kind: 'entity',
      of: 'cluster',
      many: false,
      name: 'cluster',
      label: 'Cluster',
      help: 'Where to choose; absent: everywhere.',
    },
    {
      kind: 'entity',
      of: 'failureDomain',
      many: false,
      name: 'failureDomain',
      label: 'Failure domain',
      help: 'Every host of this failure domain goes down.',
      within: 'cluster',
    },
  ],
  oneOf: [
    { label: 'These hosts', fields: ['hosts'] },
    { label: 'A number of hosts', fields: ['count', 'select', 'cluster'] },
    { label: 'A failure domain', fields: ['failureDomain', 'cluster'] },
  ],
  defaults(model) {
    const up = model.hosts.find((host) => host.state !== 'down');
    return up === undefined ? 'no host is up' : { count: 1, select: 'largest', cluster: up.cluster };
  },
  apply(context, values): Applied<HostLossOutcome> {
    const picked = pickHosts(context, values);
    if (!picked.ok) return picked;
    const { policy } = context;
    const lost = new Set(picked.hosts.map((host) => host.id));
    const { outcome, byCluster } = displace(context, picked.hosts);
    const orphans = spreadOrphans(context.model, lost);
    const model = relocate(withState(orphans.model, lost, 'down'), policy, {
      moves: outcome.moves,
      stranded: strandedBy(outcome),
    });
    const { recovery, transient, figures } = recoveryOf(model, policy, byCluster, 'lost');
    return {
      ok: true,
      model,
      outcome: { lost: [...lost], ...outcome, recovery },
      transients: [transient],
      figures,
      notes: [...(picked.notes ?? []), ...orphanNotes(orphans)],
    };
  },
});

function orphanNotes({
  spread,
  dropped,
}: {
  spread: readonly string[];
  dropped: readonly string[];
}): string[] {
  const notes: string[] = [];
  if (spread.length > 0) {
    notes.push(`${spread.join(', ')}: measured workload without a microVM is spread evenly over survivors`);
  }
  if (dropped.length > 0) {
    notes.push(
      `${dropped.join(', ')}: measured workload without a microVM has no survivor to go to and is not counted`,
    );
  }
  return notes;
}
