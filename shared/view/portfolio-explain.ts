import type { Constraint } from '../assess/constraint.ts';
import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import { marginScale } from '../timeline/margin-ratio.ts';
import type { SimulationResult } from '../timeline/result.ts';
import { constraintNameOf } from './constraint-name.ts';

/** The node of a derivation that has this value, nearest to the root. */
function nodeWith(root: ExplainNode | undefined, value: number): ExplainNode | null {
  let level = root === undefined ? [] : [root];
  while (level.length > 0) {
    const found = level.find((node) => node.value === value);
    if (found !== undefined) return found;
    level = level.flatMap((node) => node.inputs ?? []);
  }
  return null;
}

/**
 * The margin of a constraint as a share of what is available: what still fits before the target is missed, over what there
 * is. Demand and what is available go on down to entities as in the constraint's own derivation. `null`: it has none.
 */
export function marginNode(constraint: Constraint): ExplainNode | null {
  const { margin, demand, unit, id, explain } = constraint;
  const scale = marginScale(constraint);
  if (margin === null || scale === null) return null;
  const computed = (label: string, value: number) => leaf(label, value, unit, { origin: 'computed', of: id });
  const node = (label: string, value: number) => nodeWith(explain, value) ?? computed(label, value);
  const { name, where } = constraintNameOf(id);
  const still =
    demand === null
      ? computed('what still fits', margin)
      : derived('what still fits', unit, 'a − b', [
          computed('most demand that meets the target', demand + margin),
          node('demand', demand),
        ]);
  return derived(`Margin to the target, ${name} ${where}`, 'ratio', 'a ÷ b', [
    still,
    node('available', scale),
  ]);
}

/** The targets missed, one by one; those missed without the scenario as well say so. */
export function breachesNode({ before, after }: Pick<SimulationResult, 'before' | 'after'>): ExplainNode {
  const known = new Set(before.constraints.filter(({ verdict }) => verdict === 'breach').map(({ id }) => id));
  const missed = after.constraints.filter(({ verdict }) => verdict === 'breach');
  const one = ({ id }: Constraint): ExplainNode => {
    const { name, where } = constraintNameOf(id);
    const of = known.has(id) ? `${id}, missed today as well` : id;
    return leaf(`${name} ${where}`, 1, 'count', { origin: 'computed', of });
  };
  return derived('Targets missed', 'count', 'sum of inputs', missed.map(one));
}
