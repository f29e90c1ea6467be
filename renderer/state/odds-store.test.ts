import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetOdds, isCurrent, showKnownOdds, stopSettling, throwOddsSoon, useOdds } from './odds-store.ts';
import { activate, forgetScenarios, showBaseline, startDraft, useScenarios } from './scenario-store.ts';
import { useWorkspace } from './workspace-store.ts';

interface Request {
  readonly task: string;
  readonly scenario?: { readonly scenario?: { readonly name: string } };
}

let thrown: string[] = [];
let cancelled: string[] = [];
let answers: (() => void)[] = [];
const keys: string[] = [];
let revision = 1;

/** Odds that say whose they are. */
const fakeBridge = {
  invoke: (channel: string, { task, scenario }: Request) => {
    if (channel === 'task:cancel') {
      cancelled.push(task);
      return Promise.resolve({ ok: true, value: null });
    }
    const name = scenario?.scenario?.name ?? 'baseline';
    thrown.push(name);
    const value = { revision, elapsedMs: 1, odds: { of: name } };
    return new Promise((resolve) => answers.push(() => resolve({ ok: true, value })));
  },
};

/** What the screen does at a switch. */
function settle(): void {
  showKnownOdds();
  throwOddsSoon();
}
async function answerAll(): Promise<void> {
  while (answers.length > 0) {
    answers.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  }
}
/** Switches and lets every run come to its end. */
async function settled(): Promise<void> {
  settle();
  await vi.advanceTimersByTimeAsync(1000);
  await answerAll();
}
const shownOf = (side: 'before' | 'after') =>
  (useOdds.getState()[side].odds as { of?: string } | null)?.of ?? null;

beforeEach(async () => {
  vi.useFakeTimers();
  revision = 1;
  [thrown, cancelled, answers] = [[], [], []];
  keys.length = 0;
  vi.stubGlobal('window', { headroom: fakeBridge });
  useWorkspace.setState({ info: { revision } as never });
  forgetScenarios();
  forgetOdds();
  for (const name of ['one', 'two']) {
    startDraft(name);
    keys.push(useScenarios.getState().active ?? '');
  }
  showBaseline();
  await settled();
  thrown = [];
});
afterEach(() => {
  forgetOdds();
  forgetScenarios();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('odds after a switch of scenario', () => {
  it('are thrown once nothing was switched for a while, and only for what was switched to last', async () => {
    void activate(keys[0] ?? '');
    settle();
    await vi.advanceTimersByTimeAsync(200);
    expect(thrown).toEqual([]);
    void activate(keys[1] ?? '');
    stopSettling();
    settle();
    await vi.advanceTimersByTimeAsync(200);
    expect(thrown).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(thrown).toEqual(['two']);
  });

  it('are not made for a scenario that was left before its turn', async () => {
    void activate(keys[0] ?? '');
    settle();
    stopSettling();
    await vi.advanceTimersByTimeAsync(5000);
    expect(thrown).toEqual([]);
  });

  it('stop at the next switch when they are under way, and what they answer is not shown', async () => {
    void activate(keys[0] ?? '');
    settle();
    await vi.advanceTimersByTimeAsync(400);
    const { task } = useOdds.getState().after;
    expect(task).not.toBeNull();
    void activate(keys[1] ?? '');
    showKnownOdds();
    expect(cancelled).toEqual([task]);
    await answerAll();
    expect(shownOf('after')).toBeNull();
    expect(isCurrent('after')).toBe(false);
  });

  it('are shown at once, without runs, where the scenario was looked at before', async () => {
    void activate(keys[0] ?? '');
    await settled();
    expect(shownOf('after')).toBe('one');
    showBaseline();
    showKnownOdds();
    expect(shownOf('after')).toBeNull();
    void activate(keys[0] ?? '');
    showKnownOdds();
    expect(shownOf('after')).toBe('one');
    expect(isCurrent('after')).toBe(true);
    await settled();
    expect(thrown).toEqual(['one']);
  });

  it('are thrown anew where the workspace has changed since', async () => {
    void activate(keys[0] ?? '');
    await settled();
    revision = 2;
    useWorkspace.setState({ info: { revision } as never });
    showKnownOdds();
    expect(isCurrent('after')).toBe(false);
    await settled();
    expect(thrown).toEqual(['one', 'baseline', 'one']);
    expect(isCurrent('after')).toBe(true);
  });
});
