import type { Constraint } from '../assess/constraint.ts';

/** What a margin is divided by: what is available, the capacity where that is nothing; `null` where neither is known. */
export function marginScale({
  available,
  capacity,
}: Pick<Constraint, 'available' | 'capacity'>): number | null {
  return Math.abs(available ?? 0) || Math.abs(capacity ?? 0) || null;
}

/** margin ÷ available (÷ capacity where nothing is available): negative where the target is missed; `null` where it is not known or there is no target. */
export function marginRatio(constraint: Constraint): number | null {
  const { margin, verdict } = constraint;
  const scale = marginScale(constraint);
  return margin === null || scale === null || verdict === 'no-target' ? null : margin / scale;
}

/**
 * The constraint closest to its limit: of those missed the one missed by most, and one that has no number (a lost survival)
 * only where no missed one has; where none is missed the one with the least margin. `null`: none is measured.
 */
export function tightestOf(constraints: readonly Constraint[]): Constraint | null {
  const missed = constraints.filter(({ verdict }) => verdict === 'breach');
  let worst: { readonly constraint: Constraint; readonly ratio: number | null } | null = null;
  for (const constraint of missed.length > 0 ? missed : constraints) {
    const ratio = marginRatio(constraint);
    const first = worst === null && constraint.verdict === 'breach';
    const less = ratio !== null && (worst === null || worst.ratio === null || ratio < worst.ratio);
    if (first || less) worst = { constraint, ratio };
  }
  return worst?.constraint ?? null;
}
