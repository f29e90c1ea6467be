import { useEffect } from 'react';
import { isCurrent, throwOdds, useOdds } from '../../state/odds-store.ts';
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

/** Makes the runs when the screen shows them and again when workspace or scenario change; not while a field is typed in. */
export function useThrownOdds(): void {
  const revision = useWorkspace((state) => state.info?.revision);
  const desk = useScenarios(activeDesk);
  useEffect(() => {
    if (revision !== undefined) void throwOdds();
  }, [revision, desk?.key, desk?.document, desk?.saved]);
}
