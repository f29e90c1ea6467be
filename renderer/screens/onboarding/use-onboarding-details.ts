import { useCallback, useEffect, useMemo, useState } from 'react';
import type { OnboardingDetails } from '../../../shared/timeline/onboarding-details.ts';
import { bridge } from '../../state/bridge.ts';
import { useResults } from '../../state/result-store.ts';
import { selectionOf, type Desk } from '../../state/scenario-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';

/** Asked this long after the last change, and only once a handle that is held is let go. */
const SETTLE_MS = 200;

let tasks = 0;

interface Details {
  readonly details: OnboardingDetails | null;
  readonly failure: string | null;
  readonly again: () => void;
}

interface Found extends Omit<Details, 'again'> {
  readonly key: string;
}

const NOTHING = { details: null, failure: null };

/**
 * Every cluster tried and how many fit by each target, for the customer as it stands on the desk: `null` until the newest
 * question is answered, so that nothing shown is of an older one. Latest wins; a question overtaken is stopped.
 *
 * @param cluster where the live result put the customer; `undefined` while there is no result.
 */
export function useOnboardingDetails(desk: Desk, cluster: string | null | undefined): Details {
  const revision = useWorkspace((state) => state.info?.revision);
  const isHeld = useResults((state) => state.held !== null);
  const [tries, setTries] = useState(0);
  const [found, setFound] = useState<Found | null>(null);
  const selection = useMemo(() => selectionOf(desk), [desk]);
  const key = useMemo(
    () => (cluster === undefined ? null : JSON.stringify([revision, selection, cluster])),
    [revision, selection, cluster],
  );
  useEffect(() => {
    if (key === null || cluster === undefined || isHeld) return undefined;
    tasks += 1;
    const task = `onboarding-${tasks}`;
    let isCurrent = true;
    let isRunning = false;
    const ask = async (): Promise<void> => {
      isRunning = true;
      const reply = await bridge().invoke('onboarding:details', { scenario: selection, cluster, task });
      isRunning = false;
      if (!isCurrent) return;
      if (reply.ok) setFound({ key, details: reply.value.details, failure: null });
      else setFound({ key, details: null, failure: reply.message });
    };
    const timer = setTimeout(() => void ask(), SETTLE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      if (isRunning) void bridge().invoke('task:cancel', { task });
    };
  }, [key, cluster, selection, isHeld, tries]);
  const again = useCallback(() => {
    setFound(null);
    setTries((before) => before + 1);
  }, []);
  const { details, failure } = found !== null && found.key === key ? found : NOTHING;
  return { details, failure, again };
}
