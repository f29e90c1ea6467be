import type { Scenario } from '../../shared/events/scenario.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import type { Model } from '../../shared/model/document.ts';
import type { Policy } from '../../shared/model/policy.ts';
import { historyFacts, type HistoryFacts } from '../workspace/history-facts.ts';
import { selectedScenario } from '../workspace/scenario-actions.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What a simulation needs of the workspace. `base` is `null` where the asker holds those inputs already. */
export interface EngineInput {
  readonly revision: number;
  /** See `Workspace.inputs`. */
  readonly inputs: number;
  readonly base: { readonly model: Model; readonly policy: Policy; readonly history: HistoryFacts } | null;
  /** `null`: the baseline. */
  readonly scenario: Scenario | null;
}

/** The part of the workspace's service that other workers compute from. */
export function createEngineInputService(workspace: () => Workspace) {
  return {
    /** For the simulate worker, which asks directly, without the main thread in between. */
    engineInput({
      scenario,
      known,
    }: {
      readonly scenario: ScenarioSelection;
      readonly known: number;
    }): EngineInput {
      const w = workspace();
      const model = w.model();
      const base =
        known === w.inputs
          ? null
          : { model, policy: w.policy(), history: historyFacts(w.history(), model, w.policy()) };
      return { revision: w.revision, inputs: w.inputs, base, scenario: selectedScenario(w, scenario) };
    },
  };
}
