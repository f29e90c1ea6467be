import { useState } from 'react';
import type { MappingDocument } from '../../../../shared/ipc/mapping-channels.ts';
import { withKey } from '../../../../shared/view/mapping-roles.ts';
import { NumberInput } from '../../../components/form/NumberInput.tsx';
import { TextInput } from '../../../components/form/TextInput.tsx';
import { Select, type Option } from '../../../components/Select.tsx';

interface MappingFormProps {
  readonly mapping: MappingDocument;
  /** Columns can be named; else only names and patterns count. */
  readonly isTable: boolean;
  readonly onChange: (mapping: MappingDocument) => void;
}

const choices = (...pairs: readonly (readonly [string, string])[]): readonly Option[] =>
  pairs.map(([id, label]) => ({ id, label }));
const AS_FOUND = 'found';

const SHAPES = choices(['long', 'one entity a row'], ['wide', 'one entity a column']);
const TIME_UNITS = choices(
  ['auto', 'as found'],
  ['s', 'seconds'],
  ['ms', 'milliseconds'],
  ['us', 'microseconds'],
  ['ns', 'nanoseconds'],
);
const HEADERS = choices(['yes', 'a row of names'], ['no', 'none']);
const DELIMITERS = choices(
  [AS_FOUND, 'as found'],
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
  ['|', 'bar'],
);
const DECIMALS = choices([AS_FOUND, 'as found'], ['.', 'point: 1,234.5'], [',', 'comma: 1.234,5']);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** What a mapping says besides its columns. An empty field leaves it to recognition. */
export function MappingForm({ mapping, isTable, onChange }: MappingFormProps) {
  const set = (key: string, value: unknown): void => onChange(withKey(mapping, key, value));
  const text = (key: string, label: string, help: string) => (
    <TypedText
      key={key}
      label={label}
      help={help}
      value={textOf(mapping[key])}
      onChange={(value) => set(key, value)}
    />
  );
  const choice = (key: string, label: string, options: readonly Option[], fallback: string) => (
    <Select
      showLabel
      small
      label={label}
      value={textOf(mapping[key]) || fallback}
      options={options}
      onChange={(id) => set(key, id === AS_FOUND ? null : id)}
    />
  );
  const pattern = text(
    'entityPattern',
    'Entity pattern',
    'A regular expression; its first group is the entity: ^(.+):9100$',
  );
  if (!isTable)
    return (
      <div className="mapping-form">
        {text(
          'entity',
          'Label of the entity',
          'The label that names the thing measured, where it is not host, node, vm or instance',
        )}
        {pattern}
      </div>
    );
  const nullWords = Array.isArray(mapping['nullWords']) ? mapping['nullWords'].map(String).join(', ') : '';
  return (
    <div className="mapping-form">
      {choice('shape', 'Shape', SHAPES, 'long')}
      {choice('timeUnit', 'Epoch numbers are', TIME_UNITS, 'auto')}
      {text(
        'timeZone',
        'Zone of this source',
        'IANA name such as Europe/Berlin; empty takes that of the import',
      )}
      {text('unit', 'Unit of plain numbers', 'GiB, %, ms, MB/s, 1 …')}
      {text('entityName', 'Entity, for all rows', 'Where no column says it')}
      {text('metricName', 'Metric, for all rows', 'Where no column says it; an id of the catalogue maps it')}
      {pattern}
      <TypedText
        label="Words for no value"
        help="Besides the usual ones, such as NA; with commas between"
        value={nullWords}
        onChange={(typed) => {
          const words = typed
            .split(',')
            .map((word) => word.trim())
            .filter((word) => word !== '');
          set('nullWords', words.length === 0 ? null : words);
        }}
      />
      <Select
        showLabel
        small
        label="Header"
        value={mapping['header'] === false ? 'no' : 'yes'}
        options={HEADERS}
        onChange={(id) => set('header', id === 'no' ? false : null)}
      />
      {choice('delimiter', 'Between cells', DELIMITERS, AS_FOUND)}
      {choice('decimal', 'Decimal mark', DECIMALS, AS_FOUND)}
      <NumberInput
        label="Skip first lines"
        min={0}
        max={100_000}
        value={numberOf(mapping['skipFirst'])}
        onChange={(lines) => set('skipFirst', lines === 0 ? null : lines)}
      />
      <NumberInput
        label="Skip last lines"
        min={0}
        max={100_000}
        value={numberOf(mapping['skipLast'])}
        onChange={(lines) => set('skipLast', lines === 0 ? null : lines)}
      />
    </div>
  );
}

interface TypedTextProps {
  readonly label: string;
  readonly help: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Keeps what is being typed, also while it is not valid yet and the file is looked at again. */
function TypedText({ label, help, value, onChange }: TypedTextProps) {
  const [typed, setTyped] = useState({ from: value, text: value });
  const shown = typed.from === value || typed.text === value ? typed.text : value;
  return (
    <TextInput
      label={label}
      help={help}
      value={shown}
      onChange={(next) => {
        setTyped({ from: next, text: next });
        onChange(next);
      }}
    />
  );
}
