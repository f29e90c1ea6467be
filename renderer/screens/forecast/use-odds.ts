import { useEffect } from 'react';
import { useForecasts } from '../../state/forecast-store.ts';
import { isCurrent, showKnownOdds, stopSettling, throwOddsSoon, useOdds } from '../../state/odds-store.ts';
import { activeDesk, useScenarios } from '../../state/scenario-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';

export interface SidesCurrent {
  readonly before: boolean;
  /** `true` as well where there is no scenario. */
  readonly after: boolean;
}

/** Whether the odds held are of workspace, scenario and choice as they stand; looked at again whenever one changes. */
export function useOddsCurrent(): SidesCurrent {
  useOdds();
  useWorkspace((state) => state.info?.revision);
  const desk = useScenarios(activeDesk);
  return { before: isCurrent('before'), after: desk === null || isCurrent('after') };
}

/**
 * Makes the runs when the screen shows them and again when workspace or scenario change; not while a field is typed in. The
 * forecasts themselves come first: runs wait until those of the scenario are there, and the hand rests.
 */
export function useThrownOdds(): void {
  const revision = useWorkspace((state) => state.info?.revision);
  const desk = useScenarios(activeDesk);
  const isAnswered = useForecasts(({ list }) => (list?.scenarioName ?? null) !== null) === (desk !== null);
  useEffect(() => {
    if (revision === undefined) return undefined;
    showKnownOdds();
    if (!isAnswered) return undefined;
    throwOddsSoon();
    return stopSettling;
  }, [revision, isAnswered, desk?.key, desk?.document, desk?.saved]);
}
