import { explainConstraint } from '../../shared/assess/explain-constraint.ts';
import type { Constraint } from '../../shared/assess/constraint.ts';
import type { QualityOverview, UnmeasuredResource } from '../../shared/ipc/quality-channels.ts';
import { missingInputs } from '../../shared/view/missing-inputs.ts';
import type { EngineAnswers } from './engine-answers.ts';
import type { Workspace } from './workspace.ts';

/** Derivations looked through per resource: a fleet without a field lacks it on every host. */
const MOST_DERIVED = 200;
const ENTITIES_TOLD = 6;

/** Which constraints cannot be computed, and for want of which field: told by their own derivations. */
export function qualityOverview(workspace: Workspace, engine: EngineAnswers): QualityOverview {
  const { constraints } = engine.baseline();
  const byResource = new Map<string, Constraint[]>();
  for (const constraint of constraints) {
    if (constraint.verdict !== 'not-measured') continue;
    const key = `${constraint.domain}.${constraint.resource}`;
    byResource.set(key, [...(byResource.get(key) ?? []), constraint]);
  }
  return {
    revision: workspace.revision,
    constraints: constraints.length,
    unmeasured: [...byResource.values()].flatMap((list) => unmeasured(workspace, list)),
  };
}

function unmeasured(workspace: Workspace, list: readonly Constraint[]): UnmeasuredResource[] {
  const [first] = list;
  if (first === undefined) return [];
  const roots = list
    .slice(0, MOST_DERIVED)
    .flatMap(
      ({ id }) => explainConstraint(workspace.model(), workspace.policy(), id, workspace.history()) ?? [],
    );
  return [
    {
      domain: first.domain,
      resource: first.resource,
      scopes: list.map(({ scope }) => scope),
      missing: missingInputs(roots).map(({ entities, ...input }) => ({
        ...input,
        entities: entities.slice(0, ENTITIES_TOLD),
        count: entities.length,
      })),
      notes: [...new Set(list.flatMap(({ notes }) => notes ?? []))].slice(0, ENTITIES_TOLD),
    },
  ];
}
