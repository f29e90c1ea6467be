import { assess } from '../assess/assess.ts';
import { defineEvent, refused, type Applied } from './definition.ts';

export interface GrowthMultiplierOutcome {
  /** Ids of the constraints whose growth is scaled. */
  readonly constraints: readonly string[];
  readonly factor: number;
}

/**
 * Growth is faster or slower than the past says (MODEL.md section 6): scales the slope of the forecast of every
 * constraint whose id is, or begins with, `constraint` (`compute.memory`, `edge.connections@region:eu-west`). Today's
 * demand stays as it is; the effect shows where demand is projected over days.
 */
export const growthMultiplier = defineEvent({
  type: 'growthMultiplier',
  title: 'Scale growth',
  summary: 'The forecast slope of some constraints is multiplied.',
  group: 'growth',
  fields: [
    {
      kind: 'entity',
      of: 'constraint',
      many: false,
      required: true,
      name: 'constraint',
      label: 'Constraint',
      help: 'Id of a constraint, or the beginning of some.',
    },
    {
      kind: 'quantity',
      unit: 'ratio',
      min: 0,
      required: true,
      name: 'factor',
      label: 'Factor',
      help: '1 = as the past says, 2 = twice as fast.',
    },
  ],
  defaults: () => ({ constraint: 'compute.memory', factor: 2 }),
  apply(context, { constraint, factor }): Applied<GrowthMultiplierOutcome> {
    const ids = assess(context.model, context.policy).constraints.map((entry) => entry.id);
    const constraints = ids.filter((id) => id === constraint || id.startsWith(constraint));
    if (constraints.length === 0) {
      return refused(
        context,
        'constraint',
        `no constraint of the model is or begins with ${constraint}`,
        constraint,
      );
    }
    return {
      ok: true,
      model: context.model,
      outcome: { constraints, factor },
      notes: ['scales growth over days; the constraints of today do not change'],
    };
  },
});
