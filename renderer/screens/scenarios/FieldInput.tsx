import { entityOptions } from '../../../shared/events/entities.ts';
import type { EntityField } from '../../../shared/events/field.ts';
import { EntitiesInput, EntityInput } from '../../components/form/EntityInput.tsx';
import { TextInput } from '../../components/form/TextInput.tsx';
import { Select } from '../../components/Select.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { useResults } from '../../state/result-store.ts';
import { asIds, asText } from './field-values.ts';
import type { FieldInputProps } from './field-input-props.ts';
import { ListInput, ObjectInput, VariantInput } from './NestedInput.tsx';
import { NumericInput } from './NumericInput.tsx';

function EntityChoice({ field, values, onChange }: FieldInputProps<EntityField>) {
  const model = useInventory((state) => state.formModel);
  const baseline = useResults((state) => state.baseline);
  const within = field.within === undefined ? undefined : asText(values[field.within]);
  const options =
    field.of === 'constraint'
      ? (baseline?.constraints ?? []).map(({ id }) => ({ id, label: id }))
      : model === null
        ? []
        : entityOptions(model, field.of, within === '' ? undefined : within);
  const value = values[field.name];
  if (field.many) {
    return (
      <EntitiesInput
        label={field.label}
        options={options}
        value={asIds(value)}
        onChange={(ids) => onChange(ids)}
      />
    );
  }
  const chosen = typeof value === 'string' ? value : null;
  return (
    <EntityInput
      key={chosen ?? 'none'}
      label={field.label}
      options={options}
      value={chosen}
      placeholder={field.required === true ? 'Choose' : 'any'}
      onChange={(id) => onChange(id ?? undefined)}
    />
  );
}

/** The input for one field of an event's schema. */
export function FieldInput(props: FieldInputProps) {
  const { field, values, onChange } = props;
  const value = values[field.name];
  switch (field.kind) {
    case 'entity':
      return <EntityChoice {...props} field={field} />;
    case 'count':
    case 'quantity':
    case 'ratio':
      return <NumericInput {...props} field={field} />;
    case 'choice':
      return (
        <Select
          showLabel
          small
          label={field.label}
          value={typeof value === 'string' ? value : (field.default ?? null)}
          options={field.choices.map((choice) => ({ id: choice.value, label: choice.label }))}
          onChange={onChange}
        />
      );
    case 'day':
      return (
        <TextInput
          type="date"
          label={field.label}
          help={field.help}
          value={asText(value)}
          onChange={(day) => onChange(day === '' ? undefined : day)}
        />
      );
    case 'text':
      return (
        <TextInput
          label={field.label}
          help={field.help}
          value={asText(value)}
          onChange={(text) => onChange(text === '' && field.required !== true ? undefined : text)}
        />
      );
    case 'object':
      return <ObjectInput {...props} field={field} Input={FieldInput} />;
    case 'list':
      return <ListInput {...props} field={field} Input={FieldInput} />;
    case 'variant':
      return <VariantInput {...props} field={field} Input={FieldInput} />;
  }
}
