import { assess } from '../assess/assess.ts';
import type { Assessment } from '../assess/constraint.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { buildFleet } from '../placement/fleet.ts';
import type { PlacementOutcome } from '../placement/outcome.ts';
import { placePending } from '../placement/place.ts';
import { withCustomer, type CustomerLoad } from './customer-load.ts';
import { survivalOf } from './survival-of.ts';
import { violationsOf, type Violation } from './violations.ts';
import { relocate, strandedBy } from './workload.ts';

/** A customer put into a model: microVMs placed where they fit, everything else added. */
export interface Placement {
  readonly model: Model;
  readonly outcome: PlacementOutcome | null;
  readonly stranded: readonly string[];
  readonly notes: readonly string[];
}

/** Adds the load and places its microVMs in `cluster`; without a cluster (or microVMs) there is nothing to place. */
export function placeCustomer(
  model: Model,
  policy: Policy,
  load: CustomerLoad,
  cluster: string | null,
  effort: 'sweep' | 'full',
): Placement {
  const added = withCustomer(model, policy, load, cluster);
  if (added.rows.length === 0) return { model: added.model, outcome: null, stranded: [], notes: added.notes };
  const outcome = placePending(buildFleet(added.model, policy), added.rows, { effort });
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

export function tryCustomer(
  model: Model,
  policy: Policy,
  load: CustomerLoad,
  cluster: string | null,
  before: Assessment,
): Trial {
  const placement = placeCustomer(model, policy, load, cluster, 'full');
  const after = assess(placement.model, policy, null, survivalOf);
  const violations = violationsOf(before, after);
  const survival = after.constraints.find(
    (constraint) => constraint.id === `compute.survival@cluster:${cluster}`,
  );
  const survives = survival === undefined || placement.outcome === null ? null : survival.verdict === 'ok';
  const clean = placement.stranded.length === 0 && violations.length === 0 && survives !== false;
  return { placement, violations, clean, survives };
}
