import type { Handlers } from '../../shared/ipc/contract.ts';
import type { Session } from './session.ts';
import { announce } from './workspace-handlers.ts';

type ReviewChannels = Pick<Handlers, 'review:get' | 'review:mark'>;

/** What changed since somebody last looked. */
export function reviewHandlers(session: Session): ReviewChannels {
  const { workspace } = session;
  return {
    'review:get': (request) => workspace.call('review', request),
    async 'review:mark'() {
      const answer = await workspace.call('markReviewed', null);
      await announce(session, 'edited');
      return answer;
    },
  };
}
