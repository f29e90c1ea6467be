import * as v from 'valibot';
import { POLICY_DEFAULTS, type Policy, type PolicyKey } from '../model/policy.ts';
import { returns } from './channel.ts';
import { idSchema, noteSchema, nothing } from './requests.ts';

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

/** A `headroom.policy/v1` document somebody handed over, read and found good. */
export interface PolicyFile {
  readonly file: string;
  /** Only what the document gives. */
  readonly values: Partial<Policy>;
}

const keySchema = v.custom<PolicyKey>(
  (key) => typeof key === 'string' && Object.hasOwn(POLICY_DEFAULTS, key),
  'a key of the policy',
);
const valueSchema = v.union([v.pipe(v.number(), v.finite()), v.pipe(v.string(), v.maxLength(200)), v.null()]);
const errors = ['no-workspace', 'bad-input', 'read-only', 'busy'] as const;

export const policyChannels = {
  'policy:get': returns<readonly PolicyEntry[]>()(nothing, ['no-workspace']),
  /** Overrides one value; the engine checks its range and answers `bad-input` otherwise. */
  'policy:set': returns<readonly PolicyEntry[]>()(
    v.strictObject({
      key: keySchema,
      value: valueSchema,
      note: v.exactOptional(noteSchema),
    }),
    errors,
  ),
  /** Back to the default. */
  'policy:reset': returns<readonly PolicyEntry[]>()(v.strictObject({ key: keySchema }), errors),
  /** Reads a policy document and changes nothing; `bad-input` locates every problem in it. */
  'policy:read': returns<PolicyFile>()(v.strictObject({ handle: idSchema }), ['not-found', 'bad-input']),
  /** Overrides several values as one step that can be undone; all of them or none. */
  'policy:apply': returns<readonly PolicyEntry[]>()(
    v.strictObject({
      values: v.pipe(
        v.array(v.strictObject({ key: keySchema, value: valueSchema })),
        v.minLength(1),
        v.maxLength(200),
      ),
      /** File they come from, for the history. */
      from: v.exactOptional(v.pipe(v.string(), v.maxLength(300))),
    }),
    errors,
  ),
};
