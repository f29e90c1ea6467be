import type { ChannelName, Handlers } from '../../shared/ipc/contract.ts';
import { writeWholeFile } from '../documents/whole-file.ts';
import type { Session } from './session.ts';
import { announce } from './workspace-handlers.ts';

type PipelineChannels = Pick<Handlers, Extract<ChannelName, `shapes:${string}` | `pipeline:${string}`>>;

/** Shapes of customers and the sales pipeline, kept in the workspace; thrown in the worker of the sweeps. */
export function pipelineHandlers(session: Session): PipelineChannels {
  const { workspace, simulations, tasks, notify, desktop } = session;
  const edited = async <T>(work: Promise<T>): Promise<T> => {
    const value = await work;
    await announce(session, 'edited');
    return value;
  };
  return {
    'shapes:list': () => workspace.call('listShapes', null),
    'shapes:of-customer': (request) => workspace.call('shapeOfCustomer', request),
    'shapes:save': (request) => edited(workspace.call('saveShape', request)),
    'shapes:delete': (request) => edited(workspace.call('removeShape', request)),
    'pipeline:get': () => workspace.call('getPipeline', null),
    'pipeline:save': (request) => edited(workspace.call('savePipeline', request)),
    async 'pipeline:export'({ text }) {
      const path = await desktop.askSaveData('pipeline.csv');
      if (path === null) return null;
      await writeWholeFile(path, text);
      return { displayPath: path };
    },
    'pipeline:plan': (request) =>
      tasks.run(request.task, (signal) =>
        simulations.pipelinePlans(
          request,
          (progress) => notify('progress', { task: request.task, kind: 'plan', ...progress }),
          signal,
        ),
      ),
    'pipeline:odds': (request) =>
      tasks.run(request.task, (signal) =>
        simulations.pipelineOdds(
          request,
          (progress) => notify('progress', { task: request.task, kind: 'odds', ...progress }),
          signal,
        ),
      ),
  };
}
