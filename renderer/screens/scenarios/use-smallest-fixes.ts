import { useEffect, useMemo, useState } from 'react';
import type { ImmediateResult } from '../../../shared/timeline/result.ts';
import type { FixAnswer } from '../../../shared/timeline/fix-result.ts';
import { outcomeOf } from '../../../shared/events/outcome-of.ts';
import { bridge } from '../../state/bridge.ts';
import { useResults } from '../../state/result-store.ts';
import { selectionOf, type Desk } from '../../state/scenario-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';

/** Asked this long after the last edit: while a slider moves or a name is typed nothing needs searching. */
const SETTLE_MS = 400;
let tasks = 0;

export type FixSearch =
  | { readonly state: 'none' | 'searching' }
  | { readonly state: 'failed'; readonly message: string; readonly again: () => void }
  | { readonly state: 'found'; readonly answer: FixAnswer };

const NONE: FixSearch = { state: 'none' };
const SEARCHING: FixSearch = { state: 'searching' };

/** Is anything missed that a fix might mend: a target, microVMs without a host, an objective of a failover? */
function hasLack(result: ImmediateResult): boolean {
  return (
    result.after.constraints.some(({ verdict }) => verdict === 'breach') ||
    result.events.some((entry) => {
      const placed =
        outcomeOf(entry, 'hostLoss') ??
        outcomeOf(entry, 'removeHosts') ??
        outcomeOf(entry, 'onboardCustomer');
      const failover = outcomeOf(entry, 'postgresFailover');
      return (
        (placed?.unplaced.length ?? 0) > 0 ||
        Object.values(failover?.verdicts ?? {}).some((judged) => judged === 'breach')
      );
    })
  );
}

/**
 * The smallest fixes of the scenario on the desk, searched by the engine once its result has come and the hand rests.
 * An answer is shown for the very scenario and data it was asked of, never for an older one; a search that is overtaken is
 * stopped.
 */
export function useSmallestFixes(desk: Desk, result: ImmediateResult | null): FixSearch {
  const revision = useWorkspace((state) => state.info?.revision);
  const isResting = useResults((state) => state.held === null && !state.isComputing);
  const [found, setFound] = useState<{ readonly key: string; readonly search: FixSearch } | null>(null);
  const key = useMemo(() => {
    if (result === null || result.events.length === 0 || !hasLack(result)) return null;
    return JSON.stringify({ revision, scenario: selectionOf(desk) });
  }, [desk, result, revision]);
  const isKnown = found !== null && found.key === key;

  useEffect(() => {
    if (key === null || !isResting || isKnown) return undefined;
    tasks += 1;
    const task = `fixes-${tasks}`;
    let isCurrent = true;
    let isRunning = false;
    const ask = async () => {
      isRunning = true;
      const reply = await bridge().invoke('simulate:fixes', { scenario: selectionOf(desk), task });
      isRunning = false;
      if (!isCurrent) return;
      const search: FixSearch = reply.ok
        ? { state: 'found', answer: reply.value.answer }
        : { state: 'failed', message: reply.message, again: () => setFound(null) };
      setFound({ key, search });
    };
    const timer = setTimeout(() => void ask(), SETTLE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      if (isRunning) void bridge().invoke('task:cancel', { task });
    };
  }, [key, isResting, isKnown, desk]);
  if (key === null) return NONE;
  return isKnown && found !== null ? found.search : SEARCHING;
}
