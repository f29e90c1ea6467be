import { isSchedulable, reservedHosts } from '../assess/cluster-figures.ts';
import type { Model } from '../model/document.ts';
import { roundedUp } from '../model/rounding.ts';
import { optionsFor, sizeOf, type PlanProblem, type Requirement } from './plan-problem.ts';
import type { RoomLimits } from './plan-settings.ts';
import { PurchaseProgram, type Cut } from './purchase-program.ts';
import { availableWith } from './supply.ts';

/** Requirements on days on which something bought can help; the others are reported, not constrained (MODEL.md section 12). */
export function constrained(problem: PlanProblem): readonly Requirement[] {
  return problem.requirements.filter(
    ({ target, day }) => optionsFor(problem, day, target.resource).length > 0,
  );
}

/** Of the days with the same supply and the same options only the one that requires most. */
export function hardestDays(problem: PlanProblem): readonly Requirement[] {
  const hardest = new Map<string, Requirement>();
  for (const requirement of constrained(problem)) {
    const key = groupKey(problem, requirement);
    const known = hardest.get(key);
    if (known === undefined || requirement.required > known.required) hardest.set(key, requirement);
  }
  return [...hardest.values()].filter(({ required }) => required > 0);
}

/** Days with this in common differ in nothing but their demand. */
export function groupKey(problem: PlanProblem, { target, supplies, day }: Requirement): string {
  const there = problem.options.map(({ earliestDay }) => (earliestDay <= day ? 1 : 0)).join('');
  return `${target.id} ${supplies.map(({ key }) => key).join()} ${there}`;
}

/**
 * For each place the most hosts a least-cost purchase may have there: what the type alone needs for the hardest target
 * (n hosts of size m leave at least (n − k) × m more, whatever the reserve), what a cut asks for, and a minimum order.
 */
function mostHosts(
  problem: PlanProblem,
  needs: readonly Requirement[],
  cuts: readonly Cut[],
): readonly number[] {
  const k = Math.max(1, reservedHosts(problem.policy));
  const needed = problem.places.map(({ option: index, cluster }) => {
    const option = problem.options[index];
    if (option === undefined || option.earliestDay > problem.lastDay) return 0;
    let most = 0;
    for (const { target, supplies, required, day } of needs) {
      const size = sizeOf(option, target.resource) ?? 0;
      if (size <= 0 || option.earliestDay > day || !target.clusters.includes(cluster)) continue;
      const now = supplies.reduce((sum, supply) => sum + availableWith(supply, [], problem.policy), 0);
      if (required > now) most = Math.max(most, roundedUp((required - now) / size) + k);
    }
    for (const { anyOf } of cuts)
      for (const part of anyOf)
        if (part.cluster === cluster && part.option === index) most = Math.max(most, part.count);
    return most === 0 ? 0 : Math.max(most, option.minimumOrderCount);
  });
  // What a smallest order brings beyond the need may go anywhere: where it is needed there may be no room for it.
  return problem.places.map(({ option }, n) => {
    const smallest = problem.options[option]?.minimumOrderCount ?? 1;
    const isWanted = problem.places.some((place, m) => place.option === option && (needed[m] ?? 0) > 0);
    return isWanted && smallest > 1 ? Math.max(needed[n] ?? 0, smallest) : (needed[n] ?? 0);
  });
}

/** The programme of how many to buy, as if everything came as early as it can. Column n is the count of place n. */
export function countProgram(
  problem: PlanProblem,
  needs: readonly Requirement[],
  cuts: readonly Cut[],
  model: Model,
): PurchaseProgram {
  const { options, places } = problem;
  const most = mostHosts(problem, needs, cuts);
  const earliest = places.map(({ option }) => options[option]?.earliestDay ?? Infinity);
  const program = new PurchaseProgram(problem, most, (place, day) =>
    (earliest[place] ?? Infinity) <= day && (most[place] ?? 0) > 0 ? [place] : [],
  );
  for (const upper of most) program.column({ cost: 0, lower: 0, upper, integer: true });
  for (const need of needs) program.require(need);
  for (const cut of cuts) program.cut(cut);
  limitRoom(program, problem);
  minimumOrders(program, problem, most);
  balanceDomains(program, problem, model, most);
  return program;
}

