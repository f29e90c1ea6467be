import type { Constraint } from '../assess/constraint.ts';
import { besideUnmeasured as unmeasuredBeside } from '../plan/unmeasured-targets.ts';
import { formatInteger } from './number-format.ts';

/** Targets nobody can judge for want of a measurement: never counted among those that hold. */
export function unmeasuredTargets(constraints: readonly Constraint[]): number {
  return constraints.filter(({ verdict, target }) => verdict === 'not-measured' && target !== null).length;
}

/** `; 3 are not measured`: what follows `everyTarget`; empty where all are. */
export const besideUnmeasured = (unmeasured: number): string =>
  unmeasuredBeside(unmeasured, formatInteger(unmeasured));
