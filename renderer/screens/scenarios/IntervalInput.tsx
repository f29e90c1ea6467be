import { Button as AriaButton } from 'react-aria-components';
import type { Interval } from '../../../shared/events/scenario.ts';
import { fromShown, toShown, type InputUnit } from '../../../shared/view/unit-input.ts';
import { Icon } from '../../components/Icon.tsx';
import { NumberInput } from '../../components/form/NumberInput.tsx';

/** What an interval without a confidence of its own means (MODEL.md section 10). */
const CONFIDENCE = 0.9;

interface IntervalInputProps {
  readonly label: string;
  readonly help: string;
  readonly value: Interval;
  readonly unit: InputUnit;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly onChange: (value: Interval) => void;
}

/** A number that is not known for sure: low, likely, high, and how sure it lies between. The plain result uses the middle. */
export function IntervalInput(props: IntervalInputProps) {
  const { label, help, value, unit, min, max, step, onChange } = props;
  const end = (key: 'low' | 'mid' | 'high', word: string) => (
    <NumberInput
      label={word}
      value={toShown(value[key], unit)}
      unit={unit.label}
      {...(min === undefined ? {} : { min })}
      {...(max === undefined ? {} : { max })}
      {...(step === undefined ? {} : { step })}
      onChange={(typed) => {
        if (typed !== null) onChange(ordered({ ...value, [key]: fromShown(typed, unit) }, key));
      }}
    />
  );
  return (
    <fieldset className="interval" aria-label={label}>
      <span className="label ell" title={help}>
        {label}
      </span>
      <div className="interval-ends">
        {end('low', 'low')}
        {end('mid', 'likely')}
        {end('high', 'high')}
        <NumberInput
          label="sure"
          unit="%"
          help="How likely the true value lies between low and high."
          min={1}
          max={99}
          value={Math.round((value.confidence ?? CONFIDENCE) * 100)}
          onChange={(typed) => {
            if (typed !== null) onChange({ ...value, confidence: typed / 100 });
          }}
        />
      </div>
    </fieldset>
  );
}

/** The other two follow where the typed one passes them: low ≤ mid ≤ high always. */
function ordered(value: Interval, typed: 'low' | 'mid' | 'high'): Interval {
  const held = value[typed];
  if (typed === 'low') return { ...value, mid: Math.max(value.mid, held), high: Math.max(value.high, held) };
  if (typed === 'high') return { ...value, mid: Math.min(value.mid, held), low: Math.min(value.low, held) };
  return { ...value, low: Math.min(value.low, held), high: Math.max(value.high, held) };
}

interface RangeToggleProps {
  readonly label: string;
  readonly isRange: boolean;
  readonly onToggle: () => void;
}

/** Turns one number into low, likely and high, and back to the likely one. */
export function RangeToggle({ label, isRange, onToggle }: RangeToggleProps) {
  const words = isRange ? `${label}: back to one number` : `${label}: as low, likely and high`;
  return (
    <AriaButton className="range-toggle" aria-label={words} aria-pressed={isRange} onPress={onToggle}>
      <Icon name={isRange ? 'x' : 'range'} size={12} />
    </AriaButton>
  );
}
