import { useContext, useState } from 'react';
import type { Model } from '../../../shared/model/document.ts';
import { GIB } from '../../../shared/units.ts';
import { counted, formatDecimal, formatInteger, formatPlain } from '../../../shared/view/number-format.ts';
import { NumberInput } from '../../components/form/NumberInput.tsx';
import { TextInput } from '../../components/form/TextInput.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Select } from '../../components/Select.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { setCustomerField } from '../../state/onboarding-store.ts';
import type { EventDocument } from '../../state/scenario-document.ts';
import { asList, asText, plainNumber, type FieldValueMap } from '../scenarios/field-values.ts';
import { FieldProblemsPlace } from './field-problems.ts';

function flavorNote(model: Model | null, id: string): string {
  const flavor = model?.flavors.find((candidate) => candidate.id === id);
  if (flavor === undefined) return '';
  const cores = flavor.vcpus === null ? '' : `${formatPlain(flavor.vcpus)} vCPU`;
  const memory = flavor.memoryBytes === null ? '' : `${formatPlain(flavor.memoryBytes / GIB)} GiB`;
  return [cores, memory].filter((part) => part !== '').join(', ');
}

/** `163 microVMs, 1,318 GiB`: what the lines come to, overhead included where it is known. */
function totalNote(model: Model | null, lines: readonly FieldValueMap[]): string {
  const overhead = model?.overhead?.memoryBytesPerVm ?? 0;
  let count = 0;
  let bytes: number | null = 0;
  for (const line of lines) {
    const lineCount = plainNumber(line['count']) ?? 0;
    const memory = model?.flavors.find(({ id }) => id === asText(line['flavor']))?.memoryBytes ?? null;
    count += lineCount;
    bytes = bytes === null || memory === null ? null : bytes + lineCount * (memory + overhead);
  }
  const size = bytes === null ? 'memory not measured' : `${formatDecimal(bytes / GIB, 0)} GiB`;
  return `${counted(count, 'microVM')}, ${size}`;
}

interface LineProps {
  readonly line: FieldValueMap;
  readonly at: number;
  readonly customer: string;
  readonly onChange: (line: FieldValueMap) => void;
  readonly onRemove: () => void;
}

/** How the microVMs of a line are kept apart; folded away until asked for. */
function SpreadFields({ line, at, customer, onChange }: Omit<LineProps, 'onRemove'>) {
  const problems = useContext(FieldProblemsPlace);
  const path = `fleet[${at}]`;
  const group = asText(line['spreadGroup']);
  const { spreadGroup: _group, maxPerHost: _most, ...bare } = line;
  return (
    <div className="fleet-spread">
      <TextInput
        label="Kept apart as"
        value={group}
        placeholder="no group"
        help="Spread group: microVMs of one group are kept apart."
        {...(problems.has(`${path}.spreadGroup`)
          ? { problem: problems.get(`${path}.spreadGroup`) ?? '' }
          : {})}
        onChange={(text) => onChange(text === '' ? bare : { ...line, spreadGroup: text })}
      />
      <NumberInput
        label="Per host"
        min={1}
        step={1}
        value={group === '' ? null : (plainNumber(line['maxPerHost']) ?? 1)}
        help="Most microVMs of the group on one host."
        placeholder="any"
        {...(problems.has(`${path}.maxPerHost`) ? { problem: problems.get(`${path}.maxPerHost`) ?? '' } : {})}
        onChange={(most) => {
          if (most === null) onChange(bare);
          else
            onChange({
              ...line,
              maxPerHost: most,
              spreadGroup: group === '' ? `${customer}-${at + 1}` : group,
            });
        }}
      />
    </div>
  );
}

function FleetLine({ line, at, customer, onChange, onRemove }: LineProps) {
  const model = useInventory((state) => state.formModel);
  const problems = useContext(FieldProblemsPlace);
  const flavor = asText(line['flavor']);
  const group = asText(line['spreadGroup']);
  const [isOpen, setOpen] = useState(false);
  const name = flavor === '' ? `line ${at + 1}` : flavor;
  const problem = problems.get(`fleet[${at}].flavor`) ?? problems.get(`fleet[${at}].count`);
  const apart =
    group === ''
      ? 'not kept apart'
      : `${group}, ${formatInteger(plainNumber(line['maxPerHost']) ?? 1)} per host`;
  return (
    <li className="fleet-line">
      <div className="fleet-row">
        <Select
          small
          label={`Flavor of line ${at + 1}`}
          value={flavor === '' ? null : flavor}
          options={(model?.flavors ?? []).map(({ id }) => ({ id, label: id, beside: flavorNote(model, id) }))}
          onChange={(id) => onChange({ ...line, flavor: id })}
        />
        <NumberInput
          hideLabel
          label={`How many ${name}`}
          min={0}
          step={1}
          value={plainNumber(line['count'])}
          onChange={(count) => onChange({ ...line, count: count ?? 0 })}
        />
        <button type="button" className="nest-x" aria-label={`Remove ${name}`} onClick={onRemove}>
          <Icon name="x" size={12} />
        </button>
      </div>
      {problem === undefined ? null : <p className="fleet-problem">{problem}</p>}
      <button type="button" className="fleet-apart" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span className="ell">
          {[flavorNote(model, flavor), apart].filter((part) => part !== '').join(' · ')}
        </span>
        <Icon name={isOpen ? 'down' : 'right'} size={12} />
      </button>
      {isOpen ? <SpreadFields line={line} at={at} customer={customer} onChange={onChange} /> : null}
    </li>
  );
}

/** The customer's microVMs, a line per flavor and spread group. */
export function FleetFields({ event }: { readonly event: EventDocument }) {
  const model = useInventory((state) => state.formModel);
  const lines = asList(event['fleet']);
  const set = (next: readonly FieldValueMap[]): void => setCustomerField('fleet', next);
  const taken = new Set(lines.map((line) => asText(line['flavor'])));
  const unused = model?.flavors.find(({ id }) => !taken.has(id)) ?? model?.flavors[0];
  return (
    <fieldset className="fs">
      <legend>Fleet</legend>
      <ul className="fleet-lines">
        {lines.map((line, at) => (
          // Lines have no name of their own; their place is what identifies them.
          <FleetLine
            key={at}
            line={line}
            at={at}
            customer={asText(event['customer'])}
            onChange={(changed) => set(lines.map((other, index) => (index === at ? changed : other)))}
            onRemove={() => set(lines.filter((_, index) => index !== at))}
          />
        ))}
      </ul>
      <div className="fleet-foot">
        <button
          type="button"
          className="linkish add-link"
          disabled={unused === undefined}
          onClick={() => unused !== undefined && set([...lines, { flavor: unused.id, count: 10 }])}
        >
          <Icon name="plus" size={12} /> flavor
        </button>
        <span className="mute">{totalNote(model, lines)}</span>
      </div>
    </fieldset>
  );
}
