import type { Handlers } from '../../shared/ipc/contract.ts';
import type { importHistoryChannels } from '../../shared/ipc/import-history-channels.ts';
import type { qualityChannels } from '../../shared/ipc/quality-channels.ts';
import type { seriesChannels } from '../../shared/ipc/series-channels.ts';
import type { Session } from './session.ts';
import { announce } from './workspace-handlers.ts';

type SeriesChannels = Pick<
  Handlers,
  keyof typeof seriesChannels | keyof typeof importHistoryChannels | keyof typeof qualityChannels
>;

/** What is measured, how far it is to be trusted, and by which import it came. */
export function seriesHandlers(session: Session): SeriesChannels {
  const { workspace } = session;
  return {
    'series:list': () => workspace.call('seriesList', null),
    'series:quality': (request) => workspace.call('seriesQuality', request),
    'series:detail': (request) => workspace.call('seriesDetail', request),
    'quality:overview': () => workspace.call('qualityOverview', null),
    'imported:changes': (request) => workspace.call('importChanges', request),
    async 'imported:revert'(request) {
      const done = await workspace.call('importRevert', request);
      await announce(session, 'undone');
      return done;
    },
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
