import { Input, Label, TextField } from 'react-aria-components';

interface TextInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'date';
  readonly help?: string;
}

/** A word or a calendar day. An empty field is "not given". */
export function TextInput({ label, value, onChange, type = 'text', help }: TextInputProps) {
  return (
    <TextField className="field" value={value} type={type} onChange={onChange}>
      <Label className="label ell" {...(help === undefined ? {} : { title: help })}>
        {label}
      </Label>
      <div className="input small">
        <Input />
      </div>
    </TextField>
  );
}
