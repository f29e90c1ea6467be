import { assess } from '../../shared/assess/assess.ts';
import type { Assessment, Constraint } from '../../shared/assess/constraint.ts';
import { assessOne, explainConstraint } from '../../shared/assess/explain-constraint.ts';
import { calendarOf, dayName } from '../../shared/history/calendar.ts';
import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { RunDetail, StepView } from '../../shared/ipc/checklist-channels.ts';
import type { Model } from '../../shared/model/document.ts';
import { parseModel } from '../../shared/model/parse-model.ts';
import { problemText } from '../../shared/model/problem.ts';
import { serializeModel } from '../../shared/model/serialize-model.ts';
import {
  CHECKLIST_STEPS,
  nextStep,
  type ChecklistPlan,
  type ChecklistRun,
} from '../../shared/timeline/checklist.ts';
import { stepChecks, type HostSignals } from '../../shared/timeline/checklist-checks.ts';
import { checklistTrial, type ChecklistTrial } from '../../shared/timeline/checklist-model.ts';
import { historyAfter } from '../../shared/timeline/history-after.ts';
import { survivalProvider } from '../../shared/timeline/survival-provider.ts';
import type { DecidedFigure } from '../../shared/view/decision.ts';
import { decidedFigure, expectedEffect } from '../../shared/view/decision-effect.ts';
import { badInput, Refusal } from '../refusal.ts';
import { lazySolver } from '../solver/lazy-solver.ts';
import type { KeptRun } from './checklist-store.ts';
import type { EngineAnswers } from './engine-answers.ts';
import { writeModel } from './model-store.ts';
import type { Workspace } from './workspace.ts';

export interface Checked {
  readonly workspace: Workspace;
  readonly engine: EngineAnswers;
}

function signalsOf(workspace: Workspace): HostSignals {
  const last = new Map<string, number>();
  for (const { entity, lastDay } of workspace.series.list())
    last.set(entity, Math.max(lastDay, last.get(entity) ?? lastDay));
  return {
    today: dayName(calendarOf(workspace.timeZone).dayOf(workspace.now())),
    lastMeasuredDay(host) {
      const day = last.get(host);
      return day === undefined ? null : dayName(day);
    },
  };
}

const constraintOf = ({ constraints }: Assessment, id: string) =>
  constraints.find((constraint) => constraint.id === id) ?? null;
const isMissed = ({ after }: DecidedFigure): boolean => after?.verdict === 'breach';

function clustersOf(model: Model, { plan, hosts }: ChecklistRun): readonly string[] {
  if (plan.kind === 'add') return [plan.cluster];
  return [...new Set(model.hosts.filter(({ id }) => hosts.includes(id)).map(({ cluster }) => cluster))];
}

/** What the next step would do to the limits, the newly missed first. */
function limitsMoved(
  { workspace, engine }: Checked,
  after: Model,
  clusters: readonly string[],
): readonly DecidedFigure[] {
  const before = workspace.model();
  if (after === before) return [];
  const history = historyAfter(workspace.history(), before, after);
  const assessment = assess(after, workspace.policy(), history, survivalProvider(lazySolver));
  const now = engine.baseline();
  const figures = expectedEffect(
    { assessment: now, forecasts: [] },
    { assessment, forecasts: [] },
    '',
  ).figures;
  // Whether the cluster still survives a loss is said even where the answer stays the same.
  const survival = clusters
    .map((cluster) => `compute.survival@cluster:${cluster}`)
    .filter((id) => !figures.some((figure) => figure.id === id))
    .flatMap((id) => decidedFigure(id, constraintOf(now, id), constraintOf(assessment, id)));
  return [...figures.filter(isMissed), ...survival, ...figures.filter((figure) => !isMissed(figure))];
}

const NO_TRIAL = (model: Model): ChecklistTrial => ({
  steps: [],
  present: [],
  placement: null,
  after: () => model,
});

/** A run with every step as the engine sees it now. @throws Refusal `not-found`, `bad-input`. */
export function runDetail(of: Checked, id: number): RunDetail {
  const { workspace } = of;
  const run = workspace.checklists.get(id);
  const model = workspace.model();
  const tried = checklistTrial(model, workspace.policy(), run.plan, run.hosts, lazySolver);
  const trial = tried.ok ? tried.value : NO_TRIAL(model);
  const refused = tried.ok ? null : tried.problems.map(problemText).join('; ');
  const next = run.stopped === null ? nextStep(run) : null;
  const signals = signalsOf(workspace);
  const steps = CHECKLIST_STEPS[run.plan.kind].map(({ name, text }, index): StepView => {
    const engine = trial.steps.find((step) => step.name === name);
    const isDone = index < run.done.length;
    const after = isDone ? model : trial.after(name);
    const checks = isDone ? [] : stepChecks(name, model, trial, signals);
    const failing = checks.find(({ state }) => state === 'breach');
    return {
      name,
      text,
      effect: isDone ? null : (engine?.effect ?? null),
      figures: isDone ? [] : (engine?.figures ?? []),
      checks,
      limits: name === next ? limitsMoved(of, after, clustersOf(model, run)) : [],
      moves: name === 'drain' && !isDone ? (trial.placement?.moves ?? []).slice(0, 200) : [],
      changesInventory: after !== model,
      blocked: isDone ? null : (refused ?? failing?.text ?? null),
    };
  });
  return { revision: workspace.revision, run, next, steps };
}

