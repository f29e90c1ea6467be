import { create } from 'zustand';
import type { LossAnswer } from '../../shared/ipc/simulate-channels.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import type { Survival } from '../../shared/placement/outcome.ts';
import { AnswerCache } from './answer-cache.ts';
import { bridge } from './bridge.ts';
import { useProgress } from './progress-store.ts';
import { activeDesk, selectionOf, useScenarios } from './scenario-store.ts';
import { useWorkspace } from './workspace-store.ts';

export type SurvivalSide = 'before' | 'after';
export type Together = 1 | 2;

interface Sweep {
  readonly survival: Survival | null;
  readonly elapsedMs: number | null;
  readonly task: string | null;
  readonly failure: string | null;
}

interface Sweeps {
  /** Any one host, and every failure domain. */
  readonly 1: Sweep;
  /** Any two hosts of a cluster. */
  readonly 2: Sweep;
}

/** The loss that is looked at: one host, two, or a failure domain. */
export interface ChosenLoss {
  readonly name: string;
  readonly cluster: string;
  readonly hosts: readonly string[];
}

interface SurvivalState {
  readonly before: Sweeps;
  readonly after: Sweeps;
  /** Cluster whose pairs are drawn; `null` = the worst one. */
  readonly cluster: string | null;
  readonly chosen: ChosenLoss | null;
  /** Witness or certificate of the chosen loss; `null` while it is computed, or without a scenario. */
  readonly loss: Readonly<Record<SurvivalSide, LossAnswer | null>>;
  readonly lossFailure: string | null;
}

const none: Sweep = { survival: null, elapsedMs: null, task: null, failure: null };
const nothing: SurvivalState = {
  before: { 1: none, 2: none },
  after: { 1: none, 2: none },
  cluster: null,
  chosen: null,
  loss: { before: null, after: null },
  lossFailure: null,
};

/** Sweeps over every combination of lost hosts, of the baseline and of the active scenario, and one loss in full. */
export const useSurvival = create<SurvivalState>()(() => nothing);

const { getState: get, setState: set } = useSurvival;
const kept = new AnswerCache<Sweep>(16);
let tasks = 0;
let lossAsked = 0;
const newest: Record<SurvivalSide, number> = { before: 0, after: 0 };

const revision = (): number => useWorkspace.getState().info?.revision ?? -1;
const selection = (side: SurvivalSide) =>
  selectionOf(side === 'after' ? activeDesk(useScenarios.getState()) : null);

function put(side: SurvivalSide, losses: Together, found: Sweep): void {
  set({ [side]: { ...get()[side], [losses]: found } });
}

/** Singles first, then pairs: the first answer comes at once. A newer call takes the place of an older one. */
async function sweep(side: SurvivalSide): Promise<void> {
  const mine = ++tasks;
  newest[side] = mine;
  for (const losses of [1, 2] as const) {
    const { task: older } = get()[side][losses];
    if (older !== null) void bridge().invoke('task:cancel', { task: older });
  }
  for (const losses of [1, 2] as const) {
    const scenario = selection(side);
    const question = { scenario, losses };
    const known = kept.get(revision(), question);
    if (known !== null) {
      put(side, losses, known);
      continue;
    }
    const task = `survive-${side}-${losses}-${mine}`;
    put(side, losses, { ...none, task });
    // Pairs of what was swept before do not stand beside the singles of what is swept now.
    if (losses === 1) put(side, 2, kept.get(revision(), { scenario, losses: 2 }) ?? none);
    const reply = await swept(scenario, losses, task);
    useProgress.getState().finish(task);
    if (newest[side] !== mine) return;
    if (!reply.ok) {
      const failure =
        reply.code === 'cancelled' ? 'Cancelled; nothing is shown for what was not tried.' : reply.message;
      put(side, losses, { ...none, failure });
      return;
    }
    const { survival, elapsedMs } = reply.value;
    kept.put(reply.value.revision, question, { ...none, survival, elapsedMs });
    put(side, losses, { ...none, survival, elapsedMs });
  }
}

const swept = (scenario: ScenarioSelection, losses: Together, task: string) =>
  bridge().invoke('survive:run', { scenario, losses, task, every: true, failureDomains: losses === 1 });

/** Sweeps ahead for a switch to a scenario, where the baseline's sweeps have been shown. */
export async function survivalAhead(scenario: ScenarioSelection, isWanted: () => boolean): Promise<void> {
  const { before } = get();
  for (const losses of [1, 2] as const) {
    if (before[losses].survival === null || kept.get(revision(), { scenario, losses }) !== null) continue;
    const task = `survive-ahead-${++tasks}`;
    const reply = await swept(scenario, losses, task);
    useProgress.getState().finish(task);
    if (!reply.ok || !isWanted()) return;
    const { survival, elapsedMs } = reply.value;
    kept.put(reply.value.revision, { scenario, losses }, { ...none, survival, elapsedMs });
  }
}

export async function sweepBaseline(): Promise<void> {
  await sweep('before');
}

export async function sweepScenario(): Promise<void> {
  if (useScenarios.getState().active === null) {
    newest.after = ++tasks;
    set({ after: nothing.after });
    return;
  }
  await sweep('after');
}

export function showCluster(cluster: string): void {
  if (get().cluster !== cluster) lossAsked += 1;
  set({ cluster, chosen: null, loss: nothing.loss, lossFailure: null });
}

/** Opens a loss: who moves where, or the proof that nothing can. */
export async function chooseLoss(chosen: ChosenLoss | null): Promise<void> {
  const mine = ++lossAsked;
  set({ chosen, loss: nothing.loss, lossFailure: null });
  if (chosen === null) return;
  const hosts = [...chosen.hosts];
  const sides: readonly SurvivalSide[] =
    useScenarios.getState().active === null ? ['before'] : ['before', 'after'];
  for (const side of sides) {
    const reply = await bridge().invoke('survive:loss', { scenario: selection(side), hosts });
    if (mine !== lossAsked) return;
    if (reply.ok) set({ loss: { ...get().loss, [side]: reply.value } });
    else set({ lossFailure: reply.message });
  }
}

/** Workspace or scenario are others: what was found of the open loss is not shown for them, and is asked for anew. */
export function renewLoss(): void {
  const { chosen } = get();
  if (chosen !== null) void chooseLoss(chosen);
}

export async function cancelSweep(task: string): Promise<void> {
  await bridge().invoke('task:cancel', { task });
}

export function forgetSurvival(): void {
  newest.before = ++tasks;
  newest.after = ++tasks;
  lossAsked += 1;
  kept.clear();
  set(nothing);
}
