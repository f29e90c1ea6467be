import { useEffect, useState } from 'react';
import type { PeersAnswer } from '../../../../shared/ipc/peer-channels.ts';
import { AnswerCache } from '../../../state/answer-cache.ts';
import { bridge } from '../../../state/bridge.ts';
import { useWorkspace } from '../../../state/workspace-store.ts';

const kept = new AnswerCache<PeersAnswer>(4);

/** Measured tunnels of a region's overlay; `null` while they are read. Read once per revision of the workspace. */
export function usePeers(region: string): PeersAnswer | null {
  const revision = useWorkspace((state) => state.info?.revision ?? -1);
  const [answer, setAnswer] = useState<{ readonly region: string; readonly peers: PeersAnswer } | null>(null);
  const known = kept.get(revision, region);
  useEffect(() => {
    if (kept.get(revision, region) !== null) return;
    const read = async (): Promise<void> => {
      const reply = await bridge().invoke('overlay:peers', { region });
      if (!reply.ok) return;
      kept.put(reply.value.revision, region, reply.value);
      setAnswer({ region, peers: reply.value });
    };
    void read();
  }, [revision, region]);
  return known ?? (answer?.region === region ? answer.peers : null);
}
