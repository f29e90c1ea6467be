import type { Scenario } from '../../shared/events/scenario.ts';
import { parseScenario } from '../../shared/events/parse-scenario.ts';
import { serializeScenario } from '../../shared/events/serialize-scenario.ts';
import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import type { SavedScenario, ScenarioSummary } from '../../shared/ipc/scenario-channels.ts';
import { parseJsonText } from '../../shared/model/json-text.ts';
import { badInput } from '../refusal.ts';
import type { Workspace } from './workspace.ts';

function parsed(workspace: Workspace, document: unknown, file?: string): Scenario {
  const scenario = parseScenario(document, workspace.model());
  if (scenario.ok) return scenario.value;
  throw badInput(scenario.problems.map((problem) => (file === undefined ? problem : { file, ...problem })));
}

/**
 * The scenario a question is asked of; `null` for the baseline. A saved one is checked again, since the inventory may
 * have lost what it names.
 * @throws Refusal `not-found`, `bad-input` with located problems.
 */
export function selectedScenario(workspace: Workspace, selection: ScenarioSelection): Scenario | null {
  if (selection.kind === 'baseline') return null;
  if (selection.kind === 'draft') return parsed(workspace, selection.scenario);
  return parsed(workspace, workspace.scenarios.get(selection.id, selection.version).scenario);
}

/** A new scenario, or a new version of one. @throws Refusal `bad-input`, `not-found`. */
export function saveScenario(workspace: Workspace, request: RequestOf<'scenario:save'>): SavedScenario {
  const scenario = parsed(workspace, request.scenario);
  const { id, note = null } = request;
  if (id === undefined) {
    return workspace.act(`Save scenario “${scenario.name}”`, (atMs) =>
      workspace.scenarios.add(scenario, atMs, note),
    );
  }
  return workspace.act(`Change scenario “${scenario.name}”`, (atMs) =>
    workspace.scenarios.addVersion(id, scenario, atMs, note),
  );
}

export function renameScenario(workspace: Workspace, id: string, name: string): ScenarioSummary {
  const { scenario } = workspace.scenarios.get(id);
  return workspace.act(`Rename scenario to “${name}”`, (atMs) =>
    workspace.scenarios.addVersion(id, { ...scenario, name }, atMs, `renamed from “${scenario.name}”`),
  );
}

/** A copy of the newest version, or a branch from an older one. @throws Refusal `not-found`. */
export function duplicateScenario(
  workspace: Workspace,
  { id, name, version }: RequestOf<'scenario:duplicate'>,
): SavedScenario {
  const { scenario } = workspace.scenarios.get(id, version);
  const what = version === undefined ? 'copy' : `from version ${version}`;
  const copy = { ...scenario, name: name ?? `${scenario.name} (${what})` };
  const note =
    version === undefined
      ? `copy of “${scenario.name}”`
      : `branched from version ${version} of “${scenario.name}”`;
  return workspace.act(`Duplicate scenario “${scenario.name}”`, (atMs) =>
    workspace.scenarios.add(copy, atMs, note),
  );
}

export function removeScenario(workspace: Workspace, id: string): null {
  const { name } = workspace.scenarios.get(id);
  workspace.act(`Delete scenario “${name}”`, () => workspace.scenarios.remove(id));
  return null;
}

export function restoreScenario(workspace: Workspace, id: string, version: number): SavedScenario {
  const { scenario } = workspace.scenarios.get(id, version);
  return workspace.act(`Restore version ${version} of “${scenario.name}”`, (atMs) =>
    workspace.scenarios.addVersion(id, scenario, atMs, `restored version ${version}`),
  );
}

/** @throws Refusal `bad-input` with problems located in the file. */
export function importScenario(workspace: Workspace, text: string, file: string): SavedScenario {
  const json = parseJsonText(text, file);
  if (!json.ok) throw badInput(json.problems);
  const scenario = parsed(workspace, json.value, file);
  return workspace.act(`Import scenario “${scenario.name}”`, (atMs) =>
    workspace.scenarios.add(scenario, atMs, `imported from ${file}`),
  );
}

export function exportScenario(
  workspace: Workspace,
  id: string,
  version?: number,
): { name: string; text: string } {
  const { scenario } = workspace.scenarios.get(id, version);
  return { name: scenario.name, text: serializeScenario(scenario) };
}
