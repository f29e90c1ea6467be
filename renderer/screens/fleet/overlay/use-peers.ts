import type { PeersAnswer } from '../../../../shared/ipc/peer-channels.ts';
import { AnswerCache } from '../../../state/answer-cache.ts';
import { useAsked, type Asked } from '../../../state/asked.ts';
import { bridge } from '../../../state/bridge.ts';
import { useWorkspace } from '../../../state/workspace-store.ts';

const kept = new AnswerCache<PeersAnswer>(4);

/** Measured tunnels of a region's overlay. Read once per revision of the workspace. */
export function usePeers(region: string): Asked<PeersAnswer> {
  const revision = useWorkspace((state) => state.info?.revision ?? -1);
  const known = kept.get(revision, region);
  const asked = useAsked(known === null ? region : null, revision, async () => {
    const reply = await bridge().invoke('overlay:peers', { region });
    if (reply.ok) kept.put(reply.value.revision, region, reply.value);
    return reply;
  });
  return known === null ? asked : { ...asked, answer: known };
}
