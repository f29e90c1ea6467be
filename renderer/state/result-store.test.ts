import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DatesAnswer, SimulateAnswer } from '../../shared/ipc/simulate-channels.ts';
import {
  forgetResults,
  holdResult,
  releaseResult,
  resultAhead,
  runActive,
  stopWorstSearch,
  useResults,
} from './result-store.ts';
import { edit, forgetScenarios, startDraft } from './scenario-store.ts';

interface Asked {
  readonly channel: string;
  readonly token: number;
  readonly task: string | undefined;
  readonly answer: (value: unknown) => Promise<void>;
}

const asked: Asked[] = [];
const turn = (): Promise<void> => Promise.resolve().then(() => undefined);

/** A main process that answers when the test says so. */
function fakeBridge() {
  return {
    invoke: (channel: string, { token, task }: { readonly token: number; readonly task?: string }) =>
      new Promise((resolve) => {
        const answer = async (value: unknown): Promise<void> => {
          resolve(value);
          for (let i = 0; i < 5; i += 1) await turn();
        };
        asked.push({ channel, token, task, answer });
      }),
  };
}

/** `said` stands for everything an answer says; both halves carry it, so that a mixture would show. */
const immediate = (said: number, revision = 1) => ({
  ok: true,
  value: {
    revision,
    token: 0,
    elapsedMs: said,
    result: { scenario: `at once ${said}`, events: [] } as unknown as SimulateAnswer['result'],
    stopped: false,
  },
});
const dated = (said: number, revision = 1, events: DatesAnswer['events'] = null) => ({
  ok: true,
  value: {
    revision,
    token: 0,
    elapsedMs: 1,
    dates: { days: [String(said)], constraints: [], markers: [] },
    events,
    stopped: false,
  },
});

const shown = () => {
  const { result, dates } = useResults.getState();
  return { result: result?.scenario ?? null, dates: dates === null ? null : Number(dates.days[0]) };
};
const open = (channel: string): Asked[] => asked.filter((question) => question.channel === channel);
const rest = (): Promise<unknown> => vi.advanceTimersByTimeAsync(150);

/** Another value of the field, as a slider sets it. */
function move(to: number): void {
  holdResult();
  edit((document) => ({ ...document, events: [{ id: 'a', type: 'hostLoss', count: to }] }));
  void runActive();
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', { headroom: fakeBridge() });
  asked.length = 0;
  forgetScenarios();
  forgetResults();
  startDraft('draft');
  void runActive();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a live result', () => {
  it('shows what stands at once, then its dates', async () => {
    await open('simulate:run')[0]?.answer(immediate(1));
    expect(shown()).toEqual({ result: 'at once 1', dates: null });
    await open('simulate:dates')[0]?.answer(dated(1));
    expect(shown()).toEqual({ result: 'at once 1', dates: 1 });
  });

  it('asks for no dates while a slider moves, and for those of the last value once it rests', async () => {
    await open('simulate:run')[0]?.answer(immediate(1));
    await open('simulate:dates')[0]?.answer(dated(1));
    for (const value of [2, 3, 4]) {
      move(value);
      await open('simulate:run').at(-1)?.answer(immediate(value));
      expect(shown()).toEqual({ result: `at once ${value}`, dates: null });
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(open('simulate:dates')).toHaveLength(1);
    await rest();
    expect(open('simulate:dates')).toHaveLength(2);
    await open('simulate:dates')[1]?.answer(dated(4));
    expect(shown()).toEqual({ result: 'at once 4', dates: 4 });
  });

  it('asks for the dates at once when the slider is let go', async () => {
    move(2);
    await open('simulate:run').at(-1)?.answer(immediate(2));
    expect(open('simulate:dates')).toHaveLength(0);
    releaseResult();
    expect(open('simulate:dates')).toHaveLength(1);
  });

  it('drops dates and results of an older value, whenever they come', async () => {
    await open('simulate:run')[0]?.answer(immediate(1));
    move(2);
    await open('simulate:dates')[0]?.answer(dated(1));
    expect(shown()).toEqual({ result: 'at once 1', dates: null });
    move(3);
    await open('simulate:run')[2]?.answer(immediate(3));
    await open('simulate:run')[1]?.answer(immediate(2));
    expect(shown()).toEqual({ result: 'at once 3', dates: null });
  });

  it('never joins the halves of two revisions: it asks again', async () => {
    await open('simulate:run')[0]?.answer(immediate(1));
    await open('simulate:dates')[0]?.answer(dated(1, 2));
    expect(shown().dates).toBeNull();
    expect(open('simulate:run')).toHaveLength(2);
    await open('simulate:run')[1]?.answer(immediate(2, 2));
    await open('simulate:dates')[1]?.answer(dated(2, 2));
    expect(shown()).toEqual({ result: 'at once 2', dates: 2 });
  });

  it('takes over what the days change about the events', async () => {
    await open('simulate:run')[0]?.answer(immediate(1));
    const event = { id: 'loss', type: 'hostLoss' };
    const events = [{ event, day: '2026-04-01' }] as unknown as DatesAnswer['events'];
    await open('simulate:dates')[0]?.answer(dated(1, 1, events));
    expect(useResults.getState().result?.events).toBe(events);
  });

  it('says why where the days refuse a scenario', async () => {
    await open('simulate:run')[0]?.answer(immediate(1));
    await open('simulate:dates')[0]?.answer({ ok: false, code: 'bad-input', message: 'refused' });
    expect(useResults.getState()).toMatchObject({ result: null, failure: { message: 'refused' } });
  });
});

describe('a long search of a worst loss', () => {
  const cancelled = () => open('task:cancel').map(({ task }) => task);

  it('is stopped under the task of its question; what is stopped is told, and searched when asked again', async () => {
    const [question] = open('simulate:run');
    expect(question?.task).toBe(useResults.getState().task);
    stopWorstSearch();
    expect(cancelled().at(-1)).toBe(question?.task);
    const answer = immediate(1);
    await question?.answer({ ...answer, value: { ...answer.value, stopped: true } });
    expect(useResults.getState().isStopped).toBe(true);
    await open('simulate:dates')[0]?.answer(dated(1));
    expect(useResults.getState()).toMatchObject({ isStopped: true, task: null });
    void runActive();
    expect(open('simulate:run')).toHaveLength(2);
    await open('simulate:run')[1]?.answer(immediate(2));
    await open('simulate:dates').at(-1)?.answer(dated(2));
    expect(useResults.getState().isStopped).toBe(false);
  });

  it('ends by itself where a newer question takes its place', async () => {
    const [older] = open('simulate:run');
    move(2);
    expect(cancelled().at(-1)).toBe(older?.task);
    expect(open('simulate:run')[1]?.task).not.toBe(older?.task);
  });

  it('asked ahead ends where the person asks something, and is not kept', async () => {
    useResults.setState({ baseline: {} as never });
    const scenario = { kind: 'draft', scenario: {} } as never;
    const done = resultAhead(scenario, () => true);
    const question = open('simulate:run').at(-1);
    move(3);
    expect(cancelled()).toContain(question?.task);
    const answer = immediate(9);
    await question?.answer({ ...answer, value: { ...answer.value, stopped: true } });
    await done;
    expect(open('simulate:dates')).toHaveLength(0);
  });
});
