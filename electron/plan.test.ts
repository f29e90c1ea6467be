import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { dayName, dayNumber } from '../shared/history/calendar.ts';
import type { LinearSolver } from '../shared/linear/program.ts';
import type { Model } from '../shared/model/document.ts';
import { POLICY_DEFAULTS, type Policy } from '../shared/model/policy.ts';
import { recompute } from '../shared/explain/recompute.ts';
import {
  differenceNode,
  hostsNode,
  missedDaysNode,
  purchaseCostNode,
  regretNode,
} from '../shared/plan/alternative-figures.ts';
import { buildPlan, planSearch } from '../shared/plan/build-plan.ts';
import { MIDDLE } from '../shared/plan/host-targets.ts';
import { planBase, poseProblem, type PlanInput } from '../shared/plan/plan-base.ts';
import type { Delivery } from '../shared/plan/plan-problem.ts';
import type { PlanResult } from '../shared/plan/plan-result.ts';
import { PLAN_SETTINGS_DEFAULTS, type PlanSettings } from '../shared/plan/plan-settings.ts';
import { solvePurchase } from '../shared/plan/solve-purchase.ts';
import { verifyPlan } from '../shared/plan/verify-plan.ts';
import { dailySeries, historyOfSeries } from '../shared/timeline/history.fixture.ts';
import { modelWith, scenarioWith } from '../shared/timeline/two-clusters.fixture.ts';
import { instances } from './plan-instances.arbitrary.ts';
import { loadSolver } from './solver/lazy-solver.ts';

// Here, not beside the engine: these need the real solver.

let solver: LinearSolver;
beforeAll(async () => {
  solver = await loadSolver();
});

interface Asked {
  readonly model?: Model;
  readonly events?: readonly object[];
  readonly policy?: Partial<Policy>;
  readonly settings?: Partial<PlanSettings>;
  readonly history?: PlanInput['history'];
  readonly horizonDays?: number;
}

function planOf(asked: Asked, alternatives = false): PlanResult {
  const model = asked.model ?? modelWith();
  const built = buildPlan(
    {
      model,
      // Cores never bind here: a microVM reserves a hundredth of one.
      policy: { ...POLICY_DEFAULTS, cpuOvercommit: 100, ...asked.policy },
      history: asked.history ?? null,
      scenario: asked.events === undefined ? null : scenarioWith(model, asked.events),
      horizonDays: asked.horizonDays ?? 90,
      solver,
    },
    { ...PLAN_SETTINGS_DEFAULTS, ...asked.settings },
    { alternatives },
  );
  if (!built.ok) throw new Error(JSON.stringify(built.problems));
  return built.value;
}

/** 110 microVMs of 1 unit for cluster a, two every 60/110 days from 1 March: 101 of them, one too many, on 25 April. */
const RAMP = {
  type: 'onboardCustomer',
  customer: 'k',
  region: 'r',
  cluster: 'a',
  on: '2026-03-01',
  fleet: [{ flavor: 'f', count: 110 }],
  ramp: { kind: 'linear', days: 60 },
};
const AT_ONCE = { ...RAMP, ramp: { kind: 'immediate' } };

const summary = ({ lines }: PlanResult) =>
  lines.map(({ sku, cluster, count, orderBy, inServiceBy, late }) => [
    count,
    sku,
    cluster,
    orderBy,
    inServiceBy,
    late,
  ]);

