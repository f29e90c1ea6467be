import type { ChannelName, Handlers } from '../../shared/ipc/contract.ts';
import { writeWholeFile } from '../documents/whole-file.ts';
import type { Session } from './session.ts';
import { announce } from './workspace-handlers.ts';

type DecisionChannels = Pick<Handlers, Extract<ChannelName, `decision:${string}`>>;

/** The log of decisions. */
export function decisionHandlers(session: Session): DecisionChannels {
  const { workspace, desktop } = session;
  const edited = async <T>(work: Promise<T>): Promise<T> => {
    const value = await work;
    await announce(session, 'edited');
    return value;
  };
  return {
    'decision:list': () => workspace.call('decisions', null),
    'decision:get': (request) => workspace.call('decision', request),
    'decision:adopt-preview': (request) => workspace.call('adoptPreview', request),
    'decision:record': (draft) => edited(workspace.call('recordDecision', draft)),
    'decision:revert': (request) => edited(workspace.call('revertDecision', request)),
    async 'decision:export'({ format }) {
      const text = await workspace.call('decisionText', { format });
      const path = await desktop.askSaveData(`decisions.${format}`);
      if (path === null) return null;
      await writeWholeFile(path, text);
      return { displayPath: path };
    },
  };
}
