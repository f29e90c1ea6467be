import { memo, useState } from 'react';
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components';
import { Icon } from './Icon.tsx';
import { useLatest } from './use-latest.ts';

export interface Option {
  readonly id: string;
  readonly label: string;
  /** The number the choice turns on, muted at the right. */
  readonly beside?: string;
  readonly disabled?: boolean;
}

interface SelectProps {
  readonly label: string;
  /** Shown above the field; without it the label is for screen readers only. */
  readonly showLabel?: boolean;
  readonly value: string | null;
  readonly options: readonly Option[];
  readonly onChange: (id: string) => void;
  readonly plain?: boolean;
  readonly small?: boolean;
  readonly placeholder?: string;
}

function sameOptions(a: readonly Option[], b: readonly Option[]): boolean {
  return (
    a.length === b.length &&
    a.every((option, at) => {
      const other = b[at];
      return (
        option.id === other?.id &&
        option.label === other.label &&
        option.beside === other.beside &&
        option.disabled === other.disabled
      );
    })
  );
}

/** One of a list. Items carry the number the choice turns on. A list with the same contents is not built again. */
export function Select({ options, onChange, ...props }: SelectProps) {
  const [kept, setKept] = useState(options);
  const isSame = kept === options || sameOptions(kept, options);
  if (!isSame) setKept(options);
  return <Choice {...props} options={isSame ? kept : options} onChange={useLatest(onChange)} />;
}

const Choice = memo(function Choice({
  label,
  showLabel = false,
  value,
  options,
  onChange,
  plain = false,
  small = false,
  placeholder = 'Choose',
}: SelectProps) {
  return (
    <AriaSelect
      className="field"
      selectedKey={value}
      onSelectionChange={(key) => {
        if (typeof key === 'string') onChange(key);
      }}
      placeholder={placeholder}
      {...(showLabel ? {} : { 'aria-label': label })}
    >
      {showLabel ? <Label className="label">{label}</Label> : null}
      <Button className={`select${plain ? ' plain' : ''}${small ? ' small' : ''}`}>
        <SelectValue className="v">
          {({ selectedText, defaultChildren }) => {
            const chosen = options.find((option) => option.id === value)?.label;
            if (chosen !== undefined) return <span title={chosen}>{chosen}</span>;
            return selectedText === '' ? placeholder : (selectedText ?? defaultChildren);
          }}
        </SelectValue>
        <Icon name="down" size={14} />
      </Button>
      <Popover className="menu" offset={4}>
        <ListBox
          className="listbox"
          disabledKeys={options.filter((option) => option.disabled).map((option) => option.id)}
        >
          {options.map((option) => (
            <ListBoxItem key={option.id} id={option.id} textValue={option.label} className="item">
              {({ isSelected }) => (
                <>
                  <span className="tick">{isSelected ? <Icon name="check" size={14} /> : null}</span>
                  <span>{option.label}</span>
                  {option.beside === undefined ? null : <span className="k">{option.beside}</span>}
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
});