/**
 * A limit as the next step of a run would leave it, with its derivation on the inventory after that step.
 * @throws Refusal `not-found` where no step is next, or the limit is not there then; `bad-input`.
 */
export function explainNextStep(
  { workspace }: Checked,
  { id, constraintId }: RequestOf<'checklist:explain'>,
): Constraint {
  const run = workspace.checklists.get(id);
  const next = run.stopped === null ? nextStep(run) : null;
  if (next === null) throw new Refusal('not-found', 'No step of this checklist is next.');
  const before = workspace.model();
  const tried = checklistTrial(before, workspace.policy(), run.plan, run.hosts, lazySolver);
  if (!tried.ok) throw badInput(tried.problems);
  const after = tried.value.after(next);
  const history = historyAfter(workspace.history(), before, after);
  const asked = [after, workspace.policy(), constraintId, history, survivalProvider(lazySolver)] as const;
  const [constraint, explain] = [assessOne(...asked), explainConstraint(...asked)];
  if (constraint === null || explain === null)
    throw new Refusal('not-found', `There is no ${constraintId} after this step.`);
  return { ...constraint, explain };
}

const titleOf = (plan: ChecklistPlan): string =>
  plan.kind === 'add'
    ? `adding ${plan.count} × ${plan.sku} to ${plan.cluster}`
    : `removing ${plan.hosts.length === 1 ? (plan.hosts[0] ?? '') : `${plan.hosts.length} hosts`}`;

/** @throws Refusal `bad-input` where the engine refuses the plan, or a host is in another open run. */
export function startRun(of: Checked, plan: ChecklistPlan): KeptRun {
  const { workspace } = of;
  const hosts = plan.kind === 'remove' ? [...new Set(plan.hosts)] : [];
  const open = workspace.checklists
    .list()
    .find(
      (run) => run.stopped === null && nextStep(run) !== null && run.hosts.some((id) => hosts.includes(id)),
    );
  if (open !== undefined)
    throw new Refusal(
      'bad-input',
      `Checklist ${open.id} is still open for one of these hosts. Nothing was started.`,
    );
  const missing = hosts.find((id) => !workspace.model().hosts.some((host) => host.id === id));
  if (missing !== undefined)
    throw new Refusal('bad-input', `There is no host ${missing} in the inventory. Nothing was started.`);
  const trial = checklistTrial(workspace.model(), workspace.policy(), plan, hosts, lazySolver);
  if (!trial.ok) throw badInput(trial.problems);
  const run: ChecklistRun = { schema: 'headroom.checklist/v1', plan, hosts, done: [], stopped: null };
  const id = workspace.act(`Start checklist: ${titleOf(plan)}`, (atMs) =>
    workspace.checklists.add(run, atMs),
  );
  return workspace.checklists.get(id);
}

/** @throws Refusal `bad-input`: not the next step, a failing check, or a note is missing; nothing was changed. */
export function doStep(
  of: Checked,
  { id, step, note }: RequestOf<'checklist:done'>,
  by: string | null,
): KeptRun {
  const { workspace } = of;
  const { run, next, steps } = runDetail(of, id);
  const view = steps.find(({ name }) => name === step);
  const refuse = (why: string): never => {
    throw new Refusal('bad-input', `${why} Nothing was changed.`);
  };
  if (view === undefined || step !== next) return refuse('This is not the next step of the checklist.');
  if (view.blocked !== null) return refuse(`${view.blocked}.`);
  const byHand = view.checks.filter(({ state }) => state === 'not-measured');
  if (byHand.length > 0 && (note ?? '') === '')
    return refuse(`${byHand.map(({ text }) => text).join('; ')}: say in a note how it was confirmed.`);
  const before = workspace.model();
  const tried = checklistTrial(before, workspace.policy(), run.plan, run.hosts, lazySolver);
  if (!tried.ok) throw badInput(tried.problems);
  const after = tried.value.after(step);
  const parsed = after === before ? null : parseModel(serializeModel(after));
  if (parsed !== null && !parsed.ok) throw badInput(parsed.problems);
  const known = new Set(before.hosts.map((host) => host.id));
  const fresh = after.hosts.filter((host) => !known.has(host.id)).map((host) => host.id);
  workspace.act(`${view.text}: ${titleOf(run.plan)}`, (atMs) => {
    if (parsed !== null) writeModel(parsed.value, workspace.entities, workspace.facts);
    const { schema, plan, hosts, done, stopped } = run;
    workspace.checklists.replace(id, {
      schema,
      plan,
      hosts: [...hosts, ...fresh],
      done: [...done, { name: step, by, atMs, note: note === undefined || note === '' ? null : note }],
      stopped,
    });
  });
  return workspace.checklists.get(id);
}

/** @throws Refusal `not-found`, `bad-input` for a run that has ended. */
export function stopRun(
  { workspace }: Checked,
  { id, note }: RequestOf<'checklist:stop'>,
  by: string | null,
): KeptRun {
  const { schema, plan, hosts, done, stopped } = workspace.checklists.get(id);
  if (stopped !== null || nextStep({ plan, done }) === null)
    throw new Refusal('bad-input', 'This checklist has ended already. Nothing was changed.');
  workspace.act(`Stop checklist: ${titleOf(plan)}`, (atMs) =>
    workspace.checklists.replace(id, { schema, plan, hosts, done, stopped: { by, atMs, note } }),
  );
  return workspace.checklists.get(id);
}
