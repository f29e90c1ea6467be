import { create } from 'zustand';
import type { Assessment } from '../../shared/assess/constraint.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { SimulationResult } from '../../shared/timeline/result.ts';
import { AnswerCache } from './answer-cache.ts';
import { bridge } from './bridge.ts';
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
  readonly result: SimulationResult | null;
  /** Whose result it is, so that a switch of scenario never shows the other's numbers. */
  readonly resultOf: string | null;
  readonly elapsedMs: number | null;
  readonly failure: Failed | null;
  readonly isComputing: boolean;
  /** While a slider is held: the result at its start, so that what moves with the hand can be tinted. */
  readonly held: SimulationResult | null;
}

export const useResults = create<ResultState>()(() => ({
  baseline: null,
  baselineFailure: null,
  result: null,
  resultOf: null,
  elapsedMs: null,
  failure: null,
  isComputing: false,
  held: null,
}));

const { getState: get, setState: set } = useResults;
const kept = new AnswerCache<{ readonly result: SimulationResult; readonly elapsedMs: number }>(8);
let token = 0;
let baselineAsked = 0;

export async function loadBaseline(): Promise<void> {
  const mine = ++baselineAsked;
  const reply = await bridge().invoke('assess:run', { scenario: { kind: 'baseline' } });
  if (mine !== baselineAsked) return;
  if (reply.ok) set({ baseline: reply.value.before, baselineFailure: null });
  else set({ baselineFailure: { message: reply.message, problems: reply.problems ?? [] } });
}

/** Asks about the active scenario as it stands now. Latest wins: an answer to an older question is dropped. */
export async function runActive(): Promise<void> {
  const desk = activeDesk(useScenarios.getState());
  const mine = ++token;
  if (desk === null) {
    set({ result: null, resultOf: null, failure: null, isComputing: false, elapsedMs: null, held: null });
    return;
  }
  const scenario = selectionOf(desk);
  const known = kept.get(useWorkspace.getState().info?.revision ?? -1, scenario);
  if (known !== null) {
    set({ ...known, resultOf: desk.key, failure: null, isComputing: false });
    return;
  }
  const other = get().resultOf !== desk.key;
  set({ isComputing: true, ...(other ? { result: null, resultOf: null, failure: null } : {}) });
  const reply = await bridge().invoke('simulate:run', {
    scenario,
    token: mine,
    lane: 'active',
  });
  if (mine !== token) return;
  if (reply.ok) {
    const { revision, result, elapsedMs } = reply.value;
    kept.put(revision, scenario, { result, elapsedMs });
    set({
      result,
      resultOf: desk.key,
      elapsedMs,
      failure: null,
      isComputing: false,
    });
  } else if (reply.code !== 'stale') {
    set({
      result: null,
      resultOf: desk.key,
      failure: { message: reply.message, problems: reply.problems ?? [] },
      isComputing: false,
    });
  }
}

/** Lets the engine's thread start and fetch the model before the first question; what it answers is not shown. */
export async function warmEngine(): Promise<void> {
  await bridge().invoke('simulate:run', { scenario: { kind: 'baseline' }, token: 0, lane: 'warm' });
}

export function holdResult(): void {
  if (get().held === null) set({ held: get().result });
}

export function releaseResult(): void {
  set({ held: null });
}

export function forgetResults(): void {
  token += 1;
  baselineAsked += 1;
  set({
    baseline: null,
    baselineFailure: null,
    result: null,
    resultOf: null,
    failure: null,
    isComputing: false,
    held: null,
  });
}
