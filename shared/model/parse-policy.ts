import { foreignSchema } from './parse-model.ts';
import { parseJsonText } from './json-text.ts';
import { POLICY_DEFAULTS, type Policy, type PolicyKey } from './policy.ts';
import { isPeakHours, POLICY_FIELDS } from './policy-fields.ts';
import type { Parsed } from './problem.ts';
import { ProblemCollector } from './problem-collector.ts';
import { isJsonObject, readFields, reportUnknownKey } from './read-fields.ts';

const POLICY_SCHEMA = 'headroom.policy/v1';

const POLICY_KEYS = Object.keys(POLICY_FIELDS) as readonly PolicyKey[];

const KNOWN = new Set<string>(['schema', ...POLICY_KEYS]);

/**
 * Reads a policy document (MODEL.md section 3), which may be partial: what it does not give stands as in `base`.
 * `schema` may be absent; another one than `headroom.policy/v1` is refused. Unknown keys, wrong types and values out of
 * range are located by JSON path; with any of them nothing is loaded.
 */
export function parsePolicy(json: unknown, base: Policy = POLICY_DEFAULTS): Parsed<Policy> {
  const overrides = parsePolicyOverrides(json);
  return overrides.ok ? { ok: true, value: { ...base, ...overrides.value } } : overrides;
}

/** The same from a file's text; JSON syntax errors are located by line and column. */
export function parsePolicyText(
  text: string,
  fileName?: string,
  base: Policy = POLICY_DEFAULTS,
): Parsed<Policy> {
  const json = parseJsonText(text, fileName);
  if (!json.ok) return json;
  const policy = parsePolicy(json.value, base);
  if (policy.ok || fileName === undefined) return policy;
  return { ok: false, problems: policy.problems.map((problem) => ({ file: fileName, ...problem })) };
}

/**
 * Only what the document gives, in the order of the policy's fields. A `null` is an override where the policy knows
 * `null` (`hostFailuresPerYear`), an error elsewhere. `at` is put before every path: `policy` inside a scenario.
 */
export function parsePolicyOverrides(json: unknown, at?: string): Parsed<Partial<Policy>> {
  const found = new ProblemCollector();
  if (at !== undefined) found.place.push(at);
  if (!isJsonObject(json)) {
    found.add('a policy must be a JSON object', json, 'an object');
    return found.refusal();
  }
  const foreign = foreignSchema(json, POLICY_SCHEMA, false);
  if (foreign !== null)
    return { ok: false, problems: [at === undefined ? foreign : { ...foreign, path: `${at}.schema` }] };
  for (const key of Object.keys(json)) if (!KNOWN.has(key)) reportUnknownKey(key, json[key], KNOWN, found);

  const overrides: Record<string, unknown> = {};
  for (const key of POLICY_KEYS) {
    if (!Object.hasOwn(json, key) || json[key] === undefined) continue;
    if (json[key] === null) {
      if (POLICY_DEFAULTS[key] === null) overrides[key] = null;
      else found.add('may not be null', null, 'a value; leave the key out for the default', key);
      continue;
    }
    const field = { [key]: POLICY_FIELDS[key] };
    const value = readFields({ [key]: json[key] }, field, found)[key];
    if (key === 'peakHours' && typeof value === 'string' && !isPeakHours(value)) {
      found.add('is no range of hours', value, 'auto, or hours such as 09-13', key);
    }
    overrides[key] = value;
  }
  // POLICY_FIELDS is checked against Policy by the compiler; what it read without a problem has its types.
  return found.any ? found.refusal() : { ok: true, value: overrides };
}

/** The policy document that says `policy`: only what differs from `base`, in field order. */
export function serializePolicy(
  policy: Policy,
  base: Policy = POLICY_DEFAULTS,
): Readonly<Record<string, unknown>> {
  const out: Record<string, unknown> = { schema: POLICY_SCHEMA };
  for (const key of POLICY_KEYS) if (policy[key] !== base[key]) out[key] = policy[key];
  return out;
}
