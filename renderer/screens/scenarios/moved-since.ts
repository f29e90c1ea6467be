import type { ImmediateResult } from '../../../shared/timeline/result.ts';

/** Ids whose number moved since a slider or a handle was taken hold of. */
export function movedSince(held: ImmediateResult | null, result: ImmediateResult): ReadonlySet<string> {
  if (held === null || held === result) return new Set();
  const was = new Map(held.after.constraints.map((constraint) => [constraint.id, constraint]));
  return new Set(
    result.after.constraints
      .filter((constraint) => {
        const before = was.get(constraint.id);
        return before?.demand !== constraint.demand || before?.available !== constraint.available;
      })
      .map((constraint) => constraint.id),
  );
}
