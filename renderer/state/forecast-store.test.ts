import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetForecasts, loadForecasts, useForecasts, wantForecast } from './forecast-store.ts';
import { activate, forgetScenarios, showBaseline, startDraft } from './scenario-store.ts';
import { useWorkspace } from './workspace-store.ts';

interface Asked {
  readonly channel: string;
  readonly name: string | null;
  readonly answer: () => Promise<void>;
}

const asked: Asked[] = [];
let revision = 1;

/** Every half says whose it is, so that a mixture would show. */
function valueOf(channel: string, name: string | null): unknown {
  const half = name === null ? null : { of: name };
  if (channel === 'forecast:list')
    return { revision, scenarioName: name, rows: [{ id: 'c', baseline: { of: 'base' }, scenario: half }] };
  if (channel === 'triggers:list')
    return { revision, triggers: [{ id: 't', baseline: { of: 'base' }, scenario: half }] };
  return { revision, baseline: { of: 'base' }, scenario: half };
}

function fakeBridge() {
  return {
    invoke: (channel: string, { scenario }: { scenario: { scenario?: { name: string } } }) =>
      new Promise((resolve) => {
        const name = scenario.scenario?.name ?? null;
        const answer = async (): Promise<void> => {
          resolve({ ok: true, value: valueOf(channel, name) });
          await new Promise((turn) => setTimeout(turn, 0));
        };
        asked.push({ channel, name, answer });
      }),
  };
}

const answerNext = async (): Promise<string> => {
  const next = asked.shift() ?? expect.fail('nothing was asked');
  await next.answer();
  return `${next.channel} ${next.name ?? 'baseline'}`;
};
const answerAll = async (): Promise<string[]> => {
  const said: string[] = [];
  while (asked.length > 0) said.push(await answerNext());
  return said;
};
const halves = () => {
  const { list, triggers, details } = useForecasts.getState();
  return [
    list?.rows[0]?.scenario ?? null,
    triggers?.triggers[0]?.scenario ?? null,
    details.get('c')?.scenario ?? null,
  ].map((half) => (half as { of?: string } | null)?.of ?? null);
};

beforeEach(async () => {
  revision = 1;
  asked.length = 0;
  vi.stubGlobal('window', { headroom: fakeBridge() });
  useWorkspace.setState({ info: { revision } as never });
  forgetScenarios();
  forgetForecasts();
  startDraft('one');
  startDraft('two');
  void loadForecasts();
  await answerAll();
  void wantForecast('c');
  await answerAll();
});

afterEach(() => {
  useWorkspace.setState({ info: null });
  vi.unstubAllGlobals();
});

const drafts = async (name: string): Promise<void> => {
  const { useScenarios } = await import('./scenario-store.ts');
  const desk = [...useScenarios.getState().desks.values()].find(({ document }) => document.name === name);
  await activate(desk?.key ?? '');
};

describe('forecasts when the scenario is switched', () => {
  it('show the baseline alone until the other scenario’s have come, never the one’s for the other', async () => {
    expect(halves()).toEqual(['two', 'two', 'two']);
    await drafts('one');
    void loadForecasts();
    expect(halves()).toEqual([null, null, null]);
    expect(useForecasts.getState().list).toMatchObject({ scenarioName: null, rows: [{ id: 'c' }] });
    expect(await answerNext()).toBe('forecast:list one');
    expect(halves()).toEqual(['one', null, null]);
    await answerAll();
    expect(halves()).toEqual(['one', 'one', null]);
  });

  it('are there at once, and whole, for a scenario that was looked at before', async () => {
    await drafts('one');
    void loadForecasts();
    await answerAll();
    await drafts('two');
    void loadForecasts();
    expect(asked).toEqual([]);
    expect(halves()).toEqual(['two', 'two', 'two']);
    void wantForecast('c');
    expect(asked).toEqual([]);
  });

  it('are asked for again where a switch came before the triggers', async () => {
    await drafts('one');
    void loadForecasts();
    await answerNext();
    asked.length = 0;
    await drafts('two');
    void loadForecasts();
    await drafts('one');
    void loadForecasts();
    expect(halves()[0]).toBe('one');
    expect(asked.map(({ channel }) => channel)).toEqual(['triggers:list']);
  });

  it('of an older revision are not shown again', async () => {
    revision = 2;
    useWorkspace.setState({ info: { revision } as never });
    void loadForecasts();
    expect(asked.map(({ channel }) => channel)).toEqual(['forecast:list']);
    await answerAll();
    showBaseline();
    void loadForecasts();
    expect(halves()).toEqual([null, null, null]);
  });
});
