import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import type { EntityOption } from '../../../shared/events/entities.ts';
import { Icon } from '../Icon.tsx';
import { Select } from '../Select.tsx';

interface EntityInputProps {
  readonly label: string;
  readonly options: readonly EntityOption[];
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly placeholder: string;
}

const FEW = 12;

/** One entity of the model: a short list is chosen from, a long one is searched by typing. */
export function EntityInput({ label, options, value, onChange, placeholder }: EntityInputProps) {
  if (options.length <= FEW) {
    return (
      <Select
        showLabel
        small
        label={label}
        value={value}
        placeholder={placeholder}
        options={options.map(({ id, label: name, disabled }) => ({
          id,
          label: name,
          ...(disabled === undefined ? {} : { disabled: true, beside: disabled }),
        }))}
        onChange={onChange}
      />
    );
  }
  return (
    <ComboBox
      className="field"
      selectedKey={value}
      defaultItems={options}
      disabledKeys={options.filter((option) => option.disabled !== undefined).map((option) => option.id)}
      onSelectionChange={(key) => onChange(key === null ? null : String(key))}
    >
      <Label className="label">{label}</Label>
      <div className="input small">
        <Input placeholder={placeholder} />
        <Button className="combo-open" aria-label={`Show ${label}`}>
          <Icon name="down" size={14} />
        </Button>
      </div>
      <Popover className="menu" offset={4}>
        <ListBox<EntityOption> className="listbox">
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className="item">
              <span>{option.label}</span>
              {option.disabled === undefined ? null : <span className="k">{option.disabled}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

interface EntitiesInputProps {
  readonly label: string;
  readonly options: readonly EntityOption[];
  readonly value: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

/** Several entities: those chosen stand as chips, one more is picked below. */
export function EntitiesInput({ label, options, value, onChange }: EntitiesInputProps) {
  const left = options.filter((option) => !value.includes(option.id));
  return (
    <div className="entities">
      <EntityInput
        key={value.join(' ')}
        label={label}
        options={left}
        value={null}
        placeholder={value.length === 0 ? 'Choose' : 'Add one more'}
        onChange={(id) => {
          if (id !== null && !value.includes(id)) onChange([...value, id]);
        }}
      />
      {value.length === 0 ? null : (
        <ul className="chips" aria-label={label}>
          {value.map((id) => (
            <li key={id} className="chip">
              {id}
              <button
                type="button"
                aria-label={`Remove ${id}`}
                onClick={() => onChange(value.filter((other) => other !== id))}
              >
                <Icon name="x" size={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
