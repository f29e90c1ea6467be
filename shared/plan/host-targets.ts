import { HOST_RESOURCES, type HostResource } from '../assess/host-resource.ts';
import { meets } from '../assess/verdict.ts';
import { headroomOf } from '../explain/formulas.ts';
import type { Projection } from '../forecast/linear-fit.ts';
import { byCodeUnits, modelIndex } from '../model/model-index.ts';
import { outlookOf, type Outlook, type Side } from '../timeline/outlook.ts';

/** A headroom target that buying hosts can keep: memory, CPU, and whatever else hosts limit and the policy has a target for. */
export interface HostTarget {
  /** `compute.memory@cluster:euw-b` */
  readonly id: string;
  readonly resource: HostResource;
  readonly clusters: readonly string[];
  /** Least headroom. */
  readonly ratio: number;
  readonly outlook: Outlook;
}

/** A target that says nothing because something is not measured. */
export interface Unmeasured {
  readonly id: string;
  readonly reason: string;
}

export interface HostTargets {
  readonly targets: readonly HostTarget[];
  readonly unmeasured: readonly Unmeasured[];
}

/** Which demand of a projected day a plan is made for. */
export type DemandEdge = (point: Projection, outlook: Outlook) => number;

export const MIDDLE: DemandEdge = (point) => point.value;
export const PESSIMISTIC: DemandEdge = (point) => point.high;

/** The host-bought targets of every region and cluster, in the order of the assessment. */
export function hostTargets(side: Side): HostTargets {
  const { base, policy } = side.days;
  const index = modelIndex(base);
  const scopes = [
    ...[...index.clustersByRegion]
      .filter(([, clusters]) => clusters.length > 0)
      .map(([region, clusters]) => ({
        scope: `region:${region}`,
        clusters: clusters.map(({ id }) => id),
      }))
      .sort((a, b) => byCodeUnits(a.scope, b.scope)),
    ...[...index.clusterById.keys()].sort().map((id) => ({ scope: `cluster:${id}`, clusters: [id] })),
  ];
  const targets: HostTarget[] = [];
  const unmeasured: Unmeasured[] = [];
  for (const resource of HOST_RESOURCES) {
    const ratio = policy[resource.target];
    if (typeof ratio !== 'number') continue;
    for (const { scope, clusters } of scopes) {
      const id = `compute.${resource.name}@${scope}`;
      const outlook = outlookOf(side, id);
      if (outlook === null) continue;
      const reason = whyUnmeasured(outlook, side);
      if (reason === null) targets.push({ id, resource, clusters, ratio, outlook });
      else unmeasured.push({ id, reason });
    }
  }
  return { targets, unmeasured };
}

function whyUnmeasured(outlook: Outlook, { days }: Side): string | null {
  if (outlook.demandOn(days.asOfDay) === null) return 'the demand is not measured';
  return outlook.targetOn(days.asOfDay) === null ? 'the capacity is not measured' : null;
}

/** Most demand an amount available keeps the target with, turned around: what must be available for a demand. */
export function requiredFor(demand: number, ratio: number): number {
  if (demand <= 0) return 0;
  return ratio >= 1 ? Infinity : demand / (1 - ratio);
}

/** The verdict's own comparison (MODEL.md section 4) for a demand and what is available. */
export function isMissed(demand: number, available: number, ratio: number): boolean {
  const headroom = headroomOf(demand, Math.max(0, available));
  if (headroom === null) return demand > 0;
  return !meets(headroom, '>=', ratio, Number.isSafeInteger(demand) && Number.isSafeInteger(available));
}
