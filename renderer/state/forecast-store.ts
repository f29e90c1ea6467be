import { useMemo } from 'react';
import { create } from 'zustand';
import type {
  ForecastAnswer,
  ForecastListAnswer,
  TriggerListAnswer,
} from '../../shared/ipc/forecast-channels.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import type { PastForecast } from '../../shared/timeline/forecast-result.ts';
import type { FitWindow } from '../../shared/view/fit-window.ts';
import type { ForecastSpark } from '../../shared/view/forecast-spark.ts';
import { counted } from '../../shared/view/number-format.ts';
import { bridge } from './bridge.ts';
import type { FitChoice } from './explain-store.ts';
import { fitChoice, type RecordedStep } from './fit-choice.ts';
import { forecastOfBaseline, triggersOfBaseline, withoutScenario } from './forecast-baseline.ts';
import {
  forgetKeptForecasts,
  keepDetail,
  keepList,
  keepSparks,
  keepTriggers,
  keptBaseline,
  keptForecasts,
} from './forecast-kept.ts';
import { activeDesk, selectionOf, useScenarios } from './scenario-store.ts';
import { useWorkspace } from './workspace-store.ts';

interface ForecastState {
  readonly list: ForecastListAnswer | null;
  readonly triggers: TriggerListAnswer | null;
  readonly failure: string | null;
  /** Whether these are the answers for workspace and scenario as they stand, and not the baseline's half of them. */
  readonly isWhole: boolean;
  /** What the small charts of the rows on screen draw; of the same workspace and scenario as `list`. */
  readonly sparks: ReadonlyMap<string, ForecastSpark>;
  /** Forecasts in full, those that were looked at; of the same workspace and scenario as `list`. */
  readonly details: ReadonlyMap<string, ForecastAnswer>;
  /** The rows whose small charts did not come, and why. */
  readonly missedSparks: { readonly ids: readonly string[]; readonly message: string } | null;
  /** Why the last forecast asked for in full did not come. */
  readonly detailFailure: { readonly id: string; readonly message: string } | null;
  /** The constraint looked at; `null` = the most urgent one. */
  readonly chosen: string | null;
  /** The days the chosen forecast is fitted to, where they are not the policy's. */
  readonly window: FitWindow | null;
  readonly steps: readonly RecordedStep[];
  /** A term per weekday is fitted along. */
  readonly weekdays: boolean;
  /** The chosen forecast over `window`, `steps` and `weekdays`. */
  readonly refit: ForecastAnswer | null;
  readonly refitFailure: string | null;
  /** Draws the robust line; `null`: where the backtest does not trust the fitted one. */
  readonly showsRobust: boolean | null;
  /** The kept forecast that is drawn, by the last day it knew. */
  readonly savedShown: string | null;
  /** What came of keeping today's forecasts, in words. */
  readonly kept: string | null;
  /** Days before the last one from which is looked; 0 = off. */
  readonly daysAgo: number;
  readonly past: PastForecast | null;
  readonly pastFailure: string | null;
}

const nothing: ForecastState = {
  list: null,
  triggers: null,
  failure: null,
  isWhole: false,
  sparks: new Map(),
  details: new Map(),
  missedSparks: null,
  detailFailure: null,
  chosen: null,
  window: null,
  steps: [],
  weekdays: false,
  refit: null,
  refitFailure: null,
  showsRobust: null,
  savedShown: null,
  kept: null,
  daysAgo: 0,
  past: null,
  pastFailure: null,
};

/** Forecasts of the workspace and the active scenario, and the one that is looked at. */
export const useForecasts = create<ForecastState>()(() => nothing);

const { getState: get, setState: set } = useForecasts;
const counter = { list: 0, refit: 0, past: 0 };
/** Which small charts and which forecasts in full are on their way for the list on screen, by name. */
const asked = new Set<string>();

const selection = () => selectionOf(activeDesk(useScenarios.getState()));

