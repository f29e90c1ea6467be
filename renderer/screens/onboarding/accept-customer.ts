import { startDecision } from '../../state/decision-store.ts';
import type { EventDocument } from '../../state/scenario-document.ts';
import { deskWasSaved, type Desk } from '../../state/scenario-store.ts';

/**
 * Accepting a customer is a decision: what is on the desk is saved with it, as one step, so that the log names a version that
 * stays, and taking the decision back leaves the list of scenarios as it was. Its expected effect is the preview's own.
 */
export function acceptCustomer(
  { key, savedId, document }: Desk,
  { on }: EventDocument,
  customer: string,
): void {
  startDecision({
    kind: 'onboarding',
    title: `Accept ${customer}`,
    change: {
      kind: 'save-scenario',
      ...(savedId === null ? {} : { id: savedId }),
      scenario: { ...document },
    },
    ...(typeof on === 'string' ? { goLiveOn: on } : {}),
    onRecorded: ({ scenario }) => {
      if (scenario !== null) void deskWasSaved(key, scenario.id);
    },
  });
}
