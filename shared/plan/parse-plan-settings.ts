import * as v from 'valibot';
import type { Model } from '../model/document.ts';
import type { Parsed, Problem } from '../model/problem.ts';
import { PLAN_SETTINGS_DEFAULTS, planSettingsSchema, type PlanSettings } from './plan-settings.ts';

/** Settings from JSON, with located problems; clusters and machine types must be in the model. */
export function parsePlanSettings(document: unknown, model: Model): Parsed<PlanSettings> {
  const read = v.safeParse(planSettingsSchema, document);
  if (!read.success) {
    const problems = read.issues.map((issue): Problem => ({
      path: v.getDotPath(issue) ?? '$',
      message: issue.message,
      ...(issue.received === 'Object' ? {} : { value: issue.received }),
    }));
    return { ok: false, problems };
  }
  const unknown = (kind: 'clusters' | 'skus', what: string): readonly Problem[] =>
    Object.keys(read.output[kind]).flatMap((id) =>
      model[kind].some((entity) => entity.id === id)
        ? []
        : [{ path: `${kind}.${id}`, message: `there is no ${what} of that id`, value: id }],
    );
  const problems = [...unknown('clusters', 'cluster'), ...unknown('skus', 'machine type')];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: read.output };
}

/** Settings as they were stored. The defaults where they cannot be read: they are checked before they are stored. */
export function readPlanSettings(stored: unknown): PlanSettings {
  const read = v.safeParse(planSettingsSchema, stored);
  return read.success ? read.output : PLAN_SETTINGS_DEFAULTS;
}
