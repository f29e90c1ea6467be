import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import { forecastsAhead } from './forecasts-ahead.ts';
import { hostsAhead } from './host-store.ts';
import { planAhead } from './plan-store.ts';
import { resultAhead, useResults } from './result-store.ts';
import { selectionOf, useScenarios } from './scenario-store.ts';
import { servicesAhead } from './services-store.ts';
import { survivalAhead } from './survival-store.ts';
import { useView, type ScreenName } from './view-store.ts';
import { useWorkspace } from './workspace-store.ts';

/** Rest of the window until it asks ahead: what is looked at comes first. */
const REST_MS = 600;
/** So many entries of the switch, from its top; a longer list is rarely gone through from end to end. */
const ENTRIES = 4;

type Ask = (scenario: ScenarioSelection, isWanted: () => boolean) => Promise<void>;

/**
 * What each part of the window draws of a scenario, asked for before it is switched to. Each asks only for what a screen
 * has shown of the baseline already, keeps it by revision and scenario, and changes nothing on screen.
 */
const PARTS: readonly { readonly ask: Ask; readonly screens: readonly ScreenName[] }[] = [
  { ask: resultAhead, screens: ['overview', 'scenarios'] },
  { ask: forecastsAhead, screens: ['overview', 'forecast'] },
  { ask: servicesAhead, screens: ['fleet'] },
  { ask: hostsAhead, screens: ['fleet'] },
  { ask: survivalAhead, screens: ['survival'] },
  { ask: planAhead, screens: ['plan'] },
];

/** What the screen that is open draws comes first. */
function inTurn(): readonly Ask[] {
  const { screen } = useView.getState();
  const [here, elsewhere] = [true, false].map((isHere) =>
    PARTS.filter(({ screens }) => screens.includes(screen) === isHere),
  );
  return [...(here ?? []), ...(elsewhere ?? [])].map(({ ask }) => ask);
}

let run = 0;
let resting: ReturnType<typeof setTimeout> | null = null;

/** The baseline and the first entries of the switch, as they would be asked about: drafts, then what is saved. */
function offered(): readonly ScenarioSelection[] {
  const { desks, list } = useScenarios.getState();
  const drafts = [...desks.values()].filter(({ savedId }) => savedId === null).map(selectionOf);
  const saved = list.map(({ id, version }): ScenarioSelection => {
    const desk = desks.get(id);
    return desk === undefined ? { kind: 'saved', id, version } : selectionOf(desk);
  });
  return [selectionOf(null), ...[...drafts, ...saved].slice(0, ENTRIES)];
}

const whenIdle = (): Promise<void> =>
  new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 5000 }));

async function askAhead(): Promise<void> {
  const mine = run;
  const revision = useWorkspace.getState().info?.revision;
  const isWanted = (): boolean => mine === run && useWorkspace.getState().info?.revision === revision;
  for (const scenario of offered()) {
    for (const ask of inTurn()) {
      await whenIdle();
      const { held, isComputing } = useResults.getState();
      if (!isWanted() || held !== null || isComputing) return;
      await ask(scenario, isWanted);
    }
  }
}

/** Asks ahead once the window has rested for a while; what runs is given up. */
export function askAheadSoon(): void {
  stopAskingAhead();
  resting = setTimeout(() => void askAhead(), REST_MS);
}

export function stopAskingAhead(): void {
  run += 1;
  if (resting !== null) clearTimeout(resting);
  resting = null;
}
