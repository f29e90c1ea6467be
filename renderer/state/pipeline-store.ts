import { create } from 'zustand';
import type { CustomerShape } from '../../shared/events/customer-shape.ts';
import type { Prospect, ShapesAnswer } from '../../shared/ipc/pipeline-channels.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { PipelinePlan } from '../../shared/plan/pipeline-plan.ts';
import type { PipelineOdds } from '../../shared/timeline/pipeline-result.ts';
import type { MeasuredShape } from '../../shared/view/shape-of-customer.ts';
import { bridge } from './bridge.ts';
import { useProgress } from './progress-store.ts';
import { once } from './once.ts';
import { showDone, showFailure } from './toast-store.ts';
import { useWorkspace } from './workspace-store.ts';

/** What is assumed of a customer while looking, apart from their probability. */
export type Assumed = 'signed' | 'lost';

interface PipelineState {
  readonly shapes: ShapesAnswer | null;
  /** Why they were not read. */
  readonly shapesFailure: string | null;
  /** `null` until asked for. */
  readonly prospects: readonly Prospect[] | null;
  /** Why they were not read. */
  readonly prospectsFailure: string | null;
  readonly assumed: ReadonlyMap<string, Assumed>;
  readonly runs: number;
  readonly seed: number;
  readonly horizonDays: number;
  /** Answer to the newest question; `null` while there is none. */
  readonly odds: PipelineOdds | null;
  readonly elapsedMs: number | null;
  /** Question the odds are of. */
  readonly key: string | null;
  readonly task: string | null;
  /** What to buy for the pipeline the odds are of; `null`: not planned (yet). */
  readonly plans: readonly PipelinePlan[] | null;
  readonly planTask: string | null;
  readonly planFailure: string | null;
  readonly failure: string | null;
  readonly problems: readonly Problem[];
}

const nothing: PipelineState = {
  shapes: null,
  shapesFailure: null,
  prospects: null,
  prospectsFailure: null,
  assumed: new Map(),
  runs: 1000,
  seed: 1,
  horizonDays: 180,
  odds: null,
  elapsedMs: null,
  key: null,
  task: null,
  plans: null,
  planTask: null,
  planFailure: null,
  failure: null,
  problems: [],
};

/** Shapes customers are taken from, the sales pipeline, and its odds. */
export const usePipeline = create<PipelineState>()(() => nothing);

const { getState: get, setState: set } = usePipeline;
let asked = 0;
let shapesAsked = 0;
let tasks = 0;

/** Latest wins. */
export async function loadShapes(): Promise<void> {
  const mine = ++shapesAsked;
  set({ shapesFailure: null });
  const reply = await bridge().invoke('shapes:list');
  if (mine !== shapesAsked) return;
  set(reply.ok ? { shapes: reply.value } : { shapes: null, shapesFailure: reply.message });
}

/** The templates as they are after a change of them: what was asked before is not taken any more. */
function takeShapes(shapes: ShapesAnswer): void {
  shapesAsked += 1;
  set({ shapes, shapesFailure: null });
}

export async function shapeOf(customer: string): Promise<MeasuredShape | null> {
  const reply = await bridge().invoke('shapes:of-customer', { customer });
  if (reply.ok) return reply.value;
  showFailure(`The shape of ${customer} was not taken.`, reply);
  return null;
}

export async function saveTemplate(name: string, shape: CustomerShape): Promise<boolean> {
  const reply = await once(`save template ${name}`, () =>
    bridge().invoke('shapes:save', {
      name,
      shape: { ...shape, fleet: shape.fleet.map((line) => ({ ...line })) },
    }),
  );
  if (reply === null) return false;
  if (!reply.ok) {
    showFailure('The template was not saved.', reply);
    return false;
  }
  takeShapes(reply.value);
  showDone(`Template ${name} saved.`);
  return true;
}

export async function deleteTemplate(id: string): Promise<void> {
  const reply = await bridge().invoke('shapes:delete', { id });
  if (reply.ok) takeShapes(reply.value);
  else showFailure('The template was not deleted.', reply);
}

/** The pipeline as the workspace has it; again with every revision. */
export async function loadPipeline(): Promise<void> {
  const mine = ++asked;
  set({ prospectsFailure: null });
  const reply = await bridge().invoke('pipeline:get');
  if (mine !== asked) return;
  if (reply.ok) set({ prospects: reply.value.prospects });
  else set({ prospects: null, prospectsFailure: reply.message });
}

/** Shows the change at once and keeps it as one step that can be undone. */
export async function savePipeline(prospects: readonly Prospect[], what: string): Promise<boolean> {
  const mine = ++asked;
  const before = get().prospects;
  set({ prospects });
  const reply = await bridge().invoke('pipeline:save', {
    prospects: prospects.map((row) => ({ ...row })),
    what,
  });
  if (!reply.ok) showFailure('The pipeline was not changed.', reply);
  if (mine === asked) set({ prospects: reply.ok ? reply.value.prospects : before });
  return reply.ok;
}

