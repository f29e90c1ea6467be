import { create } from 'zustand';
import type { InputOf } from '../../shared/ipc/contract.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import type { PlanAnswer } from '../../shared/plan/build-plan.ts';
import type { PlanLine } from '../../shared/plan/plan-result.ts';
import type { PlanSettings } from '../../shared/plan/plan-settings.ts';
import type { PurchaseRecord } from '../../shared/plan/purchase-record.ts';
import { AnswerCache } from './answer-cache.ts';
import { bridge } from './bridge.ts';
import { useInventory } from './inventory-store.ts';
import { NO_WHAT_IF, triedSettings, type PlanWhatIf } from './plan-what-if.ts';
import { useProgress } from './progress-store.ts';
import { activate, activeDesk, loadScenarios, selectionOf, useScenarios } from './scenario-store.ts';
import { once } from './once.ts';
import { showDone, showFailure } from './toast-store.ts';
import { useWorkspace } from './workspace-store.ts';

interface Planned {
  readonly answer: PlanAnswer | null;
  readonly elapsedMs: number | null;
  /** Workspace, scenario, settings and what-if that are asked about. */
  readonly key: string | null;
  /** Whether `answer` is of an older question than `key`; always one about the same scenario. */
  readonly isOlder: boolean;
  /** The same of the alternatives and sensitivities that stand beside the plan; another key: they are of an older one. */
  readonly besideKey: string | null;
  readonly task: string | null;
  /** Whether what runs computes them too. */
  readonly isWhole: boolean;
  readonly failure: string | null;
}

interface PlanState {
  /** `null` until they are read. */
  readonly settings: PlanSettings | null;
  readonly whatIf: PlanWhatIf;
  /** `null`: the policy's forecast horizon. */
  readonly horizonDays: number | null;
  readonly purchases: readonly PurchaseRecord[];
  /** Why they were not read. */
  readonly purchasesFailure: string | null;
  /** The plan of the scenario on the desk, else of the baseline, with alternatives. */
  readonly shown: Planned;
  /** The baseline's plan beside a scenario's. */
  readonly baseline: Planned;
}

const none: Planned = {
  answer: null,
  elapsedMs: null,
  key: null,
  isOlder: false,
  besideKey: null,
  task: null,
  isWhole: false,
  failure: null,
};
const nothing: PlanState = {
  settings: null,
  whatIf: NO_WHAT_IF,
  horizonDays: null,
  purchases: [],
  purchasesFailure: null,
  shown: none,
  baseline: none,
};

export const usePlan = create<PlanState>()(() => nothing);

const { getState: get, setState: set } = usePlan;
let tasks = 0;
let runs = 0;
let purchasesAsked = 0;
let settingsChanged = 0;

type Question = Omit<InputOf<'plan:run'>, 'task' | 'alternatives'>;
interface KeptPlan {
  readonly answer: PlanAnswer;
  readonly elapsedMs: number;
  /** Whether it was planned with alternatives; then they are its own, even where there are none. */
  readonly isWhole: boolean;
}
const kept = new AnswerCache<KeptPlan>(12);
/** Which scenario each side was asked about last. */
const subjects: Record<'shown' | 'baseline', string | null> = { shown: null, baseline: null };

/** What is asked about a scenario with the settings and what-ifs as they stand; `null` until settings are read. */
function questionOf(scenario: ScenarioSelection): Question | null {
  const { settings, whatIf, horizonDays } = get();
  if (settings === null) return null;
  const catalogue = useInventory.getState().choices?.skus ?? [];
  return { scenario, settings: triedSettings(settings, whatIf, catalogue), horizonDays };
}

/** `moving`: what stood beside the plan before stays, dimmed, until it is computed anew. */
type Pace = 'quick' | 'whole' | 'moving';

