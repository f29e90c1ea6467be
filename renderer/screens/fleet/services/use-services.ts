import { useEffect } from 'react';
import type { ServicesAnswer } from '../../../../shared/ipc/services-channels.ts';
import type { EventOutcome } from '../../../../shared/timeline/result.ts';
import { useResults } from '../../../state/result-store.ts';
import { activeDesk, useScenarios } from '../../../state/scenario-store.ts';
import { loadServices, useServices } from '../../../state/services-store.ts';
import { useWorkspace } from '../../../state/workspace-store.ts';

/** Both sides of everything that is no host, kept in step with the workspace and the scenario; `null` until they have come. */
export function useLoadedServices(): ServicesAnswer | null {
  const revision = useWorkspace((state) => state.info?.revision);
  const desk = useScenarios(activeDesk);
  useEffect(() => void loadServices(), [revision, desk?.key, desk?.document, desk?.saved]);
  return useServices((state) => state.services);
}

/** What each event of the active scenario came to; `null` for the baseline, and until it has come. */
export function useScenarioEvents(): readonly EventOutcome[] | null {
  return useResults((state) => state.result?.events ?? null);
}
