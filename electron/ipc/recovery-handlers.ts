import type { ChannelName, Handlers } from '../../shared/ipc/contract.ts';
import { Refusal } from '../refusal.ts';
import type { Session } from './session.ts';
import { announce, openPath } from './workspace-handlers.ts';

type RecoveryChannels = Pick<Handlers, Extract<ChannelName, `recovery:${string}`>>;

export function recoveryHandlers(session: Session): RecoveryChannels {
  const { workspace, damage } = session;
  const damaged = (): { readonly path: string; readonly message: string } => {
    const found = damage.current();
    if (found === null) throw new Refusal('not-found', 'There is no damaged workspace to bring back.');
    return found;
  };
  return {
    'recovery:offer'() {
      const found = damage.current();
      return found === null ? null : workspace.call('recoveryOffer', found);
    },
    async 'recovery:restore'({ backup }) {
      const { path } = damaged();
      const keptAside = await workspace
        .call('restoreBackup', { path, name: backup })
        .catch(async (error: unknown) => {
          await announce(session, 'closed'); // a workspace found damaged while it was open may not be any more
          throw error;
        });
      return { info: await openPath(session, path), keptAside };
    },
    async 'recovery:read'() {
      const info = await workspace.call('openDamaged', { path: damaged().path });
      damage.clear();
      await announce(session, 'opened');
      return info;
    },
  };
}
