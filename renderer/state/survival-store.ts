import { create } from 'zustand';
import type { Survival } from '../../shared/placement/outcome.ts';
import { bridge } from './bridge.ts';
import { useProgress } from './progress-store.ts';
import { activeDesk, selectionOf, useScenarios } from './scenario-store.ts';

type Side = 'before' | 'after';

interface Sweep {
  readonly survival: Survival | null;
  readonly elapsedMs: number | null;
  readonly task: string | null;
  readonly failure: string | null;
}

const none: Sweep = { survival: null, elapsedMs: null, task: null, failure: null };

interface SurvivalState {
  readonly losses: number;
  readonly before: Sweep;
  readonly after: Sweep;
}

/** Sweeps over every combination of lost hosts, of the baseline and of the active scenario. */
export const useSurvival = create<SurvivalState>()(() => ({ losses: 1, before: none, after: none }));

const { getState: get, setState: set } = useSurvival;
let tasks = 0;
const newest: Record<Side, string | null> = { before: null, after: null };

async function sweep(side: Side): Promise<void> {
  tasks += 1;
  const task = `survive-${side}-${tasks}`;
  const older = newest[side];
  newest[side] = task;
  if (older !== null && get()[side].task === older) void bridge().invoke('task:cancel', { task: older });
  set({ [side]: { ...none, task } });
  const desk = side === 'after' ? activeDesk(useScenarios.getState()) : null;
  const reply = await bridge().invoke('survive:run', {
    scenario: selectionOf(desk),
    losses: get().losses,
    task,
  });
  useProgress.getState().finish(task);
  if (newest[side] !== task) return;
  if (reply.ok) {
    set({ [side]: { ...none, survival: reply.value.survival, elapsedMs: reply.value.elapsedMs } });
  } else {
    const failure =
      reply.code === 'cancelled' ? 'Cancelled; nothing is shown for what was not tried.' : reply.message;
    set({ [side]: { ...none, failure } });
  }
}

export async function sweepBaseline(): Promise<void> {
  await sweep('before');
}

export async function sweepScenario(): Promise<void> {
  if (useScenarios.getState().active === null) {
    newest.after = null;
    set({ after: none });
    return;
  }
  await sweep('after');
}

export function setLosses(losses: number): void {
  if (get().losses === losses) return;
  set({ losses });
  void sweepBaseline();
  void sweepScenario();
}

export async function cancelSweep(task: string): Promise<void> {
  await bridge().invoke('task:cancel', { task });
}

export function forgetSurvival(): void {
  newest.before = null;
  newest.after = null;
  set({ losses: 1, before: none, after: none });
}
