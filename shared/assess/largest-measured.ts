import { GROUP_SIZE } from '../explain/grouping.ts';
import { derived, type ExplainNode } from '../explain/node.ts';
import type { Unit } from '../units.ts';
import { numberOf, type Derivation } from './node-row.ts';

/**
 * The largest of several measurements in one unit. Where some are not measured, the largest of the others is a lower bound:
 * it can show that a target is missed, never that it holds (as MODEL.md section 4 says of basis `max`). `null` where none is
 * measured or there is none. The largest come first; beyond 50 those that cannot be the maximum are left out.
 */
export function largestMeasured(
  label: string,
  unit: Unit,
  each: readonly ExplainNode[],
): Pick<Derivation, 'demand' | 'lowerBound' | 'notes'> {
  const known = each.flatMap((node) => {
    const value = numberOf(node);
    return value === null ? [] : [{ node, value }];
  });
  if (known.length === 0) {
    return { demand: derived(label, unit, 'maximum of inputs', each.slice(0, GROUP_SIZE)) };
  }
  known.sort((a, b) => b.value - a.value);
  const shown = known.slice(0, GROUP_SIZE).map(({ node }) => node);
  const missing = each.length - known.length;
  const demand = derived(label, unit, 'maximum of inputs', shown);
  if (missing === 0) return { demand };
  const notes = [`${missing} of ${each.length} not measured: the largest of the others is a lower bound`];
  return { demand, lowerBound: true, notes };
}
