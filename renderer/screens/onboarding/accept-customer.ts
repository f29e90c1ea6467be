import { startDecision } from '../../state/decision-store.ts';
import type { EventDocument } from '../../state/scenario-document.ts';
import { activeDesk, isEdited, saveActive, useScenarios, type Desk } from '../../state/scenario-store.ts';

/**
 * Accepting a customer is a decision: what is on the desk is saved first, so that the log names a version that stays. Its
 * expected effect is the preview's own.
 */
export async function acceptCustomer(desk: Desk, event: EventDocument, customer: string): Promise<void> {
  if (isEdited(desk) && !(await saveActive())) return;
  const { savedId, document } = activeDesk(useScenarios.getState()) ?? desk;
  if (savedId === null) return;
  const { on } = event;
  startDecision({
    kind: 'onboarding',
    title: `Accept ${customer}`,
    change: { kind: 'save-scenario', id: savedId, scenario: { ...document } },
    ...(typeof on === 'string' ? { goLiveOn: on } : {}),
  });
}
