import type { Assessment, Constraint } from '../assess/constraint.ts';
import { splitScope } from './constraint-name.ts';

/** How many more microVMs of one flavor fit in a region while N+1 still holds, and where most of them would go. */
export interface FitRow {
  readonly flavor: string;
  readonly fits: number | null;
  /** `null` without a scenario, or where it changes nothing. */
  readonly scenario: number | null;
  readonly roomiest: {
    readonly cluster: string;
    readonly fits: number;
    readonly constraintId: string;
  } | null;
}

const isFit = (constraint: Constraint): boolean =>
  constraint.domain === 'compute' && constraint.resource === 'fit';

function countIn(constraint: Constraint, flavor: string): number | null {
  const count = constraint.beside?.[`flavor:${flavor}`];
  return typeof count === 'number' ? count : null;
}

/** Sum over the clusters; `null` as soon as one of them is not known. */
function total(constraints: readonly Constraint[], flavor: string): number | null {
  let sum = 0;
  for (const constraint of constraints) {
    const count = countIn(constraint, flavor);
    if (count === null) return null;
    sum += count;
  }
  return constraints.length === 0 ? null : sum;
}

/** One row per flavor, in the given order. Each count stands alone: the room is shared, not added up over flavors. */
export function fitRows(
  flavors: readonly string[],
  clusters: ReadonlySet<string>,
  before: Assessment,
  after: Assessment | null,
): readonly FitRow[] {
  const here = (assessment: Assessment): readonly Constraint[] =>
    assessment.constraints.filter(
      (constraint) => isFit(constraint) && clusters.has(splitScope(constraint.scope).id),
    );
  const was = here(before);
  const is = after === null ? null : here(after);
  return flavors.map((flavor) => {
    const fits = total(was, flavor);
    const then = is === null ? null : total(is, flavor);
    return { flavor, fits, scenario: then === fits ? null : then, roomiest: roomiestOf(was, flavor) };
  });
}

function roomiestOf(constraints: readonly Constraint[], flavor: string): FitRow['roomiest'] {
  let best: FitRow['roomiest'] = null;
  for (const constraint of constraints) {
    const fits = countIn(constraint, flavor);
    if (fits !== null && fits > (best?.fits ?? 0)) {
      best = { cluster: splitScope(constraint.scope).id, fits, constraintId: constraint.id };
    }
  }
  return best;
}
