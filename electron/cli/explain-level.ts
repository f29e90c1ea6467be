import type { Constraint } from '../../shared/assess/constraint.ts';
import { explainConstraint } from '../../shared/assess/explain-constraint.ts';
import type { ExplainNode } from '../../shared/explain/node.ts';
import { trimExplain } from '../../shared/explain/trim.ts';
import { wordOption, type Given } from './arguments.ts';

const LEVELS = ['none', 'short', 'full'] as const;
/** `short` prints the number and what it is directly made of (MODEL.md section 4). */
const SHORT_LEVELS = 2;

export type ExplainLevel = (typeof LEVELS)[number];

export const explainLevel = (given: Given): ExplainLevel => wordOption(given, 'explain', LEVELS, 'short');

/** Adds its derivation to a constraint; made for one constraint at a time, so that a large report never holds all of them. */
export function explainedBy(
  level: ExplainLevel,
  ...[model, policy, history, survival]: [
    model: Parameters<typeof explainConstraint>[0],
    policy: Parameters<typeof explainConstraint>[1],
    history: Parameters<typeof explainConstraint>[3],
    survival: Parameters<typeof explainConstraint>[4],
  ]
): (constraint: Constraint) => Constraint {
  if (level === 'none') return (constraint) => constraint;
  return (constraint) => {
    const whole: ExplainNode | null = explainConstraint(model, policy, constraint.id, history, survival);
    if (whole === null) return constraint;
    return { ...constraint, explain: level === 'short' ? trimExplain(whole, SHORT_LEVELS) : whole };
  };
}
