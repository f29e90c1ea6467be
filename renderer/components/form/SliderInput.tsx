import type { ReactNode } from 'react';
import { Label, Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import type { FlipStrip } from '../../../shared/view/flip-words.ts';
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
  /** Where the verdict flips, drawn under the track; `null` while it is not known. */
  readonly flip?: FlipStrip | null;
  /** Beside the label. */
  readonly aside?: ReactNode;
  readonly onChange: (value: number) => void;
  readonly onHold: () => void;
  readonly onRelease: () => void;
}

const percent = (value: number, min: number, max: number): string =>
  `${max > min ? Math.min(100, Math.max(0, ((value - min) / (max - min)) * 100)) : 0}%`;

/** Green where nothing more is missed, hatched where something is; where it changes is said in the words below. */
function Strip({ flip, max }: { readonly flip: FlipStrip; readonly max: number }) {
  const [first] = flip.stretches;
  const last = flip.stretches[flip.stretches.length - 1];
  if (first === undefined || last === undefined) return null;
  const whole = max - first.from;
  return (
    <span className="strip" aria-hidden="true">
      {flip.stretches.map(({ from, to, isBad }, at) => (
        <span
          key={from}
          className={isBad ? 'bad' : ''}
          // A stretch reaches to where the next begins: one step of the slider belongs to the left one.
          style={{ flexGrow: ((flip.stretches[at + 1]?.from ?? to) - from) / whole }}
        />
      ))}
      {last.to < max ? <span className="unsearched" style={{ flexGrow: (max - last.to) / whole }} /> : null}
    </span>
  );
}

/** A number the hand moves while the results follow. The field beside it takes values beyond the slider's round end. */
export function SliderInput(props: SliderInputProps) {
  const {
    label,
    value,
    saved,
    min,
    max,
    step,
    unit,
    help,
    flip = null,
    aside,
    onChange,
    onHold,
    onRelease,
  } = props;
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
        <Label className="label ell" title={help ?? label}>
          {label}
        </Label>
        {aside}
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
        {flip === null ? null : <Strip flip={flip} max={max} />}
        <SliderThumb className={({ isDragging }) => (isDragging ? 'thumb is-drag' : 'thumb')} />
      </SliderTrack>
      <span className="hint flip">
        <span aria-hidden="true">{formatPlain(min)}</span>
        <span
          className={flip?.isBad === true ? 'flip-words is-bad ell' : 'flip-words ell'}
          title={flip?.words}
        >
          {flip?.words ?? ''}
        </span>
        <span aria-hidden="true">{formatPlain(max)}</span>
      </span>
    </Slider>
  );
}
