import { assess } from '../assess/assess.ts';
import type { Assessment } from '../assess/constraint.ts';
import type { LinearSolver } from '../linear/program.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { buildFleet } from '../placement/fleet.ts';
import type { PlacementOutcome } from '../placement/outcome.ts';
import { placePending, type PlaceOptions } from '../placement/place.ts';
import { clusterSlice } from './cluster-slice.ts';
import { withCustomer, type CustomerLoad, type WithCustomer } from './customer-load.ts';
import type { HistoryOf } from './definition.ts';
import { survivalWith } from './survival-of.ts';
import { violationsOf, type Violation } from './violations.ts';
import { relocate, strandedBy } from './workload.ts';

/** A customer put into a model: microVMs placed where they fit, everything else added. */
export interface Placement {
  readonly model: Model;
  readonly outcome: PlacementOutcome | null;
  readonly stranded: readonly string[];
  readonly notes: readonly string[];
}

/** Whether a load's microVMs find a place in a cluster, and the model with them pending there. */
export function fitsIn(
  model: Model,
  policy: Policy,
  load: CustomerLoad,
  cluster: string,
  solver: LinearSolver | null,
): { readonly fits: boolean; readonly pending: Model } {
  const added = withCustomer(model, policy, load, cluster);
  const outcome = placeRows(added, policy, cluster, { effort: 'sweep', solver });
  return { fits: strandedBy(outcome).length === 0, pending: added.model };
}

function placeRows(
  { model, rows }: WithCustomer,
  policy: Policy,
  cluster: string,
  options: PlaceOptions,
): PlacementOutcome {
  return placePending(buildFleet(clusterSlice(model, new Set([cluster])), policy), rows, options);
}

/** Adds the load and places its microVMs in `cluster`; without a cluster (or microVMs) there is nothing to place. */
export function placeCustomer(
  model: Model,
  policy: Policy,
  load: CustomerLoad,
  cluster: string | null,
  solver: LinearSolver | null,
): Placement {
  const added = withCustomer(model, policy, load, cluster);
  if (cluster === null || added.rows.length === 0) {
    return { model: added.model, outcome: null, stranded: [], notes: added.notes };
  }
  const outcome = placeRows(added, policy, cluster, { effort: 'full', solver });
  const stranded = strandedBy(outcome);
  const placed = relocate(added.model, policy, { moves: outcome.moves, stranded });
  return { model: placed, outcome, stranded, notes: added.notes };
}

/** What a customer would do to a model, against how it stood before anything was done for them. */
export interface Trial {
  readonly placement: Placement;
  readonly violations: readonly Violation[];
  /** True if everything is placed, no target gets worse, and where microVMs came the cluster survives its losses. */
  readonly clean: boolean;
  /** N+1 of the cluster afterwards; `null` without a cluster. */
  readonly survives: boolean | null;
}

/** What a customer is judged by. */
export interface Yardstick {
  readonly policy: Policy;
  /** How the model stood before anything was done for the customer. */
  readonly before: Assessment;
  readonly historyOf: HistoryOf;
  readonly solver: LinearSolver | null;
}

/** Judges a placed customer against how the model stood before. */
export function judgePlacement(placement: Placement, cluster: string | null, yardstick: Yardstick): Trial {
  const { policy, before, historyOf, solver } = yardstick;
  const after = assess(placement.model, policy, historyOf(placement.model), survivalWith(solver));
  const violations = violationsOf(before, after);
  const survival = after.constraints.find(
    (constraint) => constraint.id === `compute.survival@cluster:${cluster}`,
  );
  const survives = survival === undefined || placement.outcome === null ? null : survival.verdict === 'ok';
  const clean = placement.stranded.length === 0 && violations.length === 0 && survives !== false;
  return { placement, violations, clean, survives };
}

/** Puts a customer into a model and judges what that does. */
export function tryCustomer(
  model: Model,
  load: CustomerLoad,
  cluster: string | null,
  yardstick: Yardstick,
): Trial {
  const { policy, solver } = yardstick;
  return judgePlacement(placeCustomer(model, policy, load, cluster, solver), cluster, yardstick);
}
