import { instanceId, type ClusterFleet } from './cluster-fleet.ts';
import { DIMENSIONS, fromQuanta, RESOURCE_NAMES } from './demand.ts';
import type { Displacement } from './displacement.ts';
import { RESOURCES, type Certificate, type PlacementResource } from './outcome.ts';
import type { Proof } from './proof.ts';
import type { WeightBound } from './bounds.ts';

/** The names of the bounds a certificate may carry. */
export type BoundName =
  | 'no survivor'
  | 'resource sum'
  | 'large microVMs'
  | 'usable fill'
  | 'spread group'
  | 'exhaustive search'
  | 'packing weights';

const MOST_NAMED_HOSTS = 20;

/**
 * A proof in the resources' own units, with a sentence and what a reader needs to recompute both sides
 * (`verifyCertificate` does it from the model alone). Every bound holds wherever the cluster's microVMs move.
 */
export function certificateOf(displacement: Displacement, proof: Proof): Certificate {
  const { cluster } = displacement.base;
  const survivors = survivorIds(displacement);
  const common = {
    cluster: cluster.id,
    survivors: survivors.length,
    lost: named(displacement.lost.map((h) => cluster.hostIds[h] ?? '')),
  };
  if (proof.kind === 'no-survivor') {
    return {
      bound: 'no survivor' satisfies BoundName,
      need: proof.need,
      have: 0,
      text: `${microvms(proof.need)} must be placed, and no schedulable host is left in ${cluster.id}.`,
      inputs: common,
    };
  }
  if (proof.kind === 'spread-group') {
    const group = cluster.groupNames[proof.group] ?? '';
    return {
      bound: 'spread group' satisfies BoundName,
      need: proof.need,
      have: proof.have,
      resource: 'spreadGroup',
      text:
        `Spread group ${group} has ${microvms(proof.need)} that must stand on the ${hosts(survivors.length)} left; ` +
        `at most ${groupLimitText(cluster, proof.group)} of it may share a host, so ${proof.have} find a place.`,
      inputs: { ...common, group },
    };
  }
  if (proof.kind === 'exhaustive') {
    return {
      bound: 'exhaustive search' satisfies BoundName,
      need: proof.items,
      have: proof.items - 1,
      text:
        `${microvms(proof.items)} (${displacement.items.length} of them displaced) would have to share ${hosts(proof.hosts)}. ` +
        `Every arrangement was tried (${proof.nodes} steps, alike microVMs and alike hosts once): none holds them all.`,
      inputs: {
        ...common,
        nodes: proof.nodes,
        displaced: named(Array.from(displacement.items, (item) => instanceId(cluster, item))),
        hosts: named(survivors),
      },
    };
  }
  if (proof.kind === 'pattern-weights') return patternCertificate(proof, common, survivors.length);
  return weightCertificate(displacement, proof.bound, proof.need, proof.have, common, survivors.length);
}

/**
 * A certificate of a smaller loss, restated for a loss that contains it: the same sides, `provenBy` names the hosts they
 * are about. Those hosts lost alone leave more survivors and displace no more, so what fails there fails here.
 */
export function containedIn(certificate: Certificate): Certificate {
  const lost = certificate.inputs?.['lost'];
  const provenBy = Array.isArray(lost) ? lost : [];
  return {
    ...certificate,
    text: `Losing ${provenBy.join(', ')} alone is too much already. ${certificate.text}`,
    inputs: { ...certificate.inputs, provenBy },
  };
}

type Inputs = NonNullable<Certificate['inputs']>;

/** Weights are named by flavor; flavors of equal demand weigh the same, those not named weigh nothing. */
function patternCertificate(
  { proof, flavors }: Extract<Proof, { kind: 'pattern-weights' }>,
  common: Inputs,
  survivors: number,
): Certificate {
  const weights = proof.weights.flatMap((weight, v) =>
    weight > 0 ? (flavors[v] ?? []).map((flavor) => [flavor, weight] as const) : [],
  );
  const listed = weights.map(([flavor, weight]) => `${flavor} ${weight}`).join(', ');
  return {
    bound: 'packing weights' satisfies BoundName,
    need: proof.need,
    have: proof.have,
    text:
      `Let each microVM weigh by its flavor: ${listed}. All that must stand somewhere weigh ${proof.need}; ` +
      `the ${hosts(survivors)} left hold ${proof.have} at most, each filled in its heaviest way.`,
    inputs: {
      ...common,
      ...Object.fromEntries(weights.map(([flavor, weight]) => [`weight.${flavor}`, weight])),
    },
  };
}

