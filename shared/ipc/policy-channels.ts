import * as v from 'valibot';
import { POLICY_DEFAULTS, type Policy, type PolicyKey } from '../model/policy.ts';
import { returns } from './channel.ts';
import { noteSchema, nothing } from './requests.ts';

export type PolicyValue = Policy[PolicyKey];

export interface PolicyEntry {
  readonly key: PolicyKey;
  readonly value: PolicyValue;
  readonly defaultValue: PolicyValue;
  readonly origin: 'default' | 'measured' | 'edited';
  /** Who and when, for `measured` and `edited`. */
  readonly by: string | null;
  readonly atMs: number | null;
  readonly note: string | null;
}

const keySchema = v.custom<PolicyKey>(
  (key) => typeof key === 'string' && Object.hasOwn(POLICY_DEFAULTS, key),
  'a key of the policy',
);
const errors = ['no-workspace', 'bad-input', 'read-only', 'busy'] as const;

export const policyChannels = {
  'policy:get': returns<readonly PolicyEntry[]>()(nothing, ['no-workspace']),
  /** Overrides one value; the engine checks its range and answers `bad-input` otherwise. */
  'policy:set': returns<readonly PolicyEntry[]>()(
    v.strictObject({
      key: keySchema,
      value: v.union([v.pipe(v.number(), v.finite()), v.pipe(v.string(), v.maxLength(200)), v.null()]),
      note: v.exactOptional(noteSchema),
    }),
    errors,
  ),
  /** Back to the default. */
  'policy:reset': returns<readonly PolicyEntry[]>()(v.strictObject({ key: keySchema }), errors),
};
