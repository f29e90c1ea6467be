import type { Handlers } from '../../shared/ipc/contract.ts';
import type { seriesChannels } from '../../shared/ipc/series-channels.ts';
import type { Session } from './session.ts';
import { announce } from './workspace-handlers.ts';

type SeriesChannels = Pick<Handlers, keyof typeof seriesChannels>;

/** What is measured, and how far it is to be trusted. */
export function seriesHandlers(session: Session): SeriesChannels {
  const { workspace } = session;
  return {
    'series:list': () => workspace.call('seriesList', null),
    'series:quality': (request) => workspace.call('seriesQuality', request),
    'series:detail': (request) => workspace.call('seriesDetail', request),
    async 'series:remove'(request) {
      const done = await workspace.call('seriesRemove', request);
      await announce(session, 'edited');
      return done;
    },
    async 'series:rename'(request) {
      const done = await workspace.call('seriesRename', request);
      await announce(session, 'edited');
      return done;
    },
  };
}
