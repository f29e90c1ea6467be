import { useEffect, useState } from 'react';
import type { RecordedOnboarding } from '../../../../shared/ipc/onboarding-channels.ts';
import type { OnboardingActual } from '../../../../shared/timeline/onboarding-actual.ts';
import { bridge } from '../../../state/bridge.ts';
import { useWorkspace } from '../../../state/workspace-store.ts';

let tasks = 0;

/** Onboardings written down whose day has come; `null` until known, again with every revision. */
export function useRecorded(): readonly RecordedOnboarding[] | null {
  const revision = useWorkspace((state) => state.info?.revision ?? null);
  const [recorded, setRecorded] = useState<readonly RecordedOnboarding[] | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void bridge()
      .invoke('onboarding:recorded')
      .then((reply) => {
        if (isCurrent && reply.ok) setRecorded(reply.value.recorded);
      });
    return () => {
      isCurrent = false;
    };
  }, [revision]);
  return recorded;
}

export interface Compared {
  readonly actual: OnboardingActual | null;
  readonly failure: string | null;
}

/** What was said against what came; latest wins, an older question is stopped. */
export function useActual(recorded: RecordedOnboarding | null): Compared {
  const revision = useWorkspace((state) => state.info?.revision ?? null);
  const [found, setFound] = useState<(Compared & { readonly key: string }) | null>(null);
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
        if (reply.ok) setFound({ key, actual: reply.value.actual, failure: null });
        else setFound({ key, actual: null, failure: reply.message });
        isCurrent = false;
      });
    return () => {
      if (isCurrent) void bridge().invoke('task:cancel', { task });
      isCurrent = false;
    };
  }, [key]);
  return found !== null && found.key === key ? found : { actual: null, failure: null };
}
