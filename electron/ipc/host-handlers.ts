import type { Handlers } from '../../shared/ipc/contract.ts';
import type { Session } from './session.ts';

type HostChannels = Pick<Handlers, 'hosts:figures' | 'hosts:page' | 'hosts:alone'>;

/** Hosts one by one: how full each is, what is on it, what its loss would do. */
export function hostHandlers({ workspace, simulations }: Session): HostChannels {
  return {
    'hosts:figures': ({ scenario }) => workspace.call('hostFigures', scenario),
    'hosts:page': (request) => workspace.call('hostPage', request),
    'hosts:alone': (request) => simulations.alone(request),
  };
}
