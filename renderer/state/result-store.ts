import { create } from 'zustand';
import type { Assessment } from '../../shared/assess/constraint.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { ImmediateResult } from '../../shared/timeline/result.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import type { Timeline } from '../../shared/timeline/timeline-result.ts';
import { awaitsActions, dropActionSearch, searchActions } from './action-search.ts';
import { AnswerCache } from './answer-cache.ts';
import { bridge } from './bridge.ts';
import { useProgress } from './progress-store.ts';
import { activeDesk, selectionOf, useScenarios } from './scenario-store.ts';
import { useWorkspace } from './workspace-store.ts';

interface Failed {
  readonly message: string;
  readonly problems: readonly Problem[];
}

interface ResultState {
  readonly baseline: Assessment | null;
  readonly baselineFailure: Failed | null;
  /** Answer to the newest question about the active scenario; an older one is never kept. */
  readonly result: ImmediateResult | null;
  /** The days of `result`, never of another one; `null`: they follow, once the hand rests. */
  readonly dates: Timeline | null;
  /** Whose result it is, so that a switch of scenario never shows the other's numbers. */
  readonly resultOf: string | null;
  readonly elapsedMs: number | null;
  readonly failure: Failed | null;
  readonly isComputing: boolean;
  /** The question being answered, which tells its progress and can be stopped where it searches for long; `null`: none is. */
  readonly task: string | null;
  /** The search of a worst loss was stopped: it is at least the one in `result`. */
  readonly isStopped: boolean;
  /** While a slider is held: the result at its start, so that what moves with the hand can be tinted. */
  readonly held: ImmediateResult | null;
}

const nothing = {
  result: null,
  dates: null,
  resultOf: null,
  elapsedMs: null,
  failure: null,
  isComputing: false,
  task: null,
  isStopped: false,
  held: null,
};

export const useResults = create<ResultState>()(() => ({
  ...nothing,
  baseline: null,
  baselineFailure: null,
}));

interface Kept {
  readonly result: ImmediateResult;
  readonly dates: Timeline;
  readonly elapsedMs: number;
}

interface Question {
  readonly token: number;
  readonly key: string;
  readonly scenario: ScenarioSelection;
}

/** A slider that was not moved for this long rests, even if it is still held: then the dates are asked for. */
const REST_MS = 150;

const { getState: get, setState: set } = useResults;
const kept = new AnswerCache<Kept>(16);
let token = 0;
let baselineAsked = 0;
/** The question `result` answers and at which revision, while its dates are missing. */
let undated: (Question & { readonly revision: number }) | null = null;
/** The same for a result whose customers await actions. */
let actionless: (Question & { readonly revision: number }) | null = null;
let resting: ReturnType<typeof setTimeout> | null = null;

/** Ends the search for a worst loss that runs: what it found by then is the answer. */
export function stopWorstSearch(): void {
  const { task } = get();
  if (task !== null) void bridge().invoke('task:cancel', { task });
}

/** The question asked ahead now: one the person waits for does not wait for it. */
let ahead: string | null = null;
let aheadAsked = 0;

/** The task of a new question; a search for an older one, or one asked ahead, is stopped, since nobody waits for it. */
function beginTask(name: string): string {
  stopWorstSearch();
  if (ahead !== null) void bridge().invoke('task:cancel', { task: ahead });
  set({ task: name });
  return name;
}

function endTask(name: string): void {
  useProgress.getState().finish(name);
  if (get().task === name) set({ task: null });
}

export async function loadBaseline(): Promise<void> {
  const mine = ++baselineAsked;
  if (get().baselineFailure !== null) set({ baselineFailure: null });
  const reply = await bridge().invoke('assess:run', { scenario: { kind: 'baseline' } });
  if (mine !== baselineAsked) return;
  if (reply.ok) set({ baseline: reply.value.before, baselineFailure: null });
  else set({ baselineFailure: { message: reply.message, problems: reply.problems ?? [] } });
}

/**
 * Asks about the active scenario as it stands now, in steps: what stands at once, then its days and what would make room for a
 * customer who does not fit, which take longer and wait while a slider moves. Latest wins: an answer to an older question is
 * dropped, and a search for one is stopped.
 */
export async function runActive(): Promise<void> {
  const desk = activeDesk(useScenarios.getState());
  const mine = ++token;
  undated = null;
  actionless = null;
  dropActionSearch();
  if (desk === null) {
    stopWorstSearch();
    set(nothing);
    return;
  }
  const scenario = selectionOf(desk);
  const now = useWorkspace.getState().info?.revision ?? -1;
  const known = kept.get(now, scenario);
  if (known !== null) {
    stopWorstSearch();
    set({ ...known, resultOf: desk.key, failure: null, isComputing: false, task: null, isStopped: false });
    if (awaitsActions(known.result)) actionless = { token: mine, key: desk.key, scenario, revision: now };
    void followActions();
    return;
  }
  const other = get().resultOf !== desk.key;
  set({ isComputing: true, ...(other ? { result: null, dates: null, resultOf: null, failure: null } : {}) });
  const task = beginTask(`result-${mine}`);
  const reply = await bridge().invoke('simulate:run', {
    scenario,
    token: mine,
    lane: 'active',
    actionsApart: true,
    task,
  });
  endTask(task);
  if (mine !== token) return;
  if (reply.ok) {
    const { revision, result, elapsedMs, stopped: isStopped } = reply.value;
    undated = { token: mine, key: desk.key, scenario, revision };
    if (awaitsActions(result)) actionless = undated;
    set({ result, dates: null, resultOf: desk.key, elapsedMs, failure: null, isComputing: false, isStopped });
    void followDates();
    void followActions();
  } else if (reply.code !== 'stale') {
    fail(desk.key, reply);
  }
}

