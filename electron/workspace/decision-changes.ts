import type { Scenario } from '../../shared/events/scenario.ts';
import type { DecisionDraft } from '../../shared/ipc/decision-channels.ts';
import { parseModel } from '../../shared/model/parse-model.ts';
import { parsePolicyOverrides } from '../../shared/model/parse-policy.ts';
import { POLICY_DEFAULTS, type Policy, type PolicyKey } from '../../shared/model/policy.ts';
import { serializeModel } from '../../shared/model/serialize-model.ts';
import { adoptScenario, type Adopted } from '../../shared/timeline/adopt-scenario.ts';
import { badInput, Refusal } from '../refusal.ts';
import { lazySolver } from '../solver/lazy-solver.ts';
import type { Expectation } from './decision-figures.ts';
import { writeModel } from './model-store.ts';
import { selectedScenario } from './scenario-actions.ts';
import type { Workspace } from './workspace.ts';

/** A saved scenario at one version. */
export interface ScenarioRef {
  readonly id: string;
  readonly version: number;
}

/** What a decision does to the workspace, ready to be done inside its action. */
export interface DecisionChange {
  readonly expectation: Expectation;
  /** The scenario the decision rests on afterwards, where the change makes or names one. */
  apply(atMs: number): ScenarioRef | null;
}

type Asked = NonNullable<DecisionDraft['change']>;
type Author = string | null;

function policyChange(
  workspace: Workspace,
  { values }: Extract<Asked, { kind: 'policy' }>,
  author: Author,
  note: string,
): DecisionChange {
  const parsed = parsePolicyOverrides(Object.fromEntries(values.map(({ key, value }) => [key, value])));
  if (!parsed.ok) throw badInput(parsed.problems);
  const checked = values.map(({ key }) => ({
    key,
    value: Object.hasOwn(parsed.value, key) ? (parsed.value[key] ?? null) : POLICY_DEFAULTS[key],
  }));
  const changed = Object.fromEntries(checked.map(({ key, value }) => [key, value]));
  const policy: Policy = { ...workspace.policy(), ...changed };
  return {
    expectation: { kind: 'changed', model: workspace.model(), policy },
    apply(atMs) {
      for (const { key, value } of checked)
        workspace.policyValues.set(key, value, { origin: 'edited', author, atMs, note });
      return null;
    },
  };
}

/** What adopting a saved scenario comes to. @throws Refusal `not-found`, `bad-input`. */
export function adoptedScenario(workspace: Workspace, id: string, version?: number): Adopted {
  const selection = { kind: 'saved', id, ...(version === undefined ? {} : { version }) } as const;
  const scenario = selectedScenario(workspace, selection);
  if (scenario === null) throw new Refusal('not-found', 'This scenario is not in the workspace any more.');
  const adopted = adoptScenario(workspace.model(), workspace.policy(), scenario, lazySolver);
  if (!adopted.ok) throw badInput(adopted.problems);
  // As a document would have it: what only events know (workload carried along) is not kept.
  const parsed = parseModel(serializeModel(adopted.value.model));
  if (!parsed.ok) throw badInput(parsed.problems);
  return { ...adopted.value, model: parsed.value };
}

function adoption(
  workspace: Workspace,
  { id, version }: Extract<Asked, { kind: 'adopt' }>,
  author: Author,
  note: string,
): DecisionChange {
  const saved = workspace.scenarios.get(id, version);
  const { model, policy, events } = adoptedScenario(workspace, id, version);
  const now = workspace.policy();
  const keys = (Object.keys(policy) as PolicyKey[]).filter((key) => policy[key] !== now[key]);
  if (keys.length === 0 && events.every(({ fate }) => fate === 'left-out'))
    throw new Refusal(
      'bad-input',
      'Nothing of this scenario can be made real today: ' +
        `${events.map(({ text, why }) => `${text} (${why ?? ''})`).join('; ')}. Nothing was changed.`,
    );
  return {
    expectation: { kind: 'changed', model, policy },
    apply(atMs) {
      writeModel(model, workspace.entities, workspace.facts);
      for (const key of keys)
        workspace.policyValues.set(key, policy[key], { origin: 'edited', author, atMs, note });
      return { id, version: saved.version };
    },
  };
}

function scenarioSaving(
  workspace: Workspace,
  { id, scenario: document }: Extract<Asked, { kind: 'save-scenario' }>,
  note: string,
): DecisionChange {
  const selection = { kind: 'draft', scenario: document } as const;
  const scenario: Scenario | null = selectedScenario(workspace, selection);
  if (scenario === null) throw new Refusal('bad-input', 'There is no scenario to save.');
  return {
    expectation: { kind: 'scenario', selection },
    apply(atMs) {
      const saved =
        id === undefined
          ? workspace.scenarios.add(scenario, atMs, note)
          : workspace.scenarios.addVersion(id, scenario, atMs, note);
      return { id: saved.id, version: saved.version };
    },
  };
}

/** @throws Refusal `not-found`, `bad-input`: nothing was changed. */
export function decisionChange(
  workspace: Workspace,
  change: Asked,
  author: Author,
  title: string,
): DecisionChange {
  const note = `decision: ${title}`;
  switch (change.kind) {
    case 'policy':
      return policyChange(workspace, change, author, note);
    case 'adopt':
      return adoption(workspace, change, author, note);
    case 'save-scenario':
      return scenarioSaving(workspace, change, note);
  }
}
