import type { ComponentType } from 'react';
import type { Field } from '../../../shared/events/field.ts';
import type { FieldValueMap } from './field-values.ts';

export interface FieldInputProps<F extends Field = Field> {
  readonly field: F;
  /** Where the field stands in its event: `fleet[0].count`. */
  readonly path: string;
  /** The object the field stands in; siblings narrow choices. */
  readonly values: FieldValueMap;
  /** The same object as last saved. */
  readonly saved: FieldValueMap | null;
  /** A number under the hand: drawn as a slider. */
  readonly slides: boolean;
  /** `undefined` takes the field away. */
  readonly onChange: (value: unknown) => void;
}

/** Inputs that hold other inputs are handed the input for one field, so that the two files do not import each other. */
export interface NestedInputProps<F extends Field> extends FieldInputProps<F> {
  readonly Input: ComponentType<FieldInputProps>;
}
