import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { InputOf } from '../../shared/ipc/contract.ts';
import { PLAN_SETTINGS_DEFAULTS } from '../../shared/plan/plan-settings.ts';
import { forgetPlan, isBesideStale, planFor, runPlan, tryPlan, usePlan } from './plan-store.ts';

type Asked = InputOf<'plan:run'>;

const asked: { readonly request: Asked; readonly answer: () => Promise<void> }[] = [];
const turn = (): Promise<void> => Promise.resolve().then(() => undefined);

/** A plan that says which question it answers, and so do its alternatives where they were asked for. */
function answerTo({ horizonDays, settings, alternatives }: Asked) {
  const said = `${horizonDays ?? 'policy'} days, budget ${settings.budget ?? 'any'}`;
  return {
    ok: true,
    value: {
      revision: 1,
      elapsedMs: 1,
      answer: {
        plan: {
          name: said,
          alternatives: alternatives ? [{ title: said }] : [],
          sensitivities: [],
        },
        curves: [],
        figures: {},
      },
    },
  };
}

/** A main process that plans when the test says so. */
const fakeBridge = () => ({
  invoke: (channel: string, request: Asked) =>
    channel === 'plan:settings'
      ? Promise.resolve({ ok: true, value: PLAN_SETTINGS_DEFAULTS })
      : channel !== 'plan:run'
        ? Promise.resolve({ ok: true, value: null })
        : new Promise((resolve) => {
            const answer = async (): Promise<void> => {
              resolve(answerTo(request));
              for (let i = 0; i < 8; i += 1) await turn();
            };
            asked.push({ request, answer });
          }),
});

const shown = () => {
  const { answer } = usePlan.getState().shown;
  return [answer?.plan.name, answer?.plan.alternatives[0]?.title, isBesideStale(usePlan.getState())];
};
const settle = async (): Promise<void> => {
  for (let i = 0; i < 12; i += 1) await turn();
};
/** Everything asked so far is answered, in the order of asking, until nothing is asked any more. */
async function answerAll(): Promise<void> {
  for (let at = 0; at < asked.length; at += 1) {
    await asked[at]?.answer();
    await settle();
  }
  asked.length = 0;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', { headroom: fakeBridge() });
});
afterEach(() => {
  forgetPlan();
  asked.length = 0;
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('what stands beside a plan', () => {
  it('is of the same question once everything is answered, and says so while it is not', async () => {
    void runPlan();
    await settle();
    await answerAll();
    expect(shown()).toEqual(['policy days, budget any', 'policy days, budget any', false]);

    planFor(300);
    await settle();
    await asked[0]?.answer();
    expect(shown()).toEqual(['300 days, budget any', 'policy days, budget any', true]);
    await settle();
    await answerAll();
    expect(shown()).toEqual(['300 days, budget any', '300 days, budget any', false]);
  });

  it('is computed when the hand rests, though the plan under the hand is not there yet', async () => {
    void runPlan();
    await settle();
    await answerAll();
    const { settings } = usePlan.getState();
    usePlan.setState({ settings: { ...(settings ?? PLAN_SETTINGS_DEFAULTS), budget: 5 } });
    tryPlan({ leadTimeDays: 0 });
    await settle();
    expect(asked.map(({ request }) => request.alternatives)).toEqual([false]);
    // The hand has rested for long, and the quick plan still runs.
    await vi.advanceTimersByTimeAsync(1000);
    await settle();
    await answerAll();
    expect(usePlan.getState().shown.task).toBeNull();
    expect(isBesideStale(usePlan.getState())).toBe(false);
  });
});
