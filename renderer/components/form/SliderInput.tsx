import { Label, Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import { formatPlain } from '../../../shared/view/number-format.ts';
import { NumberInput } from './NumberInput.tsx';

interface SliderInputProps {
  readonly label: string;
  readonly value: number;
  /** The saved value: a tick on the track. */
  readonly saved: number | null;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit: string;
  readonly help?: string;
  readonly onChange: (value: number) => void;
  readonly onHold: () => void;
  readonly onRelease: () => void;
}

const percent = (value: number, min: number, max: number): string =>
  `${max > min ? Math.min(100, Math.max(0, ((value - min) / (max - min)) * 100)) : 0}%`;

/** A number the hand moves while the results follow. The field beside it takes values beyond the slider's round end. */
export function SliderInput(props: SliderInputProps) {
  const { label, value, saved, min, max, step, unit, help, onChange, onHold, onRelease } = props;
  return (
    <Slider
      className="field slider-field"
      value={Math.min(max, Math.max(min, value))}
      minValue={min}
      maxValue={max}
      step={step}
      onChange={(next) => {
        onHold();
        onChange(Array.isArray(next) ? (next[0] ?? min) : next);
      }}
      onChangeEnd={onRelease}
    >
      <div className="slider-head">
        <Label className="label ell" {...(help === undefined ? {} : { title: help })}>
          {label}
        </Label>
        {saved === null || saved === value ? null : <span className="mute">saved {formatPlain(saved)}</span>}
        <NumberInput
          hideLabel
          label={`${label}, exact`}
          value={value}
          unit={unit}
          min={min}
          step={step}
          onChange={(typed) => {
            if (typed !== null) onChange(typed);
          }}
        />
      </div>
      <SliderTrack className="slider">
        <span className="track" />
        <span className="fill" style={{ width: percent(value, min, max) }} />
        {saved === null ? null : <span className="was" style={{ left: percent(saved, min, max) }} />}
        <SliderThumb className={({ isDragging }) => (isDragging ? 'thumb is-drag' : 'thumb')} />
      </SliderTrack>
      <span className="hint flip" aria-hidden="true">
        <span>{formatPlain(min)}</span>
        <span>{formatPlain(max)}</span>
      </span>
    </Slider>
  );
}
