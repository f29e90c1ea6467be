import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components';
import { Icon } from '../Icon.tsx';

interface CheckInputProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** The words beside the box; without them `label` is said to screen readers. */
  readonly children?: ReactNode;
  readonly label?: string;
  readonly disabled?: boolean;
}

/** Yes or no. */
export function CheckInput({ checked, onChange, children, label, disabled = false }: CheckInputProps) {
  return (
    <Checkbox
      className={checked ? 'check on' : 'check'}
      isSelected={checked}
      isDisabled={disabled}
      onChange={onChange}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      <span className="box">{checked ? <Icon name="check" size={12} /> : null}</span>
      {children === undefined ? null : <span>{children}</span>}
    </Checkbox>
  );
}
