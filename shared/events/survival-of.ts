import type { LinearSolver } from '../linear/program.ts';
import type { SurvivalOf } from '../assess/row.ts';
import type { Flavor, Host, Microvm, Model, Overhead } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { ClusterSurvival } from '../placement/outcome.ts';
import { clusterSlice } from './cluster-slice.ts';
import { survive } from '../placement/survive.ts';

/** What a cluster's survival depends on; two equal ones have the same survival. */
interface Circumstances {
  readonly hosts: readonly Host[];
  readonly rows: readonly Microvm[];
  readonly overhead: Overhead | null;
  readonly policy: string;
  readonly survival: ClusterSurvival;
}

/** A few recent sweeps per cluster: before, after, and what an onboarding tries in between. */
const REMEMBERED = 4;

/**
 * Keyed by the list of flavors, which every model an event makes shares with the model it came from, so memory is given
 * back with the workspace.
 */
const remembered = new WeakMap<readonly Flavor[], Map<string, Circumstances[]>>();

/**
 * Survival of every single cluster against the losses its policy asks it to survive (MODEL.md section 5), for
 * `assess`: cluster id → sweep over `hostLossesPerCluster` losses. A cluster whose hosts and microVMs are the very
 * objects of an earlier call is not swept again: after an event only the clusters it touched are.
 */
export function survivalOf(
  model: Model,
  policy: Policy,
  solver: LinearSolver | null = null,
): ReadonlyMap<string, ClusterSurvival> {
  let known = remembered.get(model.flavors);
  if (known === undefined) {
    known = new Map();
    remembered.set(model.flavors, known);
  }
  const hosts = grouped(model, model.hosts);
  const rows = grouped(model, model.microvms);
  const key = JSON.stringify([
    policy.hostLossesPerCluster,
    policy.cpuOvercommit,
    policy.spread,
    policy.scheduler,
    solver !== null,
  ]);
  const found = new Map<string, ClusterSurvival>();
  const missing: string[] = [];
  for (const { id } of model.clusters) {
    const now = {
      hosts: hosts.get(id) ?? [],
      rows: rows.get(id) ?? [],
      overhead: model.overhead,
      policy: key,
    };
    const same = known.get(id)?.find((then) => alike(then, now));
    if (same === undefined) missing.push(id);
    else found.set(id, same.survival);
  }
  if (missing.length > 0) {
    for (const survival of survive(
      clusterSlice(model, new Set(missing)),
      policy,
      policy.hostLossesPerCluster,
      { clusters: missing, failureDomains: false, solver },
    ).clusters) {
      const id = survival.cluster;
      found.set(id, survival);
      const entry = {
        hosts: hosts.get(id) ?? [],
        rows: rows.get(id) ?? [],
        overhead: model.overhead,
        policy: key,
        survival,
      };
      known.set(id, [entry, ...(known.get(id) ?? [])].slice(0, REMEMBERED));
    }
  }
  return new Map(
    model.clusters.flatMap(({ id }) => {
      const survival = found.get(id);
      return survival === undefined ? [] : [[id, survival] as const];
    }),
  );
}

/** `survivalOf` with a solver for the hard losses, as `assess` takes it. */
export const survivalWith =
  (solver: LinearSolver | null): SurvivalOf =>
  (model, policy) =>
    survivalOf(model, policy, solver);

function grouped<T extends { readonly cluster: string }>(model: Model, list: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>(model.clusters.map(({ id }) => [id, []]));
  for (const entry of list) groups.get(entry.cluster)?.push(entry);
  return groups;
}

function alike(a: Omit<Circumstances, 'survival'>, b: Omit<Circumstances, 'survival'>): boolean {
  return (
    a.policy === b.policy &&
    a.overhead === b.overhead &&
    identical(a.hosts, b.hosts) &&
    identical(a.rows, b.rows)
  );
}

function identical<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((entry, index) => entry === b[index]);
}
