import { useState } from 'react';
import { POLICY_FIELDS } from '../../../../shared/model/policy-fields.ts';
import type { Policy, PolicyKey } from '../../../../shared/model/policy.ts';
import type { NumberField } from '../../../../shared/model/schema.ts';
import { formatPlain } from '../../../../shared/view/number-format.ts';
import { POLICY_LABELS } from '../../../../shared/view/policy-labels.ts';
import { fromShown, inputUnit, toShown } from '../../../../shared/view/unit-input.ts';
import { Button } from '../../../components/Button.tsx';
import { NumberInput } from '../../../components/form/NumberInput.tsx';
import { Select } from '../../../components/Select.tsx';
import { addVariants } from '../../../state/portfolio-store.ts';

const FIELDS: Readonly<Record<string, NumberField | { readonly kind: 'choice' | 'text' }>> = POLICY_FIELDS;

function numberField(key: PolicyKey): NumberField | null {
  const field = FIELDS[key];
  return field?.kind === 'number' ? field : null;
}

const NUMBERS = POLICY_LABELS.filter(({ key }) => numberField(key) !== null);

/** One assumption with another value, as a policy of the portfolio. */
export function OverrideForm({ policy }: { readonly policy: Policy }) {
  const [key, setKey] = useState<PolicyKey | null>(null);
  const [typed, setTyped] = useState<number | null>(null);
  const field = key === null ? null : numberField(key);
  const unit = field === null ? null : inputUnit(field.unit, null);
  const label = NUMBERS.find((entry) => entry.key === key)?.label ?? '';
  const choose = (id: string) => {
    const chosen = NUMBERS.find((entry) => entry.key === id)?.key ?? null;
    const value = chosen === null ? null : policy[chosen];
    const of = chosen === null ? null : numberField(chosen);
    setKey(chosen);
    setTyped(typeof value === 'number' && of !== null ? toShown(value, inputUnit(of.unit, null)) : null);
  };
  const add = () => {
    if (key === null || typed === null || unit === null) return;
    const space = unit.label === '' || unit.label === '%' ? '' : ' ';
    const name = `${label} ${formatPlain(typed, 6)}${space}${unit.label}`;
    void addVariants('policies', [{ name, events: [], policy: { [key]: fromShown(typed, unit) } }]);
    setKey(null);
    setTyped(null);
  };
  return (
    <div className="pf-override">
      <Select
        small
        label="Another value for"
        placeholder="Another value for…"
        value={key}
        options={NUMBERS.map((entry) => ({ id: entry.key, label: entry.label }))}
        onChange={choose}
      />
      {field === null || unit === null ? null : (
        <div className="pf-bar">
          <NumberInput
            hideLabel
            label={label}
            unit={unit.label}
            value={typed}
            min={toShown(field.min ?? field.above ?? 0, unit)}
            {...(field.max === undefined ? {} : { max: toShown(field.max, unit) })}
            onChange={setTyped}
          />
          <Button small disabled={typed === null} onPress={add}>
            Add policy
          </Button>
        </div>
      )}
    </div>
  );
}
