import { useEffect, useState } from 'react';
import type { AssessAnswer } from '../../../shared/ipc/assess-channels.ts';
import type { PolicyValue } from '../../../shared/ipc/policy-channels.ts';
import { bridge } from '../../state/bridge.ts';
import { emptyDocument } from '../../state/scenario-document.ts';
import { useWorkspace } from '../../state/workspace-store.ts';

export interface EffectPreview {
  readonly answer: AssessAnswer | null;
  readonly failure: string | null;
  /** Asks once more; `null` where another answer would be no other: a value is not one that can be. */
  readonly again: (() => void) | null;
}

const nothing: EffectPreview = { answer: null, failure: null, again: null };

/** What the changed assumptions would do to today's constraints, before anything is saved. */
export function useEffectPreview(changes: Readonly<Record<string, PolicyValue>>): EffectPreview {
  const revision = useWorkspace((state) => state.info?.revision ?? null);
  const [latest, setLatest] = useState({ of: '', preview: nothing });
  const [tries, setTries] = useState(0);
  const key = JSON.stringify(changes);
  const of = `${revision} ${key}`;
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
          ? { answer: reply.value, failure: null, again: null }
          : {
              answer: null,
              failure: reply.problems?.[0]?.message ?? reply.message,
              again: reply.code === 'bad-input' ? null : () => setTries((before) => before + 1),
            };
        setLatest({ of, preview });
      });
    return () => {
      isCurrent = false;
    };
  }, [key, of, tries]);
  return latest.of === of ? latest.preview : nothing;
}
