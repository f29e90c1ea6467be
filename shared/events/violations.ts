import { byCodeUnits } from '../model/model-index.ts';
import type { Assessment, Constraint } from '../assess/constraint.ts';

/** A target that a change makes worse: one that held and holds no more, or one that was missed and is missed by more. */
export interface Violation {
  readonly id: string;
  readonly kind: 'broken' | 'worsened';
  readonly after: Constraint;
  /** How far beyond the target, as a share of what is available; for ordering. */
  readonly overshoot: number;
}

/** Rounding of sums is no worsening. */
const NOISE_RATIO = 1e-9;

function overshootOf({ margin, available, capacity }: Constraint): number {
  const scale = Math.max(Math.abs(available ?? capacity ?? 0), 1);
  return margin === null ? 0 : -margin / scale;
}

/**
 * Targets a change breaks or worsens (MODEL.md section 11), worst first, ties by id. A target that held and is now not
 * measured or undecided counts as broken: it is not known to hold any more. A constraint that is new and missed counts
 * too; one that vanished does not.
 */
export function violationsOf(before: Assessment, after: Assessment): readonly Violation[] {
  const known = new Map(before.constraints.map((constraint) => [constraint.id, constraint]));
  const found: Violation[] = [];
  for (const now of after.constraints) {
    const then = known.get(now.id);
    const overshoot = overshootOf(now);
    const held = then?.verdict === 'ok';
    if (now.verdict === 'breach' && (then === undefined || then.verdict !== 'breach')) {
      found.push({ id: now.id, kind: 'broken', after: now, overshoot });
    } else if (held && now.verdict === 'not-measured') {
      found.push({ id: now.id, kind: 'broken', after: now, overshoot });
    } else if (then?.verdict === 'breach' && now.verdict === 'breach' && worse(then, now)) {
      found.push({ id: now.id, kind: 'worsened', after: now, overshoot });
    }
  }
  return found.sort((a, b) => b.overshoot - a.overshoot || byCodeUnits(a.id, b.id));
}

function worse(then: Constraint, now: Constraint): boolean {
  if (then.margin === null || now.margin === null) return false;
  const scale = Math.max(Math.abs(then.margin), Math.abs(then.available ?? 0), 1);
  return now.margin < then.margin - scale * NOISE_RATIO;
}
