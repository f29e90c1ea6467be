import type { ChannelName, Handlers } from '../../shared/ipc/contract.ts';
import type { Session } from './session.ts';
import { announce } from './workspace-handlers.ts';

type ChecklistChannels = Pick<Handlers, Extract<ChannelName, `checklist:${string}`>>;

/** Checklists for hosts. */
export function checklistHandlers(session: Session): ChecklistChannels {
  const { workspace } = session;
  const edited = async <T>(work: Promise<T>): Promise<T> => {
    const value = await work;
    await announce(session, 'edited');
    return value;
  };
  return {
    'checklist:list': () => workspace.call('checklists', null),
    'checklist:get': (request) => workspace.call('checklist', request),
    'checklist:explain': (request) => workspace.call('explainChecklist', request),
    'checklist:start': (request) => edited(workspace.call('startChecklist', request)),
    'checklist:done': (request) => edited(workspace.call('checklistStep', request)),
    'checklist:stop': (request) => edited(workspace.call('stopChecklist', request)),
  };
}
