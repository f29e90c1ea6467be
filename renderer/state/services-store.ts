import { create } from 'zustand';
import type { ServicesAnswer } from '../../shared/ipc/services-channels.ts';
import { AnswerCache } from './answer-cache.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import { bridge } from './bridge.ts';
import { activeDesk, selectionOf, useScenarios } from './scenario-store.ts';
import { useWorkspace } from './workspace-store.ts';

interface ServicesState {
  readonly services: ServicesAnswer | null;
  readonly failure: string | null;
}

/** Edge, control plane, storage and overlay, as they are and as the active scenario leaves them. */
export const useServices = create<ServicesState>()(() => ({ services: null, failure: null }));

const kept = new AnswerCache<ServicesAnswer>(12);
let asked = 0;

/** Asks for both sides as workspace and scenario stand now. Latest wins; what was asked before is shown at once. */
export async function loadServices(): Promise<void> {
  const mine = ++asked;
  useServices.setState({ failure: null });
  const scenario = selectionOf(activeDesk(useScenarios.getState()));
  const revision = useWorkspace.getState().info?.revision ?? -1;
  const known = kept.get(revision, scenario);
  if (known !== null) {
    useServices.setState({ services: known, failure: null });
    return;
  }
  const { services } = useServices.getState();
  // The baseline's half is right already; the other half is another scenario's.
  if (services?.revision === revision) useServices.setState({ services: { ...services, after: null } });
  const reply = await bridge().invoke('services:get', { scenario });
  if (mine !== asked) return;
  if (reply.ok) {
    kept.put(reply.value.revision, scenario, reply.value);
    useServices.setState({ services: reply.value, failure: null });
  } else useServices.setState({ services: null, failure: reply.message });
}

/** Asks ahead for what a switch to a scenario will draw, where a screen has drawn services. */
export async function servicesAhead(scenario: ScenarioSelection): Promise<void> {
  const { services } = useServices.getState();
  if (services === null || kept.get(services.revision, scenario) !== null) return;
  const reply = await bridge().invoke('services:get', { scenario });
  if (reply.ok) kept.put(reply.value.revision, scenario, reply.value);
}

export function forgetServices(): void {
  asked += 1;
  kept.clear();
  useServices.setState({ services: null, failure: null });
}
