import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isBesideStale, planFor, usePlan } from './plan-store.ts';

interface Request {
  readonly alternatives?: boolean;
  readonly horizonDays?: number | null;
}

interface Shown {
  readonly name: string;
  readonly alternatives: readonly { readonly title: string }[];
}

const asked: string[] = [];

/** Plans that say which horizon they are of; alternatives come only where they are asked for. */
const fakeBridge = {
  invoke: (channel: string, { alternatives, horizonDays }: Request = {}) => {
    if (channel === 'plan:settings') return Promise.resolve({ ok: true, value: { skus: {} } });
    if (channel !== 'plan:run') return Promise.resolve({ ok: true, value: null });
    asked.push(`${horizonDays}${alternatives === true ? ' whole' : ''}`);
    const beside = alternatives === true ? [{ title: `of ${horizonDays}` }] : [];
    const answer = { plan: { name: `of ${horizonDays}`, alternatives: beside, sensitivities: beside } };
    return Promise.resolve({ ok: true, value: { answer, elapsedMs: 1 } });
  },
};

beforeEach(() => {
  vi.stubGlobal('window', { headroom: fakeBridge });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const titles = (): readonly string[] =>
  usePlan.getState().shown.answer?.plan.alternatives.map(({ title }) => title) ?? [];

it('keeps what stood beside the plan before as old, and computes it anew for another horizon', async () => {
  let mixed = 0;
  const stop = usePlan.subscribe((state) => {
    const plan = state.shown.answer?.plan as unknown as Shown | undefined;
    const beside = plan?.alternatives[0]?.title;
    if (plan === undefined || beside === undefined || beside === plan.name) return;
    mixed += 1;
    // Alternatives of 90 days beside the plan of 300: only ever as those of before.
    expect(isBesideStale(state)).toBe(true);
  });
  planFor(90);
  await vi.waitFor(() => expect(titles()).toEqual(['of 90']));
  planFor(300);
  await vi.waitFor(() => expect(titles()).toEqual(['of 300']));
  stop();
  expect(asked).toEqual(['90', '90 whole', '300', '300 whole']);
  expect(mixed).toBeGreaterThan(0);
  expect(isBesideStale(usePlan.getState())).toBe(false);
});
