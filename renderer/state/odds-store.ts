import { create } from 'zustand';
import type { InputOf } from '../../shared/ipc/contract.ts';
import type { TimelineOdds } from '../../shared/timeline/timeline-result.ts';
import { AnswerCache } from './answer-cache.ts';
import { bridge } from './bridge.ts';
import { useProgress } from './progress-store.ts';
import { activeDesk, selectionOf, useScenarios } from './scenario-store.ts';
import { useWorkspace } from './workspace-store.ts';

/** What the runs are thrown with. */
export interface OddsChoice {
  readonly runs: number;
  /** `null`: the scenario's own. */
  readonly seed: number | null;
  /** 90% of the orders come at most so many days late; 0: on their day. */
  readonly delayDays: number;
}

interface Thrown {
  readonly odds: TimelineOdds | null;
  readonly elapsedMs: number | null;
  /** Workspace, scenario and choice these odds are of. */
  readonly key: string | null;
  readonly task: string | null;
  readonly failure: string | null;
}

interface OddsState extends OddsChoice {
  readonly before: Thrown;
  readonly after: Thrown;
}

const none: Thrown = { odds: null, elapsedMs: null, key: null, task: null, failure: null };
const nothing: OddsState = { runs: 2000, seed: null, delayDays: 0, before: none, after: none };

/** Monte Carlo over the timeline, of the baseline and of the active scenario. */
export const useOdds = create<OddsState>()(() => nothing);

/** Milliseconds after the last switch of scenario until runs are made: first what was switched to is painted. */
const SETTLE_MS = 300;

const { getState: get, setState: set } = useOdds;
const kept = new AnswerCache<Pick<Thrown, 'odds' | 'elapsedMs'>>(16);
let tasks = 0;
/** Counts what was asked for, so that a throw under way knows it was overtaken. */
let turn = 0;
let settling: ReturnType<typeof setTimeout> | null = null;

type Asked = Omit<InputOf<'timeline:odds'>, 'task'>;

function askedOf(side: 'before' | 'after'): Asked {
  const { runs, seed, delayDays } = get();
  const desk = side === 'after' ? activeDesk(useScenarios.getState()) : null;
  return {
    scenario: selectionOf(desk),
    runs,
    ...(seed === null ? {} : { seed }),
    ...(delayDays === 0 ? {} : { orderDelayDays: { low: 0, mid: 0, high: delayDays } }),
  };
}

const keyOf = (asked: Asked): string =>
  JSON.stringify([useWorkspace.getState().info?.revision ?? null, asked]);

/** Whether a side's odds are of the workspace, the scenario and the choice as they stand now. */
export function isCurrent(side: 'before' | 'after'): boolean {
  return get()[side].key === keyOf(askedOf(side));
}

/** Stops the runs of something else than is asked for now, and shows at once what was thrown for it before. */
function showKnown(side: 'before' | 'after'): void {
  const older = get()[side];
  const asked = askedOf(side);
  const key = keyOf(asked);
  if (older.key === key) return;
  if (older.task !== null) void bridge().invoke('task:cancel', { task: older.task });
  const known = kept.get(useWorkspace.getState().info?.revision ?? -1, asked);
  if (known !== null) set({ [side]: { ...none, ...known, key } });
  else if (older.task !== null) set({ [side]: { ...none, odds: older.odds } });
}

/** Stops what was overtaken and shows what is known; without a scenario there are no odds of one. */
export function showKnownOdds(): void {
  showKnown('before');
  if (useScenarios.getState().active !== null) {
    showKnown('after');
    return;
  }
  const { task } = get().after;
  if (task !== null) void bridge().invoke('task:cancel', { task });
  if (get().after !== none) set({ after: none });
}

async function throwSide(side: 'before' | 'after'): Promise<void> {
  const asked = askedOf(side);
  const key = keyOf(asked);
  const older = get()[side];
  if (older.key === key && older.failure === null) return;
  if (older.task !== null) void bridge().invoke('task:cancel', { task: older.task });
  tasks += 1;
  const task = `odds-${side}-${tasks}`;
  set({ [side]: { ...none, odds: older.odds, key, task } });
  const reply = await bridge().invoke('timeline:odds', { ...asked, task });
  useProgress.getState().finish(task);
  if (get()[side].task !== task) return;
  if (reply.ok) {
    const { odds, elapsedMs, revision } = reply.value;
    kept.put(revision, asked, { odds, elapsedMs });
    set({ [side]: { odds, elapsedMs, key, task: null, failure: null } });
  } else {
    const failure =
      reply.code === 'cancelled' ? 'Cancelled; nothing is shown for runs that were not made.' : reply.message;
    set({ [side]: { ...none, key, failure } });
  }
}

/** Throws the runs that are missing: the baseline's, then the active scenario's. Latest wins. */
export async function throwOdds(): Promise<void> {
  stopSettling();
  const mine = turn;
  showKnownOdds();
  await throwSide('before');
  if (mine === turn && useScenarios.getState().active !== null) await throwSide('after');
}

/** Throws what is missing once nothing was switched for a while. */
export function throwOddsSoon(): void {
  stopSettling();
  settling = setTimeout(() => void throwOdds(), SETTLE_MS);
}

/** What has not begun does not begin; runs under way go on. */
export function stopSettling(): void {
  turn += 1;
  if (settling !== null) clearTimeout(settling);
  settling = null;
}

export function chooseOdds(choice: Partial<OddsChoice>): void {
  set(choice);
}

/** Stops what is running; what was finished stays. */
export async function cancelOdds(): Promise<void> {
  for (const { task } of [get().after, get().before])
    if (task !== null) await bridge().invoke('task:cancel', { task });
}

export function forgetOdds(): void {
  stopSettling();
  void cancelOdds();
  kept.clear();
  set(nothing);
}
