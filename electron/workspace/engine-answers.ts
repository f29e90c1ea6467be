import { assess } from '../../shared/assess/assess.ts';
import type { Assessment } from '../../shared/assess/constraint.ts';
import { assessOne, explainConstraint } from '../../shared/assess/explain-constraint.ts';
import { sensitivities } from '../../shared/assess/sensitivities.ts';
import type { Scenario } from '../../shared/events/scenario.ts';
import type { AssessAnswer, ExplainAnswer } from '../../shared/ipc/assess-channels.ts';
import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import type { ImmediateResult } from '../../shared/timeline/result.ts';
import { survivalProvider } from '../../shared/timeline/survival-provider.ts';
import { Refusal } from '../refusal.ts';
import { lazySolver } from '../solver/lazy-solver.ts';
import { selectedScenario } from './scenario-actions.ts';
import { afterScenario, simulatedAtOnce, type Side } from './scenario-side.ts';
import type { Workspace } from './workspace.ts';

const KEPT_RESULTS = 4;

/** Assessments and derivations of the open workspace, remembered while model, policy and history stay as they are. */
export class EngineAnswers {
  readonly #workspace: Workspace;
  #inputs = 0;
  #baseline: Assessment | null = null;
  readonly #results = new Map<string, ImmediateResult>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** @throws Refusal `not-found`, `bad-input`. */
  assess(selection: ScenarioSelection): AssessAnswer {
    this.#forgetWhenChanged();
    const scenario = selectedScenario(this.#workspace, selection);
    if (scenario === null) {
      const before = this.baseline();
      return {
        revision: this.#workspace.revision,
        scenarioName: null,
        before,
        after: before,
        changes: [],
        notes: [],
      };
    }
    const { before, after, changes, notes } = this.#simulated(scenario);
    return { revision: this.#workspace.revision, scenarioName: scenario.name, before, after, changes, notes };
  }

  /** Assesses ahead of the question. What fails is said when it is asked. */
  warmUp(): void {
    try {
      this.baseline();
    } catch {
      // the model cannot be assessed; whoever asks will hear why
    }
  }

  baseline(): Assessment {
    this.#forgetWhenChanged();
    const { model, policy, history } = this.#side();
    this.#baseline ??= assess(model, policy, history, survivalProvider(lazySolver));
    return this.#baseline;
  }

  /** @throws Refusal `not-found` when that side has no such constraint, `bad-input`. */
  explain({ scenario: selection, constraintId, side }: RequestOf<'assess:explain'>): ExplainAnswer {
    this.#forgetWhenChanged();
    const scenario = selectedScenario(this.#workspace, selection);
    const before = this.#side();
    const { model, policy, history } =
      scenario === null || side === 'before' ? before : afterScenario(before, scenario);
    const survival = survivalProvider(lazySolver);
    const constraint = assessOne(model, policy, constraintId, history, survival);
    const explain = explainConstraint(model, policy, constraintId, history, survival);
    if (constraint === null || explain === null) {
      throw new Refusal(
        'not-found',
        `There is no ${constraintId} ${side === 'after' ? 'after the scenario' : 'in this model'}.`,
      );
    }
    return {
      revision: this.#workspace.revision,
      constraint: { ...constraint, explain },
      sensitivities: sensitivities(model, policy, constraintId, history, survival),
    };
  }

  #simulated(scenario: Scenario): ImmediateResult {
    const key = JSON.stringify(scenario);
    const known = this.#results.get(key);
    if (known !== undefined) return known;
    const result = simulatedAtOnce(this.#side(), scenario);
    const [oldest] = this.#results.keys();
    if (this.#results.size >= KEPT_RESULTS && oldest !== undefined) this.#results.delete(oldest);
    this.#results.set(key, result);
    return result;
  }

  #side(): Side {
    return {
      model: this.#workspace.model(),
      policy: this.#workspace.policy(),
      history: this.#workspace.history(),
    };
  }

  #forgetWhenChanged(): void {
    if (this.#inputs === this.#workspace.inputs) return;
    this.#inputs = this.#workspace.inputs;
    this.#baseline = null;
    this.#results.clear();
  }
}
