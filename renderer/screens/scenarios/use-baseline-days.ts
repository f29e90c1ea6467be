import type { Timeline } from '../../../shared/timeline/timeline-result.ts';
import { useAsked, type Asked } from '../../state/asked.ts';
import { bridge } from '../../state/bridge.ts';
import { useWorkspace } from '../../state/workspace-store.ts';

interface Known {
  readonly revision: number;
  readonly timeline: Timeline;
}

/** Kept while the data stay as they are: every scenario is held against the same days. */
let kept: Known | null = null;

/** The days to the horizon without any scenario. */
export function useBaselineDays(): Asked<Timeline> {
  const revision = useWorkspace((state) => state.info?.revision ?? null);
  const known = kept?.revision === revision ? kept : null;
  const asked = useAsked(
    revision === null || known !== null ? null : `days at ${revision}`,
    null,
    async () => {
      const reply = await bridge().invoke('simulate:dates', {
        scenario: { kind: 'baseline' },
        token: revision ?? 0,
        lane: 'baseline days',
      });
      if (!reply.ok) return reply;
      kept = { revision: reply.value.revision, timeline: reply.value.dates };
      return { ok: true, value: reply.value.dates };
    },
  );
  return known === null ? asked : { ...asked, answer: known.timeline };
}