/**
 * Asks for every forecast and trigger as workspace and scenario stand now. Latest wins. What was asked before is shown at
 * once; else the baseline's half stands alone until the scenario's has come, and never beside another scenario's.
 */
export async function loadForecasts(): Promise<void> {
  const mine = ++counter.list;
  const scenario = selection();
  const revision = useWorkspace.getState().info?.revision ?? -1;
  const known = keptForecasts(revision, scenario);
  asked.clear();
  set({
    refit: forecastOfBaseline(get().refit, revision),
    failure: null,
    detailFailure: null,
    missedSparks: null,
  });
  if (known === null) {
    set({ ...baselineHalf(revision), isWhole: false });
    const list = await bridge().invoke('forecast:list', { scenario });
    if (mine !== counter.list) return;
    asked.clear();
    if (!list.ok) {
      set({ list: null, triggers: null, sparks: new Map(), details: new Map(), failure: list.message });
      return;
    }
    const begun = keepList(scenario, list.value);
    const triggers = begun.triggers ?? get().triggers;
    set({ ...begun, triggers, isWhole: true, failure: null });
  } else {
    const triggers = known.triggers ?? triggersOfBaseline(get().triggers, revision);
    set({ ...known, triggers, isWhole: true, failure: null });
  }
  lookAgain();
  if (known?.triggers == null) await loadTriggers(mine, scenario);
}

async function loadTriggers(mine: number, scenario: ScenarioSelection): Promise<void> {
  const triggers = await bridge().invoke('triggers:list', { scenario });
  if (mine !== counter.list) return;
  set(triggers.ok ? { triggers: triggers.value } : { triggers: null, failure: triggers.message });
  if (triggers.ok) keepTriggers(scenario, triggers.value);
}

/** The fit and the look back belong to one scenario: after a switch they are asked for anew. */
function lookAgain(): void {
  if (currentChoice() !== undefined) void refit();
  if (get().daysAgo > 0) void lookBack(get().daysAgo);
}

/** What is on screen without its scenario; as it is where the workspace has changed, for there nothing else is known. */
function baselineHalf(revision: number): Partial<ForecastState> {
  const { list, triggers, sparks, details } = get();
  if (list === null || list.revision !== revision) return {};
  const known = keptBaseline(revision);
  if (known !== null) return { ...known, triggers: known.triggers ?? triggersOfBaseline(triggers, revision) };
  return {
    list: { ...list, scenarioName: null, rows: list.rows.map(withoutScenario) },
    triggers: triggersOfBaseline(triggers, revision),
    sparks: new Map([...sparks].map(([id, spark]) => [id, withoutScenario(spark)])),
    details: new Map([...details].map(([id, answer]) => [id, withoutScenario(answer)])),
  };
}

/**
 * Asks for one forecast in full, once per list. While only the baseline's half of a list is shown nothing is asked: its
 * scenario's is on its way and asks anew.
 */
export async function wantForecast(id: string): Promise<void> {
  const { list, details, isWhole } = get();
  if (list === null || !isWhole || details.has(id) || asked.has(id)) return;
  asked.add(id);
  const scenario = selection();
  const reply = await bridge().invoke('forecast:get', { scenario, constraintId: id });
  if (!reply.ok) asked.delete(id);
  if (get().list !== list) return;
  if (reply.ok) set({ details: keepDetail(scenario, id, reply.value), detailFailure: null });
  else set({ detailFailure: { id, message: reply.message } });
}

/** Asks for the small charts that are missing for these rows, all in one question. */
export async function wantSparks(ids: readonly string[]): Promise<void> {
  const { list, sparks, isWhole } = get();
  if (list === null || !isWhole) return;
  const missing = ids.filter((id) => !sparks.has(id) && !asked.has(sparkName(id)));
  if (missing.length === 0) return;
  for (const id of missing) asked.add(sparkName(id));
  const scenario = selection();
  const reply = await bridge().invoke('forecast:sparks', { scenario, ids: missing });
  if (get().list !== list) return;
  if (!reply.ok) {
    for (const id of missing) asked.delete(sparkName(id));
    set({ missedSparks: { ids: missing, message: reply.message } });
    return;
  }
  set({ sparks: keepSparks(scenario, reply.value), missedSparks: null });
}

