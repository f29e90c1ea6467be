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

/** One of a list. Items carry the number the choice turns on. */
export function Select({
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
          {({ selectedText, defaultChildren }) =>
            options.find((option) => option.id === value)?.label ??
            (selectedText === '' ? placeholder : (selectedText ?? defaultChildren))
          }
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
}