/** An id no other customer of the pipeline has; ids carry a customer's luck, so they stay with their row. */
export function freshProspectId(taken: ReadonlySet<string>): string {
  let n = taken.size + 1;
  while (taken.has(`customer-${n}`)) n += 1;
  return `customer-${n}`;
}

export function assume(id: string, assumed: Assumed | null): void {
  const next = new Map(get().assumed);
  if (assumed === null) next.delete(id);
  else next.set(id, assumed);
  set({ assumed: next });
}

export function choosePipeline(choice: Partial<Pick<PipelineState, 'runs' | 'seed' | 'horizonDays'>>): void {
  set(choice);
}

/** Whether a customer's day has come by what the inventory describes: their load is in the data, not to come. */
export function hasCome({ on }: Prospect, asOf: string | null): boolean {
  return on !== undefined && asOf !== null && on < asOf.slice(0, 10);
}

/** Customers who are still to come, in the order of the scenario's events. */
export function toCome(prospects: readonly Prospect[]): readonly Prospect[] {
  const asOf = useWorkspace.getState().info?.asOf ?? null;
  return prospects.filter((prospect) => !hasCome(prospect, asOf));
}

/** The pipeline as a scenario: assumptions in the place of probabilities. */
function scenarioOf({ prospects, assumed, seed, horizonDays }: PipelineState): Record<string, unknown> {
  const events = toCome(prospects ?? []).map(({ probability, ...event }) => {
    const as = assumed.get(event.id);
    if (as === 'signed') return event;
    if (as === 'lost') return { ...event, probability: 0 };
    return probability === undefined ? event : { ...event, probability };
  });
  const policy = { forecastHorizonDays: horizonDays };
  return { schema: 'headroom.scenario/v1', name: 'Pipeline', seed, policy, events };
}

/** What the odds would be asked of now; the same text, the same answer. */
export const pipelineKey = (state: PipelineState): string =>
  JSON.stringify([useWorkspace.getState().info?.revision ?? null, state.runs, scenarioOf(state)]);

/** Throws the dice on the pipeline as it stands. Latest wins; older runs are stopped. */
export async function throwPipeline(): Promise<void> {
  const state = get();
  const key = pipelineKey(state);
  if (state.key === key && state.failure === null) return;
  if (state.task !== null) void bridge().invoke('task:cancel', { task: state.task });
  void cancelPlans();
  tasks += 1;
  const task = `pipeline-${tasks}`;
  set({ task, key, failure: null, problems: [], planTask: null });
  const reply = await bridge().invoke('pipeline:odds', {
    scenario: { kind: 'draft', scenario: scenarioOf(state) },
    runs: state.runs,
    task,
  });
  useProgress.getState().finish(task);
  if (get().task !== task) return;
  if (reply.ok) {
    set({ odds: reply.value.odds, elapsedMs: reply.value.elapsedMs, task: null });
    void planPipeline();
  } else {
    const failure =
      reply.code === 'cancelled' ? 'Cancelled; nothing is shown for runs that were not made.' : reply.message;
    set({ odds: null, plans: null, task: null, failure, problems: reply.problems ?? [] });
  }
}

/** Plans what to buy for the pipeline as it stands; after the odds, since it takes longer. Latest wins. */
export async function planPipeline(): Promise<void> {
  const state = get();
  tasks += 1;
  const task = `pipeline-plan-${tasks}`;
  set({ planTask: task, plans: null, planFailure: null });
  const reply = await bridge().invoke('pipeline:plan', {
    scenario: { kind: 'draft', scenario: scenarioOf(state) },
    task,
  });
  useProgress.getState().finish(task);
  if (get().planTask !== task) return;
  const planFailure = reply.ok ? null : reply.code === 'cancelled' ? 'stopped' : reply.message;
  set({ planTask: null, plans: reply.ok ? reply.value.plans : null, planFailure });
}

export async function cancelPlans(): Promise<void> {
  const { planTask } = get();
  if (planTask !== null) await bridge().invoke('task:cancel', { task: planTask });
}

export async function cancelPipeline(): Promise<void> {
  const { task } = get();
  if (task !== null) await bridge().invoke('task:cancel', { task });
}

export async function exportPipeline(text: string): Promise<void> {
  const reply = await bridge().invoke('pipeline:export', { text });
  if (!reply.ok) showFailure('The pipeline was not exported.', reply);
  else if (reply.value !== null) showDone(`Written to ${reply.value.displayPath}.`);
}

export function forgetPipeline(): void {
  void cancelPipeline();
  void cancelPlans();
  asked += 1;
  shapesAsked += 1;
  set(nothing);
}
