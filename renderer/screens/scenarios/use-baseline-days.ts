import { useEffect, useState } from 'react';
import type { Timeline } from '../../../shared/timeline/timeline-result.ts';
import { bridge } from '../../state/bridge.ts';
import { useWorkspace } from '../../state/workspace-store.ts';

interface Known {
  readonly revision: number;
  readonly timeline: Timeline;
}

/** Kept while the data stay as they are: every scenario is held against the same days. */
let kept: Known | null = null;

/** The days to the horizon without any scenario; `null` until they have come. */
export function useBaselineDays(): Timeline | null {
  const revision = useWorkspace((state) => state.info?.revision ?? null);
  const [known, setKnown] = useState(kept);
  useEffect(() => {
    if (revision === null || kept?.revision === revision) return undefined;
    let isCurrent = true;
    const ask = async () => {
      const reply = await bridge().invoke('simulate:dates', {
        scenario: { kind: 'baseline' },
        token: revision,
        lane: 'baseline days',
      });
      if (!reply.ok) return;
      kept = { revision: reply.value.revision, timeline: reply.value.dates };
      if (isCurrent) setKnown(kept);
    };
    void ask();
    return () => {
      isCurrent = false;
    };
  }, [revision]);
  return known !== null && known.revision === revision ? known.timeline : null;
}
