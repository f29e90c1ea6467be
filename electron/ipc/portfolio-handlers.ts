import { basename } from 'node:path';
import type { ChannelName, Handlers } from '../../shared/ipc/contract.ts';
import { writeWholeFile } from '../documents/whole-file.ts';
import type { Session } from './session.ts';
import { readDocumentText } from './document-text.ts';
import { jsonFileName } from './json-file-name.ts';
import { announce } from './workspace-handlers.ts';

type PortfolioChannels = Pick<Handlers, Extract<ChannelName, `portfolio:${string}`>>;

/** Portfolios: kept in the workspace, evaluated in the worker of the sweeps. */
export function portfolioHandlers(session: Session): PortfolioChannels {
  const { workspace, simulations, tasks, notify, desktop, files } = session;
  const edited = async <T>(work: Promise<T>): Promise<T> => {
    const value = await work;
    await announce(session, 'edited');
    return value;
  };
  return {
    'portfolio:list': () => workspace.call('listPortfolios', null),
    'portfolio:get': (request) => workspace.call('getPortfolio', request),
    'portfolio:save': (request) => edited(workspace.call('savePortfolio', request)),
    'portfolio:delete': (request) => edited(workspace.call('removePortfolio', request)),
    async 'portfolio:import'({ handle }) {
      const path = handle === undefined ? await desktop.askOpenJson() : files.pathOf(handle);
      if (path === null) return null;
      const text = await readDocumentText(path, 'portfolio');
      return edited(workspace.call('importPortfolio', { text, file: basename(path) }));
    },
    async 'portfolio:export'(request) {
      const { name, text } = await workspace.call('exportPortfolio', request);
      const path = await desktop.askSaveJson(jsonFileName(name, 'portfolio'));
      if (path === null) return null;
      await writeWholeFile(path, text);
      return { displayPath: path };
    },
    'portfolio:run': ({ id, task }) =>
      tasks.run(task, async (signal) => {
        const { portfolio } = await workspace.call('getPortfolio', { id });
        return simulations.portfolio(
          portfolio,
          (progress) => notify('progress', { task, kind: 'portfolio', ...progress }),
          signal,
        );
      }),
  };
}
