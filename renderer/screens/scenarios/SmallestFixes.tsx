import { outcomeOf } from '../../../shared/events/event-registry.ts';
import type { SimulationResult } from '../../../shared/timeline/result.ts';
import { Button } from '../../components/Button.tsx';
import { freshEventId } from '../../state/scenario-document.ts';
import { edit } from '../../state/scenario-store.ts';

/** What would mend an onboarding, each tried by the engine; one press adds it to the scenario before the onboarding. */
export function SmallestFixes({ result }: { readonly result: SimulationResult }) {
  const fixes = result.events.flatMap((entry) =>
    (outcomeOf(entry, 'onboardCustomer')?.actions ?? []).map((action) => ({
      action,
      before: entry.event.id,
    })),
  );
  if (fixes.length === 0) return null;
  return (
    <div className="fix">
      <h2>Smallest fixes</h2>
      <ul>
        {fixes.map(({ action, before }) => (
          <li key={action.text}>
            <Button
              small
              icon="plus"
              label={`Add to the scenario: ${action.text}`}
              onPress={() =>
                edit((document) => ({
                  ...document,
                  events: document.events.flatMap((event) =>
                    event.id === before
                      ? [{ ...action.event, id: freshEventId(document, action.event.type) }, event]
                      : [event],
                  ),
                }))
              }
            />
            <div>
              <b className="med">{action.text}</b>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
