import { useState } from 'react';
import type { CountField, QuantityField, RatioField } from '../../../shared/events/field.ts';
import { fromShown, inputUnit, roundUp, toShown, type InputUnit } from '../../../shared/view/unit-input.ts';
import { NumberInput } from '../../components/form/NumberInput.tsx';
import { SliderInput } from '../../components/form/SliderInput.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { holdResult, releaseResult } from '../../state/result-store.ts';
import type { FieldInputProps } from './field-input-props.ts';
import { asText, plainNumber, withNumber } from './field-values.ts';

type NumericField = CountField | QuantityField | RatioField;

const FAR_BEYOND = 20;
const COUNTED: InputUnit = { label: '', factor: 1 };

function unitOf(field: NumericField, typical: number | null): InputUnit {
  if (field.kind === 'count') return COUNTED;
  return field.kind === 'ratio' ? inputUnit('ratio', typical) : inputUnit(field.unit, typical);
}

/** Where a count ends by itself: the hosts of the cluster it is taken from, the nodes of the region. */
function useNaturalEnd(field: NumericField, values: FieldInputProps['values']): number | null {
  const choices = useInventory((state) => state.choices);
  if (field.kind !== 'count' || field.name !== 'count' || choices === null) return null;
  const cluster = asText(values['cluster']);
  if (values['type'] === 'hostLoss' && cluster !== '') {
    return choices.hosts.filter((host) => host.cluster === cluster && host.state !== 'down').length;
  }
  const region = asText(values['region']);
  if (values['type'] === 'edgeLoss') {
    return choices.edgeNodes.filter(
      (node) => node.state !== 'down' && (region === '' || node.region === region),
    ).length;
  }
  return null;
}

const leastOf = (field: NumericField): number | undefined =>
  field.kind === 'ratio' ? 0 : field.kind === 'count' ? field.min : (field.min ?? field.above);
const mostOf = (field: NumericField): number | undefined => (field.kind === 'ratio' ? 1 : field.max);

/** A count, a quantity with its unit, or a share: a field, and a slider where the hand should lead. */
export function NumericInput({ field, values, saved, slides, onChange }: FieldInputProps<NumericField>) {
  const raw = values[field.name];
  const value = plainNumber(raw) ?? field.default ?? null;
  const savedValue = saved === null ? null : (plainNumber(saved[field.name]) ?? field.default ?? null);
  const [unit] = useState(() => unitOf(field, value));
  const naturalEnd = useNaturalEnd(field, values);
  // A slider without an end of its own gets a round one, fixed while the card is open so that the scale never runs away.
  const [softEnd] = useState(() => roundUp(Math.max(10, (value ?? 1) * 2)));
  const min = toShown(leastOf(field) ?? 0, unit);
  const most = mostOf(field);
  const change = (shown: number | null) =>
    onChange(withNumber(raw, shown === null ? null : fromShown(shown, unit)));
  const name = unit.label === '' && naturalEnd !== null ? `of ${naturalEnd}` : unit.label;
  if (slides && value !== null) {
    const shown = toShown(value, unit);
    const soft = naturalEnd ?? Math.max(softEnd, shown);
    // A bound far beyond the value only keeps nonsense out; as the end of a scale it would make the hand too coarse.
    const isBound = most === undefined || toShown(most, unit) > soft * FAR_BEYOND;
    const end = isBound ? soft : toShown(most, unit);
    return (
      <SliderInput
        label={field.label}
        help={field.help}
        value={shown}
        saved={savedValue === null ? null : toShown(savedValue, unit)}
        min={min}
        max={Math.max(end, min)}
        step={field.kind === 'count' ? 1 : field.kind === 'ratio' ? 1 : 0.01}
        unit={name}
        onChange={change}
        onHold={holdResult}
        onRelease={releaseResult}
      />
    );
  }
  return (
    <NumberInput
      label={field.label}
      help={field.help}
      value={value === null ? null : toShown(value, unit)}
      unit={name}
      {...(leastOf(field) === undefined ? {} : { min })}
      {...(most === undefined ? {} : { max: toShown(most, unit) })}
      {...(field.kind === 'count' ? { step: 1 } : {})}
      onChange={change}
    />
  );
}