function weightCertificate(
  displacement: Displacement,
  bound: WeightBound,
  need: number,
  have: number,
  common: Inputs,
  survivors: number,
): Certificate {
  const resource = RESOURCES[bound.dimension];
  const floor: Record<string, number> = {};
  bound.threshold.forEach((size, r) => {
    const name = RESOURCES[r];
    if (size > 0 && name !== undefined) floor[`atLeast.${name}`] = fromQuanta(size, r);
  });
  const inputs: Inputs = { ...common, ...floor };
  if (bound.kind === 'large-items') {
    const certificate = {
      bound: 'large microVMs' satisfies BoundName,
      need,
      have,
      text:
        `${microvms(need)} need at least ${thresholdText(bound.threshold)} each; ` +
        `the ${hosts(survivors)} left hold ${have} of that size, even when emptied first.`,
      inputs,
    };
    return resource === undefined ? certificate : { ...certificate, resource };
  }
  if (resource === undefined) throw new Error(`bound ${bound.kind} weighs no resource`);
  const shown = bound.kind === 'resource-sum' ? freeSides(displacement, bound, need, have) : { need, have };
  const [needUnits, haveUnits] = [
    fromQuanta(shown.need, bound.dimension),
    fromQuanta(shown.have, bound.dimension),
  ];
  const [needText, haveText] = [amountText(resource, needUnits), amountText(resource, haveUnits)];
  if (bound.kind === 'resource-sum') {
    return {
      bound: 'resource sum' satisfies BoundName,
      need: needUnits,
      have: haveUnits,
      resource,
      text:
        `The ${microvms(displacement.items.length)} to place need ${needText} of ${RESOURCE_NAMES[resource]}; ` +
        `the ${hosts(survivors)} left have ${haveText} free in all, however it is cut.`,
      inputs,
    };
  }
  return {
    bound: 'usable fill' satisfies BoundName,
    need: needUnits,
    have: haveUnits,
    resource,
    text:
      `The microVMs of at least ${thresholdText(bound.threshold)} need ${needText}; in those sizes the ${hosts(survivors)} ` +
      `left can be filled to ${haveText} at most, however they are combined.`,
    inputs,
  };
}

/** Both sides of the sum bound without what the survivors hold and keep holding: displaced against free. */
function freeSides(
  displacement: Displacement,
  bound: WeightBound,
  need: number,
  have: number,
): { need: number; have: number } {
  let kept = 0;
  for (const host of displacement.base.schedulable)
    if (displacement.lostMark[host] !== 1) kept += bound.present[host] ?? 0;
  return { need: need - kept, have: have - kept };
}

function survivorIds({ base, lostMark }: Displacement): string[] {
  return Array.from(base.schedulable)
    .filter((host) => lostMark[host] !== 1)
    .map((host) => base.cluster.hostIds[host] ?? '');
}

/** Long lists are cut and say so; nothing is recomputed from them. */
function named(ids: readonly string[]): readonly string[] {
  if (ids.length <= MOST_NAMED_HOSTS) return ids;
  return [...ids.slice(0, MOST_NAMED_HOSTS), `and ${ids.length - MOST_NAMED_HOSTS} more`];
}

function groupLimitText(cluster: ClusterFleet, group: number): string {
  const limits = (cluster.groupTiers[group] ?? []).map((tier) => cluster.tierMax[tier] ?? 0);
  return String(Math.max(...limits));
}

const microvms = (count: number): string => `${count} microVM${count === 1 ? '' : 's'}`;
const hosts = (count: number): string => `${count} host${count === 1 ? '' : 's'}`;

function thresholdText(threshold: readonly number[]): string {
  const parts: string[] = [];
  for (let r = 0; r < DIMENSIONS; r += 1) {
    const size = threshold[r] ?? 0;
    const resource = RESOURCES[r];
    if (size > 0 && resource !== undefined)
      parts.push(`${amountText(resource, fromQuanta(size, r))} of ${RESOURCE_NAMES[resource]}`);
  }
  return parts.join(' and ');
}

/** An amount with enough digits that two different sides of a certificate never read the same by accident of rounding. */
function amountText(resource: PlacementResource, value: number): string {
  if (resource === 'memory') return `${trimmed(value / 1024 ** 3)} GiB`;
  if (resource === 'diskThroughput') return `${trimmed(value / 1e6)} MB/s`;
  return resource === 'cpu' ? `${trimmed(value)} cores` : trimmed(value);
}

const trimmed = (value: number): string => String(Number(value.toFixed(3)));