/** Asks once more for the small charts that did not come. */
export function sparksAgain(): void {
  const { missedSparks } = get();
  set({ missedSparks: null });
  if (missedSparks !== null) void wantSparks(missedSparks.ids);
}

const sparkName = (id: string): string => `spark ${id}`;

export function chooseForecast(id: string): void {
  if (get().chosen === id) return;
  counter.refit += 1;
  counter.past += 1;
  set({
    chosen: id,
    window: null,
    steps: [],
    weekdays: false,
    showsRobust: null,
    savedShown: null,
    refit: null,
    refitFailure: null,
    past: null,
    pastFailure: null,
  });
  if (get().daysAgo > 0) void lookBack(get().daysAgo);
}

/** Fits the chosen forecast to other days; `null` goes back to the policy's window. */
export function setWindow(window: FitWindow | null): void {
  set({ window });
  void refit();
}

/** The fit on screen where it is not the policy's, for explaining its figures; `undefined` where it is. */
export function useFitChoice(): FitChoice | undefined {
  const window = useForecasts((state) => state.window);
  const steps = useForecasts((state) => state.steps);
  const weekdays = useForecasts((state) => state.weekdays);
  return useMemo(() => fitChoice({ window, steps, weekdays }), [window, steps, weekdays]);
}

const currentChoice = (): FitChoice | undefined => fitChoice(get());

export function setSteps(steps: readonly RecordedStep[]): void {
  set({ steps });
  void refit();
}

export function setWeekdays(weekdays: boolean): void {
  set({ weekdays });
  void refit();
}

export function showRobust(shows: boolean): void {
  set({ showsRobust: shows });
}

/** Draws a kept forecast instead of what would have been said some days ago; `null` puts it away. */
export function showSaved(lastDay: string | null): void {
  counter.past += 1;
  set({ savedShown: lastDay, ...(lastDay === null ? {} : { daysAgo: 0, past: null, pastFailure: null }) });
}

/** Keeps today's forecasts, to be scored by what comes. */
export async function keepForecasts(): Promise<void> {
  const reply = await bridge().invoke('forecast:save');
  if (!reply.ok) set({ kept: reply.message });
  else {
    const { saved } = reply.value;
    set({ kept: saved === 0 ? 'kept already for this day' : `${counted(saved, 'forecast')} kept` });
  }
}

/** Fits once more what could not be fitted. */
export const fitAgain = (): void => void refit();

async function refit(): Promise<void> {
  const mine = ++counter.refit;
  const { chosen } = get();
  const choice = currentChoice();
  if (chosen === null || choice === undefined) {
    set({ refit: null, refitFailure: null });
    return;
  }
  const reply = await bridge().invoke('forecast:get', {
    scenario: selection(),
    constraintId: chosen,
    ...choice,
  });
  if (mine !== counter.refit) return;
  if (reply.ok) set({ refit: reply.value, refitFailure: null });
  else set({ refit: null, refitFailure: reply.message });
}

/** What would have been said `daysAgo` days before the last complete day; 0 puts it away. */
export async function lookBack(daysAgo: number): Promise<void> {
  const mine = ++counter.past;
  const { chosen } = get();
  set({ daysAgo, ...(daysAgo === 0 ? {} : { savedShown: null }) });
  if (chosen === null || daysAgo === 0) {
    set({ past: null, pastFailure: null });
    return;
  }
  const reply = await bridge().invoke('forecast:backtest-at', { constraintId: chosen, daysAgo });
  if (mine !== counter.past) return;
  if (reply.ok) set({ past: reply.value, pastFailure: null });
  else set({ past: null, pastFailure: reply.message });
}

export function forgetForecasts(): void {
  counter.list += 1;
  counter.refit += 1;
  counter.past += 1;
  asked.clear();
  forgetKeptForecasts();
  set(nothing);
}
