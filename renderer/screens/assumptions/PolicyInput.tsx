import type { PolicyEntry, PolicyValue } from '../../../shared/ipc/policy-channels.ts';
import { POLICY_FIELDS } from '../../../shared/model/policy-fields.ts';
import { fromShown, inputUnit, toShown } from '../../../shared/view/unit-input.ts';
import { NumberInput } from '../../components/form/NumberInput.tsx';
import { Select } from '../../components/Select.tsx';

interface PolicyInputProps {
  readonly entry: PolicyEntry;
  readonly label: string;
  readonly value: PolicyValue;
  readonly onChange: (value: PolicyValue) => void;
}

/** The input one assumption is edited with, made from its field's own range. */
export function PolicyInput({ entry, label, value, onChange }: PolicyInputProps) {
  const field = POLICY_FIELDS[entry.key];
  if (field.kind === 'choice') {
    return (
      <Select
        small
        label={label}
        value={String(value)}
        options={field.choices.map((id: string) => ({ id, label: id }))}
        onChange={onChange}
      />
    );
  }
  if (field.kind === 'number') {
    const unit = inputUnit(field.unit, null);
    return (
      <NumberInput
        hideLabel
        label={label}
        unit={unit.label}
        placeholder="none"
        value={typeof value === 'number' ? toShown(value, unit) : null}
        min={toShown(field.min ?? field.above ?? 0, unit)}
        {...(field.max === undefined ? {} : { max: toShown(field.max, unit) })}
        onChange={(typed) => onChange(typed === null ? null : fromShown(typed, unit))}
      />
    );
  }
  return (
    <div className="input small">
      <input
        aria-label={label}
        value={String(value ?? '')}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
