import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { SavedScenario, ScenarioSummary, ScenarioVersion } from '../../shared/ipc/scenario-channels.ts';
import {
  duplicateScenario,
  exportScenario,
  importScenario,
  removeScenario,
  renameScenario,
  restoreScenario,
  saveScenario,
} from '../workspace/scenario-actions.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The part of the workspace's service about saved scenarios. */
export function createScenarioService(workspace: () => Workspace) {
  return {
    listScenarios: (): readonly ScenarioSummary[] => workspace().scenarios.list(),
    getScenario: ({ id, version }: RequestOf<'scenario:get'>): SavedScenario =>
      workspace().scenarios.get(id, version),
    saveScenario: (request: RequestOf<'scenario:save'>): SavedScenario => saveScenario(workspace(), request),
    renameScenario: ({ id, name }: RequestOf<'scenario:rename'>): ScenarioSummary =>
      renameScenario(workspace(), id, name),
    duplicateScenario: (request: RequestOf<'scenario:duplicate'>): SavedScenario =>
      duplicateScenario(workspace(), request),
    removeScenario: ({ id }: RequestOf<'scenario:delete'>): null => removeScenario(workspace(), id),
    scenarioVersions: ({ id }: RequestOf<'scenario:versions'>): readonly ScenarioVersion[] =>
      workspace().scenarios.versions(id),
    restoreScenario: ({ id, version }: RequestOf<'scenario:restore'>): SavedScenario =>
      restoreScenario(workspace(), id, version),
    importScenario: ({ text, file }: { readonly text: string; readonly file: string }): SavedScenario =>
      importScenario(workspace(), text, file),
    exportScenario: ({
      id,
      version,
    }: RequestOf<'scenario:export'>): { readonly name: string; readonly text: string } =>
      exportScenario(workspace(), id, version),
  };
}
