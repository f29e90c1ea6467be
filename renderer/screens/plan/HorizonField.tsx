import { NumberInput } from '../../components/form/NumberInput.tsx';
import { planFor, usePlan } from '../../state/plan-store.ts';
import { policyValue, usePolicy } from '../../state/policy-store.ts';

/** The policy's own, until it is read. */
export const DEFAULT_HORIZON = 90;
const MOST_DAYS = 3650;

/** How far ahead is planned. */
export function HorizonField({ fallback }: { readonly fallback: number }) {
  const horizonDays = usePlan((state) => state.horizonDays);
  const ofPolicy = usePolicy((state) => policyValue(state.entries, 'forecastHorizonDays'));
  return (
    <fieldset className="fs">
      <legend className="vh">How far</legend>
      <NumberInput
        label="Plan ahead"
        value={horizonDays ?? (typeof ofPolicy === 'number' ? ofPolicy : fallback)}
        unit="days"
        min={1}
        max={MOST_DAYS}
        onChange={planFor}
      />
    </fieldset>
  );
}
