import { useMemo } from 'react';
import { TextInput } from '../../components/form/TextInput.tsx';
import { customerName, renameCustomer } from '../../state/onboarding-store.ts';
import { useResults } from '../../state/result-store.ts';
import type { EventDocument } from '../../state/scenario-document.ts';
import type { Desk } from '../../state/scenario-store.ts';
import { fieldProblems, FieldProblemsPlace } from './field-problems.ts';
import { FleetFields } from './FleetFields.tsx';
import { ControlPlaneFields, EdgeFields, StorageFields } from './LoadFields.tsx';
import { ShapeFields } from './ShapeFields.tsx';
import { PlaceFields, WhenFields } from './WhenFields.tsx';

/** The customer on one page. What the engine refuses stands at its field. */
export function CustomerForm({ desk, event }: { readonly desk: Desk; readonly event: EventDocument }) {
  const failure = useResults((state) => (state.resultOf === desk.key ? state.failure : null));
  const problems = useMemo(() => fieldProblems(failure?.problems ?? []), [failure]);
  const name = customerName(event);
  const problem = problems.get('customer');
  return (
    <FieldProblemsPlace value={problems}>
      <form className="side-form" aria-label="Customer" onSubmit={(submit) => submit.preventDefault()}>
        <fieldset className="fs">
          <legend className="vh">Who and where</legend>
          <TextInput
            label="Customer"
            value={name}
            onChange={renameCustomer}
            {...(problem === undefined ? {} : { problem })}
          />
          <PlaceFields event={event} />
          <ShapeFields desk={desk} />
        </fieldset>
        <FleetFields event={event} />
        <EdgeFields event={event} />
        <StorageFields event={event} />
        <ControlPlaneFields event={event} />
        <WhenFields event={event} />
      </form>
    </FieldProblemsPlace>
  );
}
