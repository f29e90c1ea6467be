import { Input, Label, TextField } from 'react-aria-components';

interface TextInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'date' | 'password';
  readonly help?: string;
  readonly placeholder?: string;
  /** Said below the field in place of the hint; the field is marked. */
  readonly problem?: string;
  readonly hint?: string;
  readonly autoFocus?: boolean;
}

/** A word, a calendar day or a secret. An empty field is "not given". */
export function TextInput(props: TextInputProps) {
  const {
    label,
    value,
    onChange,
    type = 'text',
    help,
    placeholder,
    problem,
    hint,
    autoFocus = false,
  } = props;
  const below = problem ?? hint;
  return (
    <TextField
      className={problem === undefined ? 'field' : 'field error'}
      value={value}
      type={type}
      onChange={onChange}
      isInvalid={problem !== undefined}
      {...(type === 'password' ? { autoComplete: 'off' } : {})}
    >
      <Label className="label ell" title={help ?? label}>
        {label}
      </Label>
      <div className="input small">
        <Input
          {...(placeholder === undefined ? {} : { placeholder })}
          autoFocus={autoFocus}
          spellCheck={false}
        />
      </div>
      {below === undefined ? null : <span className="hint">{below}</span>}
    </TextField>
  );
}
