import type { ChannelName, Handlers } from '../../shared/ipc/contract.ts';
import type { Session } from './session.ts';
import { announce } from './workspace-handlers.ts';

type PlanChannels = Pick<Handlers, Extract<ChannelName, `plan:${string}`>>;

/** Purchase plans, their limits, and what becomes of their lines. */
export function planHandlers(session: Session): PlanChannels {
  const { workspace, simulations, tasks, notify } = session;
  const edited = async <T>(work: Promise<T>): Promise<T> => {
    const value = await work;
    await announce(session, 'edited');
    return value;
  };
  return {
    'plan:run': (request) =>
      tasks.run(request.task, (signal) =>
        simulations.plan(
          request,
          (progress) => notify('progress', { task: request.task, kind: 'plan', ...progress }),
          signal,
        ),
      ),
    'plan:settings': () => workspace.call('planSettings', null),
    'plan:set-settings': (settings) => edited(workspace.call('setPlanSettings', settings)),
    'plan:purchases': () => workspace.call('purchases', null),
    'plan:accept': (request) => edited(workspace.call('acceptPurchase', request)),
    'plan:mark': (request) => edited(workspace.call('markPurchase', request)),
  };
}
