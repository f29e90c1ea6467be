import type { Handlers } from '../../shared/ipc/contract.ts';
import type { Session } from './session.ts';

/** Questions that ask the engine many times. */
export function searchHandlers(
  session: Session,
): Pick<Handlers, 'simulate:flips' | 'simulate:fixes' | 'simulate:tornado'> {
  const { simulations, tasks, notify } = session;
  return {
    'simulate:flips': (request) => tasks.run(request.task, (signal) => simulations.flips(request, signal)),
    'simulate:fixes': (request) => tasks.run(request.task, (signal) => simulations.fixes(request, signal)),
    'simulate:tornado': (request) =>
      tasks.run(request.task, (signal) =>
        simulations.tornado(
          request,
          (progress) => notify('progress', { task: request.task, kind: 'tornado', ...progress }),
          signal,
        ),
      ),
  };
}
