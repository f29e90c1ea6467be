import type { Assessment, Constraint } from '../assess/constraint.ts';
import { splitScope } from './constraint-name.ts';
import { limitShare } from './limit-scale.ts';
import type { RegionOfScope } from './scope-index.ts';

/** Constraints of one region, in the assessment's order. */
export function constraintsOfRegion(
  assessment: Assessment,
  region: string,
  regionOf: RegionOfScope,
): readonly Constraint[] {
  return assessment.constraints.filter((constraint) => regionOf(constraint.scope) === region);
}

export interface HostGroup {
  /** Every constraint that is not per host, and of each per-host resource the hosts that need a look. */
  readonly shown: readonly Constraint[];
  /** Per-host constraints that are left out: those that hold, and those not measured where others are. */
  readonly hidden: number;
  /** Of those left out, how many are not measured. */
  readonly hiddenUnmeasured: number;
}

/**
 * A fleet has a constraint per host; a table would drown in them. Of each per-host resource the missed ones stay, and
 * where none is missed the one closest to its limit.
 */
export function foldHosts(constraints: readonly Constraint[]): HostGroup {
  const perHost = new Map<string, Constraint[]>();
  const shown: Constraint[] = [];
  for (const constraint of constraints) {
    if (splitScope(constraint.scope).kind !== 'host') {
      shown.push(constraint);
      continue;
    }
    const key = `${constraint.domain}.${constraint.resource}`;
    const list = perHost.get(key);
    if (list === undefined) perHost.set(key, [constraint]);
    else list.push(constraint);
  }
  let hidden = 0;
  let hiddenUnmeasured = 0;
  for (const list of perHost.values()) {
    const missed = list.filter((constraint) => constraint.verdict === 'breach');
    const kept = missed.length > 0 ? missed : worstOf(list);
    shown.push(...kept);
    hidden += list.length - kept.length;
    hiddenUnmeasured += list.filter(
      (constraint) => constraint.verdict === 'not-measured' && !kept.includes(constraint),
    ).length;
  }
  return { shown, hidden, hiddenUnmeasured };
}

function worstOf(list: readonly Constraint[]): readonly Constraint[] {
  let worst: Constraint | undefined;
  for (const constraint of list) {
    const share = limitShare(constraint) ?? -1;
    if (worst === undefined || share > (limitShare(worst) ?? -1)) worst = constraint;
  }
  return worst === undefined ? [] : [worst];
}
