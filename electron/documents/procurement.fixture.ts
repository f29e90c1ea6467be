import {
  procurementFacts,
  type ProcurementFacts,
} from '../../shared/documents/workbook/procurement-facts.ts';
import { POLICY_DEFAULTS, type Policy } from '../../shared/model/policy.ts';
import { buildPlan } from '../../shared/plan/build-plan.ts';
import { planBase, type PlanInput } from '../../shared/plan/plan-base.ts';
import { PLAN_SETTINGS_DEFAULTS, type PlanSettings } from '../../shared/plan/plan-settings.ts';
import { modelWith, scenarioWith } from '../../shared/timeline/two-clusters.fixture.ts';

/** Facts of the plan of an input. */
export function factsOf(
  input: PlanInput,
  settings: PlanSettings = PLAN_SETTINGS_DEFAULTS,
  alternatives = false,
): ProcurementFacts {
  const base = planBase(input);
  const plan = buildPlan(input, settings, { alternatives });
  if (!base.ok || !plan.ok) throw new Error('the scenario cannot be applied');
  return procurementFacts(base.value, settings, plan.value, {
    workspace: 'Two clusters',
    scenarioName: input.scenario?.name ?? null,
    scenarioVersion: input.scenario === null ? null : 3,
    contentHash: 'sha256:0123456789abcdef',
    application: 'Headroom test',
  });
}

/** Two customers that grow into both clusters: lines in time, a late one, two machine types. */
export function growingInput(solver: PlanInput['solver'], policy: Partial<Policy> = {}): PlanInput {
  const model = modelWith({
    skus: [
      {
        id: 's',
        memoryBytes: 110,
        systemReservedMemoryBytes: 10,
        cpuCores: 10,
        unitCost: 5,
        currency: 'EUR',
        leadTimeDays: 4,
      },
      {
        id: '=big "L"',
        memoryBytes: 310,
        systemReservedMemoryBytes: 10,
        cpuCores: 30,
        unitCost: 13,
        currency: 'EUR',
        leadTimeDays: 9,
      },
    ],
  });
  const customer = (name: string, cluster: string, on: string, count: number, days: number) => ({
    type: 'onboardCustomer',
    customer: name,
    region: 'r',
    cluster,
    on,
    fleet: [{ flavor: 'f', count }],
    ramp: days === 0 ? { kind: 'immediate' } : { kind: 'linear', days },
  });
  return {
    model,
    policy: { ...POLICY_DEFAULTS, cpuOvercommit: 100, ...policy },
    history: null,
    scenario: scenarioWith(model, [
      customer('+k', 'a', '2026-03-01', 260, 60),
      customer('@now', 'b', '2026-03-02', 60, 0),
    ]),
    horizonDays: 90,
    solver,
  };
}
