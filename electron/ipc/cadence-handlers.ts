import type { ChannelName, Handlers } from '../../shared/ipc/contract.ts';
import type { Session } from './session.ts';
import { announce } from './workspace-handlers.ts';

type CadenceChannels = Pick<Handlers, Extract<ChannelName, `cadence:${string}`>>;

/** When reviews are due, and what was said at them. */
export function cadenceHandlers(session: Session): CadenceChannels {
  const { workspace } = session;
  const edited = async <T>(work: Promise<T>): Promise<T> => {
    const value = await work;
    await announce(session, 'edited');
    return value;
  };
  return {
    'cadence:get': () => workspace.call('cadence', null),
    'cadence:set': (request) => edited(workspace.call('setCadence', request)),
    'cadence:review': (request) => edited(workspace.call('takeReview', request)),
    'cadence:note': (request) => edited(workspace.call('noteReview', request)),
    'cadence:sign': (request) => edited(workspace.call('signReview', request)),
  };
}
