import { Label, TextArea, TextField } from 'react-aria-components';

interface TextAreaInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows: number;
  readonly placeholder?: string;
  readonly hint?: string;
  readonly problem?: string;
  readonly autoFocus?: boolean;
}

/** Text of several lines in letters of one width: queries, certificates. */
export function TextAreaInput(props: TextAreaInputProps) {
  const { label, value, onChange, rows, placeholder, hint, problem, autoFocus = false } = props;
  const below = problem ?? hint;
  return (
    <TextField
      className={problem === undefined ? 'field' : 'field error'}
      value={value}
      onChange={onChange}
      isInvalid={problem !== undefined}
    >
      <Label className="label">{label}</Label>
      <TextArea
        className="text-area mono"
        rows={rows}
        spellCheck={false}
        autoFocus={autoFocus}
        {...(placeholder === undefined ? {} : { placeholder })}
      />
      {below === undefined ? null : <span className="hint">{below}</span>}
    </TextField>
  );
}
