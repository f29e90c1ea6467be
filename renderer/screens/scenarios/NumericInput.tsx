import { useState } from 'react';
import {
  isInterval,
  type CountField,
  type QuantityField,
  type RatioField,
} from '../../../shared/events/field.ts';
import type { Interval } from '../../../shared/events/scenario.ts';
import { fromShown, inputUnit, roundUp, toShown, type InputUnit } from '../../../shared/view/unit-input.ts';
import { NumberInput } from '../../components/form/NumberInput.tsx';
import { SliderInput } from '../../components/form/SliderInput.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { holdResult, releaseResult } from '../../state/result-store.ts';
import type { FieldInputProps } from './field-input-props.ts';
import { asText, plainNumber, withNumber } from './field-values.ts';
import { IntervalInput, RangeToggle } from './IntervalInput.tsx';
import { useFlipStrip } from './use-flip-strip.ts';

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

/** A first guess around a number: a fifth to either side, whole where a count is meant, within what the field may be. */
function around(field: NumericField, value: number): Interval {
  const within = (number: number) =>
    Math.min(mostOf(field) ?? Infinity, Math.max(leastOf(field) ?? -Infinity, number));
  const spread = field.kind === 'count' ? Math.max(1, Math.round(value / 5)) : value / 5;
  return { low: within(value - spread), mid: value, high: within(value + spread), confidence: 0.9 };
}

/** A count, a quantity with its unit, or a share: a field, a slider where the hand should lead, or low, likely and high. */
export function NumericInput({
  field,
  path,
  values,
  saved,
  slides,
  onChange,
}: FieldInputProps<NumericField>) {
  const raw = values[field.name];
  const value = plainNumber(raw) ?? field.default ?? null;
  const savedValue = saved === null ? null : (plainNumber(saved[field.name]) ?? field.default ?? null);
  const [unit] = useState(() => unitOf(field, value));
  const naturalEnd = useNaturalEnd(field, values);
  // A slider without an end of its own gets a round one, fixed while the card is open so that the scale never runs away.
  const [softEnd] = useState(() => roundUp(Math.max(10, (value ?? 1) * 2)));
  const min = toShown(leastOf(field) ?? 0, unit);
  const most = mostOf(field);
  const isSlider = slides && value !== null && !isInterval(raw);
  const shown = value === null ? null : toShown(value, unit);
  const soft = naturalEnd ?? Math.max(softEnd, shown ?? 0);
  // A bound far beyond the value only keeps nonsense out; as the end of a scale it would make the hand too coarse.
  const isFar = most === undefined || toShown(most, unit) > soft * FAR_BEYOND;
  const max = Math.max(isFar ? soft : toShown(most, unit), min);
  const step = field.kind === 'quantity' ? 0.01 : 1;
  const flip = useFlipStrip(isSlider ? path : null, { min, max, step }, unit);
  const change = (typed: number | null) =>
    onChange(withNumber(raw, typed === null ? null : fromShown(typed, unit)));
  const name = unit.label === '' && naturalEnd !== null ? `of ${naturalEnd}` : unit.label;
  const bounds = {
    ...(leastOf(field) === undefined ? {} : { min }),
    ...(most === undefined ? {} : { max: toShown(most, unit) }),
    ...(field.kind === 'count' ? { step: 1 } : {}),
  };
  const toggle =
    value === null ? null : (
      <RangeToggle
        label={field.label}
        isRange={isInterval(raw)}
        onToggle={() => onChange(isInterval(raw) ? raw.mid : around(field, value))}
      />
    );
  if (isInterval(raw)) {
    return (
      <div className="numeric">
        <IntervalInput
          label={field.label}
          help={field.help}
          value={raw}
          unit={{ ...unit, label: name }}
          {...bounds}
          onChange={onChange}
        />
        {toggle}
      </div>
    );
  }
  if (isSlider) {
    return (
      <SliderInput
        label={field.label}
        help={field.help}
        value={toShown(value, unit)}
        saved={savedValue === null ? null : toShown(savedValue, unit)}
        min={min}
        max={max}
        step={step}
        unit={name}
        flip={flip}
        aside={toggle}
        onChange={change}
        onHold={holdResult}
        onRelease={releaseResult}
      />
    );
  }
  return (
    <div className="numeric">
      <NumberInput
        label={field.label}
        help={field.help}
        value={shown}
        unit={name}
        {...bounds}
        onChange={change}
      />
      {toggle}
    </div>
  );
}