/** The days of the result on screen, unless a slider moves right now. Both halves are of one scenario and one revision. */
async function followDates(): Promise<void> {
  const question = undated;
  if (question === null || resting !== null) return;
  undated = null;
  const { token: mine, key, scenario, revision } = question;
  const task = beginTask(`dates-${mine}`);
  const reply = await bridge().invoke('simulate:dates', {
    scenario,
    token: mine,
    lane: 'active',
    actionsApart: true,
    task,
  });
  endTask(task);
  const { result, elapsedMs } = get();
  if (mine !== token || result === null || elapsedMs === null) return;
  if (!reply.ok) {
    if (reply.code !== 'stale') fail(key, reply);
    return;
  }
  const { events, dates, revision: now, stopped } = reply.value;
  if (now !== revision) {
    void runActive(); // the workspace changed between the two halves
    return;
  }
  // Actions found meanwhile came with the days in them.
  const isWhole = events !== null && awaitsActions({ events }) && !awaitsActions(result);
  const dated = events === null || isWhole ? result : { ...result, events };
  const isStopped = stopped || get().isStopped;
  // What was stopped is searched when it is asked for again.
  if (!isStopped) kept.put(revision, scenario, { result: dated, dates, elapsedMs });
  set({ result: dated, dates, isStopped });
}

/** What would make room for the customers of the result on screen, unless a slider moves right now. */
async function followActions(): Promise<void> {
  const question = actionless;
  if (question === null || resting !== null) return;
  actionless = null;
  const { token: mine, scenario, revision } = question;
  const found = await searchActions(scenario);
  const { result, dates, elapsedMs } = get();
  if (found === null || mine !== token || result === null) return;
  if (found.revision !== revision) {
    void runActive();
    return;
  }
  const whole = { ...result, events: found.events };
  if (dates !== null && elapsedMs !== null && !get().isStopped)
    kept.put(revision, scenario, { result: whole, dates, elapsedMs });
  set({ result: whole });
}

/** Searches again after the person stopped it. */
export function resumeActions(): void {
  const desk = activeDesk(useScenarios.getState());
  const revision = useWorkspace.getState().info?.revision;
  if (desk === null || desk.key !== get().resultOf || revision === undefined) return;
  actionless = { token, key: desk.key, scenario: selectionOf(desk), revision };
  void followActions();
}

/** Asks ahead for what a switch to a scenario will show: what stands at once, and its days. */
export async function resultAhead(scenario: ScenarioSelection, isWanted: () => boolean): Promise<void> {
  const revision = useWorkspace.getState().info?.revision ?? -1;
  if (scenario.kind === 'baseline' || get().baseline === null || kept.get(revision, scenario) !== null)
    return;
  const task = `ahead-${++aheadAsked}`;
  ahead = task;
  const asked = { scenario, token: 0, lane: 'ahead', actionsApart: true, task };
  const atOnce = await bridge().invoke('simulate:run', asked);
  const goesOn = atOnce.ok && !atOnce.value.stopped && isWanted();
  const days = goesOn ? await bridge().invoke('simulate:dates', asked) : null;
  if (ahead === task) ahead = null;
  useProgress.getState().finish(task);
  if (!atOnce.ok || days?.ok !== true || days.value.stopped || !isWanted()) return;
  if (days.value.revision !== atOnce.value.revision) return;
  const { result, elapsedMs } = atOnce.value;
  const { events, dates } = days.value;
  kept.put(days.value.revision, scenario, {
    result: events === null ? result : { ...result, events },
    dates,
    elapsedMs,
  });
}

function fail(key: string, { message, problems }: { message: string; problems?: readonly Problem[] }): void {
  set({
    result: null,
    dates: null,
    resultOf: key,
    failure: { message, problems: problems ?? [] },
    isComputing: false,
  });
}

/** Lets the engine's thread start and fetch the model before the first question; what it answers is not shown. */
export async function warmEngine(): Promise<void> {
  await bridge().invoke('simulate:run', { scenario: { kind: 'baseline' }, token: 0, lane: 'warm' });
}

function stopWaiting(): void {
  if (resting !== null) clearTimeout(resting);
  resting = null;
}

/** A slider moves: the numbers are compared with those at its start, and the dates wait until it rests. */
export function holdResult(): void {
  if (get().held === null) set({ held: get().result });
  stopWaiting();
  resting = setTimeout(() => {
    resting = null;
    void followDates();
    void followActions();
  }, REST_MS);
}

export function releaseResult(): void {
  stopWaiting();
  set({ held: null });
  void followDates();
  void followActions();
}

export function forgetResults(): void {
  token += 1;
  baselineAsked += 1;
  undated = null;
  actionless = null;
  dropActionSearch();
  stopWorstSearch();
  stopWaiting();
  set({ ...nothing, baseline: null, baselineFailure: null });
}