async function planSide(side: 'shown' | 'baseline', pace: Pace): Promise<void> {
  const alternatives = pace === 'whole';
  const asked = questionOf(selectionOf(side === 'shown' ? activeDesk(useScenarios.getState()) : null));
  if (asked === null) return;
  const revision = useWorkspace.getState().info?.revision ?? -1;
  const key = JSON.stringify([revision, asked]);
  const older = get()[side];
  const isKnown = older.key === key && older.failure === null;
  const isComing = older.task !== null && (older.isWhole || !alternatives);
  const isThere = older.task === null && (!alternatives || older.besideKey === key);
  if (isKnown && (isComing || isThere)) return;
  if (older.task !== null) void bridge().invoke('task:cancel', { task: older.task });
  const subject = JSON.stringify(asked.scenario);
  const isSame = subjects[side] === subject;
  subjects[side] = subject;
  const known = kept.get(revision, asked);
  if (known !== null && (known.isWhole || !alternatives)) {
    const { answer, elapsedMs, isWhole } = known;
    set({ [side]: { ...none, answer, elapsedMs, key, besideKey: isWhole ? key : null } });
    return;
  }
  tasks += 1;
  const task = `plan-${side}-${tasks}`;
  // A plan of another scenario is never shown for this one's; of the same one the older stays, dimmed, until the new comes.
  const before = isSame ? older : none;
  const isOlder = before.answer !== null && (before.isOlder || before.key !== key);
  set({ [side]: { ...before, key, task, isOlder, isWhole: alternatives, failure: null } });
  const reply = await bridge().invoke('plan:run', { ...asked, alternatives, task });
  useProgress.getState().finish(task);
  if (get()[side].task !== task) return;
  if (reply.ok) {
    const { answer, elapsedMs } = reply.value;
    keepPlan(revision, asked, { answer, elapsedMs, isWhole: alternatives });
    set({
      [side]: {
        answer: pace === 'moving' ? withOlder(answer, before) : answer,
        elapsedMs,
        key,
        isOlder: false,
        // Limits that bind bring what else could be done with the plan itself.
        besideKey: alternatives || answer.plan.alternatives.length > 0 ? key : before.besideKey,
        task: null,
        isWhole: false,
        failure: null,
      },
    });
  } else {
    const failure =
      reply.code === 'cancelled' ? 'Cancelled; nothing is shown for what was not planned.' : reply.message;
    set({ [side]: { ...none, key, failure } });
  }
}

/** A plan with alternatives is never replaced by the same one without. */
function keepPlan(revision: number, asked: Question, plan: KeptPlan): void {
  if (kept.get(revision, asked)?.isWhole !== true) kept.put(revision, asked, plan);
}

/** Plans ahead for a switch to a scenario, where a plan has been shown. */
export async function planAhead(scenario: ScenarioSelection): Promise<void> {
  const asked = questionOf(scenario);
  const revision = useWorkspace.getState().info?.revision ?? -1;
  if (asked === null || get().shown.answer === null || kept.get(revision, asked)?.isWhole === true) return;
  const task = `plan-ahead-${++tasks}`;
  const reply = await bridge().invoke('plan:run', { ...asked, alternatives: true, task });
  useProgress.getState().finish(task);
  if (!reply.ok || useWorkspace.getState().info?.revision !== revision) return;
  const { answer, elapsedMs } = reply.value;
  keepPlan(revision, asked, { answer, elapsedMs, isWhole: true });
}

/** The purchase is new; the alternatives are still those of before. */
function withOlder(answer: PlanAnswer, older: Planned): PlanAnswer {
  if (older.answer === null || answer.plan.alternatives.length > 0) return answer;
  const { alternatives, sensitivities } = older.answer.plan;
  return { ...answer, plan: { ...answer.plan, alternatives, sensitivities } };
}

/** Plans for what is on the desk, first the purchase alone, then what else could be done; with a scenario also for the baseline. */
export async function runPlan(): Promise<void> {
  const mine = ++runs;
  if (get().settings === null && !(await loadSettings())) return;
  if (mine !== runs) return;
  await planSide('shown', 'moving');
  if (mine !== runs) return;
  if (useScenarios.getState().active === null) set({ baseline: none });
  else await planSide('baseline', 'quick');
  if (mine === runs) await planSide('shown', 'whole');
}

/** What the shown plan is asked with, for a document of it; `null` until the settings are read. */
export function shownQuestion(): Question | null {
  return questionOf(selectionOf(activeDesk(useScenarios.getState())));
}

/** What stands beside the plan is of the plan before: it is being computed anew, or waits for the hand to rest. */
export const isBesideStale = ({ shown: { task, key, besideKey } }: Pick<PlanState, 'shown'>): boolean =>
  task !== null || besideKey !== key;

