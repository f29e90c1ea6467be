import type { ReservePolicy } from '../../../shared/assess/losses-name.ts';
import { policyValue, reserveOf, usePolicy } from '../../state/policy-store.ts';
import { activeDesk, useScenarios } from '../../state/scenario-store.ts';

interface ShownReserve<Name> {
  readonly before: Name;
  /** By the scenario's own assumptions. */
  readonly after: Name;
}

/** The name of what is kept in reserve, without and with the scenario: it may make assumptions of its own. */
export function useShownReserve<Name extends string | null>(
  name: (policy: ReservePolicy) => Name,
): ShownReserve<Name> {
  const entries = usePolicy((state) => state.entries);
  const own = useScenarios((state) => activeDesk(state)?.document.policy);
  return {
    before: name(reserveOf((key) => policyValue(entries, key))),
    after: name(reserveOf((key) => own?.[key] ?? policyValue(entries, key))),
  };
}

/** Both names in a note: `N+1`; `N+1 (in the scenario N+2)`. */
export const reserveNote = ({ before, after }: ShownReserve<string>): string =>
  before === after ? before : `${before} (in the scenario ${after})`;
