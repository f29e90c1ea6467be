import { memo, useState } from 'react';
import { definitionOf } from '../../../shared/events/event-registry.ts';
import { isInterval, type Alternative, type Field, type RatioField } from '../../../shared/events/field.ts';
import { TextInput } from '../../components/form/TextInput.tsx';
import { Select } from '../../components/Select.tsx';
import { withEvent, type EventDocument } from '../../state/scenario-document.ts';
import { edit } from '../../state/scenario-store.ts';
import { EventPlace } from './event-place.ts';
import { FieldInput } from './FieldInput.tsx';
import type { FieldInputProps } from './field-input-props.ts';
import { isGiven, type FieldValueMap } from './field-values.ts';

/** How likely the event is to happen at all: a share like any other, also as low, likely and high. */
const LIKELIHOOD: RatioField = {
  kind: 'ratio',
  name: 'probability',
  label: 'Likely',
  help: 'Empty: certain. Below 50% it is left out of the plain result; runs draw it.',
};

/** What of its event an input reads besides its own value: what narrows its choices, or where its scale ends. */
function readBy(field: Field): readonly string[] {
  if (field.kind === 'entity') return field.within === undefined ? [field.name] : [field.name, field.within];
  if (field.kind === 'count' || field.kind === 'quantity' || field.kind === 'ratio')
    return [field.name, 'type', 'cluster', 'region'];
  return [field.name];
}

function isSameInput(a: FieldInputProps, b: FieldInputProps): boolean {
  return (
    a.field === b.field &&
    a.path === b.path &&
    a.slides === b.slides &&
    a.saved?.[a.field.name] === b.saved?.[b.field.name] &&
    (a.saved === null) === (b.saved === null) &&
    readBy(a.field).every((key) => a.values[key] === b.values[key])
  );
}

/** While one input of an event changes the others are not drawn again; what they do, they do to the event as it is then. */
const Input = memo(FieldInput, isSameInput);

interface EventFormProps {
  readonly event: EventDocument;
  readonly saved: EventDocument | null;
  /** Also the optional fields that are not given, the day, and the likelihood. */
  readonly showsAll: boolean;
}

/** Sets or takes away one field of the event on the desk. */
function setField(event: EventDocument, name: string, value: unknown): void {
  edit((document) =>
    withEvent(document, event.id, (current) => {
      const { [name]: _dropped, ...rest } = current;
      const kept = { ...rest, id: current.id, type: current.type };
      return value === undefined ? kept : { ...kept, [name]: value };
    }),
  );
}

function chosen(alternatives: readonly Alternative[], values: FieldValueMap): number {
  const at = alternatives.findIndex((alternative) => isGiven(values[alternative.fields[0] ?? '']));
  return Math.max(0, at);
}

/** Which way to say it: a choice between sets of inputs. The others' fields are taken away, so exactly one is given. */
function Alternatives({
  event,
  alternatives,
  at,
  onChoose,
}: {
  readonly event: EventDocument;
  readonly alternatives: readonly Alternative[];
  readonly at: number;
  readonly onChoose: (at: number) => void;
}) {
  const choose = (label: string) => {
    const next = alternatives.findIndex((alternative) => alternative.label === label);
    const keep = alternatives[next]?.fields ?? [];
    for (const field of alternatives.flatMap((alternative) => alternative.fields)) {
      if (!keep.includes(field)) setField(event, field, undefined);
    }
    onChoose(next);
  };
  return (
    <Select
      showLabel
      small
      label="Choose by"
      value={alternatives[at]?.label ?? null}
      options={alternatives.map(({ label }) => ({ id: label, label }))}
      onChange={choose}
    />
  );
}

/** The day and the likelihood every event may have. */
function Timing({ event, saved }: Pick<EventFormProps, 'event' | 'saved'>) {
  return (
    <div className="g2">
      <TextInput
        label="On"
        type="date"
        value={event.on ?? ''}
        help="Empty: at once."
        onChange={(day) => setField(event, 'on', day === '' ? undefined : day)}
      />
      <div className={isInterval(event['probability']) ? 'field-wide' : 'field-cell'}>
        <Input
          field={LIKELIHOOD}
          path={LIKELIHOOD.name}
          values={event}
          saved={saved}
          slides={false}
          onChange={(value) => setField(event, LIKELIHOOD.name, value)}
        />
      </div>
    </div>
  );
}

const isWide = (field: Field): boolean =>
  field.kind === 'list' ||
  field.kind === 'object' ||
  field.kind === 'variant' ||
  (field.kind === 'entity' && field.many);

/** A typed form made from the event's own schema: the parser reads the same fields, so they cannot disagree. */
export function EventForm({ event, saved, showsAll }: EventFormProps) {
  const definition = definitionOf(event.type);
  const [picked, setPicked] = useState<number | null>(null);
  if (definition === null) return <p className="fields mute">This version does not know {event.type}.</p>;
  const alternatives = definition.oneOf ?? [];
  const at = picked ?? chosen(alternatives, event);
  const elsewhere = new Set(
    alternatives
      .flatMap((alternative) => alternative.fields)
      .filter((name) => !alternatives[at]?.fields.includes(name)),
  );
  const inChoice = new Set(alternatives[at]?.fields ?? []);
  const isShown = (field: Field): boolean =>
    !elsewhere.has(field.name) &&
    (showsAll || field.required === true || inChoice.has(field.name) || isGiven(event[field.name]));
  const fields = definition.fields.filter(isShown);
  const firstCount = fields.find((field) => field.kind === 'count' || field.kind === 'ratio')?.name;
  return (
    <EventPlace value={event.disabled === true ? null : event.id}>
      <div className="fields">
        <div className="field-grid">
          {alternatives.length > 1 ? (
            <div className="field-wide">
              <Alternatives event={event} alternatives={alternatives} at={at} onChoose={setPicked} />
            </div>
          ) : null}
          {fields.map((field) => (
            <div
              key={field.name}
              className={
                isWide(field) || isInterval(event[field.name]) || field.name === firstCount
                  ? 'field-wide'
                  : 'field-cell'
              }
            >
              <Input
                field={field}
                path={field.name}
                values={event}
                saved={saved}
                slides={field.name === firstCount}
                onChange={(value) => setField(event, field.name, value)}
              />
            </div>
          ))}
        </div>
        {showsAll ? <Timing event={event} saved={saved} /> : null}
      </div>
    </EventPlace>
  );
}