/** Reads the limits that are kept, unless they are changed meanwhile. Whether they are known then. */
async function loadSettings(): Promise<boolean> {
  const mine = settingsChanged;
  const reply = await bridge().invoke('plan:settings');
  if (mine !== settingsChanged) return get().settings !== null;
  if (reply.ok) {
    set({ settings: reply.value });
    return true;
  }
  // A plan with other limits than those that were set would be a wrong one: there is none, and it is said why.
  const failure = `Its limits cannot be read: ${reply.message}`;
  set({ settings: null, shown: { ...none, failure }, baseline: none });
  return false;
}

/** What was bought, and the limits: as the workspace has them. Latest wins. */
export async function loadPurchases(): Promise<void> {
  const mine = ++purchasesAsked;
  const { settings } = get();
  set({ purchasesFailure: null });
  const [isRead, purchases] = await Promise.all([loadSettings(), bridge().invoke('plan:purchases')]);
  if (mine !== purchasesAsked) return;
  set(purchases.ok ? { purchases: purchases.value } : { purchases: [], purchasesFailure: purchases.message });
  const isOther = settings !== null && JSON.stringify(settings) !== JSON.stringify(get().settings);
  if (isRead && isOther && get().shown.key !== null) void runPlan();
}

/** What was bought as it is after a change of it: what was asked before is not taken any more. */
function takePurchases(purchases: readonly PurchaseRecord[]): void {
  purchasesAsked += 1;
  set({ purchases, purchasesFailure: null });
}

let resting: ReturnType<typeof setTimeout> | undefined;
const REST_MS = 350;

/** Tries prices or lead times: the plan follows at once, the alternatives when the hand rests. */
export function tryPlan(whatIf: Partial<PlanWhatIf>): void {
  set({ whatIf: { ...get().whatIf, ...whatIf } });
  runs += 1;
  void planSide('shown', 'moving');
  clearTimeout(resting);
  resting = setTimeout(() => void runPlan(), REST_MS);
}

export function planFor(horizonDays: number | null): void {
  set({ horizonDays });
  void runPlan();
}

/** Changes limits as they are at this moment; shown at once, so that the next change is made to what this one led to. */
export async function changeSettings(change: (settings: PlanSettings) => PlanSettings): Promise<void> {
  const before = get().settings;
  if (before === null) return;
  const mine = ++settingsChanged;
  const settings = change(before);
  set({ settings });
  const reply = await bridge().invoke('plan:set-settings', settings);
  if (!reply.ok) showFailure('The limits were not kept.', reply);
  if (mine === settingsChanged) set({ settings: reply.ok ? reply.value : before });
}

export async function cancelPlan(): Promise<void> {
  for (const { task } of [get().shown, get().baseline])
    if (task !== null) await bridge().invoke('task:cancel', { task });
}

/** A line becomes part of the scenario on the desk, of “Purchases” for the baseline, which is shown from then on. */
export async function acceptLine(line: PlanLine): Promise<void> {
  const desk = activeDesk(useScenarios.getState());
  const plan = get().shown.answer?.plan;
  const missed = plan?.alternatives.find(({ kind }) => kind === 'do-nothing')?.missed ?? [];
  const reply = await once('accept a line', () =>
    bridge().invoke('plan:accept', {
      scenario: selectionOf(desk),
      savedId: desk?.savedId ?? null,
      line: { ...line },
      missed: missed.filter(({ id }) => id === line.target).map((stretch) => ({ ...stretch })),
    }),
  );
  if (reply === null) return;
  if (!reply.ok) {
    showFailure('The line was not accepted.', reply);
    return;
  }
  const { scenario, purchases } = reply.value;
  takePurchases(purchases);
  await loadScenarios();
  await activate(scenario.id);
  showDone(
    `${line.count} × ${line.sku} for ${line.cluster} is in ${scenario.name}, version ${scenario.version}.`,
  );
}

/** Ordered: an order of the inventory. Delivered: hosts of it. */
export async function markPurchase(step: InputOf<'plan:mark'>): Promise<boolean> {
  const reply = await once(`mark ${step.id}`, () => bridge().invoke('plan:mark', step));
  if (reply === null) return false;
  if (reply.ok) takePurchases(reply.value);
  else showFailure(step.status === 'ordered' ? 'It was not ordered.' : 'It was not delivered.', reply);
  return reply.ok;
}

export function forgetPlan(): void {
  clearTimeout(resting);
  runs += 1;
  purchasesAsked += 1;
  settingsChanged += 1;
  void cancelPlan();
  kept.clear();
  set(nothing);
}
