import { useCallback, useEffect, useState } from 'react';
import type { ResponseOf } from '../../../../shared/ipc/contract.ts';
import type { RecordedOnboarding } from '../../../../shared/ipc/onboarding-channels.ts';
import type { OnboardingActual } from '../../../../shared/timeline/onboarding-actual.ts';
import { useAsked, type Asked } from '../../../state/asked.ts';
import { bridge } from '../../../state/bridge.ts';
import { useWorkspace } from '../../../state/workspace-store.ts';

const NOTHING = { answer: null, failure: null };
let tasks = 0;

/** Onboardings written down whose day has come; again with every revision. */
export function useRecorded(): Asked<ResponseOf<'onboarding:recorded'>> {
  const revision = useWorkspace((state) => state.info?.revision ?? null);
  return useAsked('recorded', revision, () => bridge().invoke('onboarding:recorded'));
}

/** What was said against what came; latest wins, an older question is stopped. */
export function useActual(recorded: RecordedOnboarding | null): Asked<OnboardingActual> {
  const revision = useWorkspace((state) => state.info?.revision ?? null);
  const [found, setFound] = useState<(Omit<Asked<OnboardingActual>, 'again'> & { key: string }) | null>(null);
  const [tries, setTries] = useState(0);
  const key = recorded === null ? null : JSON.stringify([revision, recorded]);
  useEffect(() => {
    if (key === null) return undefined;
    const [, asked] = JSON.parse(key) as [number | null, RecordedOnboarding];
    tasks += 1;
    const task = `actual-${tasks}`;
    let isCurrent = true;
    const { on: _on, probability: _probability, ...event } = asked.event;
    const scenario = { schema: 'headroom.scenario/v1', name: asked.name, events: [event] };
    void bridge()
      .invoke('onboarding:actual', { scenario: { kind: 'draft', scenario }, on: asked.on, task })
      .then((reply) => {
        if (!isCurrent) return;
        if (reply.ok) setFound({ key, answer: reply.value.actual, failure: null });
        else setFound({ key, answer: null, failure: reply.message });
        isCurrent = false;
      });
    return () => {
      if (isCurrent) void bridge().invoke('task:cancel', { task });
      isCurrent = false;
    };
  }, [key, tries]);
  const again = useCallback(() => {
    setFound(null);
    setTries((before) => before + 1);
  }, []);
  const { answer, failure } = found !== null && found.key === key ? found : NOTHING;
  return { answer, failure, again };
}
