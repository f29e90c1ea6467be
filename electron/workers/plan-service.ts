import type { RequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import type { PlanReply } from '../../shared/ipc/plan-channels.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import { planSearch } from '../../shared/plan/build-plan.ts';
import { pipelinePlans } from '../../shared/plan/pipeline-plan.ts';
import { planBase, type PlanBase } from '../../shared/plan/plan-base.ts';
import type { Scenario } from '../../shared/events/scenario.ts';
import type { DocumentForm, OnboardingForm, Rendered } from '../documents/rendered.ts';
import { badInput } from '../refusal.ts';
import { loadSolver } from '../solver/lazy-solver.ts';
import type { CallContext } from './rpc.ts';
import type { Inputs } from './search-service.ts';
import { stepped } from './stepped.ts';

interface Held {
  readonly key: string;
  readonly base: PlanBase;
}

/** A purchase plan as a document. */
export interface PlanDocumentQuestion extends Omit<RequestOf<'plan:run'>, 'task' | 'alternatives'> {
  readonly form: DocumentForm;
  /** Name of the workspace. */
  readonly workspace: string;
  readonly scenarioVersion: number | null;
}

/** A customer's one-pager. */
export interface OnboardingDocumentQuestion {
  readonly scenario: ScenarioSelection;
  readonly form: OnboardingForm;
  /** Name of the workspace. */
  readonly workspace: string;
  readonly scenarioVersion: number | null;
}

/** Purchase plans. What all settings have in common is kept, so that a slider in motion pays for the purchase alone. */
export function createPlanService(inputs: Inputs, clock: () => number) {
  let held: Held | null = null;

  /** What plans of one scenario have in common. @throws Refusal `bad-input` where it cannot be applied. */
  const baseOf = async (selection: ScenarioSelection, horizonDays: number | null) => {
    const { base: side, scenario } = await inputs(selection);
    const asked: Scenario | null = selection.kind === 'baseline' ? null : scenario;
    const key = JSON.stringify([side.inputs, asked, horizonDays]);
    if (held?.key === key) return { base: held.base, revision: side.revision };
    const { model, policy, history } = side;
    const made = planBase({
      model,
      policy,
      history,
      scenario: asked,
      horizonDays,
      solver: await loadSolver(),
    });
    if (!made.ok) throw badInput(made.problems);
    held = { key, base: made.value };
    return { base: made.value, revision: side.revision };
  };
  const told = (progress: CallContext['progress']) => (sweeps: number) =>
    progress({
      done: sweeps,
      total: sweeps,
      unit: 'steps',
      ratePerSecond: null,
      remainingSeconds: null,
      detail: `${sweeps} losses of clusters tried`,
    });

  return {
    /** @throws Refusal `cancelled`; `bad-input` where the scenario cannot be applied. */
    async plan(
      { scenario, settings, horizonDays, alternatives }: Omit<RequestOf<'plan:run'>, 'task'>,
      { signal, progress }: CallContext,
    ): Promise<PlanReply> {
      const started = clock();
      const { base, revision } = await baseOf(scenario, horizonDays);
      const search = planSearch(base, settings, { alternatives });
      const answer = await stepped(search, signal, clock, told(progress));
      return { revision, elapsedMs: clock() - started, answer };
    },

    /** What to buy for a sales pipeline. @throws Refusal `cancelled`; `bad-input` with located problems. */
    async pipelinePlans(
      { scenario: selection }: Omit<RequestOf<'pipeline:plan'>, 'task'>,
      { signal, progress }: CallContext,
    ): Promise<ResponseOf<'pipeline:plan'>> {
      const { base, scenario } = await inputs(selection);
      const started = clock();
      const { model, policy, history } = base;
      const input = { model, policy, history, horizonDays: null, solver: await loadSolver() };
      const plans = await stepped(pipelinePlans(input, scenario), signal, clock, told(progress));
      if (!plans.ok) throw badInput(plans.problems);
      return { revision: base.revision, elapsedMs: clock() - started, plans: plans.value };
    },

    /** The plan with its alternatives as a document. @throws Refusal `cancelled`, `bad-input`. */
    async planDocument(
      { scenario, settings, horizonDays, form, workspace, scenarioVersion }: PlanDocumentQuestion,
      { signal, progress }: CallContext,
    ): Promise<Rendered> {
      const { base } = await baseOf(scenario, horizonDays);
      const search = planSearch(base, settings, { alternatives: true });
      const { plan } = await stepped(search, signal, clock, told(progress));
      const { procurementOf } = await import('../documents/procurement-of.ts');
      const { renderProcurement } = await import('../documents/rendered.ts');
      const facts = procurementOf(base, settings, plan, { workspace, scenarioVersion });
      return renderProcurement(facts, form);
    },

    /** What a customer's coming does, on one page. @throws Refusal `bad-input`. */
    async onboardingDocument({
      scenario: selection,
      form,
      ...named
    }: OnboardingDocumentQuestion): Promise<Rendered> {
      const { base, scenario } = await inputs(selection);
      const { onboardingOf } = await import('../documents/onboarding-of.ts');
      const { renderOnboarding } = await import('../documents/rendered.ts');
      return renderOnboarding(onboardingOf(base, scenario, named), form);
    },
  };
}
