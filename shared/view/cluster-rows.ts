import type { Assessment, Constraint } from '../assess/constraint.ts';
import type { SurvivalVerdict } from '../placement/outcome.ts';
import { shownState, type ShownState } from './shown-state.ts';
import { shownValue } from './target-text.ts';

export interface ClusterFigure {
  readonly constraintId: string;
  readonly baseline: string;
  /** `null`: the scenario leaves it alone, or there is none. */
  readonly scenario: string | null;
  readonly state: ShownState;
}

export interface ClusterRow {
  readonly id: string;
  readonly hosts: number;
  readonly microvms: number;
  readonly survival: { readonly before: SurvivalVerdict | null; readonly after: SurvivalVerdict | null };
  readonly memory: ClusterFigure | null;
  readonly cpu: ClusterFigure | null;
}

interface ClusterFacts {
  readonly id: string;
  readonly hosts: number;
  readonly microvms: number;
}

const VERDICTS: readonly SurvivalVerdict[] = ['survives', 'survives-repacked', 'fails', 'undecided'];

/** What a sweep over every single loss of a cluster came to; `null` where none was made. */
function survivalOf(constraint: Constraint | undefined): SurvivalVerdict | null {
  if (constraint === undefined) return null;
  const said = constraint.beside?.['outcome'];
  const known = VERDICTS.find((verdict) => verdict === said);
  if (known !== undefined) return known;
  if (constraint.verdict === 'breach') return 'fails';
  return constraint.verdict === 'ok' ? 'survives' : 'undecided';
}

function figure(before: Constraint | undefined, after: Constraint | undefined): ClusterFigure | null {
  const shown = after ?? before;
  if (before === undefined || shown === undefined) return null;
  const [was, is] = [shownValue(before), after === undefined ? null : shownValue(after)];
  return {
    constraintId: before.id,
    baseline: was,
    scenario: is === was ? null : is,
    state: shownState(shown),
  };
}

/** One row per cluster: hosts, what losing any one host does, memory and CPU headroom; baseline and scenario. */
export function clusterRows(
  clusters: readonly ClusterFacts[],
  before: Assessment,
  after: Assessment | null,
): readonly ClusterRow[] {
  const was = new Map(before.constraints.map((constraint) => [constraint.id, constraint]));
  const is = new Map((after?.constraints ?? []).map((constraint) => [constraint.id, constraint]));
  return clusters.map(({ id, hosts, microvms }) => {
    const at = (resource: string): string => `compute.${resource}@cluster:${id}`;
    return {
      id,
      hosts,
      microvms,
      survival: {
        before: survivalOf(was.get(at('survival'))),
        after: after === null ? null : survivalOf(is.get(at('survival'))),
      },
      memory: figure(was.get(at('memory')), is.get(at('memory'))),
      cpu: figure(was.get(at('cpu')), is.get(at('cpu'))),
    };
  });
}
