import type { Handlers } from '../../shared/ipc/contract.ts';
import type { Progress } from '../../shared/ipc/notice.ts';
import type { CallOptions } from '../workers/rpc.ts';
import type { Session } from './session.ts';

type EngineChannels = Pick<
  Handlers,
  | 'assess:run'
  | 'assess:explain'
  | 'inventory:choices'
  | 'inventory:rows'
  | 'simulate:run'
  | 'simulate:dates'
  | 'survive:run'
  | 'survive:loss'
  | 'history:series'
  | 'services:get'
  | 'overlay:peers'
>;

/** Questions to the engine, and the assumptions it works with. */
export function engineHandlers(session: Session): EngineChannels {
  const { workspace, simulations, tasks, notify } = session;
  /** Under the task the asker named, if any. */
  const searching = <T>(task: string | undefined, ask: (options: CallOptions) => Promise<T>): Promise<T> =>
    task === undefined
      ? ask({})
      : tasks.run(task, (signal) => {
          // The worker sends exactly what its own progress function is typed to take.
          const onProgress = (state: unknown): void =>
            notify('progress', { task, kind: 'worst', ...(state as Omit<Progress, 'task' | 'kind'>) });
          return ask({ signal, onProgress });
        });
  return {
    'assess:run': ({ scenario }) => workspace.call('assess', scenario),
    'assess:explain': (request) => workspace.call('explain', request),
    'inventory:choices': () => workspace.call('choices', null),
    'inventory:rows': (request) => workspace.call('rows', request),
    'simulate:run': (request) => searching(request.task, (options) => simulations.simulate(request, options)),
    'simulate:dates': (request) => searching(request.task, (options) => simulations.dates(request, options)),
    'survive:run': (request) =>
      tasks.run(request.task, (signal) =>
        simulations.survive(
          request,
          (progress) => notify('progress', { task: request.task, kind: 'survive', ...progress }),
          signal,
        ),
      ),
    'survive:loss': (request) => simulations.loss(request),
    'history:series': (request) => workspace.call('series', request),
    'overlay:peers': (request) => workspace.call('peers', request),
    'services:get': ({ scenario }) => workspace.call('services', scenario),
  };
}
