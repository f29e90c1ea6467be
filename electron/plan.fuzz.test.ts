import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { EVENT_DEFINITIONS } from '../shared/events/event-registry.ts';
import { parseScenario } from '../shared/events/parse-scenario.ts';
import type { LinearSolver } from '../shared/linear/program.ts';
import type { Model } from '../shared/model/document.ts';
import { modelArbitrary, policyArbitrary } from '../shared/model/model.arbitrary.ts';
import { buildPlan } from '../shared/plan/build-plan.ts';
import { PLAN_SETTINGS_DEFAULTS } from '../shared/plan/plan-settings.ts';
import { loadSolver } from './solver/lazy-solver.ts';

let solver: LinearSolver;
beforeAll(async () => {
  solver = await loadSolver();
});

/** Events of any type that can happen to a model, on days of the weeks ahead. */
function scenarioOf(model: Model, picks: readonly number[]): object {
  const pool = EVENT_DEFINITIONS.flatMap((definition) => {
    const values = definition.defaults(model);
    return typeof values === 'string' ? [] : [{ type: definition.type, ...values }];
  });
  const day = (pick: number): string =>
    new Date(Date.parse(model.asOf) + (pick % 28) * 86_400_000).toISOString();
  const events = picks.map((pick) => ({ ...pool[pick % pool.length], on: day(pick).slice(0, 10) }));
  return { schema: 'headroom.scenario/v1', name: 'random', events };
}

describe('a plan of any model', () => {
  it('is made or refused, twice the same, and where it claims to hold it was verified', () => {
    let bought = 0;
    fc.assert(
      fc.property(
        modelArbitrary({ hosts: 6, microvms: 8 }),
        policyArbitrary(),
        fc.array(fc.nat(1000), { maxLength: 3 }),
        fc.boolean(),
        (model, policy, picks, balanceFailureDomains) => {
          const parsed = parseScenario(scenarioOf(model, picks), model);
          if (!parsed.ok) return;
          const plan = () =>
            buildPlan(
              { model, policy, history: null, scenario: parsed.value, horizonDays: 40, solver },
              { ...PLAN_SETTINGS_DEFAULTS, balanceFailureDomains },
              { alternatives: true },
            );
          const made = plan();
          if (!made.ok) return;
          expect(JSON.stringify(plan())).toBe(JSON.stringify(made));
          const { lines, feasible, verified, optimal, gap, totalCost, asOf } = made.value;
          if (lines.length > 0) bought += 1;
          if (feasible) expect(verified).toBe(true);
          if (optimal) expect(gap).toBe(0);
          for (const line of lines) {
            expect(line.inServiceBy >= asOf.slice(0, 10)).toBe(true);
            if (line.orderBy !== null) expect(line.orderBy >= asOf.slice(0, 10)).toBe(true);
            expect(line.cost).toBe(line.unitCost === null ? null : line.unitCost * line.count);
          }
          if (totalCost !== null)
            expect(totalCost).toBeCloseTo(lines.reduce((sum, { cost }) => sum + (cost ?? 0), 0));
        },
      ),
      { numRuns: 100 },
    );
    expect(bought).toBeGreaterThan(5);
  }, 180_000);
});
