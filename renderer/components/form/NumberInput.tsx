import { Input, Label, NumberField } from 'react-aria-components';

interface NumberInputProps {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  /** Stands in the field, never typed. */
  readonly unit?: string;
  readonly help?: string;
  readonly placeholder?: string;
  readonly problem?: string;
}

/** A number with its unit in the field. An emptied field is "not given", never zero. */
export function NumberInput(props: NumberInputProps) {
  const { label, value, onChange, min, max, step, unit = '', help, problem, placeholder } = props;
  return (
    <NumberField
      className={problem === undefined ? 'field' : 'field error'}
      value={value ?? NaN}
      onChange={(typed) => onChange(Number.isNaN(typed) ? null : typed)}
      formatOptions={{ maximumFractionDigits: 6 }}
      {...(min === undefined ? {} : { minValue: min })}
      {...(max === undefined ? {} : { maxValue: max })}
      {...(step === undefined ? {} : { step })}
      {...(problem === undefined ? {} : { isInvalid: true })}
      {...(props.hideLabel === true ? { 'aria-label': label } : {})}
    >
      {props.hideLabel === true ? null : (
        <Label className="label ell" title={help ?? label}>
          {label}
        </Label>
      )}
      <div className="input small num">
        <Input {...(placeholder === undefined ? {} : { placeholder })} />
        {unit === '' ? null : <span className="unit">{unit}</span>}
      </div>
      {problem === undefined ? null : <span className="hint">{problem}</span>}
    </NumberField>
  );
}
