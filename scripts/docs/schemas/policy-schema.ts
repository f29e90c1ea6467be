import { POLICY_FIELDS } from '../../../shared/model/policy-fields.ts';
import { POLICY_DEFAULTS } from '../../../shared/model/policy.ts';
import { POLICY_LABELS } from '../../../shared/view/policy-labels.ts';
import { DIALECT, objectOf, orNull, type JsonSchema } from './json-schema.ts';
import { modelField } from './model-schema.ts';

/** A policy, whole or in part, wherever a document holds one. */
export function policyObject(): JsonSchema {
  const labels = new Map<string, string>(POLICY_LABELS.map(({ key, label }) => [key, label]));
  const defaults: Readonly<Record<string, unknown>> = { ...POLICY_DEFAULTS };
  const properties = Object.entries(POLICY_FIELDS).map(([key, field]) => {
    const { description: unit, ...schema } = modelField(field);
    const label = labels.get(key) ?? key;
    const words = typeof unit === 'string' ? `${label}. ${unit}` : label;
    const described = { description: words, ...schema, default: defaults[key] };
    return [key, defaults[key] === null ? orNull(described) : described] as const;
  });
  return objectOf({ schema: { const: 'headroom.policy/v1' }, ...Object.fromEntries(properties) }, []);
}

/** The shape of a policy document, which may be partial. */
export function policySchema(): JsonSchema {
  return {
    $schema: DIALECT,
    title: 'headroom.policy/v1',
    description: 'Targets, reserves and assumptions; what is not given keeps its default.',
    ...policyObject(),
  };
}
