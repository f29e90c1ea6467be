import * as v from 'valibot';
import type { Assessment, Constraint } from '../assess/constraint.ts';
import type { Sensitivity } from '../assess/sensitivities.ts';
import type { ConstraintChange } from '../timeline/result.ts';
import { returns } from './channel.ts';
import { idSchema, selectionSchema } from './requests.ts';

export interface AssessAnswer {
  readonly revision: number;
  /** `null` for the baseline. */
  readonly scenarioName: string | null;
  readonly before: Assessment;
  /** The same object content as `before` for the baseline. */
  readonly after: Assessment;
  /** Constraints the scenario changes; empty for the baseline. */
  readonly changes: readonly ConstraintChange[];
  readonly notes: readonly string[];
}

export interface ExplainAnswer {
  readonly revision: number;
  /** With its `explain` tree. */
  readonly constraint: Constraint;
  /** Up to three changes that would move its number, and where to. */
  readonly sensitivities: readonly Sensitivity[];
}

export const assessChannels = {
  /** Both sides of the chosen scenario. Region summaries (total / reserved / used) stand in `before.regions`, `after.regions`. */
  'assess:run': returns<AssessAnswer>()(v.strictObject({ scenario: selectionSchema }), [
    'no-workspace',
    'not-found',
    'bad-input',
  ]),
  /** One constraint with its derivation, on the side asked for. */
  'assess:explain': returns<ExplainAnswer>()(
    v.strictObject({
      scenario: selectionSchema,
      constraintId: idSchema,
      side: v.picklist(['before', 'after']),
    }),
    ['no-workspace', 'not-found', 'bad-input'],
  ),
};
