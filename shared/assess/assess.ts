import type { History } from '../history/history.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { Assessment, CapacitySummary, Constraint, RegionSummary } from './constraint.ts';
import { contextOf, type SurvivalOf } from './row.ts';
import { CONSTRAINT_ROWS } from './rows.ts';

/**
 * Every limited resource of a model in every scope, against the policy's targets (MODEL.md section 4): deterministic, and
 * independent of the order of the model's lists. Constraints stand in the table's order, then by scope.
 *
 * @param history gives the p95 daily peak of summed CPU where it is known; without it Σ used stands in.
 * @param survival gives `compute.survival`; without it there are no such constraints.
 *
 * What does not depend on the policy is remembered per model, so that assessing again under another policy is cheap.
 */
export function assess(
  model: Model,
  policy: Policy,
  history: History | null = null,
  survival: SurvivalOf | null = null,
): Assessment {
  const context = contextOf(model, policy, history, survival);
  const constraints: Constraint[] = [];
  for (const row of CONSTRAINT_ROWS) {
    for (const scope of row.scopes(context)) constraints.push(row.compute(context, scope));
  }
  return {
    schema: 'headroom.assessment/v1',
    name: model.name,
    asOf: model.asOf,
    constraints,
    regions: regionSummaries(constraints, policy),
  };
}

/** Total, reserved and used of CPU and memory of every region with clusters, raw and with the reserve taken away. */
function regionSummaries(constraints: readonly Constraint[], policy: Policy): readonly RegionSummary[] {
  const cpu = new Map<string, Constraint>();
  for (const constraint of constraints) {
    if (constraint.domain === 'compute' && constraint.resource === 'cpu')
      cpu.set(constraint.scope, constraint);
  }
  return constraints.flatMap((memory) => {
    const own = cpu.get(memory.scope);
    const region =
      memory.domain === 'compute' && memory.resource === 'memory' && memory.scope.startsWith('region:');
    if (!region || own === undefined) return [];
    return {
      region: memory.scope.slice('region:'.length),
      memory: summary(memory, policy.memoryHeadroomMinRatio),
      cpu: summary(own, policy.cpuHeadroomMinRatio),
    };
  });
}

function summary(constraint: Constraint, targetHeadroom: number): CapacitySummary {
  const { capacity, reserve, available, reserved, used } = constraint;
  return { total: capacity, reserve, available, reserved, used, targetHeadroom };
}
