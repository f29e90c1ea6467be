import type { Constraint } from '../../shared/assess/constraint.ts';
import { explainConstraint } from '../../shared/assess/explain-constraint.ts';
import { trimExplain } from '../../shared/explain/trim.ts';
import { survivalProvider } from '../../shared/timeline/survival-provider.ts';
import { lazySolver } from '../solver/lazy-solver.ts';
import type { Side } from '../workspace/scenario-side.ts';
import { wordOption, type Given } from './arguments.ts';

const LEVELS = ['none', 'short', 'full'] as const;
/** `short` prints the number and what it is directly made of (MODEL.md section 4). */
const SHORT_LEVELS = 2;

export type ExplainLevel = (typeof LEVELS)[number];

export const explainLevel = (given: Given, fallback: ExplainLevel): ExplainLevel =>
  wordOption(given, 'explain', LEVELS, fallback);

/** Adds its derivation to a constraint; made for one constraint at a time, so that a large report never holds all of them. */
export function explainedBy(
  level: ExplainLevel,
  { model, policy, history }: Side,
): (constraint: Constraint) => Constraint {
  if (level === 'none') return (constraint) => constraint;
  const survival = survivalProvider(lazySolver);
  return (constraint) => {
    const whole = explainConstraint(model, policy, constraint.id, history, survival);
    if (whole === null) return constraint;
    return { ...constraint, explain: level === 'short' ? trimExplain(whole, SHORT_LEVELS) : whole };
  };
}
