import { useContext } from 'react';
import { entityOptions } from '../../../shared/events/entities.ts';
import { EntityInput } from '../../components/form/EntityInput.tsx';
import { NumberInput } from '../../components/form/NumberInput.tsx';
import { TextInput } from '../../components/form/TextInput.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { editCustomer, setCustomerField } from '../../state/onboarding-store.ts';
import type { EventDocument } from '../../state/scenario-document.ts';
import { asText, plainNumber } from '../scenarios/field-values.ts';
import { FieldProblemsPlace } from './field-problems.ts';
import { RampEditor } from './RampEditor.tsx';

const CHOSEN = ' chosen';

/** Region and cluster. Without a cluster the engine chooses one; what it chose and why stands beside. */
export function PlaceFields({ event }: { readonly event: EventDocument }) {
  const model = useInventory((state) => state.formModel);
  const problems = useContext(FieldProblemsPlace);
  if (model === null) return null;
  const region = asText(event['region']);
  const cluster = asText(event['cluster']);
  const problem = problems.get('region') ?? problems.get('cluster');
  return (
    <>
      <div className="g2">
        <EntityInput
          label="Region"
          options={entityOptions(model, 'region')}
          value={region === '' ? null : region}
          placeholder="Choose"
          onChange={(id) =>
            editCustomer(({ cluster: _cluster, pool: _pool, ...rest }) => ({
              ...rest,
              id: event.id,
              type: event.type,
              ...(id === null ? {} : { region: id }),
            }))
          }
        />
        <EntityInput
          label="Cluster"
          options={[
            { id: CHOSEN, label: 'best one' },
            ...entityOptions(model, 'cluster', region === '' ? undefined : region),
          ]}
          value={cluster === '' ? CHOSEN : cluster}
          placeholder="best one"
          onChange={(id) => setCustomerField('cluster', id === null || id === CHOSEN ? undefined : id)}
        />
      </div>
      {problem === undefined ? null : <p className="fleet-problem">{problem}</p>}
    </>
  );
}

/** When the customer comes, how likely that is, and how fast the load arrives. */
export function WhenFields({ event }: { readonly event: EventDocument }) {
  const problems = useContext(FieldProblemsPlace);
  const probability = plainNumber(event['probability']);
  const problem = problems.get('on');
  return (
    <fieldset className="fs">
      <legend>When</legend>
      <div className="g2">
        <TextInput
          label="Starts"
          type="date"
          value={event.on ?? ''}
          help="Empty: at once."
          {...(problem === undefined ? {} : { problem })}
          onChange={(day) => setCustomerField('on', day === '' ? undefined : day)}
        />
        <NumberInput
          label="Likely"
          unit="%"
          min={0}
          max={100}
          placeholder="certain"
          value={probability === null ? null : Math.round(probability * 1000) / 10}
          help="Empty: certain. Below 50% the plain result leaves the customer out."
          onChange={(typed) => setCustomerField('probability', typed === null ? undefined : typed / 100)}
        />
      </div>
      <RampEditor event={event} />
    </fieldset>
  );
}
