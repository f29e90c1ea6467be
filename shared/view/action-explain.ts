import { leaf, type ExplainNode } from '../explain/node.ts';
import type { Trigger } from '../timeline/trigger-result.ts';
import type { Unit } from '../units.ts';

/** Which field of an action's event is its amount. */
const AMOUNTS: readonly (readonly [field: string, unit: Unit])[] = [
  ['count', 'count'],
  ['cpuCores', 'cores'],
  ['snapshotBackingBytes', 'diskBytes'],
];

/**
 * Where the amount of a trigger's smallest action comes from: no formula gives it, the engine tries amounts until the
 * trigger leaves its state. `null` where there is no action, or none with an amount.
 */
export function actionNode({ action, id, state }: Trigger): ExplainNode | null {
  if (action === null || action.event === null) return null;
  for (const [field, unit] of AMOUNTS) {
    const amount = action.event[field];
    if (typeof amount !== 'number') continue;
    const of = `the least tried through the engine with which ${id} is no longer ${state}`;
    return leaf(action.text, amount, action.event.type === 'addHosts' ? 'hosts' : unit, {
      origin: 'computed',
      of,
    });
  }
  return null;
}
