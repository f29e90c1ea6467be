import * as v from 'valibot';
import type { Model } from '../model/document.ts';
import { foreignSchema } from '../model/parse-model.ts';
import { shownJson } from '../model/problem-collector.ts';
import type { Parsed, Problem } from '../model/problem.ts';
import { isJsonObject } from '../model/read-fields.ts';
import { PLAN_SETTINGS_DEFAULTS, planSettingsSchema, type PlanSettings } from './plan-settings.ts';

/** Settings from JSON, with located problems; clusters and machine types must be in the model. */
export function parsePlanSettings(document: unknown, model: Model): Parsed<PlanSettings> {
  const foreign = isJsonObject(document)
    ? foreignSchema(document, PLAN_SETTINGS_DEFAULTS.schema, false)
    : null;
  if (foreign !== null) return { ok: false, problems: [foreign] };
  const read = v.safeParse(planSettingsSchema, document);
  if (!read.success) return { ok: false, problems: read.issues.map(problemOf) };
  const unknown = (kind: 'clusters' | 'skus', what: string): readonly Problem[] =>
    Object.keys(read.output[kind]).flatMap((id) =>
      model[kind].some((entity) => entity.id === id)
        ? []
        : [{ path: `${kind}.${id}`, message: `there is no ${what} of that id`, value: id }],
    );
  const problems = [...unknown('clusters', 'cluster'), ...unknown('skus', 'machine type')];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: read.output };
}

/** In the words of the other documents' parsers. A check of one's own (`low ≤ mid ≤ high`) has what it expects as message. */
function problemOf(issue: v.InferIssue<typeof planSettingsSchema>): Problem {
  const path = v.getDotPath(issue) ?? '';
  const value = shownJson(issue.input);
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return { path, message: 'unknown key', value };
  if (issue.type === 'check') return { path, message: 'is not in order', value, expected: issue.message };
  return { path, message: 'is not what belongs here', value, expected: issue.expected ?? issue.message };
}

/** Settings as they were stored. The defaults where they cannot be read: they are checked before they are stored. */
export function readPlanSettings(stored: unknown): PlanSettings {
  const read = v.safeParse(planSettingsSchema, stored);
  return read.success ? read.output : PLAN_SETTINGS_DEFAULTS;
}
