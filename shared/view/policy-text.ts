import type { PolicyKey, Policy } from '../model/policy.ts';
import { POLICY_FIELDS } from '../model/policy-fields.ts';
import { formatPlain } from './number-format.ts';
import { inputUnit, toShown } from './unit-input.ts';

/** An assumption's value as its screen shows it: `20%`, `5 s`, `best-fit`; `none` where it is left open. */
export function policyText(key: PolicyKey, value: Policy[PolicyKey]): string {
  if (value === null) return 'none';
  const field = POLICY_FIELDS[key];
  if (typeof value === 'string' || field.kind !== 'number') return String(value);
  const unit = inputUnit(field.unit, null);
  const space = unit.label === '' || unit.label === '%' ? '' : ' ';
  return `${formatPlain(toShown(value, unit), 4)}${space}${unit.label}`;
}
