import { DEFAULT_HORIZON, HorizonField } from './HorizonField.tsx';
import { LimitFields } from './LimitFields.tsx';
import { TryFields } from './TryFields.tsx';

/** What is tried and what limits the plan: input left of its effect. */
export function PlanForm() {
  return (
    <form
      className="side-form"
      aria-label="Limits and what-if"
      onSubmit={(submit) => submit.preventDefault()}
    >
      <HorizonField fallback={DEFAULT_HORIZON} />
      <TryFields />
      <LimitFields />
    </form>
  );
}
