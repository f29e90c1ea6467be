import type { ComponentType } from 'react';
import {
  isInterval,
  type Field,
  type ListField,
  type ObjectField,
  type VariantField,
} from '../../../shared/events/field.ts';
import { Icon } from '../../components/Icon.tsx';
import { Select } from '../../components/Select.tsx';
import type { FieldInputProps, NestedInputProps } from './field-input-props.ts';
import { asList, asObject, isGiven, type FieldValueMap } from './field-values.ts';

interface FieldSetProps {
  /** Path of the object they stand in. */
  readonly within: string;
  readonly fields: readonly Field[];
  readonly values: FieldValueMap;
  readonly saved: FieldValueMap | null;
  readonly slides?: boolean;
  readonly Input: ComponentType<FieldInputProps>;
  readonly onChange: (values: FieldValueMap) => void;
}

/** Fields that stand together in one object of the document. */
function FieldSet({ within, fields, values, saved, slides = false, Input, onChange }: FieldSetProps) {
  const sliding = slides
    ? fields.find((field) => field.kind === 'count' && isGiven(values[field.name]))?.name
    : undefined;
  return (
    <div className="field-grid">
      {fields.map((field) => (
        <div
          key={field.name}
          className={field.name === sliding || isInterval(values[field.name]) ? 'field-wide' : 'field-cell'}
        >
          <Input
            field={field}
            path={`${within}.${field.name}`}
            values={values}
            saved={saved}
            slides={field.name === sliding}
            onChange={(value) => {
              const { [field.name]: _dropped, ...rest } = values;
              onChange(value === undefined ? rest : { ...rest, [field.name]: value });
            }}
          />
        </div>
      ))}
    </div>
  );
}

function Legend({ title, onRemove }: { readonly title: string; readonly onRemove: (() => void) | null }) {
  return (
    <div className="nest-head">
      <span className="label">{title}</span>
      {onRemove === null ? null : (
        <button type="button" className="nest-x" aria-label={`Remove ${title}`} onClick={onRemove}>
          <Icon name="x" size={12} />
        </button>
      )}
    </div>
  );
}

function AddLink({ title, onAdd }: { readonly title: string; readonly onAdd: () => void }) {
  return (
    <button type="button" className="linkish add-link" onClick={onAdd}>
      <Icon name="plus" size={12} /> {title}
    </button>
  );
}

export function ObjectInput({ field, path, values, saved, Input, onChange }: NestedInputProps<ObjectField>) {
  const value = asObject(values[field.name]);
  if (value === null) return <AddLink title={field.label} onAdd={() => onChange({})} />;
  return (
    <fieldset className="nest">
      <Legend title={field.label} onRemove={field.required === true ? null : () => onChange(undefined)} />
      <FieldSet
        Input={Input}
        within={path}
        fields={field.fields}
        values={value}
        saved={saved === null ? null : asObject(saved[field.name])}
        onChange={onChange}
      />
    </fieldset>
  );
}

export function ListInput({ field, path, values, saved, Input, onChange }: NestedInputProps<ListField>) {
  const items = asList(values[field.name]);
  const savedItems = saved === null ? [] : asList(saved[field.name]);
  const last = items[items.length - 1] ?? {};
  return (
    <fieldset className="nest">
      <Legend title={field.label} onRemove={null} />
      {items.map((item, at) => (
        // Rows of a list have no name of their own; their place is what identifies them.
        <div key={at} className="nest-row">
          <FieldSet
            Input={Input}
            within={`${path}[${at}]`}
            slides
            fields={field.item.filter((inner) => inner.required === true || isGiven(item[inner.name]))}
            values={item}
            saved={savedItems[at] ?? null}
            onChange={(changed) => onChange(items.map((other, index) => (index === at ? changed : other)))}
          />
          {items.length > Math.max(field.minItems, 0) ? (
            <button
              type="button"
              className="nest-x"
              aria-label={`Remove row ${at + 1} of ${field.label}`}
              onClick={() => onChange(items.filter((_, index) => index !== at))}
            >
              <Icon name="x" size={12} />
            </button>
          ) : null}
        </div>
      ))}
      <AddLink title="Add a row" onAdd={() => onChange([...items, { ...last }])} />
    </fieldset>
  );
}

export function VariantInput({
  field,
  path,
  values,
  saved,
  Input,
  onChange,
}: NestedInputProps<VariantField>) {
  const value = asObject(values[field.name]) ?? {};
  const tag = value[field.tag];
  const variant = field.variants.find((candidate) => candidate.value === tag);
  return (
    <div className="field-grid">
      <div className="field-cell">
        <Select
          showLabel
          small
          label={field.label}
          value={typeof tag === 'string' ? tag : null}
          placeholder="none"
          options={field.variants.map((candidate) => ({ id: candidate.value, label: candidate.label }))}
          onChange={(next) => onChange({ ...value, [field.tag]: next })}
        />
      </div>
      {variant === undefined
        ? null
        : variant.fields.map((inner) => (
            <div key={inner.name} className="field-cell">
              <Input
                field={inner}
                path={`${path}.${inner.name}`}
                values={value}
                saved={saved === null ? null : asObject(saved[field.name])}
                slides={false}
                onChange={(changed) => {
                  const { [inner.name]: _dropped, ...rest } = value;
                  onChange(changed === undefined ? rest : { ...rest, [inner.name]: changed });
                }}
              />
            </div>
          ))}
    </div>
  );
}
