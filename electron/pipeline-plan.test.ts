import { beforeAll, describe, expect, it } from 'vitest';
import { finished } from '../shared/events/onboarding-remedy.ts';
import { recompute } from '../shared/explain/recompute.ts';
import type { LinearSolver } from '../shared/linear/program.ts';
import { POLICY_DEFAULTS } from '../shared/model/policy.ts';
import { courseOf, pipelinePlans, type PipelinePlan } from '../shared/plan/pipeline-plan.ts';
import { dailySeries, historyOfSeries } from '../shared/timeline/history.fixture.ts';
import { outlookOf } from '../shared/timeline/outlook.ts';
import { pipelineOdds } from '../shared/timeline/pipeline-odds.ts';
import { settledCustomers } from '../shared/timeline/settled-customers.ts';
import { sidesOf } from '../shared/timeline/sides.ts';
import { modelWith, scenarioWith } from '../shared/timeline/two-clusters.fixture.ts';
import {
  lineCostNode,
  pipelinePlansText,
  planCostNode,
  planSurety,
} from '../shared/view/pipeline-plan-view.ts';
import { loadSolver } from './solver/lazy-solver.ts';

// Here, not beside the engine: these need the real solver.

let solver: LinearSolver;
beforeAll(async () => {
  solver = await loadSolver();
});

const policy = { ...POLICY_DEFAULTS, forecastHorizonDays: 60 };
const history = historyOfSeries([
  dailySeries('region:r', 'memory_reserved_bytes', '2026-01-30', 30, (day) => 150 + 0.4 * day),
]);
const model = modelWith({ orders: [{ sku: 's', cluster: 'b', count: 2, arrivesOn: '2026-03-05' }] });
const customer = (
  id: string,
  on: string,
  count: number,
  probability: number | undefined,
  more: object = {},
) => ({
  id,
  type: 'onboardCustomer',
  customer: id,
  region: 'r',
  on,
  fleet: [{ flavor: 'f', count }],
  ...(probability === undefined ? {} : { probability }),
  ...more,
});
const scenario = scenarioWith(model, [
  customer('north', '2026-03-10', 90, 0.5, { ramp: { kind: 'linear', days: 20 } }),
  customer('south', '2026-03-25', 61, 0.35),
  customer('sure', '2026-03-15', 30, undefined),
  customer('lost', '2026-03-12', 500, 0),
]);

function plans(): readonly PipelinePlan[] {
  const made = finished(pipelinePlans({ model, policy, history, horizonDays: null, solver }, scenario));
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value;
}

describe('what to buy for a pipeline', () => {
  it('is planned for the very demand the odds expect, to less than a microVM a row, in the clusters they name', () => {
    const odds = finished(pipelineOdds({ model, policy, history, solver }, scenario, { runs: 1 }));
    if (!odds.ok) throw new Error('refused');
    const settled = settledCustomers(model, policy, scenario, solver);
    const expected = courseOf(scenario, 'expected', settled);
    expect(expected.events.map(({ id, cluster }) => [id, cluster])).toEqual(
      [...odds.value.customers]
        .filter(({ customer: id }) => id !== 'lost')
        .sort(
          (a, b) =>
            ['north', 'sure', 'south'].indexOf(a.customer) - ['north', 'sure', 'south'].indexOf(b.customer),
        )
        .map(({ customer: id, cluster }) => [id, cluster]),
    );
    const sides = sidesOf(model, policy, expected, history);
    if (!sides.ok) throw new Error('refused');
    const side = sides.value.scenario;
    const target = odds.value.targets.find(({ id }) => id === 'compute.memory@region:r');
    const outlook = outlookOf(side, 'compute.memory@region:r');
    expect(target?.expected.length).toBe(61);
    for (const [day, value] of target?.expected.entries() ?? [])
      expect(Math.abs((outlook?.demandOn(side.days.asOfDay + day)?.value ?? NaN) - value)).toBeLessThan(2);
  });

  it('keeps every target day by day, proved least, ordered by the lead time before it is needed; more for everybody', () => {
    const [expected, everybody] = plans();
    if (expected === undefined || everybody === undefined) throw new Error('two courses');
    for (const { plan } of [expected, everybody]) {
      expect(plan).toMatchObject({ verified: true, optimal: true, feasible: true, until: '2026-04-30' });
      for (const line of plan.lines)
        expect((Date.parse(line.inServiceBy) - Date.parse(line.orderBy ?? '')) / 86_400_000).toBe(
          4 + policy.provisioningDays,
        );
    }
    expect(everybody.plan.hosts).toBeGreaterThan(expected.plan.hosts);
    expect(everybody.plan.totalCost).toBe(everybody.plan.hosts * 5);
  });

  it('says in words what to buy by when, how sure that is, and what it costs by the lines', () => {
    const made = plans();
    const [, everybody] = made;
    if (everybody === undefined) throw new Error('two courses');
    expect(pipelinePlansText(made)).toBe(
      'Each by their likelihood: 2 hosts for €10, the first to order by 8 March. Everybody signs: 4 hosts for €20, the first to order by 4 March.',
    );
    expect(planSurety(everybody.plan)).toBe('proved to cost least; 61 days to 30 Apr verified by the engine');
    const node = planCostNode(everybody.plan);
    if (node === null) throw new Error('priced');
    expect(node.value).toBe(everybody.plan.totalCost);
    expect(recompute(node)).toEqual([]);
    for (const line of everybody.plan.lines) expect(lineCostNode(line).value).toBe(line.cost);
  });
});
