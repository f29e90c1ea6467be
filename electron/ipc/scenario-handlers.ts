import { basename } from 'node:path';
import type { ChannelName, Handlers } from '../../shared/ipc/contract.ts';
import { writeWholeFile } from '../documents/whole-file.ts';
import { readDocumentText } from './document-text.ts';
import { jsonFileName } from './json-file-name.ts';
import { announce } from './workspace-handlers.ts';
import type { Session } from './session.ts';

type ScenarioChannels = Pick<Handlers, Extract<ChannelName, `scenario:${string}`>>;

export function scenarioHandlers(session: Session): ScenarioChannels {
  const { workspace, desktop, files } = session;
  const edited = async <T>(work: Promise<T>): Promise<T> => {
    const value = await work;
    await announce(session, 'edited');
    return value;
  };
  return {
    'scenario:list': () => workspace.call('listScenarios', null),
    'scenario:get': (request) => workspace.call('getScenario', request),
    'scenario:save': (request) => edited(workspace.call('saveScenario', request)),
    'scenario:rename': (request) => edited(workspace.call('renameScenario', request)),
    'scenario:duplicate': (request) => edited(workspace.call('duplicateScenario', request)),
    'scenario:delete': (request) => edited(workspace.call('removeScenario', request)),
    'scenario:versions': (request) => workspace.call('scenarioVersions', request),
    'scenario:restore': (request) => edited(workspace.call('restoreScenario', request)),
    async 'scenario:import'({ handle }) {
      const path = handle === undefined ? await desktop.askOpenJson() : files.pathOf(handle);
      if (path === null) return null;
      const text = await readDocumentText(path, 'scenario');
      return edited(workspace.call('importScenario', { text, file: basename(path) }));
    },
    async 'scenario:export'(request) {
      const { name, text } = await workspace.call('exportScenario', request);
      const path = await desktop.askSaveJson(jsonFileName(name, 'scenario'));
      if (path === null) return null;
      await writeWholeFile(path, text);
      return { displayPath: path };
    },
  };
}
