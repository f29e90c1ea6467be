import { useEffect, useState } from 'react';
import type { AssessAnswer } from '../../../shared/ipc/assess-channels.ts';
import type { PolicyValue } from '../../../shared/ipc/policy-channels.ts';
import { bridge } from '../../state/bridge.ts';
import { emptyDocument } from '../../state/scenario-document.ts';

export interface EffectPreview {
  readonly answer: AssessAnswer | null;
  readonly failure: string | null;
}

const nothing: EffectPreview = { answer: null, failure: null };

/** What the changed assumptions would do to today's constraints, before anything is saved. */
export function useEffectPreview(changes: Readonly<Record<string, PolicyValue>>): EffectPreview {
  const [latest, setLatest] = useState({ key: '{}', preview: nothing });
  const key = JSON.stringify(changes);
  useEffect(() => {
    let isCurrent = true;
    const policy: unknown = JSON.parse(key);
    if (key === '{}') return;
    void bridge()
      .invoke('assess:run', {
        scenario: { kind: 'draft', scenario: { ...emptyDocument('Changed assumptions'), policy } },
      })
      .then((reply) => {
        if (!isCurrent) return;
        const preview = reply.ok
          ? { answer: reply.value, failure: null }
          : { answer: null, failure: reply.problems?.[0]?.message ?? reply.message };
        setLatest({ key, preview });
      });
    return () => {
      isCurrent = false;
    };
  }, [key]);
  return latest.key === key ? latest.preview : nothing;
}