const unitCost = ({ options, places }: PlanProblem, place: number): number =>
  options[places[place]?.option ?? -1]?.unitCost ?? 0;

function limitRoom(program: PurchaseProgram, problem: PlanProblem): void {
  const { places, options, settings } = problem;
  const within = (limits: RoomLimits, cluster: string | null): void => {
    const own = places.flatMap((place, n) => (cluster === null || place.cluster === cluster ? [n] : []));
    const each = (what: (place: number) => number, most: number | null): void => {
      if (most !== null)
        program.row(
          -Infinity,
          most,
          own.map((place) => [place, what(place)] as const),
        );
    };
    const skuOf = (place: number) => options[places[place]?.option ?? -1]?.sku;
    each(() => 1, limits.hostsMax);
    each((place) => skuOf(place)?.rackUnits ?? 0, limits.rackUnitsMax);
    each((place) => skuOf(place)?.powerWatts ?? 0, limits.powerWattsMax);
  };
  within(settings, null);
  for (const [cluster, limits] of Object.entries(settings.clusters)) within(limits, cluster);
  if (settings.budget !== null)
    program.row(
      -Infinity,
      settings.budget,
      places.map((_, place) => [place, unitCost(problem, place)] as const),
    );
}

/** Of each type none, or as many as its smallest order. */
function minimumOrders(program: PurchaseProgram, problem: PlanProblem, most: readonly number[]): void {
  problem.options.forEach(({ minimumOrderCount }, option) => {
    if (minimumOrderCount <= 1) return;
    const own = problem.places.flatMap((place, n) => (place.option === option ? [n] : []));
    const upper = own.reduce((sum, place) => sum + (most[place] ?? 0), 0);
    if (upper === 0) return;
    const isBought = program.column({ cost: 0, lower: 0, upper: 1, integer: true });
    const each = own.map((place) => [place, 1] as const);
    program.row(0, Infinity, [...each, [isBought, -minimumOrderCount]]);
    program.row(-Infinity, 0, [...each, [isBought, -upper]]);
  });
}

/** A domain something is bought into has at most one host more than the emptiest of its cluster. */
function balanceDomains(
  program: PurchaseProgram,
  { places, settings }: PlanProblem,
  model: Model,
  most: readonly number[],
): void {
  if (!settings.balanceFailureDomains) return;
  for (const cluster of new Set(places.map((place) => place.cluster))) {
    const byDomain = new Map<string, number[]>();
    places.forEach((place, n) => {
      if (place.cluster !== cluster || place.failureDomain === null) return;
      byDomain.set(place.failureDomain, [...(byDomain.get(place.failureDomain) ?? []), n]);
    });
    if (byDomain.size < 2) continue;
    const standing = (domain: string): number =>
      model.hosts.filter(
        (host) => host.cluster === cluster && host.failureDomain === domain && isSchedulable(host),
      ).length;
    const emptiest = program.column({ cost: 0, lower: 0, upper: Infinity });
    const all = [...byDomain.values()].flat().reduce((sum, place) => sum + (most[place] ?? 0), 0);
    const fullest = Math.max(...[...byDomain.keys()].map(standing)) + all;
    for (const [domain, own] of byDomain) {
      const each = own.map((place) => [place, 1] as const);
      program.row(-standing(domain), Infinity, [...each, [emptiest, -1]]);
      const isUsed = program.column({ cost: 0, lower: 0, upper: 1, integer: true });
      program.row(-Infinity, 0, [...each, [isUsed, -Math.max(1, all)]]);
      program.row(-Infinity, 1 + fullest - standing(domain), [...each, [emptiest, -1], [isUsed, fullest]]);
    }
  }
}
