import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { Icon } from '../../../components/Icon.tsx';

interface ZoneOption {
  readonly id: string;
}

const ZONES: readonly ZoneOption[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC'),
].map((id) => ({ id }));

interface ZoneInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (zone: string) => void;
}

/** An IANA time zone, found by typing a part of its name. */
export function ZoneInput({ label, value, onChange }: ZoneInputProps) {
  return (
    <ComboBox
      className="field"
      defaultItems={ZONES}
      defaultInputValue={value}
      selectedKey={value}
      menuTrigger="focus"
      onSelectionChange={(key) => {
        if (key !== null && key !== value) onChange(String(key));
      }}
    >
      <Label className="label">{label}</Label>
      <div className="input small">
        <Input />
        <Button className="combo-open" aria-label={`Show ${label}`}>
          <Icon name="down" size={14} />
        </Button>
      </div>
      <Popover className="menu" offset={4}>
        <ListBox<ZoneOption> className="listbox">
          {({ id }) => (
            <ListBoxItem id={id} textValue={id} className="item">
              <span>{id}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
