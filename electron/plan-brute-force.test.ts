import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LinearSolver } from '../shared/linear/program.ts';
import { dayName, dayNumber } from '../shared/history/calendar.ts';
import { hostTargets } from '../shared/plan/host-targets.ts';
import { planBase, type PlanBase } from '../shared/plan/plan-base.ts';
import { buildPlan } from '../shared/plan/build-plan.ts';
import type { PlanResult } from '../shared/plan/plan-result.ts';
import type { Policy } from '../shared/model/policy.ts';
import { outlookOf } from '../shared/timeline/outlook.ts';
import { scenarioDays } from '../shared/timeline/scenario-days.ts';
import type { Order } from '../shared/model/document.ts';
import type { Model } from '../shared/model/document.ts';
import { applyMoves } from '../shared/placement/apply-moves.ts';
import { buildFleet } from '../shared/placement/fleet.ts';
import { placePending } from '../shared/placement/place.ts';
import { survive } from '../shared/placement/survive.ts';
import { ASOF, instances, type Instance } from './plan-instances.arbitrary.ts';
import { loadSolver } from './solver/lazy-solver.ts';

let solver: LinearSolver;
beforeAll(async () => {
  solver = await loadSolver();
});

/** Whether every target that something bought could keep is kept, day by day: what is bought as orders, the engine alone asked. */
function keeps({ input }: Instance, { side, lastDay, targets }: PlanBase, bought: readonly Order[]): boolean {
  const { policy, asOfDay } = side.days;
  const model = { ...input.model, orders: [...input.model.orders, ...bought] };
  const days = scenarioDays(model, input.policy, input.scenario, { asOfDay });
  if (!days.ok) throw new Error('refused');
  const planned = { days: days.value, base: side.base, history: null };
  expect(hostTargets(planned).targets.length).toBe(targets.targets.length);
  const earliest = Math.min(
    ...input.model.skus.map(({ leadTimeDays }) => asOfDay + (leadTimeDays ?? 0) + policy.provisioningDays),
  );
  for (let day = earliest; day <= lastDay; day += 1) {
    for (const { id } of targets.targets) {
      const outlook = outlookOf(planned, id);
      const demand = outlook?.demandOn(day)?.value ?? null;
      if (demand === null || outlook === null) continue;
      if (outlook.targetOn(day)?.misses(demand) === true) return false;
    }
    if (!survives(planned.days.stateOn(day).model, policy)) return false;
  }
  return true;
}

/** Everything has a host, and every loss the policy asks about finds places on the others. */
function survives(model: Model, policy: Policy): boolean {
  if (policy.hostLossesPerCluster === 0) return true;
  const pending = model.microvms.filter((row) => row.host === null).map(({ id }) => id);
  const placed = placePending(buildFleet(model, policy), pending, { solver });
  if (placed.verdict === 'fails' || placed.verdict === 'undecided') return false;
  const settled = applyMoves(model, placed.moves);
  return survive(settled, policy, policy.hostLossesPerCluster, {
    solver,
    failureDomains: false,
  }).clusters.every(({ counts }) => counts.fails + counts.undecided === 0);
}

const MOST_COST = 17;

/** The least cost of any purchase up to `MOST_COST`, everything as early as it can come; `null` if none keeps the targets. */
function cheapest(instance: Instance): number | null {
  const { model, policy } = instance.input;
  const places = model.clusters.flatMap(({ id }) => model.skus.map((sku) => ({ sku, cluster: id })));
  const all: { cost: number; counts: number[] }[] = [];
  const choose = (at: number, counts: number[], cost: number): void => {
    const place = places[at];
    if (place === undefined) {
      all.push({ cost, counts: [...counts] });
      return;
    }
    for (let n = 0; cost + n * (place.sku.unitCost ?? 0) <= MOST_COST; n += 1)
      choose(at + 1, [...counts, n], cost + n * (place.sku.unitCost ?? 0));
  };
  choose(0, [], 0);
  all.sort((a, b) => a.cost - b.cost);
  const asOfDay = dayNumber(ASOF);
  const { hostsMax = null } = instance.settings.clusters['c0'] ?? {};
  const { budget, powerWattsMax, skus } = instance.settings;
  const base = planBase({ ...instance.input, solver });
  if (!base.ok) throw new Error('refused');
  for (const { cost, counts } of all) {
    if (cost > (budget ?? Infinity)) continue;
    const total = (of: (place: (typeof places)[number]) => number): number =>
      places.reduce((sum, place, n) => sum + of(place) * (counts[n] ?? 0), 0);
    if (total(({ cluster }) => (cluster === 'c0' ? 1 : 0)) > (hostsMax ?? Infinity)) continue;
    if (total(({ sku }) => sku.powerWatts ?? 0) > (powerWattsMax ?? Infinity)) continue;
    const ofFirst = total(({ sku }) => (sku.id === 's0' ? 1 : 0));
    if (ofFirst > 0 && ofFirst < (skus['s0']?.minimumOrderCount ?? 1)) continue;
    const bought = places.flatMap(({ sku, cluster }, n): Order[] => {
      const count = counts[n] ?? 0;
      const day = asOfDay + (sku.leadTimeDays ?? 0) + policy.provisioningDays;
      return count === 0 ? [] : [{ sku: sku.id, cluster, count, arrivesOn: dayName(day) }];
    });
    if (keeps(instance, base.value, bought)) return cost;
  }
  return null;
}