describe('buildPlan', () => {
  it('buys nothing where every target holds', () => {
    const plan = planOf({});
    expect(plan.lines).toEqual([]);
    expect(plan).toMatchObject({ totalCost: 0, optimal: true, gap: 0, feasible: true, verified: true });
    expect(plan.explanation).toEqual(['every target is kept to 2026-05-30; nothing to buy']);
  });

  it('speaks only for what is measured, and counts the rest apart', () => {
    // No host says what its disk can do, so that the target on IOPS is unmeasured in the region and both clusters.
    const plan = planOf({ policy: { iopsHeadroomMinRatio: 0.2 } }, true);
    const rest = '; 3 are not measured';
    expect(plan.explanation).toEqual([`every measured target is kept to 2026-05-30${rest}; nothing to buy`]);
    expect(plan.alternatives[0]?.explanation).toBe(`every measured target is kept to the end${rest}`);
  });

  it('orders lead time and provisioning before the first day the N+1-safe target is missed', () => {
    // Cluster a: 400 − 200 in reserve = 200 available, 160 of them with 20% headroom; 60 + 101 on 25 April.
    const plan = planOf({ events: [RAMP] });
    expect(summary(plan)).toEqual([[1, 's', 'a', '2026-04-14', '2026-04-25', false]]);
    expect(plan.lines[0]).toMatchObject({
      unitCost: 5,
      cost: 5,
      target: 'compute.memory@cluster:a',
      reason: 'memory headroom in cluster a falls under 20% on 2026-04-25 without it',
    });
    expect(plan).toMatchObject({ totalCost: 5, currency: 'EUR', optimal: true, verified: true, missed: [] });
  });

  it('reports days before anything can be in service instead of constraining them, and calls the line late', () => {
    const plan = planOf({ events: [AT_ONCE] });
    expect(summary(plan)).toEqual([[1, 's', 'a', '2026-03-01', '2026-03-12', true]]);
    expect(plan.lines[0]?.neededBy).toBe('2026-03-01');
    expect(plan.missed).toEqual([
      {
        id: 'compute.memory@cluster:a',
        from: '2026-03-01',
        to: '2026-03-11',
        days: 11,
        worst: 0.15,
        target: 0.2,
      },
    ]);
    expect(plan.feasible).toBe(true);
  });

  it('does not call a line late that is in service on the very day it is needed', () => {
    const plan = planOf({ events: [{ ...AT_ONCE, on: '2026-03-12' }] });
    expect(summary(plan)).toEqual([[1, 's', 'a', '2026-03-01', '2026-03-12', false]]);
  });

  it('counts orders that are placed already', () => {
    const orders = [{ sku: 's', cluster: 'a', count: 1, arrivesOn: '2026-04-20' }];
    expect(planOf({ model: modelWith({ orders }), events: [RAMP] }).lines).toEqual([]);
  });

  it('knows that a machine larger than the largest raises the reserve', () => {
    const skus = [
      { id: 'huge', memoryBytes: 300, cpuCores: 10, unitCost: 9, currency: 'EUR', leadTimeDays: 0 },
      { id: 'small', memoryBytes: 100, cpuCores: 10, unitCost: 4, currency: 'EUR', leadTimeDays: 0 },
    ];
    // 60 + 140 ask for 250: with a 300 the reserve is 300, so 700 − 300 = 400; with a 100 500 − 200 = 300.
    const fleet = [{ flavor: 'f', count: 140 }];
    const one = planOf({ model: modelWith({ skus }), events: [{ ...AT_ONCE, fleet }] });
    expect(summary(one).map(([count, sku]) => [count, sku])).toEqual([[1, 'small']]);
    // 60 + 260 ask for 400: one 300 gives exactly that for 9, two 100s for 8.
    const two = planOf({
      model: modelWith({ skus }),
      events: [{ ...AT_ONCE, fleet: [{ flavor: 'f', count: 260 }] }],
    });
    expect(two.totalCost).toBe(8);
  });

  it('buys for survival where the headroom holds and a loss strands a microVM', () => {
    // Three hosts of 100 with one of 52 each: 156 of 160 allowed, but no survivor has 52 left.
    const model = modelWith({
      clusters: [{ id: 'a', region: 'r' }],
      hosts: ['h1', 'h2', 'h3'].map((id) => ({
        id,
        cluster: 'a',
        memoryBytes: 100,
        cpuCores: 10,
        used: { memoryBytes: 52, cpuCores: 1 },
      })),
      flavors: [{ id: 'big', vcpus: 1, memoryBytes: 52 }],
      microvms: ['h1', 'h2', 'h3'].map((host) => ({ id: `v-${host}`, host, flavor: 'big' })),
    });
    const plan = planOf({ model });
    expect(summary(plan)).toEqual([[1, 's', 'a', '2026-03-01', '2026-03-12', true]]);
    expect(plan.lines[0]?.target).toBe('compute.survival@cluster:a');
    expect(plan).toMatchObject({ optimal: true, verified: true, feasible: true });
  });

  it('says what no number of hosts mends, and keeps the rest', () => {
    // 120 fits on no machine type: losing its host strands it whatever is bought.
    const model = modelWith({
      flavors: [
        { id: 'f', vcpus: 1, memoryBytes: 1 },
        { id: 'giant', vcpus: 1, memoryBytes: 120 },
      ],
      microvms: [{ id: 'g', host: 'a3', flavor: 'giant' }],
    });
    const plan = planOf({ model, events: [{ ...AT_ONCE, cluster: 'b' }] });
    expect(plan.feasible).toBe(false);
    expect(plan.explanation.join()).toMatch(/survival of a loss in cluster a .* no number of hosts/);
    expect(plan.lines.some(({ cluster }) => cluster === 'b')).toBe(true);
    expect(plan.verified).toBe(true);
  });

  it('keeps the targets as long as a budget allows, and says what more it takes', () => {
    const events = [{ ...RAMP, fleet: [{ flavor: 'f', count: 400 }] }];
    const free = planOf({ events });
    const cost = free.totalCost ?? 0;
    expect(planOf({ events, settings: { budget: cost } }).totalCost).toBe(cost);
    const poor = planOf({ events, settings: { budget: cost - 5 } });
    expect(poor).toMatchObject({ feasible: false, optimal: false, totalCost: cost - 5 });
    expect(poor.explanation[0]).toMatch(new RegExp(`takes ${cost} EUR; what is shown keeps them to 2026-`));
    expect(poor.alternatives.map(({ kind }) => kind)).toEqual([
      'do-nothing',
      'without-limits',
      'within-limits',
    ]);
    expect(poor.alternatives[1]?.totalCost).toBe(cost);
  });

  it('orders no fewer than the smallest order, all of it in time', () => {
    const own = { unitCost: null, leadTimeDays: null, minimumOrderCount: 3, excluded: false };
    const plan = planOf({ events: [RAMP], settings: { skus: { s: own } } });
    expect(plan.lines.reduce((sum, { count }) => sum + count, 0)).toBe(3);
    expect(plan.lines.map(({ inServiceBy }) => inServiceBy)).toEqual(['2026-04-25']);
  });

  it('fills the emptiest failure domains first where asked to', () => {
    const hosts = [1, 2, 3, 4].map((n) => ({
      id: `h${n}`,
      cluster: 'a',
      failureDomain: n < 4 ? 'rack-1' : 'rack-2',
      memoryBytes: 100,
      cpuCores: 10,
      used: { memoryBytes: 0, cpuCores: 1 },
    }));
    const model = modelWith({ clusters: [{ id: 'a', region: 'r' }], hosts, microvms: [] });
    const fleet = [{ flavor: 'f', count: 500 }];
    const plan = planOf({
      model,
      events: [{ ...AT_ONCE, fleet }],
      settings: { balanceFailureDomains: true },
    });
    const into = new Map<string | null, number>();
    for (const { failureDomain, count } of plan.lines)
      into.set(failureDomain, (into.get(failureDomain) ?? 0) + count);
    // 500 ask for 625: 7 hosts and one in reserve, 4 more than stand there.
    expect([into.get('rack-1'), into.get('rack-2')]).toEqual([1, 3]);
  });

  it('plans with the middle of a lead time and warns by its high edge', () => {
    const leadTimeDays = { low: 2, mid: 4, high: 70 };
    const own = { unitCost: null, leadTimeDays, minimumOrderCount: null, excluded: false };
    const plan = planOf({ events: [RAMP], settings: { skus: { s: own } } });
    expect(plan.lines[0]).toMatchObject({
      orderBy: '2026-04-14',
      orderByIfSlow: '2026-02-07',
      warning: 'if the order takes 70 days it is in service on 2026-05-17 at the earliest',
    });
    const sku = { id: 's', memoryBytes: 110, systemReservedMemoryBytes: 10, cpuCores: 10, unitCost: 5 };
    const catalogued = planOf({ model: modelWith({ skus: [{ ...sku, leadTimeDays }] }), events: [RAMP] });
    expect(catalogued.lines[0]?.orderByIfSlow).toBe('2026-02-07');
  });

  it('leaves out what it cannot count with, and says why', () => {
    const skus = [
      { id: 'dear', memoryBytes: 110, cpuCores: 10, unitCost: 50, currency: 'EUR', leadTimeDays: 1 },
      { id: 'foreign', memoryBytes: 110, cpuCores: 10, unitCost: 1, currency: 'CHF', leadTimeDays: 1 },
      { id: 'free', memoryBytes: 110, cpuCores: 10, leadTimeDays: 1 },
      { id: 'later', memoryBytes: 110, cpuCores: 10, unitCost: 1, currency: 'EUR' },
      { id: 'odd', cpuCores: 10, unitCost: 1, currency: 'EUR', leadTimeDays: 1 },
    ];
    const plan = planOf({ model: modelWith({ skus }), events: [RAMP] });
    expect(plan.totalCost).toBe(50);
    expect(plan.excluded).toEqual([
      { sku: 'foreign', reason: "its price is in CHF, the others' in EUR" },
      { sku: 'free', reason: 'its price is not known' },
      { sku: 'later', reason: 'its lead time is not known' },
      { sku: 'odd', reason: 'its memory is not known' },
    ]);
  });

  it('buys the fewest hosts and names no cost where no price is known', () => {
    const skus = [{ id: 's', memoryBytes: 110, cpuCores: 10, leadTimeDays: 4 }];
    const plan = planOf({ model: modelWith({ skus }), events: [RAMP] });
    expect(plan).toMatchObject({ hosts: 1, totalCost: null, currency: null });
  });

  it.each([1e10, 1e30, 1e100, 1e300])(
    'a demand of %d is beyond any number of hosts, and said to be',
    (demand) => {
      const grown = (day: number): number => (day < 40 ? 100 : demand);
      const history = historyOfSeries([
        dailySeries('cluster:a', 'memory_reserved_bytes', '2026-01-15', 45, grown),
      ]);
      const plan = planOf({ history }, true);
      expect(plan).toMatchObject({ feasible: false, hosts: 0 });
      expect(plan.explanation.join()).toMatch(
        /memory headroom in .*a .* no number of hosts that can be bought/,
      );
    },
  );

  it('follows the fitted line of a history, and buys more for its pessimistic edge', () => {
    // Cluster a reserves 1 more a day and hovers about the line: beyond 160 within the horizon.
    const wobble = (day: number): number => 100 + day + (day % 2 === 0 ? 6 : -6);
    const history = historyOfSeries([
      dailySeries('cluster:a', 'memory_reserved_bytes', '2026-01-15', 45, wobble),
    ]);
    const plan = planOf({ history }, true);
    const pessimistic = plan.alternatives.find(({ kind }) => kind === 'pessimistic');
    expect(plan.lines.length).toBeGreaterThan(0);
    expect(plan.lines[0]?.target).toBe('compute.memory@cluster:a');
    expect(pessimistic?.totalCost ?? 0).toBeGreaterThanOrEqual(plan.totalCost ?? 0);
    const regret = plan.alternatives.find(({ kind }) => kind === 'least-regret')?.regret;
    expect(regret?.demands.length).toBe(10);
    const chosen = plan.alternatives.find(({ kind }) => kind === 'least-regret');
    if (regret == null || chosen === undefined) throw new Error('no regret');
    const derivation = regretNode(regret, chosen.totalCost ?? 0);
    expect(recompute(derivation)).toEqual([]);
    expect(derivation.value).toBeCloseTo(regret.expectedRegret);
    for (const other of plan.alternatives) {
      expect(purchaseCostNode(other).value).toBe(other.totalCost);
      expect(recompute(missedDaysNode(other))).toEqual([]);
    }
    expect(regret.expectedRegret).toBeCloseTo(3 * regret.expectedUnderBuy + regret.expectedOverBuy);
  });

  it('shows what else could be done and how it answers to prices and lead times', () => {
    const skus = [
      { id: 'quick', memoryBytes: 110, cpuCores: 10, unitCost: 9, currency: 'EUR', leadTimeDays: 1 },
      { id: 'slow', memoryBytes: 110, cpuCores: 10, unitCost: 8, currency: 'EUR', leadTimeDays: 40 },
    ];
    const plan = planOf({ model: modelWith({ skus }), events: [RAMP] }, true);
    expect(plan.totalCost).toBe(8);
    expect(plan.alternatives.map(({ title, totalCost }) => [title, totalCost])).toEqual([
      ['Buy nothing', 0],
      ['Only quick', 9],
      ['Only slow', 8],
      ['Pessimistic', 8],
    ]);
    expect(plan.alternatives[0]?.missed[0]).toMatchObject({
      id: 'compute.memory@cluster:a',
      from: '2026-04-25',
    });
    const price = plan.sensitivities.filter(({ sku }) => sku === 'slow');
    expect(
      price.map(({ change, totalCost, purchaseChanges }) => [change, totalCost, purchaseChanges]),
    ).toEqual([
      [0.8, 6.4, false],
      [1.2, 9, true],
    ]);
    const later = plan.sensitivities.find(({ kind, change }) => kind === 'lead-time' && change === 28);
    expect(later?.totalCost).toBe(9);
    // What stands beside the plan derives its figures too, and each can be computed again. Tried prices show in their own lines.
    for (const other of [...plan.alternatives, ...plan.sensitivities]) {
      const nodes = [hostsNode(other), purchaseCostNode(other), differenceNode(other, plan)];
      for (const node of nodes) expect(recompute(node)).toEqual([]);
      expect(nodes.map(({ value }) => value)).toEqual([
        other.hosts,
        other.totalCost,
        (other.totalCost ?? 0) - (plan.totalCost ?? 0),
      ]);
    }
  });

  it('derives every figure of the list so that each can be computed again', () => {
    const fleet = [{ flavor: 'f', count: 400 }];
    const model = modelWith();
    const scenario = scenarioWith(model, [{ ...RAMP, fleet }]);
    const policy = { ...POLICY_DEFAULTS, cpuOvercommit: 100 };
    const base = planBase({ model, policy, history: null, scenario, horizonDays: 90, solver });
    if (!base.ok) throw new Error('refused');
    const search = planSearch(base.value, PLAN_SETTINGS_DEFAULTS, { alternatives: false });
    let step = search.next();
    while (step.done !== true) step = search.next();
    const { plan, figures, curves } = step.value;
    expect(plan.lines.length).toBeGreaterThan(2);
    for (const node of Object.values(figures)) expect(recompute(node)).toEqual([]);
    expect(figures['total']?.value).toBe(plan.totalCost);
    for (const line of plan.lines) {
      expect(figures[`orderBy ${line.id}`]?.value).toBe(line.orderBy);
      expect(figures[`cost ${line.id}`]?.value).toBe(line.cost);
      expect(Number(figures[`count ${line.id}`]?.value)).toBeGreaterThanOrEqual(0);
    }
    const [drawn] = curves;
    expect(drawn?.id).toBe('compute.memory@cluster:a');
    expect(drawn?.missedFrom).toBe(plan.lines[0]?.inServiceBy);
    drawn?.days.forEach((day, i) => {
      if (day < (plan.lines[0]?.inServiceBy ?? '')) return;
      expect(drawn.demand[i]).toBeLessThanOrEqual(drawn.limitWithPlan[i] ?? 0);
    });
  });

  it('holds every target day by day, and each host comes on the last day that does', () => {
    fc.assert(
      fc.property(instances, (instance) => {
        const base = planBase({ ...instance.input, solver });
        if (!base.ok) throw new Error('refused');
        const { settings } = instance;
        const search = solvePurchase(base.value, poseProblem(base.value, settings));
        let step = search.next();
        while (step.done !== true) step = search.next();
        const { problem, deliveries, counts } = step.value;
        const holds = (tried: readonly Delivery[]): boolean => {
          const check = verifyPlan(base.value, problem, tried, counts, MIDDLE);
          let answer = check.next();
          while (answer.done !== true) answer = check.next();
          return answer.value;
        };
        if (counts.counts === null) return;
        expect(holds(deliveries)).toBe(true);
        for (const delivery of deliveries) {
          const smallest = problem.options[delivery.place.option]?.minimumOrderCount ?? 1;
          if (smallest > 1 || delivery.day >= problem.lastDay) continue;
          const others = deliveries.filter((other) => other !== delivery);
          const one = { ...delivery, count: 1, day: delivery.day + 1 };
          expect(holds([...others, { ...delivery, count: delivery.count - 1 }, one])).toBe(false);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('never costs less when more is asked of it, nor more when its budget is larger', () => {
    fc.assert(
      fc.property(instances, fc.integer({ min: 1, max: 6 }), (instance, more) => {
        const { model, policy, scenario } = instance.input;
        const cost = (extra: readonly object[], budget: number | null): number => {
          const events = [...(scenario?.events ?? []), ...extra];
          const input = { ...instance.input, scenario: scenarioWith(model, events), policy, solver };
          const built = buildPlan(input, { ...instance.settings, budget }, { alternatives: false });
          if (!built.ok) throw new Error('refused');
          return built.value.feasible ? (built.value.totalCost ?? 0) : Infinity;
        };
        const customer = { type: 'onboardCustomer', customer: 'more', region: 'r', cluster: 'c0' };
        const grown = {
          ...customer,
          on: dayName(dayNumber('2026-03-04')),
          fleet: [{ flavor: 'f', count: more }],
        };
        const now = cost([], null);
        expect(cost([grown], null)).toBeGreaterThanOrEqual(now);
        if (now < Infinity) expect(cost([], now)).toBe(now);
        if (now < Infinity && now > 0) expect(cost([], now - 1)).toBe(Infinity);
      }),
      { numRuns: 60 },
    );
  }, 180_000);
});
