import type { ChannelName, Handlers } from '../../shared/ipc/contract.ts';
import type { Session } from './session.ts';

type UpdateChannels = Pick<Handlers, Extract<ChannelName, `update:${string}`>>;

export function updateHandlers({ updates }: Session): UpdateChannels {
  return {
    'update:settings': async () => (await updates()).settings(),
    'update:switch-on': async (place) => (await updates()).switchOn(place),
    'update:switch-off': async () => (await updates()).switchOff(),
    'update:check': async () => (await updates()).check(),
  };
}
