import type { Flavor, Host } from '../model/document.ts';
import { roundedUp, wholeSizes } from '../model/rounding.ts';
import { isSchedulable } from './cluster-figures.ts';
import { HOST_RESOURCES } from './host-resource.ts';
import { microvmCounts } from './microvm-counts.ts';
import type { Context } from './row.ts';

const DIMENSIONS = HOST_RESOURCES.length;

/**
 * A cluster as `compute.fit` counts it, in flat arrays: *places* of a flavor on a host are how many more microVMs of it the
 * host takes, by whatever resource refuses first. A `null` limit does not constrain, an unknown need is none.
 */
export interface FitPlaces {
  /** Hosts not down, by id. */
  readonly hosts: readonly Host[];
  readonly flavors: readonly (Flavor | undefined)[];
  /** Flavors whose memory is known; the others cannot be counted. */
  readonly countable: readonly boolean[];
  /** host × resource: what is free; `Infinity` where there is no limit. */
  readonly free: Float64Array;
  /** host × flavor: microVMs that stand there. */
  readonly standing: Float64Array;
  /** flavor × resource. */
  readonly needs: Float64Array;
  /** flavor × other flavor: places of the flavor a displaced microVM of the other takes at most. */
  readonly taken: Float64Array;
  /** host × flavor: places; 0 on hosts that are not schedulable, `Infinity` where nothing limits. */
  readonly places: Float64Array;
}

type Bare = Pick<FitPlaces, 'hosts' | 'flavors' | 'free' | 'needs'>;

export function fitPlaces(context: Context, cluster: string): FitPlaces {
  const { model, policy, index } = context;
  const counts = microvmCounts(model);
  const flavors = counts.flavorIds.map((id) => index.flavorById.get(id));
  const hosts = (index.hostsByCluster.get(cluster) ?? []).filter((host) => host.state !== 'down');
  const needs = new Float64Array(flavors.length * DIMENSIONS);
  const countable = flavors.map((flavor, f) => {
    if (flavor === undefined) return false;
    HOST_RESOURCES.forEach((resource, r) => {
      needs[f * DIMENSIONS + r] = resource.reservation(flavor, model.overhead, policy).value ?? 0;
    });
    return flavor.memoryBytes !== null;
  });
  const standing = new Float64Array(hosts.length * flavors.length);
  const free = new Float64Array(hosts.length * DIMENSIONS);
  hosts.forEach((host, h) => {
    const number = counts.hostNumbers.get(host.id) ?? -1;
    HOST_RESOURCES.forEach((resource, r) => (free[h * DIMENSIONS + r] = resource.limit(host) ?? Infinity));
    for (let f = 0; f < flavors.length; f += 1) {
      const count = counts.at(number, f);
      if (count === 0) continue;
      standing[h * flavors.length + f] = count;
      for (let r = 0; r < DIMENSIONS; r += 1) {
        const at = h * DIMENSIONS + r;
        free[at] = (free[at] ?? 0) - count * (needs[f * DIMENSIONS + r] ?? 0);
      }
    }
  });
  const bare = { hosts, flavors, free, needs };
  return { ...bare, countable, standing, taken: takenPlaces(needs, flavors.length), places: allPlaces(bare) };
}

function allPlaces(fit: Bare): Float64Array {
  const places = new Float64Array(fit.hosts.length * fit.flavors.length);
  fit.hosts.forEach((host, h) => {
    if (!isSchedulable(host)) return;
    for (let f = 0; f < fit.flavors.length; f += 1) {
      places[h * fit.flavors.length + f] = placesOn(fit, h, f).count;
    }
  });
  return places;
}

/** Places of a flavor on a host, and the resource that refuses first. */
export function placesOn(
  fit: Bare,
  host: number,
  flavor: number,
): { readonly count: number; readonly resource: number } {
  let least = Infinity;
  let resource = 0;
  for (let r = 0; r < DIMENSIONS; r += 1) {
    const need = fit.needs[flavor * DIMENSIONS + r] ?? 0;
    if (need <= 0) continue;
    const count = wholeSizes(fit.free[host * DIMENSIONS + r] ?? 0, need);
    if (count < least) {
      least = count;
      resource = r;
    }
  }
  return { count: Math.max(0, least), resource };
}

/**
 * Places of `flavor` that the microVMs on a host need elsewhere once it is lost: each displaced one counts as the largest
 * ratio of its needs to the flavor's, rounded up, and at least one.
 */
export function displacedPlaces(fit: FitPlaces, host: number, flavor: number): number {
  let places = 0;
  for (let other = 0; other < fit.flavors.length; other += 1) {
    const count = fit.standing[host * fit.flavors.length + other] ?? 0;
    if (count > 0) places += count * (fit.taken[flavor * fit.flavors.length + other] ?? 0);
  }
  return places;
}

function takenPlaces(needs: Float64Array, flavors: number): Float64Array {
  const taken = new Float64Array(flavors * flavors).fill(1);
  for (let flavor = 0; flavor < flavors; flavor += 1) {
    for (let other = 0; other < flavors; other += 1) {
      let places = 1;
      for (let r = 0; r < DIMENSIONS; r += 1) {
        const need = needs[flavor * DIMENSIONS + r] ?? 0;
        if (need > 0) places = Math.max(places, roundedUp((needs[other * DIMENSIONS + r] ?? 0) / need));
      }
      taken[flavor * flavors + other] = places;
    }
  }
  return taken;
}

/**
 * Free capacity of the schedulable hosts that no single flavor could fill: per host what is left of the resource after
 * filling it with the flavor that leaves least. `null` if a schedulable host's limit is not measured.
 */
export function unallocatable(fit: FitPlaces, resource: number): number | null {
  let sum = 0;
  for (let h = 0; h < fit.hosts.length; h += 1) {
    const host = fit.hosts[h];
    if (host === undefined || !isSchedulable(host)) continue;
    const free = fit.free[h * DIMENSIONS + resource] ?? 0;
    if (free === Infinity) return null;
    let least = Math.max(0, free);
    for (let f = 0; f < fit.flavors.length; f += 1) {
      const places = fit.places[h * fit.flavors.length + f] ?? 0;
      if (fit.countable[f] !== true || places === Infinity) continue;
      least = Math.min(least, Math.max(0, free - places * (fit.needs[f * DIMENSIONS + resource] ?? 0)));
    }
    sum += least;
  }
  return sum;
}
