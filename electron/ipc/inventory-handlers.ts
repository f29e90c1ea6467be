import type { Handlers } from '../../shared/ipc/contract.ts';
import type { inventoryEditChannels, EditAnswer } from '../../shared/ipc/inventory-edit-channels.ts';
import type { Session } from './session.ts';
import { announce } from './workspace-handlers.ts';

type InventoryChannels = Pick<Handlers, keyof typeof inventoryEditChannels>;

/** The inventory as tables; whatever changed it is announced before its answer comes. */
export function inventoryHandlers(session: Session): InventoryChannels {
  const { workspace } = session;
  const announced = async (answer: Promise<EditAnswer>): Promise<EditAnswer> => {
    const edited = await answer;
    if (edited.done) await announce(session, 'edited');
    return edited;
  };
  return {
    'inventory:tables': () => workspace.call('inventoryCounts', null),
    'inventory:table': (request) => workspace.call('inventoryTable', request),
    'inventory:options': (request) => workspace.call('inventoryOptions', request),
    'inventory:text': (request) => workspace.call('inventoryText', request),
    'inventory:places': (request) => workspace.call('inventoryPlaces', request),
    'inventory:removal': (request) => workspace.call('inventoryRemoval', request),
    'inventory:paste-preview': (request) => workspace.call('inventoryPastePreview', request),
    'inventory:edit': (request) => announced(workspace.call('inventoryEdit', request)),
    'inventory:duplicate': (request) => announced(workspace.call('inventoryDuplicate', request)),
    'inventory:remove': (request) => announced(workspace.call('inventoryRemove', request)),
    'inventory:paste': (request) => announced(workspace.call('inventoryPaste', request)),
  };
}
