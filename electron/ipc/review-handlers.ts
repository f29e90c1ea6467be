import type { Handlers } from '../../shared/ipc/contract.ts';
import type { Session } from './session.ts';
import { announce } from './workspace-handlers.ts';

type ReviewChannels = Pick<Handlers, 'review:get' | 'review:mark'>;

/** What changed since somebody last looked. */
export function reviewHandlers(session: Session): ReviewChannels {
  const { workspace } = session;
  return {
    'review:get': () => workspace.call('review', null),
    async 'review:mark'() {
      const answer = await workspace.call('markReviewed', null);
      await announce(session, 'edited');
      return answer;
    },
  };
}
