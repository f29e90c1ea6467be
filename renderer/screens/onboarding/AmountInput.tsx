import { useContext, useState } from 'react';
import { isInterval } from '../../../shared/events/field.ts';
import type { Unit } from '../../../shared/units.ts';
import { fromShown, inputUnit, toShown, type InputUnit } from '../../../shared/view/unit-input.ts';
import { NumberInput } from '../../components/form/NumberInput.tsx';
import { plainNumber } from '../scenarios/field-values.ts';
import { FieldProblemsPlace } from './field-problems.ts';

interface AmountInputProps {
  readonly label: string;
  readonly unit: Unit;
  /** Path within the event: `volumes.usedBytes`. */
  readonly path: string;
  readonly value: unknown;
  readonly help?: string;
  /** Stands in the field in place of the unit's own word: `GB/day`. */
  readonly unitLabel?: string;
  /** A unit of its own, where the usual one is not the one people say. */
  readonly shownIn?: InputUnit;
  readonly onChange: (value: number | undefined) => void;
}

/** One amount of the customer's load, typed in the unit people say; empty counts as 0. */
export function AmountInput(props: AmountInputProps) {
  const { label, unit, path, value, help, unitLabel, shownIn, onChange } = props;
  const problem = useContext(FieldProblemsPlace).get(path);
  const number = plainNumber(value);
  const [first] = useState(() => inputUnit(unit, number));
  const scale = shownIn ?? first;
  const range = isInterval(value)
    ? `${toShown(value.low, scale)} to ${toShown(value.high, scale)} in the scenario; typing replaces the range`
    : undefined;
  return (
    <NumberInput
      label={label}
      min={0}
      unit={unitLabel ?? scale.label}
      value={number === null ? null : toShown(number, scale)}
      onChange={(typed) => onChange(typed === null ? undefined : fromShown(typed, scale))}
      {...(range === undefined && help === undefined ? {} : { help: range ?? help ?? '' })}
      {...(problem === undefined ? {} : { problem })}
    />
  );
}
