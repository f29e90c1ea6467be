import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetForecasts, loadForecasts, useForecasts, wantForecast, wantSparks } from './forecast-store.ts';
import { forecastsAhead } from './forecasts-ahead.ts';
import {
  activate,
  activeDesk,
  forgetScenarios,
  selectionOf,
  showBaseline,
  startDraft,
  useScenarios,
} from './scenario-store.ts';
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
  if (channel === 'forecast:sparks') return { revision, sparks: [{ id: 'c', spark: { scenario: half } }] };
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

  it('are not asked for in full, nor their small charts, while only the baseline’s half is shown', async () => {
    await drafts('one');
    void loadForecasts();
    expect(useForecasts.getState().isWhole).toBe(false);
    void wantForecast('c');
    void wantSparks(['c']);
    expect(asked.map(({ channel }) => channel)).toEqual(['forecast:list']);
    await answerAll();
    void wantSparks(['c']);
    expect(await answerAll()).toEqual(['forecast:sparks one']);
    expect(useForecasts.getState().sparks.get('c')?.scenario).toEqual({ of: 'one' });
  });

  it('draw the baseline’s part from the same objects beside every scenario', async () => {
    showBaseline();
    void loadForecasts();
    await answerAll();
    const [alone] = useForecasts.getState().list?.rows ?? [];
    await drafts('one');
    void loadForecasts();
    await answerAll();
    const [beside] = useForecasts.getState().list?.rows ?? [];
    expect(beside?.baseline).toBe(alone?.baseline);
    expect(beside?.scenario).toEqual({ of: 'one' });
  });

  it('asked ahead are there at once, and change nothing on screen until then', async () => {
    void wantSparks(['c']);
    await answerAll();
    await drafts('one');
    const one = selectionOf(activeDesk(useScenarios.getState()));
    await drafts('two');
    const before = useForecasts.getState();
    const ahead = forecastsAhead(one, () => true);
    for (const channel of ['forecast:list', 'triggers:list', 'forecast:sparks', 'forecast:get'])
      expect(await answerNext()).toBe(`${channel} one`);
    await ahead;
    expect(useForecasts.getState()).toBe(before);
    await drafts('one');
    void loadForecasts();
    void wantForecast('c');
    void wantSparks(['c']);
    expect(asked).toEqual([]);
    expect(halves()).toEqual(['one', 'one', 'one']);
    expect(useForecasts.getState().sparks.get('c')?.scenario).toEqual({ of: 'one' });
  });

  it('asked ahead are given up when the window has gone on', async () => {
    showBaseline();
    const ahead = forecastsAhead({ kind: 'saved', id: 'three' }, () => false);
    await answerNext();
    await ahead;
    expect(asked).toEqual([]);
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