/** Days on which the engine finds a headroom target missed with these hosts on their way: `compute.memory@cluster:c0 2026-03-04`. */
function missedOnDays(
  { input }: Instance,
  { side, lastDay, targets }: PlanBase,
  bought: readonly Order[],
): string[] {
  const { asOfDay } = side.days;
  const model = { ...input.model, orders: [...input.model.orders, ...bought] };
  const days = scenarioDays(model, input.policy, input.scenario, { asOfDay });
  if (!days.ok) throw new Error('refused');
  const planned = { days: days.value, base: side.base, history: null };
  const found: string[] = [];
  for (const { id } of targets.targets) {
    const outlook = outlookOf(planned, id);
    for (let day = asOfDay; day <= lastDay; day += 1) {
      const demand = outlook?.demandOn(day)?.value ?? null;
      if (demand !== null && outlook?.targetOn(day)?.misses(demand) === true)
        found.push(`${id} ${dayName(day)}`);
    }
  }
  return found.sort();
}

const ordersOf = ({ lines }: PlanResult): readonly Order[] =>
  lines.map(({ sku, cluster, count, inServiceBy }) => ({ sku, cluster, count, arrivesOn: inServiceBy }));

const daysOf = ({ missed }: PlanResult): string[] =>
  missed
    .filter(({ id }) => !id.startsWith('compute.survival@'))
    .flatMap(({ id, from, days }) =>
      Array.from({ length: days }, (_, at) => `${id} ${dayName(dayNumber(from) + at)}`),
    )
    .sort();

/** What a reader is told of dates: each line can be ordered and come as it says, and what is late says so and why. */
function expectDatesExplained({ input }: Instance, plan: PlanResult): void {
  const asOfDay = dayNumber(ASOF);
  for (const line of plan.lines) {
    const lead = input.model.skus.find(({ id }) => id === line.sku)?.leadTimeDays ?? 0;
    const ahead = lead + input.policy.provisioningDays;
    expect(dayNumber(line.inServiceBy)).toBeGreaterThanOrEqual(asOfDay + ahead);
    expect(line.orderBy).toBe(dayName(dayNumber(line.inServiceBy) - ahead));
    expect(line.late).toBe(line.neededBy < line.inServiceBy);
    if (line.late) {
      expect(dayNumber(line.inServiceBy)).toBe(asOfDay + ahead);
      expect(line.reason).not.toBe('');
    }
  }
  const isEarlyMiss = plan.missed.some(({ from }) =>
    plan.lines.some(({ late, neededBy }) => late && from <= neededBy),
  );
  if (isEarlyMiss) expect(plan.explanation.join(' ')).toContain('missed before anything ordered on');
}

/** Why there is no plan: limits that bind, with the day they last to and what it would take without; or no host that mends it. */
function expectRefusalExplained(instance: Instance, plan: PlanResult): void {
  const said = plan.explanation.join(' ');
  if (plan.keepsTo === null)
    expect(said).toMatch(
      /no number of hosts that can be bought mends it|nothing ordered now is in service before/,
    );
  else {
    expect(said).toContain('within the limits nothing keeps every target');
    expect(plan.keepsTo < plan.until).toBe(true);
    expect(plan.alternatives.map(({ kind }) => kind)).toContain('without-limits');
    const { budget } = instance.settings;
    if (budget !== null && plan.totalCost !== null) expect(plan.totalCost).toBeLessThanOrEqual(budget);
  }
}

describe('a plan', () => {
  it('costs what brute force over all purchases finds to be the least; what is late or refused is explained', () => {
    const seen = { compared: 0, refused: 0, bound: 0, late: 0, days: 0 };
    fc.assert(
      fc.property(instances, (instance) => {
        const input = { ...instance.input, solver };
        const plan = buildPlan(input, instance.settings, { alternatives: false });
        if (!plan.ok) throw new Error(JSON.stringify(plan.problems));
        const { totalCost, optimal, feasible, verified, lines, keepsTo } = plan.value;
        expectDatesExplained(instance, plan.value);
        seen.late += lines.some(({ late }) => late) ? 1 : 0;
        // A failure domain is named in a line and not in an order, so only the reserve by hosts can be asked this way.
        const base = planBase(input);
        if (base.ok && instance.input.policy.reserveBasis === 'hosts') {
          expect(daysOf(plan.value)).toEqual(missedOnDays(instance, base.value, ordersOf(plan.value)));
          seen.days += 1;
        }
        if (!feasible) {
          seen.refused += 1;
          seen.bound += keepsTo === null ? 0 : 1;
          expectRefusalExplained(instance, plan.value);
          expect(cheapest(instance)).toBeNull();
          return;
        }
        expect(verified).toBe(true);
        expect(optimal).toBe(true);
        if (totalCost === null || totalCost > MOST_COST) return;
        seen.compared += 1;
        expect(cheapest(instance)).toBe(totalCost);
      }),
      { numRuns: 500 },
    );
    expect(seen.compared).toBeGreaterThan(200);
    expect(Math.min(seen.refused, seen.bound, seen.late)).toBeGreaterThan(20);
    expect(seen.days).toBeGreaterThan(100);
  }, 240_000);
});
