import { assessOne } from '../assess/explain-constraint.ts';
import type { LinearSolver } from '../linear/program.ts';
import type { Model } from '../model/document.ts';
import { byCodeUnits, modelIndex } from '../model/model-index.ts';
import type { Parsed } from '../model/problem.ts';
import type { Policy } from '../model/policy.ts';
import { poolFor, type CustomerLoad } from './customer-load.ts';
import { refused, type EventContext } from './definition.ts';
import { fitsIn } from './onboarding-trial.ts';
import { GIVEN, type Chosen, type Whereabouts } from './whereabouts.ts';

/** What an onboarding says of where it goes; what is left open is settled. */
export type Wishes = Omit<CustomerLoad, 'region'> & {
  readonly region: string | null;
  readonly cluster: string | null;
};

/**
 * Where a customer goes in the model it meets (MODEL.md section 11): region and cluster as given, else chosen
 * (`chooseCluster`); the pool as given, else the one with the most room. What the context has settled already stands (see
 * timeline/settled-customers.ts). Located problems where what is given is not there.
 */
export function settleCustomer(context: EventContext, wishes: Wishes): Parsed<Whereabouts> {
  const settled = context.settled?.get(context.id);
  if (settled !== undefined) return { ok: true, value: settled };
  const { model, policy, solver } = context;
  const cluster = model.clusters.find(({ id }) => id === wishes.cluster);
  if (wishes.cluster !== null && cluster === undefined)
    return refused(context, 'cluster', `there is no cluster ${wishes.cluster}`, wishes.cluster);
  const region = wishes.region ?? cluster?.region ?? '';
  if (cluster !== undefined && cluster.region !== region)
    return refused(context, 'cluster', `cluster ${cluster.id} is not in region ${region}`, cluster.id);
  if (!model.regions.some(({ id }) => id === region))
    return refused(context, 'region', `there is no region ${region}`, region);
  const homeless = hasMicrovms(wishes) && !model.clusters.some((candidate) => candidate.region === region);
  if (homeless) return refused(context, 'region', `region ${region} has no cluster for the microVMs`, region);
  const load: CustomerLoad = { ...wishes, region };
  const chosen =
    cluster === undefined ? chooseCluster(model, policy, load, solver) : { id: cluster.id, reason: GIVEN };
  const pool = load.pool ?? (load.volumes === null ? null : (poolFor(model, load)?.id ?? null));
  return { ok: true, value: { region, cluster: chosen, pool } };
}

/** Whether something is left open that only a look at the model settles: a cluster for microVMs, one pool among several. */
export function isOpen(model: Model, { region, cluster, pool, fleet, volumes }: Wishes): boolean {
  if (cluster === null && hasMicrovms({ fleet })) return true;
  const own = region ?? model.clusters.find(({ id }) => id === cluster)?.region;
  return (
    volumes !== null && pool === null && model.storagePools.filter((one) => one.region === own).length > 1
  );
}

const hasMicrovms = ({ fleet }: Pick<Wishes, 'fleet'>): boolean => fleet.some(({ count }) => count > 0);

/** The clusters of a region a customer may go to, by id. */
export function clustersOf(model: Model, region: string): readonly string[] {
  return (modelIndex(model).clustersByRegion.get(region) ?? []).map(({ id }) => id).sort(byCodeUnits);
}

/** Most memory headroom afterwards among the clusters where everything fits; if it fits in none, among all. `null` without microVMs. */
function chooseCluster(
  model: Model,
  policy: Policy,
  load: CustomerLoad,
  solver: LinearSolver | null,
): Chosen | null {
  if (!hasMicrovms(load)) return null;
  const tried = clustersOf(model, load.region).map((id) => {
    const { fits, pending } = fitsIn(model, policy, load, id, solver);
    const headroom = assessOne(pending, policy, `compute.memory@cluster:${id}`)?.headroom ?? -Infinity;
    return { id, fits, headroom };
  });
  const fitting = tried.filter((entry) => entry.fits);
  const candidates = fitting.length > 0 ? fitting : tried;
  candidates.sort((a, b) => (a.headroom === b.headroom ? byCodeUnits(a.id, b.id) : b.headroom - a.headroom));
  const [best] = candidates;
  if (best === undefined) return null;
  const share = Number.isFinite(best.headroom)
    ? `${(best.headroom * 100).toFixed(1)}%`.replace('-', '−')
    : 'unknown';
  const why = fitting.length > 0 ? `of the ${fitting.length} where all fits` : 'though it fits whole in none';
  return { id: best.id, reason: `most memory headroom afterwards (${share}) ${why}` };
}
