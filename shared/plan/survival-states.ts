import { modelWithHosts } from '../events/add-hosts.ts';
import { clusterSlice } from '../events/cluster-slice.ts';
import type { LinearSolver } from '../linear/program.ts';
import type { Host, Microvm, Model, Sku } from '../model/document.ts';
import { byCodeUnits, runningHost } from '../model/model-index.ts';
import type { Policy } from '../model/policy.ts';
import { applyMoves } from '../placement/apply-moves.ts';
import { buildFleet } from '../placement/fleet.ts';
import { placePending } from '../placement/place.ts';
import { survive } from '../placement/survive.ts';
import type { ScenarioDays } from '../timeline/scenario-days.ts';

/** A cluster as it stands, unchanged, from one day to another (day numbers, both included). */
export interface ClusterState {
  readonly cluster: string;
  readonly from: number;
  readonly to: number;
  /** The cluster alone, before anything is bought. */
  readonly model: Model;
}

/**
 * - `holds`: every loss the policy asks to survive was tried and survives, and everything pending has a host.
 * - `fails`: proved with a certificate that it does not.
 * - `undecided`: neither was found within the effort of a sweep; never counts as holding (MODEL.md section 5).
 * - `unverified`: losses were only sampled and none failed; nothing bought would settle that.
 */
export type SurvivalAnswer = 'holds' | 'fails' | 'undecided' | 'unverified';

interface Seen {
  readonly hosts: readonly Host[];
  readonly rows: readonly Microvm[];
}

const same = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((entry, i) => entry === b[i]);

/** Every cluster's states over the days of a scenario, first day to last, clusters by id. */
export function clusterStates(days: ScenarioDays, lastDay: number): readonly ClusterState[] {
  const ids = days.base.clusters.map(({ id }) => id).sort();
  const states: ClusterState[] = [];
  const open = new Map<string, { seen: Seen; from: number; model: Model }>();
  let previous: Model | null = null;
  const close = (cluster: string, to: number): void => {
    const state = open.get(cluster);
    if (state !== undefined) states.push({ cluster, from: state.from, to, model: state.model });
  };
  for (let day = days.asOfDay; day <= lastDay; day += 1) {
    const { model } = days.stateOn(day);
    if (model === previous) continue;
    previous = model;
    for (const cluster of ids) {
      const slice = clusterSlice(model, new Set([cluster]));
      const hosts = slice.hosts.filter((host) => host.cluster === cluster);
      const rows = slice.microvms.filter((row) => row.cluster === cluster);
      const now = open.get(cluster);
      if (now !== undefined && same(now.seen.hosts, hosts) && same(now.seen.rows, rows)) continue;
      close(cluster, day - 1);
      const alone = { ...model, clusters: model.clusters.filter(({ id }) => id === cluster), hosts };
      open.set(cluster, { seen: { hosts, rows }, from: day, model: { ...alone, microvms: rows } });
    }
  }
  for (const cluster of ids) close(cluster, lastDay);
  return states.sort((a, b) => byCodeUnits(a.cluster, b.cluster) || a.from - b.from);
}

export interface HostsToAdd {
  readonly sku: Sku;
  readonly count: number;
}

/**
 * Answers whether a cluster survives with hosts bought; remembered, since plans ask again and again. MicroVMs that are
 * pending (a customer who is ramping up, what an earlier loss left over) are put where the scheduler puts them first: what
 * has no host at all does not survive. More hosts never turn `holds` into `fails`: every witness still stands.
 */
export class SurvivalOracle {
  private readonly policy: Policy;
  private readonly solver: LinearSolver | null;
  private readonly known = new Map<ClusterState, Map<string, SurvivalAnswer>>();
  /** Sweeps done so far, for progress. */
  sweeps = 0;

  constructor(policy: Policy, solver: LinearSolver | null) {
    this.policy = policy;
    this.solver = solver;
  }

  ask(state: ClusterState, added: readonly HostsToAdd[]): SurvivalAnswer {
    let answers = this.known.get(state);
    if (answers === undefined) this.known.set(state, (answers = new Map()));
    const key = added.map(({ sku, count }) => `${sku.id} ${count}`).join();
    let answer = answers.get(key);
    if (answer === undefined) {
      answer = this.sweep(state, added);
      answers.set(key, answer);
    }
    return answer;
  }

  private sweep(state: ClusterState, added: readonly HostsToAdd[]): SurvivalAnswer {
    const { policy, solver } = this;
    if (policy.hostLossesPerCluster === 0) return 'holds';
    this.sweeps += 1;
    let model = state.model;
    for (const { sku, count } of added)
      if (count > 0) model = modelWithHosts(model, sku, state.cluster, count).model;
    const pending = model.microvms.filter((row) => runningHost(model, row) === null).map(({ id }) => id);
    let fleet = buildFleet(model, policy);
    if (pending.length > 0) {
      const placed = placePending(fleet, pending, { effort: 'sweep', solver });
      if (placed.verdict === 'fails' || placed.verdict === 'undecided') return placed.verdict;
      fleet = buildFleet(applyMoves(model, placed.moves), policy);
    }
    const survival = survive(fleet.model, policy, policy.hostLossesPerCluster, {
      failureDomains: false,
      solver,
    }).clusters[0];
    if (survival === undefined || survival.tried === 0) return 'holds';
    if (survival.counts.fails > 0) return 'fails';
    if (survival.counts.undecided > 0) return 'undecided';
    return survival.tried < survival.combinations ? 'unverified' : 'holds';
  }
}
